"""The receiver's database: one writer at a time, answered only after its commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import SQLAlchemyError

from rating_client.base.errors import Trouble
from rating_client.receiver import on_postgresql, on_sqlite, tables

FILE = "receiver.db"
ELSEWHERE = "database"
"""Of a receiver with its rows on a server: the file with its URL, beside the keys."""


class Store:
    """The database of one receiver. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = threading.Lock()  # cheaper than a queue of busy-waits on the real lock

    @classmethod
    def open(cls, folder: Path) -> Store:
        """The database of the receiver in this folder: the file in it, or the server it names."""
        if not (folder / ELSEWHERE).is_file():
            return cls._opened(on_sqlite.engine(folder / FILE))
        url = (folder / ELSEWHERE).read_text("utf-8")
        try:
            return cls._opened(on_postgresql.engine(url))
        except (SQLAlchemyError, OSError) as error:  # the latter where a certificate is no good
            raise Trouble("receiver.database-unusable", place=on_postgresql.place(url)) from error

    @classmethod
    def _opened(cls, engine: Engine) -> Store:
        store = cls(engine)
        try:
            with store.writing() as connection:
                tables.schema.create_all(connection)
        except BaseException:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, begun as such; committed, on disk, when the block has ended.

        Nobody else writes meanwhile, in whatever process: what is looked up in it stays so.
        """
        with (
            self._writer,
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def forget(self) -> None:
        """Take the tables away again, where setting up a receiver failed."""
        with self.writing() as connection:
            tables.schema.drop_all(connection)

    def close(self) -> None:
        self._engine.dispose()


def next_in_sequence(connection: Connection) -> tuple[str, int]:
    """Name of the current epoch and the next number in it, taken within this transaction."""
    newest = select(tables.epoch.c.number).order_by(tables.epoch.c.number.desc()).limit(1)
    row = connection.execute(
        update(tables.epoch)
        .where(tables.epoch.c.number == newest.scalar_subquery())
        .values(last_sequence=tables.epoch.c.last_sequence + 1)
        .returning(tables.epoch.c.name, tables.epoch.c.last_sequence)
    ).one()
    return row.name, row.last_sequence
