"""Messages as they arrive: parsed, of a version this program knows, and held to their rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.contract import jose
from rating_client.contract.keys import Jwk
from rating_client.contract.payloads import PAYLOADS, VERSION, version
from rating_client.contract.shape import Fault
from rating_client.contract.strict_json import NotStrictJson, parse_object


class MessageRefused(Trouble):
    """A payload that breaks its rules; `faults` say where."""

    def __init__(self, code: str, faults: list[Fault]) -> None:
        super().__init__(code, pointer=faults[0].pointer if faults else "")
        self.faults = faults


def faults(typ: str, payload: Mapping[str, Any]) -> list[Fault]:
    """Everything that is wrong with a payload of this type; empty when nothing is."""
    return list(PAYLOADS[typ](payload, ""))


def verified_message(typ: str, token: str, keys: Mapping[str, Jwk]) -> dict[str, Any]:
    """The members of a message of this type that one of `keys` (by kid) signed.

    `TokenRefused` or `MessageRefused` otherwise.
    """
    return read_message(typ, jose.verify(typ, token, keys))


def stored_message(typ: str, token: str) -> dict[str, Any]:
    """The members of a message that was verified before it was stored."""
    return read_message(typ, jose.read_unverified(typ, token).payload)


def read_message(typ: str, payload: bytes) -> dict[str, Any]:
    """The members of a payload that follows its rules.

    `MessageRefused` otherwise, with `contract.version-unsupported` where only the version is
    another one, so that a newer sender is not told that its message is wrong.
    """
    try:
        message = parse_object(payload)
    except NotStrictJson as error:
        detail = Text("không phải JSON theo quy ước", "is not JSON as the contract defines it")
        raise MessageRefused("contract.message-refused", [Fault("", detail)]) from error
    if type(message.get("v")) is int and message["v"] != VERSION:
        raise MessageRefused("contract.version-unsupported", list(version(message["v"], "/v")))
    if found := faults(typ, message):
        raise MessageRefused("contract.message-refused", found)
    return message
