"""`.rating-enrol`: readable before trusted, and not readable at all once anything was changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.keys import base64url
from rating_client.contract.strict_json import encode
from rating_client.enrolment.file import MAX_FILE, read_offer
from tests.support.issuer import Issuer, published

ISSUER = Issuer(base_urls=["https://a.example", "https://b.example"])
OTHER = Issuer()


def test_an_offer_shows_who_makes_it_before_anybody_trusts_it() -> None:
    offer = read_offer(
        ISSUER.enrolment_file(offices=["03TG", "03CC"], code_expires_at="2027-01-01T00:00:00+07:00")
    )
    assert offer.receiver == ISSUER.id
    assert offer.name.vi == "Nơi nhận thử nghiệm"
    assert offer.base_urls == ("https://a.example", "https://b.example")
    assert offer.offices == ("03TG", "03CC")
    assert offer.tax_codes == ("0200000000",)
    assert offer.code == "ABCD-EFGH-JKMN"
    assert offer.code_expires_at == "2027-01-01T00:00:00+07:00"
    assert offer.statement.version == 1
    parts = {document.kind: document.version for document in offer.documents}
    assert parts == {"keys": 1, "form": 1, "directory": 1}


def test_the_fingerprint_is_eight_groups_a_person_can_compare() -> None:
    groups = read_offer(ISSUER.enrolment_file()).fingerprint.split(" ")
    assert len(groups) == 8
    assert all(len(group) == 4 and set(group) <= set("0123456789ABCDEF") for group in groups)
    assert read_offer(OTHER.enrolment_file()).fingerprint != " ".join(groups)


def test_a_line_end_after_the_token_does_no_harm() -> None:
    assert read_offer(b"\n" + ISSUER.enrolment_file() + b"\r\n").receiver == ISSUER.id


def resigned_by(identity: Issuer) -> bytes:
    """The file of ISSUER with its statement, under the signature of somebody else."""
    payload = jose.read_unverified("rating-enrolment+jws", ISSUER.enrolment_file().decode()).payload
    return jose.sign("rating-enrolment+jws", payload, identity.identity).encode()


def with_changed_payload() -> bytes:
    head, payload, signature = ISSUER.enrolment_file().decode().split(".")
    changed = jose.read_unverified(
        "rating-enrolment+jws", ".".join((head, payload, signature))
    ).payload.replace(b"0200000000", b"0100000000")
    return ".".join((head, base64url(changed), signature)).encode()


def form_payload() -> bytes:
    return jose.read_unverified("rating-form+jws", ISSUER.form_token()).payload


CHANGED: dict[str, Callable[[], bytes]] = {
    "a changed payload": with_changed_payload,
    "signed by somebody else": lambda: resigned_by(OTHER),
    "signed by a receipt key": lambda: resigned_by(Issuer(identity=ISSUER.signing)),
    "the statement of another receiver": lambda: ISSUER.enrolment_file(
        statement=OTHER.statement_token()
    ),
    "the form of another receiver": lambda: ISSUER.enrolment_file(form=OTHER.form_token()),
    "a form that names another receiver": lambda: ISSUER.enrolment_file(
        form=ISSUER.form_token(receiver=OTHER.id)
    ),
    "the directory of another receiver": lambda: ISSUER.enrolment_file(
        directory=OTHER.directory_token()
    ),
    "a form in place of the directory": lambda: ISSUER.enrolment_file(
        directory=ISSUER.form_token()
    ),
    "a form signed by the identity": lambda: ISSUER.enrolment_file(
        form=jose.sign("rating-form+jws", form_payload(), ISSUER.identity)
    ),
    "another receiver named": lambda: ISSUER.enrolment_file(receiver=OTHER.id),
    "no offices": lambda: ISSUER.enrolment_file(offices=[]),
    "a statement in its place": lambda: ISSUER.statement_token().encode(),
    "cut short": lambda: ISSUER.enrolment_file()[:-1],
    "one bit flipped": lambda: _flipped(ISSUER.enrolment_file()),
    "a page of a portal": lambda: b"<html>Sign in</html>",
    "bytes of anything": lambda: bytes(range(256)),
    "nothing": lambda: b"",
    "far too much": lambda: b"a" * (MAX_FILE + 1),
}


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize("name", CHANGED)
def test_a_file_that_was_changed_is_not_read(name: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read_offer(CHANGED[name]())
    assert trouble.value.code == "enrolment.file-unreadable"


def test_a_form_signed_by_a_revoked_key_is_not_read() -> None:
    token = ISSUER.form_token()
    rotated = Issuer(identity=ISSUER.identity)
    rotated.old_keys = [published(ISSUER.signing, "sig", "retired")]
    assert read_offer(rotated.enrolment_file(form=token)).receiver == ISSUER.id
    rotated.old_keys = [published(ISSUER.signing, "sig", "revoked")]
    with pytest.raises(Trouble):
        read_offer(rotated.enrolment_file(form=token))


def test_a_file_of_a_later_version_says_so() -> None:
    token = jose.sign("rating-enrolment+jws", encode({"v": 2}), ISSUER.identity)
    with pytest.raises(Trouble) as trouble:
        read_offer(token.encode())
    assert trouble.value.code == "enrolment.file-newer"
    assert trouble.value.sentence.advice.vi
