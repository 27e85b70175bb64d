"""The enrolment request: sealed once, sent until answered, started over by a new file."""

from __future__ import annotations

import pytest

from rating_client.base.ledger import Ledger
from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.keys import Device
from rating_client.contract.messages import read_message
from rating_client.contract.padding import STEPS, stripped
from rating_client.contract.receipts import ReceiptRefused, stored_receipt
from rating_client.contract.types import ENROL_REQUEST
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.request import EnrolmentRequest
from tests.support.issuer import Issuer

NOW = 1_795_232_520.0


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def book(ledger: Ledger, issuer: Issuer) -> EnrolmentBook:
    book = EnrolmentBook(ledger)
    accept(book, issuer)
    return book


def accept(book: EnrolmentBook, issuer: Issuer, code: str | None = "ABCD-EFGH-JKMN") -> None:
    offer = read_offer(issuer.enrolment_file(code=code))
    book.accept(offer, NOW, fingerprint=issuer.fingerprint)


def only(book: EnrolmentBook) -> EnrolmentRequest:
    (request,) = book.requests.to_send()
    return request


def receipted(book: EnrolmentBook, issuer: Issuer, request: EnrolmentRequest, token: str) -> bool:
    device = book.devices.current(NOW)
    return book.requests.receipted(request, token, book.statement(issuer.id), device)


def good_receipt(book: EnrolmentBook, issuer: Issuer, request: EnrolmentRequest) -> str:
    device = book.devices.current(NOW)
    return issuer.receipt(request.envelope, submission=None, device=device.kid)


def test_the_request_carries_code_and_keys_to_the_receiver_alone(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    request, device = only(book), book.devices.current(NOW)
    assert request.state == "unsent"
    assert request.sha256 == token_sha256(request.envelope)
    assert "ABCD" not in request.envelope
    _, plaintext = issuer.open(request.envelope, ENROL_REQUEST)
    assert len(plaintext) == STEPS[0]
    verified = jose.verify(ENROL_REQUEST, stripped(plaintext), {device.kid: device.signing.public})
    payload = read_message(ENROL_REQUEST, verified)
    assert payload["code"] == "ABCD-EFGH-JKMN"
    assert payload["device_jwk"] == device.signing.public
    assert payload["answers_jwk"] == device.answers.public
    assert payload["tax_codes"] == ["0200000000"]


def test_accepting_the_same_file_again_keeps_the_same_bytes(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    before = only(book)
    book.requests.unconfirmed(before)
    accept(book, issuer)
    assert only(book).envelope == before.envelope
    assert only(book).state == "unconfirmed"


def test_only_a_true_receipt_ends_a_request(book: EnrolmentBook, issuer: Issuer) -> None:
    request = only(book)
    device = book.devices.current(NOW)
    for forged in (
        "",
        Issuer().receipt(request.envelope, submission=None, device=device.kid),
        issuer.receipt(request.envelope, submission=None, device=Device.generate().kid),
        issuer.receipt("another.envelope", submission=None, device=device.kid),
        issuer.receipt(request.envelope, submission=None, device=device.kid, kind="submission"),
    ):
        with pytest.raises(ReceiptRefused):
            receipted(book, issuer, request, forged)
    assert only(book) == request
    assert receipted(book, issuer, request, good_receipt(book, issuer, request))
    assert book.requests.to_send() == []
    assert book.enrolments()[0].request_state == "receipted"


def test_a_refused_code_waits_for_a_new_file(book: EnrolmentBook, issuer: Issuer) -> None:
    request = only(book)
    assert book.requests.refused(request, "delivery.activation-needed")
    assert book.requests.to_send() == []
    refused = book.requests.of(issuer.id)
    assert refused is not None
    assert (refused.state, refused.outcome) == (
        "refused",
        {"code": "delivery.activation-needed", "facts": {}},
    )
    accept(book, issuer, "2222-2222-2222")
    assert only(book).state == "unsent"
    assert only(book).envelope != request.envelope


def test_a_new_code_starts_over_even_after_a_receipt(book: EnrolmentBook, issuer: Issuer) -> None:
    request = only(book)
    assert receipted(book, issuer, request, good_receipt(book, issuer, request))
    accept(book, issuer, code=None)
    assert book.requests.to_send() == []
    accept(book, issuer, "2222-2222-2222")
    assert only(book).state == "unsent"


def test_a_late_receipt_for_a_replaced_request_settles_nothing(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    late = only(book)
    receipt = good_receipt(book, issuer, late)
    accept(book, issuer, "2222-2222-2222")
    assert receipted(book, issuer, late, receipt) is False
    assert not book.requests.refused(late, "delivery.activation-needed")
    assert only(book).state == "unsent"


def test_a_restored_receiver_gets_the_same_bytes_if_they_are_among_what_it_lost(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    request = only(book)
    assert not book.requests.send_again(issuer.id, 0.0), "it is on its way anyhow"
    receipt = good_receipt(book, issuer, request)
    received_at = stored_receipt(receipt).received_seconds
    assert receipted(book, issuer, request, receipt)
    assert not book.requests.send_again(issuer.id, received_at + 1)
    assert book.requests.to_send() == []
    assert book.requests.send_again(issuer.id, received_at)
    assert (only(book).envelope, only(book).state) == (request.envelope, "unsent")


def test_a_receipted_request_is_not_refused_afterwards(book: EnrolmentBook, issuer: Issuer) -> None:
    request = only(book)
    assert receipted(book, issuer, request, good_receipt(book, issuer, request))
    assert not book.requests.refused(request, "delivery.activation-needed")
    assert book.enrolments()[0].request_state == "receipted"


def test_of_a_revoked_device_nothing_else_is_said_afterwards(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    """Else a new file would ask with the revoked key again, and its code would be spent."""
    request = only(book)
    assert book.requests.revoked(issuer.id, request.device, "delivery.device-revoked")
    assert not book.requests.refused(request, "delivery.activation-needed")
    assert receipted(book, issuer, request, good_receipt(book, issuer, request)) is False
    assert book.enrolments()[0].request_state == "revoked"
