"""The key statement: a receiver's own word on its name, its addresses and its keys.

Signed by the identity key the receiver id is made of, so whoever trusts the id can check every
later statement without asking anybody. No key is ever fetched from an address in a message.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rating_client.base.text import Text
from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import Jwk, KeyRefused, public_jwk, thumbprint
from rating_client.contract.messages import read_message, stored_message
from rating_client.contract.types import KEYS

_CURVE_OF_USE = {"sig": "Ed25519", "enc": "X25519"}


@dataclass(frozen=True)
class KeyStatement:
    """A verified key statement."""

    token: str
    receiver: str
    version: int
    name: Text
    base_urls: tuple[str, ...]
    identity: Jwk
    signing: Mapping[str, Jwk]  # by kid: current and retired, what a receipt may be signed with
    sealing_kid: str  # the one current key to seal to
    sealing: Jwk

    @classmethod
    def verified(cls, token: str, receiver: str | None = None) -> KeyStatement:
        """The statement in `token`, signed by its identity.

        With `receiver` it must be that receiver's own; without, whoever asks must have a person
        compare the fingerprint. Raises `TokenRefused` or `MessageRefused`.
        """
        unverified = jose.read_unverified(KEYS, token)
        identity = unverified.header["kid"]
        if receiver is not None and identity != receiver:
            raise TokenRefused("contract.other-receiver")
        payload = read_message(KEYS, unverified.payload)
        if payload["receiver"] != identity:
            raise TokenRefused("contract.other-receiver")
        jose.verify(KEYS, token, {identity: payload["identity_jwk"]})
        return _statement(token, payload)

    @classmethod
    def stored(cls, token: str) -> KeyStatement:
        """A statement that was verified before it was put in the encrypted ledger."""
        return _statement(token, stored_message(KEYS, token))


def _statement(token: str, payload: Mapping[str, Any]) -> KeyStatement:
    keys: dict[str, dict[str, tuple[str, Jwk]]] = {"sig": {}, "enc": {}}
    for entry in payload["keys"]:
        try:
            jwk = public_jwk(entry, _CURVE_OF_USE[entry["use"]])
        except KeyRefused as error:
            raise TokenRefused("contract.statement-inconsistent") from error
        seen = entry["kid"] in keys["sig"] or entry["kid"] in keys["enc"]
        if seen or thumbprint(jwk) != entry["kid"]:
            raise TokenRefused("contract.statement-inconsistent")
        keys[entry["use"]][entry["kid"]] = (entry["status"], jwk)
    current = [(kid, jwk) for kid, (status, jwk) in keys["enc"].items() if status == "current"]
    signing = {kid: jwk for kid, (status, jwk) in keys["sig"].items() if status != "revoked"}
    if len(current) != 1 or not signing:
        raise TokenRefused("contract.statement-inconsistent")
    return KeyStatement(
        token=token,
        receiver=payload["receiver"],
        version=payload["version"],
        name=Text(payload["name"]["vi"], payload["name"]["en"]),
        base_urls=tuple(payload["base_urls"]),
        identity=payload["identity_jwk"],
        signing=signing,
        sealing_kid=current[0][0],
        sealing=current[0][1],
    )
