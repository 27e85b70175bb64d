"""The receiver's database: one writer at a time, answered only after its commit.

SQLite in WAL mode with synchronous=FULL, because a receipt for a row that a power cut takes back
would be a lie the sender cannot detect.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, select, update
from sqlalchemy.dialects import postgresql, sqlite

from rating_client.base.errors import Trouble
from rating_client.receiver import tables

_BUSY_SECONDS = 30


class Store:
    """The database of one receiver. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = threading.Lock()  # cheaper than a queue of busy-waits on the file's lock

    @classmethod
    def open(cls, path: Path) -> Store:
        engine = create_engine(
            f"sqlite:///{path}",
            connect_args={"timeout": _BUSY_SECONDS},
            hide_parameters=True,  # what was rated must not reach a log by way of an exception
        )
        event.listen(engine, "connect", partial(_durable, path))
        event.listen(engine, "begin", _begin)
        store = cls(engine)
        with store.writing() as connection:
            tables.schema.create_all(connection)
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, begun as such; committed, on disk, when the block has ended."""
        with (
            self._writer,
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless its key is taken; whether it was inserted."""
    if connection.dialect.name == "postgresql":
        result = connection.execute(
            postgresql.insert(table).values(**values).on_conflict_do_nothing()
        )
    else:
        result = connection.execute(sqlite.insert(table).values(**values).on_conflict_do_nothing())
    return result.rowcount == 1


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


def _durable(path: Path, connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not by guess
    cursor = connection.cursor()
    journal = cursor.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    if (journal, cursor.execute("PRAGMA synchronous").fetchone()[0]) != ("wal", 2):
        raise Trouble("base.ledger-not-durable", path=path)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
