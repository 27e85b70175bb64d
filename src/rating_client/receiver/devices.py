"""The devices a receiver knows: pending, approved, revoked; whose ratings are proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from rating_client.base.clock import Clock, iso
from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.shape import fits
from rating_client.contract.values import tax_codes as tax_code_list
from rating_client.receiver import tables
from rating_client.receiver.envelope import Arrived
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.store import Store


class Devices:
    """What a person at the receiver decides about devices."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def listed(self) -> list[dict[str, Any]]:
        """Every device, those that wait for a decision first."""
        devices, submissions = tables.device.c, tables.submission.c
        held = select(func.count()).where(submissions.device == devices.kid).scalar_subquery()
        with self._store.reading() as connection:
            found = connection.execute(
                select(tables.device, tables.enrolment.c.tax_codes, held.label("held"))
                .outerjoin(tables.enrolment)
                .order_by(devices.state != "pending", devices.first_seen_at)
            ).all()
        return [
            {
                "device": row.kid,
                "state": row.state,
                "claimed_tax_codes": row.claimed_tax_codes,
                "tax_codes": row.tax_codes or [],
                "first_seen_at": iso(row.first_seen_at),
                "submissions": row.held,
            }
            for row in found
        ]

    def approve(self, kid: str, tax_codes: Sequence[str] | None) -> None:
        """Let a device speak for these tax codes; None for those it claims.

        Its ratings that are held already are proven by it too. `Trouble` for a device that is not
        known or was revoked.
        """
        if tax_codes is not None and not fits(list(tax_codes), tax_code_list):
            raise Trouble("receiver.enrolment-refused", pointer="/tax_codes")
        now = self._clock.now()
        with self._store.writing() as connection:
            row = self._row(connection, kid)
            if row.state == "revoked":
                raise Trouble("receiver.device-is-revoked", device=kid)
            codes = row.claimed_tax_codes if tax_codes is None else list(tax_codes)
            enrolment = connection.execute(
                insert(tables.enrolment)
                .values(offices="*", tax_codes=codes, issued_at=now, spent_by=kid, spent_at=now)
                .returning(tables.enrolment.c.number)
            ).scalar_one()
            connection.execute(
                update(tables.device)
                .where(tables.device.c.kid == kid)
                .values(state="approved", enrolment=enrolment)
            )
            prove_held(connection, kid)

    def revoke(self, kid: str) -> None:
        """Take nothing new from this device; what it sent stays, and keeps its receipts."""
        with self._store.writing() as connection:
            self._row(connection, kid)
            connection.execute(
                update(tables.device).where(tables.device.c.kid == kid).values(state="revoked")
            )

    def revoked(self, kid: str) -> bool:
        with self._store.reading() as connection:
            row: Any = self._row(connection, kid)
        return bool(row.state == "revoked")

    def _row(self, connection: Connection, kid: str) -> Any:
        row = connection.execute(select(tables.device).where(tables.device.c.kid == kid)).first()
        if row is None:
            raise Trouble("receiver.device-not-known", device=kid)
        return row


def check_signature(connection: Connection, typ: str, arrived: Arrived) -> None:
    """`ProblemReply` unless a known device signed this, revoked or not."""
    key = signing_key(connection, arrived.device)
    try:
        jose.verify(typ, arrived.signed, {arrived.device: key})
    except TokenRefused as error:
        raise ProblemReply("bad-signature") from error


def signing_key(connection: Connection, kid: str) -> dict[str, str]:
    """The public key of a known device; `ProblemReply("unknown-device")` for any other."""
    x = connection.execute(
        select(tables.device.c.signing_x).where(tables.device.c.kid == kid)
    ).scalar()
    if x is None:
        raise ProblemReply("unknown-device")
    return {"kty": "OKP", "crv": "Ed25519", "x": x}


def proven_tax_codes(connection: Connection, kid: str) -> list[str]:
    """The tax codes an approved device speaks for."""
    found = connection.execute(
        select(tables.enrolment.c.tax_codes)
        .join(tables.device, tables.device.c.enrolment == tables.enrolment.c.number)
        .where(tables.device.c.kid == kid, tables.device.c.state == "approved")
    ).scalar()
    return list(found or ())


def prove_held(connection: Connection, kid: str) -> None:
    """Mark as proven what an approved device sent while it was still pending."""
    rows = tables.submission.c
    connection.execute(
        update(tables.submission)
        .where(rows.device == kid, rows.owner_tax_code.in_(proven_tax_codes(connection, kid)))
        .values(proven=True)
    )
