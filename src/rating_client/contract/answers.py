"""Customs' answer to a submission: signed by the receiver, sealed to the device that asked.

A proxy that reads TLS still cannot read it. The status words are the receiver's own and are shown
as given. Several answers to one submission are numbered; the highest number wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import Device, Jwk, SigningKey, thumbprint
from rating_client.contract.messages import MessageRefused, verified_message
from rating_client.contract.padding import padded, stripped
from rating_client.contract.shape import boolean, fits, integer, items, members
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import NotStrictJson, encode, parse_object
from rating_client.contract.types import ANSWER, SEALED_ANSWER
from rating_client.contract.values import token as token_rule

MAX_PAGE = 1024 * 1024  # bytes of one reply to GET /v1/answers


class AnswerRefused(Trouble):
    """Not an answer of this receiver to this device."""

    def __init__(self) -> None:
        super().__init__("contract.answer-refused")


@dataclass(frozen=True)
class AnswerPage:
    """One reply to `GET /v1/answers?after=N`: sealed answers, and where the next page starts."""

    answers: tuple[str, ...]
    next: int
    more: bool


@dataclass(frozen=True)
class CarriedAnswers:
    """Sealed answers on their way by hand: those after place `after`, up to place `next`."""

    answers: tuple[str, ...]
    after: int
    next: int


def signed_answer(payload: Mapping[str, Any], signer: SigningKey) -> str:
    """The answer as the receiver keeps it."""
    return jose.sign(ANSWER, encode(payload), signer)


def seal_answer(signed: str, answers: Jwk) -> str:
    """A signed answer as it travels, in one of the three sizes of an envelope, for the device
    with this key alone."""
    return jose.seal(padded(signed), answers, thumbprint(answers), SEALED_ANSWER, ANSWER)


def open_answer(jwe: str, device: Device, statement: KeyStatement) -> dict[str, Any]:
    """The members of the answer in `jwe`, if it is this receiver's answer to this device.

    `AnswerRefused` if not. Whether the submission is one of ours, and whether a higher number is
    known, is the caller's.
    """
    try:
        opened = jose.open_sealed(SEALED_ANSWER, jwe, {device.answers.kid: device.answers})
        answer = verified_message(ANSWER, stripped(opened), statement.signing)
    except (TokenRefused, MessageRefused) as error:
        raise AnswerRefused from error
    if (answer["receiver"], answer["device"]) != (statement.receiver, device.kid):
        raise AnswerRefused
    return answer


def answer_page(answers: Sequence[str], next_after: int, *, more: bool) -> bytes:
    """The body of a reply to `GET /v1/answers`."""
    return encode({"answers": list(answers), "next": next_after, "more": more})


def read_answer_page(body: bytes) -> AnswerPage:
    """The page in a reply; `AnswerRefused` for anything else."""
    try:
        content = parse_object(body)
    except NotStrictJson as error:
        raise AnswerRefused from error
    if not fits(content, _PAGE):
        raise AnswerRefused
    return AnswerPage(tuple(content["answers"]), content["next"], content["more"])


_PAGE = members({"answers": items(token_rule, at_most=1000), "next": integer(0), "more": boolean})
