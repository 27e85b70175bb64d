"""One receiver in one folder: its keys, its database, and the parts that work on them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select
from starlette.applications import Starlette
from starlette.requests import Request

from rating_client.base.clock import Clock, SystemClock
from rating_client.base.errors import Trouble
from rating_client.contract.messages import stored_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import RATING
from rating_client.receiver import tables
from rating_client.receiver.access import Access
from rating_client.receiver.answering import Answers
from rating_client.receiver.bucket import Limit
from rating_client.receiver.bundles import Bundles
from rating_client.receiver.devices import Devices
from rating_client.receiver.enrolments import Enrolments
from rating_client.receiver.identity import ReceiverKeys, Use
from rating_client.receiver.intake import Intake
from rating_client.receiver.limits import GENEROUS, DeviceLimits
from rating_client.receiver.publish import Publications
from rating_client.receiver.store import ELSEWHERE, FILE, Store


class Receiver:
    """A receiver that has been set up."""

    def __init__(self, store: Store, keys: ReceiverKeys, clock: Clock, limit: Limit) -> None:
        self.store = store
        self.keys = keys
        self.clock = clock
        self.publications = Publications(store, keys)
        self.devices = Devices(store, clock)
        self.enrolments = Enrolments(store, keys, self.publications, clock)
        limits = DeviceLimits(clock, limit)
        self.intake = Intake(store, keys, clock, limits)
        self.answers = Answers(store, keys, clock)
        self.bundles = Bundles(
            store, keys, self.intake, self.enrolments, self.devices, self.answers
        )
        self.access = Access(store, keys, clock, limits, self._base_urls)

    @classmethod
    def make(
        cls,
        folder: Path,
        *,
        name: Mapping[str, str],
        base_urls: Sequence[str],
        form: Mapping[str, Any],
        directory: Mapping[str, Any],
        database: str | None = None,
    ) -> Receiver:
        """Set up a new receiver with its own keys; `Trouble` where `folder` holds anything.

        `database` is the URL of an empty PostgreSQL database; without it the rows are in `folder`.
        It is made aside and moved in whole: a refused address or form leaves no half receiver.
        """
        aside = folder / ".making"
        shutil.rmtree(aside, ignore_errors=True)
        if folder.is_dir() and any(folder.iterdir()):  # rows without keys are somebody's ratings
            raise Trouble("receiver.folder-not-empty", path=folder)
        aside.mkdir(mode=0o700, parents=True)
        folder.chmod(0o700)
        rows = FILE if database is None else ELSEWHERE
        try:
            if database is not None:
                (aside / rows).touch(0o600)
                (aside / rows).write_text(database + "\n", "utf-8")
            _fill(aside, SystemClock().now(), name, base_urls, form, directory)
            (aside / rows).replace(folder / rows)
            (aside / "keys").rename(folder / "keys")  # last: it is what says a receiver is here
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, limit: Limit = GENEROUS) -> Receiver:
        """The receiver in `folder`.

        `Trouble("receiver.not-there")` where there is none, `Trouble("receiver.not-whole")` where
        its keys or rows are missing, or the rows are another one's.
        """
        has_keys = (folder / "keys" / "identity.json").is_file()
        has_rows = any((folder / rows).is_file() for rows in (FILE, ELSEWHERE))
        if not has_keys and not has_rows:
            raise Trouble("receiver.not-there", path=folder)
        if not (has_keys and has_rows):
            raise Trouble("receiver.not-whole", path=folder)
        keys = ReceiverKeys(folder / "keys")
        receiver = cls(Store.open(folder), keys, SystemClock(), limit)
        stated = receiver.publications.newest("keys")
        if stated is None or KeyStatement.stored(stated.token).receiver != keys.receiver:
            raise Trouble("receiver.not-whole", path=folder)
        receiver.publications.publish_keys(receiver.clock.now())  # after a rotation cut short
        return receiver

    def move_to(self, base_urls: Sequence[str]) -> None:
        """Be reachable at these addresses from now on, and say so in the key statement."""
        self.publications.publish_keys(self.clock.now(), base_urls=list(base_urls))

    def rotate(self, *uses: Use) -> None:
        """New keys for these uses, and a statement that says so; the old ones stay listed."""
        for use in uses:
            self.keys.rotate(use)
        self.publications.publish_keys(self.clock.now())

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
                "rating": stored_message(RATING, row.signed),
            }
            for row in found
        ]

    def close(self) -> None:
        self.store.close()

    def _base_urls(self) -> Sequence[str]:
        return self.publications.statement().base_urls


def serve_from(api: Starlette, receiver: Receiver) -> None:
    """Have the routes of `api` work on this receiver."""
    api.state.receiver = receiver


def receiver_of(request: Request) -> Receiver:
    """The receiver that the route of this request works on."""
    receiver = request.app.state.receiver
    assert isinstance(receiver, Receiver)
    return receiver


def _fill(
    folder: Path,
    now: float,
    name: Mapping[str, str],
    base_urls: Sequence[str],
    form: Mapping[str, Any],
    directory: Mapping[str, Any],
) -> None:
    store = Store.open(folder)
    try:
        with store.writing() as connection:
            if connection.execute(select(tables.epoch)).first() is not None:
                raise Trouble("receiver.database-taken")
        try:
            with store.writing() as connection:
                connection.execute(
                    insert(tables.epoch).values(name=str(uuid4()), started_at=now, last_sequence=0)
                )
            publications = Publications(store, ReceiverKeys.make(folder / "keys"))
            publications.publish_keys(now, name=dict(name), base_urls=list(base_urls))
            publications.publish("form", form, now)
            publications.publish("directory", directory, now)
        except BaseException:
            store.forget()
            raise
    finally:
        store.close()
