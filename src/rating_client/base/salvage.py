"""Reading what can still be read of a damaged ledger, row by row.

Every page is authenticated, so a row is read as it was written or not at all. Work is done on a
copy: the damaged file itself is never opened for writing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Connection, Ledger
from rating_client.base.ledger_file import converted, unlocked
from rating_client.base.paths import log_of

log = logging.getLogger(__name__)

PAGE = 4096  # bytes; SQLite's default, which the ledger keeps
_AT_ONCE = 200  # rows a query
_PADDINGS = 12  # each doubles the file: from a cut to a 4,000th
_PAST_THE_END = 1_000  # row ids looked at beyond the last known one where no index helps


def readable_copy(
    damaged: Path, copy: Path, key: bytes, donors: Sequence[Path]
) -> Connection | None:
    """A connection to a copy of `damaged` that SQLite agrees to read; None where nothing helps.

    A file cut short is padded with pages that fail their check. Where the catalogue of tables is
    gone, the pages it lies on are borrowed from one of `donors`, ledgers with the same key and
    tables.
    """
    _copy_what_reads(damaged, copy)
    if log_of(damaged).exists():
        _copy_what_reads(log_of(damaged), log_of(copy))
    size = copy.stat().st_size
    connection = _opened(copy, key)
    for donor in donors:
        if connection is not None:
            break
        log_of(copy).unlink(missing_ok=True)  # it does not fit to another first page
        with suppress(OSError, RatingClientError):
            os.truncate(copy, size)
            _lend_catalogue(donor, copy, key, size)
        connection = _opened(copy, key)
    return connection


def tables_of(connection: Connection) -> list[str]:
    """The names of the tables, as far as the catalogue reads."""
    try:
        with converted():
            return [
                row[0]
                for row in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                    " AND name NOT LIKE 'sqlite_%' ORDER BY name"
                )
            ]
    except RatingClientError:
        return []


class Table:
    """One table of a damaged ledger. After `rows`, `whole` says whether every row was read."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name
        self.whole = True

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row that reads; tables with row ids give theirs as `rowid`."""
        if not self._has_rowid():
            yield from self._straight()
            return
        last = 0
        try:
            for row in self._between(last, None):
                last = row["rowid"]
                yield row
        except RatingClientError:
            self.whole = False
            log.warning("table %s does not read whole", self._name)
            yield from self._piecewise(last + 1, self._last_rowid(last))

    def known(self) -> int:
        """How many rows there were, as far as the table or an index of it still says."""
        found = [len(self._ids_by(index)) for index in self._indexes()]
        return max(found, default=0)

    def _straight(self) -> Iterator[dict[str, Any]]:
        try:
            yield from self._read(f"SELECT * FROM {self._name}", ())  # noqa: S608  own names
        except RatingClientError:
            self.whole = False

    def _piecewise(self, low: int, high: int) -> Iterator[dict[str, Any]]:
        """Halve what does not read until only what is damaged is left out."""
        pending = [(low, high)]
        while pending:
            low, high = pending.pop()
            if low > high:
                continue
            last = low - 1
            try:
                for row in self._between(low - 1, high):
                    last = row["rowid"]
                    yield row
            except RatingClientError:
                low = last + 1
                if low < high:
                    middle = (low + high) // 2
                    pending += [(middle + 1, high), (low, middle)]

    def _between(self, after: int, last: int | None) -> Iterator[dict[str, Any]]:
        """Rows with after < rowid <= last. What was given before an error is good."""
        while True:
            batch = self._read(
                f"SELECT rowid AS rowid, * FROM {self._name}"  # noqa: S608  own names
                " WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?",
                (after, 2**62 if last is None else last, _AT_ONCE),
            )
            count = 0
            for row in batch:
                count += 1
                after = row["rowid"]
                yield row
            if count < _AT_ONCE:
                return

    def _read(self, sql: str, params: tuple[object, ...]) -> Iterator[dict[str, Any]]:
        with converted():
            cursor = self._connection.execute(sql, params)
            names: list[str] | None = None
            for row in cursor:
                if names is None:
                    names = [column[0] for column in cursor.get_description()]
                yield dict(zip(names, row, strict=True))

    def _has_rowid(self) -> bool:
        with suppress(RatingClientError), converted():
            found = self._connection.execute(
                "SELECT wr FROM pragma_table_list WHERE name = ?", (self._name,)
            ).fetchall()
            return not found[0][0]
        return True

    def _last_rowid(self, seen: int) -> int:
        """The highest row id there can be, by the table or by any index that still reads."""
        candidates = [seen]
        with suppress(RatingClientError), converted():
            top = self._connection.execute(
                f"SELECT max(rowid) FROM {self._name}"  # noqa: S608  own names
            ).fetchall()
            return max(seen, int(top[0][0] or 0))
        for index in self._indexes():
            candidates += self._ids_by(index)
        return max(candidates) + (_PAST_THE_END if len(candidates) == 1 else 0)

    def _indexes(self) -> list[str]:
        with suppress(RatingClientError), converted():
            return [
                row[0]
                for row in self._connection.execute(
                    "SELECT name FROM pragma_index_list(?) WHERE NOT partial", (self._name,)
                )
            ]
        return []

    def _ids_by(self, index: str) -> list[int]:
        ids: list[int] = []
        with suppress(RatingClientError), converted():
            ids.extend(
                row[0]
                for row in self._connection.execute(
                    f"SELECT rowid FROM {self._name} INDEXED BY {index}"  # noqa: S608  own names
                )
            )
        return ids


def _opened(copy: Path, key: bytes) -> Connection | None:
    for _ in range(_PADDINGS):
        try:
            with converted():
                return unlocked(copy, key)
        except RatingClientError as error:
            if error.code != "base.ledger-damaged":
                return None
        try:
            # SQLite refuses a file shorter than its first page says.
            os.truncate(copy, copy.stat().st_size * 2)
        except OSError:
            return None
    return None


def _lend_catalogue(donor: Path, copy: Path, key: bytes, size: int) -> None:
    """Put a catalogue over `copy` that knows the tables of `donor` and a file of `size`."""
    grown = copy.with_name(copy.name + "-donor")
    with closing(Ledger(donor, key)) as source:
        source.copy_to(grown)
    with converted(), closing(unlocked(grown, key)) as connection:
        connection.pragma("journal_mode", "DELETE")
        missing = size - grown.stat().st_size
        if missing > 0:
            connection.execute(
                "INSERT OR REPLACE INTO memory (name, value) VALUES ('donor', hex(zeroblob(?)))",
                (missing // 2 + PAGE,),
            )
        pages = [
            row[0]
            for row in connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")
        ]
    with grown.open("rb") as lent, copy.open("rb+") as file:
        for page in pages:
            lent.seek((page - 1) * PAGE)
            file.seek((page - 1) * PAGE)
            file.write(lent.read(PAGE))
    grown.unlink()


def _copy_what_reads(source: Path, target: Path) -> None:
    """Copy a file; pages that the disk cannot read become zeros, which fail their check."""
    with source.open("rb") as reading, target.open("wb") as writing:
        size = source.stat().st_size
        for offset in range(0, size, PAGE):
            try:
                reading.seek(offset)
                page = reading.read(PAGE)
            except OSError:
                page = bytes(min(PAGE, size - offset))
            writing.write(page)
