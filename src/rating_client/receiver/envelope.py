"""Opening what arrived: from the bytes of a request to a signed token by somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.jose import TokenRefused, Unverified
from rating_client.contract.keys import SealingKey
from rating_client.contract.messages import MessageRefused, read_message
from rating_client.contract.padding import stripped
from rating_client.contract.types import SEALED_RATING
from rating_client.receiver.problem import ProblemReply


@dataclass(frozen=True)
class Arrived:
    """An opened envelope. Its signature is still to be checked."""

    sha256: str
    signed: str
    unverified: Unverified

    @property
    def device(self) -> str:
        """The kid of the key that claims to have signed it."""
        return self.unverified.header["kid"]


def opened(envelope: str, cty: str, openers: Mapping[str, SealingKey]) -> Arrived:
    """The signed token in an envelope; `ProblemReply` where there is none of type `cty`."""
    try:
        header = jose.read_sealed_header(SEALED_RATING, envelope)
    except TokenRefused as error:
        raise ProblemReply("malformed") from error
    if header["cty"] != cty:
        raise ProblemReply("malformed")
    try:
        signed = stripped(jose.open_sealed(SEALED_RATING, envelope, openers))
    except TokenRefused as error:
        raise ProblemReply("unopenable") from error
    try:
        return Arrived(token_sha256(envelope), signed, jose.read_unverified(cty, signed))
    except TokenRefused as error:
        raise ProblemReply("bad-signature") from error


def content(typ: str, arrived: Arrived, receiver: str, refusal: str) -> dict[str, Any]:
    """The members of a message for this receiver; `refusal` names the problem of a bad one."""
    try:
        message = read_message(typ, arrived.unverified.payload)
    except MessageRefused as error:
        if error.code == "contract.version-unsupported":
            raise ProblemReply("unsupported-version") from error
        raise ProblemReply(refusal, error.faults) from error
    if message["receiver"] != receiver:
        raise ProblemReply("wrong-receiver")
    return message
