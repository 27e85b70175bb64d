"""One receiver in one folder: its keys, its database, and the parts that work on them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select

from rating_client.base.clock import Clock, SystemClock
from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.messages import read_message
from rating_client.receiver import tables
from rating_client.receiver.enrolments import Enrolments
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.intake import Intake
from rating_client.receiver.publish import Publications
from rating_client.receiver.store import Store


class Receiver:
    """A receiver that has been set up."""

    def __init__(self, store: Store, keys: ReceiverKeys, clock: Clock) -> None:
        self.store = store
        self.keys = keys
        self.clock = clock
        self.publications = Publications(store, keys)
        self.enrolments = Enrolments(store, keys, self.publications, clock)
        self.intake = Intake(store, keys, clock)

    @classmethod
    def make(
        cls,
        folder: Path,
        *,
        name: Mapping[str, str],
        base_urls: Sequence[str],
        form: Mapping[str, Any],
        directory: Mapping[str, Any],
        clock: Clock | None = None,
    ) -> Receiver:
        """Set up a new receiver with its own keys; `Trouble` where `folder` holds one already.

        It is made aside and moved in whole: a refused address or form leaves no half receiver.
        """
        if (folder / "keys").exists():
            raise Trouble("receiver.already-there", path=folder)
        aside = folder / ".making"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(mode=0o700, parents=True)
        folder.chmod(0o700)
        try:
            _fill(aside, clock or SystemClock(), name, base_urls, form, directory)
            (aside / "receiver.db").replace(folder / "receiver.db")
            (aside / "keys").rename(folder / "keys")  # last: it is what says a receiver is here
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return cls.open(folder, clock)

    @classmethod
    def open(cls, folder: Path, clock: Clock | None = None) -> Receiver:
        """The receiver in `folder`; `Trouble("receiver.not-there")` where there is none."""
        if not (folder / "keys" / "identity.json").is_file():
            raise Trouble("receiver.not-there", path=folder)
        return cls(_store(folder), ReceiverKeys.load(folder / "keys"), clock or SystemClock())

    def move_to(self, base_urls: Sequence[str]) -> None:
        """Be reachable at these addresses from now on, and say so in the key statement."""
        name = self.publications.statement().name
        self.publications.publish_keys(name._asdict(), base_urls, self.clock.now())

    def held(self) -> list[dict[str, Any]]:
        """Every submission held, in the order of its receipt, with what the device signed."""
        rows = tables.submission.c
        with self.store.reading() as connection:
            found = connection.execute(
                select(tables.submission, tables.device.c.state.label("device_state"))
                .join(tables.device)
                .order_by(rows.received_at, rows.sequence)
            ).all()
        return [
            {
                "id": row.id,
                "device": row.device,
                "device_state": row.device_state,
                "envelope_sha256": row.envelope_sha256,
                "epoch": row.epoch,
                "sequence": row.sequence,
                "received_at": row.received_at,
                "proven": row.proven,
                "superseded_by": row.superseded_by,
                "receipt": row.receipt,
                "rating": read_message(
                    "rating+jws", jose.read_unverified("rating+jws", row.signed).payload
                ),
            }
            for row in found
        ]

    def close(self) -> None:
        self.store.close()


def _fill(
    folder: Path,
    clock: Clock,
    name: Mapping[str, str],
    base_urls: Sequence[str],
    form: Mapping[str, Any],
    directory: Mapping[str, Any],
) -> None:
    receiver = Receiver(_store(folder), ReceiverKeys.make(folder / "keys"), clock)
    now = clock.now()
    try:
        with receiver.store.writing() as connection:
            connection.execute(
                insert(tables.epoch).values(name=str(uuid4()), started_at=now, last_sequence=0)
            )
        receiver.publications.publish_keys(name, base_urls, now)
        receiver.publications.publish("form", form, now)
        receiver.publications.publish("directory", directory, now)
    finally:
        receiver.close()


def _store(folder: Path) -> Store:
    return Store.open(folder / "receiver.db")
