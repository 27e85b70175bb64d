"""The one encrypted SQLite file, and the only door to it.

WAL with synchronous=FULL: in simulated power loss it lost no acknowledged commit, while NORMAL
lost up to seven. AEGIS detects a flipped bit; aes256cbc was seen to read it silently wrong.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import apsw

from rating_client.base.errors import Trouble
from rating_client.base.ledger_file import asks_again, converted, unlocked
from rating_client.base.migrations import MIGRATIONS

log = logging.getLogger(__name__)

ConstraintError = apsw.ConstraintError
Interrupted = apsw.InterruptError
Connection = apsw.Connection
Params = Sequence[Any] | Mapping[str, Any]

# A damaged first page cannot be told from a wrong key: every page is authenticated with the key.
DAMAGED = frozenset({"base.ledger-damaged", "base.ledger-key-wrong"})

_CACHE_KIB = 8_192  # a connection's pages at most: a page that left it is deciphered again
_STEPS_BETWEEN_LOOKS = 10_000
_HURRIED = 3.0  # seconds; Windows calls a window hung after five


class Ledger:
    """A profile's ledger. One connection per thread; every write is one transaction.

    Rows come as dictionaries. Errors of the disk leave as `Trouble` with a sentence; a broken
    constraint leaves as `ConstraintError`, because that is the caller's own rule. `when_full` and
    `when_damaged` are told first, by whichever thread met it.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.when_full: Callable[[], object] | None = None
        self.when_damaged: Callable[[], object] | None = None
        self.before_closing: Callable[[], object] | None = None
        self.after_closing: Callable[[], object] | None = None
        self._path = path
        self._key = key
        self._local = threading.local()
        self._every: list[apsw.Connection] = []
        self._guard = threading.Lock()

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        before_migrating: Callable[[Ledger], object] = lambda _ledger: None,
    ) -> Ledger:
        """Open or create the ledger at `path` with the raw 32-byte `key`, and bring it up to date.

        A ledger of an older version is handed to `before_migrating` as it is. Raises `Trouble`
        when the key is wrong, the file is damaged, the disk cannot be written, or the ledger was
        made by a newer version: nothing is changed in any of these cases.
        """
        ledger = cls(path, key)
        try:
            ledger._bring_up_to_date(before_migrating)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def hurry(self) -> None:
        """In this thread a window waits: a lock that another holds is given up sooner."""
        self._connection().set_busy_handler(asks_again(_HURRIED))

    def transaction(self) -> AbstractContextManager[None]:
        """One write transaction. Used inside another it joins it: the outermost one commits."""
        return _Transaction(self, self._connection())

    def rows(self, sql: str, params: Params = ()) -> list[dict[str, Any]]:
        """Every row of the answer."""
        with _Door(self):
            cursor = self._connection().execute(sql, params)
            if (description := _columns(cursor)) is None:
                return []
            return [dict(zip(description, row, strict=True)) for row in cursor]

    def row(self, sql: str, params: Params = ()) -> dict[str, Any] | None:
        """The first row, or None."""
        return next(iter(self.rows(sql, params)), None)

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, params)
        return None if row is None else next(iter(row.values()))

    def run(self, sql: str, params: Params = ()) -> int:
        """Carry out one statement; the number of rows it changed."""
        with _Door(self):
            connection = self._connection()
            before = connection.total_changes()
            connection.execute(sql, params).fetchall()
            return connection.total_changes() - before

    def run_each(self, sql: str, every: Iterable[Params]) -> None:
        """Carry out one statement with each of `every`, in one transaction."""
        with self.transaction(), _Door(self):
            self._connection().executemany(sql, every)

    def remember(self, name: str, value: str | None) -> None:
        """Keep one small fact of the profile; None forgets it."""
        if value is None:
            self.run("DELETE FROM memory WHERE name = ?", (name,))
        else:
            self.run("INSERT OR REPLACE INTO memory (name, value) VALUES (?, ?)", (name, value))

    def recall(self, name: str) -> str | None:
        value = self.value("SELECT value FROM memory WHERE name = ?", (name,))
        return None if value is None else str(value)

    @property
    def changes(self) -> int:
        """Rows changed by this process since the ledger was opened."""
        with self._guard:
            return sum(connection.total_changes() for connection in self._every)

    def copy_to(self, path: Path) -> None:
        """Write the ledger as it stands, with the same key, to the new file `path`.

        Others may go on writing meanwhile. Every page is read and authenticated on the way, so a
        damaged ledger raises `Trouble` instead of making a damaged copy.
        """
        source = self._connection()
        try:
            with converted():
                target = unlocked(path, self._key)
                try:
                    with target.backup("main", source, "main") as backup:
                        backup.step()
                finally:
                    target.close(True)
        except Trouble as trouble:
            if trouble.code in DAMAGED and self.when_damaged is not None:
                self.when_damaged()
            raise

    def sound(self, seconds: float) -> bool:
        """Whether nothing is found damaged by a check of at most `seconds`.

        Pages that no table uses at the moment are not looked at; `copy_to` reads those too.
        """
        connection = self._connection()
        deadline = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        try:
            with converted():
                return bool(connection.pragma("quick_check", 1) == "ok")
        except Interrupted:
            return True
        except Trouble as trouble:
            if trouble.code in DAMAGED:
                return False
            raise
        finally:
            connection.set_progress_handler(None)

    def close(self) -> None:
        """Close the connections of every thread.

        One that is inside a statement in another thread stays open until that thread is over:
        only threads that nobody waits for when the program ends are, and nothing is lost by it.
        """
        if self.before_closing is not None:
            self.before_closing()
        with self._guard:
            for connection in self._every:
                with suppress(apsw.ThreadingViolationError):
                    connection.close(True)
            self._every.clear()
        self._local = threading.local()
        if self.after_closing is not None:
            self.after_closing()

    def _connection(self) -> apsw.Connection:
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with _Door(self):
                connection = self._connect()
            self._local.connection = connection
            with self._guard:
                self._every.append(connection)
        return connection

    def _connect(self) -> apsw.Connection:
        connection = unlocked(self._path, self._key)
        try:
            connection.pragma("foreign_keys", "ON")
            connection.pragma("cache_size", -_CACHE_KIB)
            journal = connection.pragma("journal_mode", "WAL")
            connection.pragma("synchronous", "FULL")
            if (journal, connection.pragma("synchronous")) != ("wal", 2):
                raise Trouble("base.ledger-not-durable", path=self._path)
        except BaseException:
            connection.close(True)
            raise
        return connection

    def _bring_up_to_date(self, before_migrating: Callable[[Ledger], object]) -> None:
        version = int(self.value("PRAGMA user_version"))
        if version > len(MIGRATIONS):
            raise Trouble("base.ledger-newer", path=self._path)
        if 0 < version < len(MIGRATIONS):
            before_migrating(self)
        for number in range(version + 1, len(MIGRATIONS) + 1):
            with self.transaction():
                # Another process may have been first while this one waited for the lock.
                if int(self.value("PRAGMA user_version")) < number:
                    self.run(MIGRATIONS[number - 1])
                    self.run(f"PRAGMA user_version = {number}")
                    log.info("ledger brought to version %d", number)


class _Transaction:
    def __init__(self, ledger: Ledger, connection: apsw.Connection) -> None:
        self._ledger = ledger
        self._connection = connection
        self._joined = connection.in_transaction

    def __enter__(self) -> None:
        if not self._joined:
            with _Door(self._ledger):
                self._connection.execute("BEGIN IMMEDIATE")

    def __exit__(
        self, _kind: object, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if self._joined:
            return
        try:
            if error is None:
                with _Door(self._ledger):
                    self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


class _Door:
    """Where SQLite's errors become ours, and whoever must know of them is told first.

    Every statement passes here: what a generator in its place took was felt.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: object, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if error is None:
            return
        try:
            with converted():
                raise error
        except Trouble as trouble:
            if trouble.code == "base.disk-full" and self._ledger.when_full is not None:
                self._ledger.when_full()
            if trouble.code in DAMAGED and self._ledger.when_damaged is not None:
                self._ledger.when_damaged()
            raise


def _columns(cursor: apsw.Cursor) -> list[str] | None:
    try:
        return [column[0] for column in cursor.get_description()]
    except apsw.ExecutionCompleteError:
        return None  # no rows
