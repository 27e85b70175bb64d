"""The decision on one submission: held, with the same receipt for ever, or refused and not kept.

In this order, so that an id cannot be squatted and a half envelope never sticks: opened, the
device known, its signature right, the content right and for us, the id the one asked for; then
uniqueness of (device, id). The answer leaves after the commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, or_, select, update

from rating_client.base.clock import Clock
from rating_client.base.text import Text
from rating_client.contract import jose
from rating_client.contract.digests import token_sha256
from rating_client.contract.jose import TokenRefused, Unverified
from rating_client.contract.shape import Fault
from rating_client.receiver import envelope as envelopes
from rating_client.receiver import tables
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.receipt import Held, stored_receipt, write_receipt
from rating_client.receiver.store import Store, insert_once

TYP = "rating+jws"


class _TakenMeanwhileError(Exception):
    """Another writer took this id between our look and our insert: look again."""


class Intake:
    """Where submissions come in."""

    def __init__(self, store: Store, keys: ReceiverKeys, clock: Clock) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock

    def submit(self, submission: str, envelope: str) -> Held:
        """Hold this envelope under its id and give its receipt; `ProblemReply` if it is refused.

        `submission` is the id the request names. Equal requests, also at the same moment, get
        the same receipt, also when the device was revoked since.
        """
        sha256 = token_sha256(envelope)
        signed, unverified = envelopes.opened(envelope, TYP, self._keys.openers)
        kid = unverified.header["kid"]
        with self._store.reading() as connection:
            self._check_signature(connection, signed, kid)
        rating = self._content(unverified)
        if rating["id"] != submission:
            raise ProblemReply("invalid-rating", [_other_id()])
        while True:
            try:
                with self._store.writing() as connection:
                    held = self._already(connection, kid, submission, sha256)
                    return held or self._keep(connection, kid, rating, signed, sha256)
            except _TakenMeanwhileError:
                continue

    def receipt(self, sha256: str) -> str:
        """The stored receipt for an envelope's digest; `unknown-submission` if there is none."""
        with self._store.reading() as connection:
            receipt = stored_receipt(connection, sha256)
        if receipt is None:
            raise ProblemReply("unknown-submission")
        return receipt

    def _check_signature(self, connection: Connection, signed: str, kid: str) -> None:
        x = connection.execute(
            select(tables.device.c.signing_x).where(tables.device.c.kid == kid)
        ).scalar()
        if x is None:
            raise ProblemReply("unknown-device")
        try:
            jose.verify(TYP, signed, {kid: {"kty": "OKP", "crv": "Ed25519", "x": x}})
        except TokenRefused as error:
            raise ProblemReply("bad-signature") from error

    def _content(self, unverified: Unverified) -> dict[str, Any]:
        return envelopes.content(TYP, unverified, self._keys.receiver, "invalid-rating")

    def _already(
        self, connection: Connection, kid: str, submission: str, sha256: str
    ) -> Held | None:
        row = connection.execute(
            select(tables.submission.c.envelope_sha256, tables.submission.c.receipt).where(
                tables.submission.c.device == kid, tables.submission.c.id == submission
            )
        ).first()
        if row is None:
            return None
        if row.envelope_sha256 != sha256:
            raise ProblemReply("id-conflict")
        return Held(row.receipt, new=False)

    def _keep(
        self, connection: Connection, kid: str, rating: Mapping[str, Any], signed: str, sha256: str
    ) -> Held:
        device = connection.execute(
            select(tables.device.c.state).where(tables.device.c.kid == kid)
        ).scalar_one()
        if device == "revoked":
            raise ProblemReply("device-revoked")
        now = self._clock.now()
        owner = rating["owner"].get("tax_code")
        numbered = write_receipt(
            connection,
            self._keys.signer,
            receiver=self._keys.receiver,
            device=kid,
            sha256=sha256,
            submission=rating["id"],
            now=now,
        )
        kept = insert_once(
            connection,
            tables.submission,
            device=kid,
            id=rating["id"],
            envelope_sha256=sha256,
            signed=signed,
            owner_tax_code=owner,
            key_digits=rating["declaration"]["key_digits"],
            proven=owner is not None and owner in _proven_tax_codes(connection, kid),
            supersedes=rating.get("supersedes"),
            epoch=numbered.epoch,
            sequence=numbered.sequence,
            receipt=numbered.token,
            received_at=now,
        )
        if not kept:
            raise _TakenMeanwhileError
        _link(connection, kid, rating)
        return Held(numbered.token, new=True)


def _link(connection: Connection, kid: str, rating: Mapping[str, Any]) -> None:
    """Note which submission replaces which, in whatever order the two arrived.

    It acts only for the same device or enrolment and the same declaration; otherwise both stand.
    """
    rows = tables.submission.c
    enrolment = (
        select(tables.device.c.enrolment).where(tables.device.c.kid == kid).scalar_subquery()
    )
    same_person = or_(
        rows.device == kid,
        rows.device.in_(select(tables.device.c.kid).where(tables.device.c.enrolment == enrolment)),
    )
    owner = rating["owner"].get("tax_code")
    same_declaration = and_(
        rows.key_digits == rating["declaration"]["key_digits"],
        rows.owner_tax_code.is_(None) if owner is None else rows.owner_tax_code == owner,
    )
    if (earlier := rating.get("supersedes")) is not None:
        connection.execute(
            update(tables.submission)
            .where(rows.id == earlier, same_person, same_declaration)
            .where(rows.superseded_by.is_(None))
            .values(superseded_by=rating["id"])
        )
    later = connection.execute(
        select(rows.id).where(rows.supersedes == rating["id"], same_person, same_declaration)
    ).scalar()
    if later is not None:
        connection.execute(
            update(tables.submission)
            .where(rows.device == kid, rows.id == rating["id"])
            .values(superseded_by=later)
        )


def _proven_tax_codes(connection: Connection, kid: str) -> list[str]:
    found = connection.execute(
        select(tables.enrolment.c.tax_codes)
        .join(tables.device, tables.device.c.enrolment == tables.enrolment.c.number)
        .where(tables.device.c.kid == kid, tables.device.c.state == "approved")
    ).scalar()
    return list(found or ())


def _other_id() -> Fault:
    return Fault("/id", Text("khác với mã trong địa chỉ", "differs from the id in the address"))
