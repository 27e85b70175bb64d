"""Rows in a SQLite file in the receiver's folder.

WAL mode with synchronous=FULL, because a receipt for a row that a power cut takes back would be a
lie the sender cannot detect.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from rating_client.base.errors import Trouble

_BUSY_SECONDS = 30


def engine(path: Path) -> Engine:
    made = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": _BUSY_SECONDS},
        hide_parameters=True,  # what was rated must not reach a log by way of an exception
    )
    event.listen(made, "connect", partial(_durable, path))
    event.listen(made, "begin", _begin)
    return made


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
