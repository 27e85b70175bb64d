"""The envelope: sealed once, one of three sizes, readable by its receiver alone."""

from __future__ import annotations

import hashlib

import pytest

from rating_client.base.errors import Bug, Trouble
from rating_client.contract import jose
from rating_client.contract.keys import Device, SealingKey
from rating_client.contract.padding import stripped
from rating_client.contract.strict_json import parse_object
from rating_client.contract.types import RATING, SEALED_RATING
from rating_client.outbox.envelope import seal
from tests.support.issuer import Issuer
from tests.support.submissions import content


@pytest.fixture(scope="module")
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture(scope="module")
def device() -> Device:
    return Device.generate()


def test_only_the_receiver_reads_it_and_it_says_what_was_answered(
    issuer: Issuer, device: Device
) -> None:
    frozen = content(level=2)
    envelope = seal(frozen, issuer.statement(), device)
    assert envelope.receiver == issuer.id
    assert envelope.sha256 == hashlib.sha256(envelope.jwe.encode("ascii")).hexdigest()
    header, plaintext = issuer.open(envelope.jwe)
    assert header["kid"] == issuer.sealing.kid
    found = jose.verify(RATING, stripped(plaintext), {device.kid: device.signing.public})
    assert parse_object(found) == {**frozen, "receiver": issuer.id}
    another = SealingKey.generate()
    with pytest.raises(Trouble):
        jose.open_sealed(SEALED_RATING, envelope.jwe, {another.kid: another})


def test_the_size_does_not_tell_the_level(issuer: Issuer, device: Device) -> None:
    sizes = {len(seal(content(level=n), issuer.statement(), device).jwe) for n in range(1, 6)}
    assert len(sizes) == 1


def test_what_the_receiver_would_refuse_is_not_made(issuer: Issuer, device: Device) -> None:
    frozen = content(level=2)
    del frozen["contact"]
    with pytest.raises(Bug) as bug:
        seal(frozen, issuer.statement(), device)
    assert bug.value.facts["pointer"] == "/contact"
    assert bug.value.sentence.advice.vi


def test_what_is_too_long_for_an_envelope_is_a_sentence(issuer: Issuer, device: Device) -> None:
    frozen = content()
    subject = {**frozen["subjects"][0], "comment": "ệ" * 1000}
    frozen["subjects"] = [subject] * 60
    with pytest.raises(Trouble) as trouble:
        seal(frozen, issuer.statement(), device)
    assert trouble.value.code == "contract.rating-too-long"


def test_it_is_sealed_to_the_current_key_only(issuer: Issuer, device: Device) -> None:
    old = Issuer(identity=issuer.identity, signing=issuer.signing, sealing=SealingKey.generate())
    envelope = seal(content(), old.statement(), device)
    with pytest.raises(Trouble):
        issuer.open(envelope.jwe)


def test_text_is_composed_before_it_is_signed(issuer: Issuer, device: Device) -> None:
    import unicodedata

    frozen = content(office_name=unicodedata.normalize("NFD", "Cảng Đình Vũ"))
    envelope = seal(frozen, issuer.statement(), device)
    _, plaintext = issuer.open(envelope.jwe)
    payload = parse_object(jose.read_unverified(RATING, stripped(plaintext)).payload)
    assert payload["declaration"]["office_name"] == "Cảng Đình Vũ"
