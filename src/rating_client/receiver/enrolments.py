"""Enrolment at the receiver: files handed out with one-time codes, and the devices they bring."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, insert, or_, select, update

from rating_client.base.clock import Clock, iso
from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.answers import seal_answer
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import Jwk, KeyRefused, public_jwk, thumbprint
from rating_client.contract.messages import faults
from rating_client.contract.strict_json import encode
from rating_client.contract.types import ENROL_REQUEST, ENROLMENT
from rating_client.receiver import envelope as envelopes
from rating_client.receiver import tables
from rating_client.receiver.devices import prove_held
from rating_client.receiver.envelope import Arrived
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.publish import Publications
from rating_client.receiver.receipt import Held, kept_receipt, write_receipt
from rating_client.receiver.store import Store

DAY = 86_400

# Crockford's alphabet: nobody mistakes a letter for a digit when typing it from paper.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A one-time activation code: 60 random bits as three groups of four."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


class Enrolments:
    """Who may send, and how they come to."""

    def __init__(
        self, store: Store, keys: ReceiverKeys, publications: Publications, clock: Clock
    ) -> None:
        self._store = store
        self._keys = keys
        self._publications = publications
        self._clock = clock

    def issue(
        self,
        offices: Sequence[str] | Literal["*"],
        tax_codes: Sequence[str],
        code: str | None,
        days: int,
    ) -> bytes:
        """The bytes of a new enrolment file; its code can be spent once within `days`."""
        now = self._clock.now()
        expires = now + days * DAY
        payload: dict[str, Any] = {
            "v": 1,
            "receiver": self._keys.receiver,
            "statement": self._publications.current("keys").token,
            "form": self._publications.current("form").token,
            "directory": self._publications.current("directory").token,
            "offices": offices if offices == "*" else list(offices),
            "tax_codes": list(tax_codes),
            "issued_at": iso(now),
        }
        if code is not None:
            payload |= {"code": code, "code_expires_at": iso(expires)}
        if found := faults(ENROLMENT, payload):
            raise Trouble("receiver.enrolment-refused", pointer=found[0].pointer)
        with self._store.writing() as connection:
            connection.execute(
                insert(tables.enrolment).values(
                    code_sha256=None if code is None else _digest(code),
                    offices=payload["offices"],
                    tax_codes=payload["tax_codes"],
                    issued_at=now,
                    code_expires_at=None if code is None else expires,
                )
            )
        return jose.sign(ENROLMENT, encode(payload), self._keys.identity).encode("ascii")

    def request(self, envelope: str) -> Held:
        """Take an enrolment request; `ProblemReply` if it is refused.

        With a good code the device is approved, without one it waits as pending; either way its
        ratings are taken. A receipt states custody of the request, not approval.
        """
        arrived = self.opened(envelope)
        with self._store.writing() as connection:
            return self.take(connection, arrived)

    def opened(self, envelope: str) -> Arrived:
        """The request in an envelope, signed by the very key it brings."""
        arrived = envelopes.opened(envelope, ENROL_REQUEST, self._keys.openers)
        message = self._content(arrived)
        try:
            signing = public_jwk(message["device_jwk"], "Ed25519")
            answers = public_jwk(message["answers_jwk"], "X25519")
            if thumbprint(signing) != arrived.device:
                raise ProblemReply("bad-signature")
            jose.verify(ENROL_REQUEST, arrived.signed, {arrived.device: signing})
        except (TokenRefused, KeyRefused) as error:
            raise ProblemReply("bad-signature") from error
        if not _can_seal_to(answers):
            raise ProblemReply("malformed")
        return arrived

    def take(self, connection: Connection, arrived: Arrived) -> Held:
        """As `request`, within a transaction that the caller commits before it answers."""
        if (receipt := kept_receipt(connection, arrived.sha256)) is not None:
            return Held(receipt, new=False)
        self._know(connection, arrived.device, self._content(arrived))
        now = self._clock.now()
        numbered = write_receipt(
            connection,
            self._keys,
            device=arrived.device,
            sha256=arrived.sha256,
            submission=None,
            now=now,
        )
        connection.execute(
            insert(tables.enrolment_request).values(
                envelope_sha256=arrived.sha256,
                device=arrived.device,
                signed=arrived.signed,
                receipt=numbered.token,
                received_at=now,
            )
        )
        return Held(numbered.token, new=True)

    def _content(self, arrived: Arrived) -> dict[str, Any]:
        return envelopes.content(ENROL_REQUEST, arrived, self._keys.receiver, "malformed")

    def _know(self, connection: Connection, kid: str, message: Mapping[str, Any]) -> None:
        state = connection.execute(
            select(tables.device.c.state).where(tables.device.c.kid == kid)
        ).scalar()
        if state == "revoked":
            raise ProblemReply("device-revoked")
        code = message.get("code")
        enrolment = None if code is None else self._spend(connection, code, kid)
        row: dict[str, Any] = {
            "answers_x": message["answers_jwk"]["x"],
            "claimed_tax_codes": message["tax_codes"],
            "state": state or "pending",
        }
        if enrolment is not None:
            row |= {"state": "approved", "enrolment": enrolment}
        if state is None:
            row |= {"kid": kid, "signing_x": message["device_jwk"]["x"]}
            row |= {"first_seen_at": self._clock.now()}
            connection.execute(insert(tables.device).values(**row))
        else:
            known = tables.device.c.kid == kid
            connection.execute(update(tables.device).where(known).values(**row))
        prove_held(connection, kid)

    def _spend(self, connection: Connection, code: str, kid: str) -> int:
        """The enrolment behind a code nobody else has spent; the same device may use it again."""
        now = self._clock.now()
        rows = tables.enrolment.c
        number: int | None = connection.execute(
            update(tables.enrolment)
            .where(rows.code_sha256 == _digest(code))
            .where(or_(rows.spent_by.is_(None), rows.spent_by == kid))
            .where(or_(rows.spent_by == kid, rows.code_expires_at > now))
            .values(spent_by=kid, spent_at=now)
            .returning(rows.number)
        ).scalar()
        if number is None:
            raise ProblemReply("code-invalid")
        return number


def _can_seal_to(answers: Jwk) -> bool:
    """Whether an answer could be sealed to this key: a few well-formed points agree on nothing."""
    try:
        seal_answer("", answers)
    except ValueError:
        return False
    return True


def _digest(code: str) -> str:
    """How a code is kept. Written with or without its hyphens, in either case, it is the same."""
    bare = "".join(code.split()).replace("-", "").upper()
    return hashlib.sha256(bare.encode("utf-8")).hexdigest()
