"""The tables inside an ECUS XML 1.0 export, streamed.

The file is a dump of database rows: `Root/<plural>/<table>/Data/<column>`, 150 to 750 kB, most
of it embedded messages and goods that nobody needs here. Empty database values are the literal
text NULL, empty strings are white space: both are missing. Goods rows repeat the declaration's
columns, so a column counts only inside its own table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from rating_client.declarations.xml_stream import Enough, closes, forgiving, stream

MAIN = "dtokhaimd"
VNACCS = "dtokhaimd_vnaccs"
VNACCS2 = "dtokhaimd_vnaccs2"
_MESSAGES = "dmsg_out_rep"

_ROW_ID = "_DToKhaiMDID"  # VNACCS2 spells it _DTOKHAIMDID
_BEFORE = 80  # bytes in front of a table's first row in which its plural begins

Row = dict[str, str]


def value_of(row: Row, column: str) -> str | None:
    """The value in `column`, whose name other programs write without its underscores."""
    name, stripped = _SPELT[column]
    return row.get(name) or row.get(stripped)


class _Spellings(dict[str, tuple[str, str]]):
    """How a row may spell each column that is asked for."""

    def __missing__(self, column: str) -> tuple[str, str]:
        name = column.casefold()
        spelt = self[column] = name, name.replace("_", "")
        return spelt


_SPELT = _Spellings()


class Tables:
    """The rows of the tables wanted here; column names in lower case, missing values left out."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {MAIN: [], VNACCS: [], VNACCS2: [], _MESSAGES: []}

    def joined(self, row: Row, table: str) -> Row:
        """The neighbour of a main row by ECUS's row id; empty where there is none.

        The only neighbour of the only main row need not say whose it is.
        """
        neighbours = self.rows[table]
        if len(neighbours) == len(self.rows[MAIN]) == 1:
            ids = {_row_id(row), _row_id(neighbours[0])} - {""}
            return neighbours[0] if len(ids) < 2 else {}
        return self._by_id[table].get(_row_id(row), {})

    def messages_about(self, number: str) -> list[Row]:
        """The messages about one declaration, whatever its amendment."""
        return self._messages.get(number[:11], [])

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Row]]:
        return {
            table: {key: row for row in reversed(rows) if (key := _row_id(row))}
            for table, rows in self.rows.items()
        }

    @cached_property
    def _messages(self) -> dict[str, list[Row]]:
        about: defaultdict[str, list[Row]] = defaultdict(list)
        for message in self.rows[_MESSAGES]:
            about[(value_of(message, "SoChungTu") or "")[:11]].append(message)
        return about


def tables_of(data: bytes, enough: Callable[[Tables], bool]) -> Tables:
    """The wanted tables of UTF-8 `data`.

    Reading stops between two tables once the three declaration tables have been seen and `enough`
    says so; only where the file's last tag is there, for a file that was cut short must be found
    damaged, and only where no second table of declarations follows.
    """

    def tables(text: bytes) -> Tables:
        dump = _Dump(text, enough)
        stream(text, dump.start, dump.end)
        return dump.tables

    return forgiving(tables, data)


class _Dump:
    """The handlers, and where in the file they are."""

    def __init__(self, data: bytes, enough: Callable[[Tables], bool]) -> None:
        self.tables = Tables()
        self._data = data
        self._enough = enough
        self._missing = {MAIN, VNACCS, VNACCS2}
        self._above: list[str] = []
        self._root = ""
        self._main_tag = b""
        self._row: Row | None = None
        self._columns = 0  # the depth of this row's columns

    def start(self, name: str, depth: int) -> bool:
        if self._row is not None:
            return depth == self._columns
        if depth == 2 and not self._missing and self._may_stop():
            raise Enough
        folded = name.casefold()
        if folded == "data" and self._above and self._above[-1] in self.tables.rows:
            self._row, self._columns = {}, depth + 1
            self.tables.rows[self._above[-1]].append(self._row)
            return False
        if folded == MAIN:
            self._main_tag = self._main_tag or f"<{name}>".encode()
        self._root = self._root or name
        self._missing.discard(folded)
        self._above.append(folded)
        return False

    def end(self, name: str, text: str, depth: int) -> None:
        if self._row is None:
            self._above.pop()
        elif depth == self._columns:
            text = text.strip()
            if text and (len(text) != 4 or text.upper() != "NULL"):
                self._row.setdefault(name.casefold(), text)
        elif depth < self._columns:
            self._row = None

    def _may_stop(self) -> bool:
        return (
            self._enough(self.tables)
            and closes(self._data, self._root)
            and not self._another_table_follows()
        )

    def _another_table_follows(self) -> bool:
        """Whether a second table begins as the first did; unsure means yes."""
        data = self._data
        row = data.find(self._main_tag)
        plural = data.rfind(b"<", max(0, row - _BEFORE), row)
        column = data.find(b"<", data.find(b"<", row + 1) + 1)
        # The longer what is searched, the faster.
        begin = data[plural : data.find(b">", column)]
        return plural < 0 or data.rfind(begin) > plural


def _row_id(row: Row) -> str:
    return (value_of(row, _ROW_ID) or "").partition(".")[0]
