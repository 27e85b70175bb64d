"""The envelope: a submission signed by this device, padded, and sealed to one receiver.

Made once, when the receiver is known. Every transport and every retry sends exactly these bytes,
so that the receiver can tell a repetition from something new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from rating_client.base.errors import Bug
from rating_client.contract.types import RATING, SEALED_RATING

if TYPE_CHECKING:
    from rating_client.contract.keys import Device
    from rating_client.contract.statement import KeyStatement


@dataclass(frozen=True)
class Envelope:
    """Bytes that never change, and their name: SHA-256 in lower-case hex over the ASCII token."""

    jwe: str
    sha256: str
    receiver: str
    device: str  # kid of the key that signed it


def seal(content: Mapping[str, Any], statement: KeyStatement, device: Device) -> Envelope:
    """Sign `content` (a submission without its receiver) and seal it to the statement's key.

    `Trouble("contract.rating-too-long")` beyond 64 KiB; `Bug("outbox.not-sealable")` when the
    content breaks a rule of the contract: the receiver would refuse it, so nothing is made.
    """
    from rating_client.contract import jose
    from rating_client.contract.digests import token_sha256
    from rating_client.contract.messages import faults
    from rating_client.contract.padding import padded
    from rating_client.contract.strict_json import composed, encode

    _prove_once()
    payload = composed({**content, "receiver": statement.receiver})
    if found := faults(RATING, payload):
        raise Bug("outbox.not-sealable", pointer=found[0].pointer)
    signed = jose.sign(RATING, encode(payload), device.signing)
    jwe = jose.seal(padded(signed), statement.sealing, statement.sealing_kid, SEALED_RATING, RATING)
    if jose.read_sealed_header(SEALED_RATING, jwe)["kid"] != statement.sealing_kid:
        raise Bug("outbox.not-sealable", pointer="")
    return Envelope(jwe, token_sha256(jwe), statement.receiver, device.kid)


@cache
def _prove_once() -> None:
    """Before the first envelope of a process: seal to a key made for this, open, compare.

    A broken library would otherwise make envelopes that nobody can ever open, and no receipt
    tells: the receiver's refusal comes when the rating is long answered. `Bug` if it fails.
    """
    from rating_client.base.errors import RatingClientError
    from rating_client.contract import jose
    from rating_client.contract.keys import SealingKey, SigningKey
    from rating_client.contract.padding import padded, stripped

    signing, sealing = SigningKey.generate(), SealingKey.generate()
    said = "đánh giá thử".encode()
    try:
        signed = jose.sign(RATING, said, signing)
        jwe = jose.seal(padded(signed), sealing.public, sealing.kid, SEALED_RATING, RATING)
        opened = stripped(jose.open_sealed(SEALED_RATING, jwe, {sealing.kid: sealing}))
        heard = jose.verify(RATING, opened, {signing.kid: signing.public})
    except RatingClientError as error:
        raise Bug("outbox.not-sealable", pointer="") from error
    if heard != said or signed in jwe:
        raise Bug("outbox.not-sealable", pointer="")
