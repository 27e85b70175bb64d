"""Accepting an offer, keeping what it brought, and never going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.contract.digests import etag
from rating_client.contract.keys import SigningKey
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.routing import Nobody, Routed, Undecided
from tests.support.issuer import Issuer, published
from tests.support.ledgers import open_ledger

NOW = 1_795_232_520.0


@pytest.fixture
def book(ledger: Ledger) -> EnrolmentBook:
    return EnrolmentBook(ledger)


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


def accept(book: EnrolmentBook, file: bytes, issuer: Issuer) -> None:
    book.accept(read_offer(file), NOW, fingerprint=issuer.fingerprint)


def test_nothing_is_trusted_before_its_fingerprint_was_compared(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    offer = read_offer(issuer.enrolment_file())
    for wrong in ("", Issuer().fingerprint, offer.fingerprint[:-1]):
        with pytest.raises(Trouble) as trouble:
            book.accept(offer, NOW, fingerprint=wrong)
        assert trouble.value.code == "enrolment.fingerprint-differs"
    assert book.receivers() == []
    assert book.route("03TG") == Nobody()
    with pytest.raises(Trouble):
        book.statement(issuer.id)


def test_an_accepted_offer_is_kept_over_a_restart(tmp_path: Path, issuer: Issuer) -> None:
    ledger = open_ledger(tmp_path)
    typed = issuer.fingerprint.lower().replace(" ", "-")
    book = EnrolmentBook(ledger)
    accepted = book.accept(read_offer(issuer.enrolment_file()), NOW, fingerprint=typed)
    ledger.close()
    book = EnrolmentBook(open_ledger(tmp_path))
    assert book.enrolments() == [accepted]
    assert book.receivers() == [issuer.id]
    assert book.statement(issuer.id).sealing_kid == issuer.sealing.kid
    form = book.form(issuer.id)
    assert form is not None
    assert form["id"] == "form"
    assert book.directory(issuer.id) is not None
    assert (accepted.offices, accepted.fingerprint) == ("*", issuer.fingerprint)


@pytest.mark.parametrize("kind", ["keys", "form", "directory"])
def test_a_newer_document_replaces_the_one_in_use_and_an_older_one_never(
    book: EnrolmentBook, issuer: Issuer, kind: str
) -> None:
    def token(version: int) -> str:
        make = {
            "keys": issuer.statement_token,
            "form": issuer.form_token,
            "directory": issuer.directory_token,
        }[kind]
        return make(version)

    def put(text: str) -> bool:
        match kind:
            case "keys" | "form" | "directory":
                return book.set_document(issuer.id, kind, text, NOW)
        raise AssertionError(kind)

    accept(book, issuer.enrolment_file(version=3), issuer)
    newer = token(4)
    assert put(newer) is True
    assert put(newer) is False
    for older in (token(3), token(1)):
        with pytest.raises(Trouble) as trouble:
            put(older)
        assert trouble.value.code == "enrolment.document-older"
    assert book.etag(issuer.id, kind) == etag(newer)  # type: ignore[arg-type]  # parametrised


def test_two_contents_under_one_version_are_not_followed(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    accept(book, issuer.enrolment_file(), issuer)
    with pytest.raises(Trouble) as trouble:
        book.set_document(issuer.id, "form", issuer.form_token(1, id="other"), NOW)
    assert trouble.value.code == "enrolment.document-older"


def test_an_old_enrolment_file_brings_nothing_back(book: EnrolmentBook) -> None:
    stolen = SigningKey.generate()
    before = Issuer(signing=stolen, base_urls=["https://old.example"])
    old_file = before.enrolment_file(version=1)
    after = Issuer(identity=before.identity, base_urls=["https://new.example"])
    after.old_keys = [published(stolen, "sig", "revoked")]
    accept(book, after.enrolment_file(version=2), after)
    accept(book, old_file, after)
    statement = book.statement(after.id)
    assert statement.version == 2
    assert stolen.kid not in statement.signing
    assert book.enrolments()[0].base_urls == ("https://new.example",)
    form = book.form(after.id)
    assert form is not None
    assert form["version"] == 2


def test_documents_of_a_stranger_are_refused(book: EnrolmentBook, issuer: Issuer) -> None:
    accept(book, issuer.enrolment_file(), issuer)
    stranger = Issuer()
    for token in (
        stranger.form_token(9),
        stranger.form_token(9, receiver=issuer.id),
        issuer.directory_token(9),
        issuer.statement_token(9),
        "no token",
    ):
        with pytest.raises(Trouble):
            book.set_document(issuer.id, "form", token, NOW)
    with pytest.raises(Trouble):
        book.set_document(issuer.id, "keys", stranger.statement_token(9), NOW)
    with pytest.raises(Trouble):
        book.set_document(stranger.id, "keys", stranger.statement_token(9), NOW)


def test_where_two_claim_an_office_the_person_is_asked_once(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    other = Issuer()
    accept(book, issuer.enrolment_file(offices=["03TG", "03NK"]), issuer)
    assert book.route("03TG") == Routed(issuer.id)
    accept(book, other.enrolment_file(offices=["03TG", "03PA"]), other)
    asked = book.route("03TG")
    assert asked == Undecided("03TG", tuple(sorted((issuer.id, other.id))))
    book.choose("03TG", other.id, NOW)
    assert book.route("03TG") == Routed(other.id)
    assert book.route("03NK") == Routed(issuer.id)


def test_a_printed_short_name_is_routed_by_the_codes_it_may_stand_for(
    book: EnrolmentBook, issuer: Issuer
) -> None:
    other = Issuer()
    accept(book, issuer.enrolment_file(offices=["03NK", "03PA"]), issuer)
    both = ("03NK", "03PA")
    assert book.route(None, both, printed="HQKCXKCNHP") == Routed(issuer.id)
    accept(book, other.enrolment_file(offices=["03PA"]), other)
    asked = book.route(None, both, printed="HQKCXKCNHP")
    assert isinstance(asked, Undecided)
    assert asked.office == "HQKCXKCNHP"
    book.choose(asked.office, issuer.id, NOW)
    assert book.route(None, both, printed="HQKCXKCNHP") == Routed(issuer.id)
    assert book.route("01AB") == Nobody()
