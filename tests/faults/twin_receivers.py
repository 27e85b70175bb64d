"""The receiver with a planted bug, chosen by the environment: run as `-m` this module."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert
from starlette.requests import ClientDisconnect, Request

from rating_client.contract.digests import token_sha256
from rating_client.receiver import request_body, tables
from rating_client.receiver.command import run
from rating_client.receiver.intake import Intake
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.receipt import Held
from rating_client.receiver.store import FILE, Store, next_in_sequence
from tests.faults.twins import PLANTED

_LATE = 0.3  # seconds from the answer to the commit


def _answers_before_commit() -> None:
    """Every write is committed a moment after the reply has left."""

    @contextmanager
    def hasty(self: Store) -> Iterator[Connection]:
        left = ExitStack()  # what is undone after the commit, or instead of it
        self._writer.acquire()
        left.callback(self._writer.release)
        try:
            connection = left.enter_context(self._engine.connect().execution_options(writes=True))
            transaction = connection.begin()
            yield connection
        except BaseException:
            left.close()
            raise

        def end() -> None:
            with left:
                transaction.commit()

        threading.Timer(_LATE, end).start()

    Store.writing = hasty  # type: ignore[method-assign]  # planting


def _no_de_duplication() -> None:
    """What comes twice is held twice: no key on the table, and no look at what is there."""
    opened = Store.open

    def keyless(folder: Path) -> Store:
        store = opened(folder)
        with closing(sqlite3.connect(folder / FILE)) as database:
            database.executescript(
                "CREATE TABLE held AS SELECT * FROM submission; DROP TABLE submission;"
                " ALTER TABLE held RENAME TO submission;"
            )
        return store

    Store.open = keyless  # type: ignore[method-assign]  # planting
    Intake._already = lambda *_: None  # type: ignore[method-assign]  # planting


def _no_length_check() -> None:
    """What has come when the line breaks is kept as it is; whether it opens is seen later."""

    async def body(request: Request, *_rules: object, **_more: object) -> bytes:
        data = bytearray()
        with suppress(ClientDisconnect):
            async for piece in request.stream():
                data += piece
        return bytes(data)

    def submit(self: Intake, submission: str, envelope: str) -> Held:
        try:
            return whole(self, submission, envelope)
        except ProblemReply as refused:
            if refused.slug != "malformed":
                raise
        with self._store.writing() as connection:
            device = connection.execute(select(tables.device.c.kid)).scalars().first()
            epoch, sequence = next_in_sequence(connection)
            found = {"device": device, "id": submission, "epoch": epoch, "sequence": sequence}
            found |= {"envelope_sha256": token_sha256(envelope), "signed": envelope}
            empty = {"key_digits": "", "proven": False, "receipt": "", "received_at": 0.0}
            row = insert(tables.submission).values(**found, **empty)
            connection.execute(row.on_conflict_do_nothing())
        return Held("", new=True)

    whole = Intake.submit
    request_body.body = body
    Intake.submit = submit  # type: ignore[method-assign]  # planting


_TWINS = {
    "answer before commit": _answers_before_commit,
    "no de-duplication": _no_de_duplication,
    "no length check": _no_length_check,
}

if __name__ == "__main__":
    _TWINS[os.environ[PLANTED]]()
    sys.exit(run())
