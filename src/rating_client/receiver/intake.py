"""The decision on one submission: held, with the same receipt for ever, or refused and not kept.

In this order, so that an id cannot be squatted and a half envelope never sticks: opened, the
device known, its signature right, the content right and for us, the id the one asked for; then
uniqueness of (device, id). The answer leaves after the commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from rating_client.base.clock import Clock
from rating_client.base.text import Text
from rating_client.contract.shape import Fault
from rating_client.contract.types import RATING
from rating_client.receiver import envelope as envelopes
from rating_client.receiver import tables
from rating_client.receiver.devices import check_signature, proven_tax_codes
from rating_client.receiver.envelope import Arrived
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.limits import DeviceLimits
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.receipt import Held, kept_receipt, write_receipt
from rating_client.receiver.store import Store
from rating_client.receiver.supersedes import link


class Intake:
    """Where submissions come in."""

    def __init__(
        self, store: Store, keys: ReceiverKeys, clock: Clock, limits: DeviceLimits
    ) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._limits = limits

    def submit(self, submission: str, envelope: str) -> Held:
        """Hold this envelope under its id and give its receipt; `ProblemReply` if it is refused.

        `submission` is the id the request names. Equal requests, also at the same moment, get
        the same receipt, also when the device was revoked since.
        """
        arrived = self.opened(envelope)
        with self._store.reading() as connection:
            rating = self._checked(connection, submission, arrived)
        with self._store.writing() as connection:
            return self._held(connection, arrived, rating)

    def opened(self, envelope: str) -> Arrived:
        """The submission in an envelope, before anything is known about who sent it."""
        return envelopes.opened(envelope, RATING, self._keys.openers)

    def take(self, connection: Connection, submission: str, arrived: Arrived) -> Held:
        """As `submit`, within a transaction that the caller commits before it answers."""
        return self._held(connection, arrived, self._checked(connection, submission, arrived))

    def receipt(self, sha256: str) -> str:
        """The stored receipt for an envelope's digest; `unknown-submission` if there is none."""
        with self._store.reading() as connection:
            receipt = kept_receipt(connection, sha256)
        if receipt is None:
            raise ProblemReply("unknown-submission")
        return receipt

    def _checked(self, connection: Connection, submission: str, arrived: Arrived) -> dict[str, Any]:
        """The rating, once device, signature, content and id are right."""
        check_signature(connection, RATING, arrived)
        self._limits.take(arrived.device)
        rating = self._content(arrived)
        if rating["id"] != submission:
            raise ProblemReply("invalid-rating", [_other_id()])
        return rating

    def _held(self, connection: Connection, arrived: Arrived, rating: Mapping[str, Any]) -> Held:
        held = self._already(connection, arrived.device, rating["id"], arrived.sha256)
        return held or self._keep(connection, rating, arrived)

    def _content(self, arrived: Arrived) -> dict[str, Any]:
        return envelopes.content(RATING, arrived, self._keys.receiver, "invalid-rating")

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

    def _keep(self, connection: Connection, rating: Mapping[str, Any], arrived: Arrived) -> Held:
        kid = arrived.device
        device = connection.execute(
            select(tables.device.c.state).where(tables.device.c.kid == kid)
        ).scalar_one()
        if device == "revoked":
            raise ProblemReply("device-revoked")
        now = self._clock.now()
        owner = rating["owner"].get("tax_code")
        numbered = write_receipt(
            connection,
            self._keys,
            device=kid,
            sha256=arrived.sha256,
            submission=rating["id"],
            now=now,
        )
        connection.execute(
            insert(tables.submission).values(
                device=kid,
                id=rating["id"],
                envelope_sha256=arrived.sha256,
                signed=arrived.signed,
                owner_tax_code=owner,
                key_digits=rating["declaration"]["key_digits"],
                proven=owner is not None and owner in proven_tax_codes(connection, kid),
                supersedes=rating.get("supersedes"),
                epoch=numbered.epoch,
                sequence=numbered.sequence,
                receipt=numbered.token,
                received_at=now,
            )
        )
        link(connection, kid, rating)
        return Held(numbered.token, new=True)


def _other_id() -> Fault:
    return Fault("/id", Text("khác với mã trong địa chỉ", "differs from the id in the address"))
