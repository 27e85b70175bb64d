"""Rows that come from the ledger page by page, as far as somebody has looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Row = TypeVar("Row")
Fetch = Callable[[int, int], list[Row]]

PAGE = 48  # more than most screens show; on a taller one Qt asks for the next at once
_REREAD_AT_MOST = 1_000


class Pages(Generic[Row]):
    """The rows fetched so far from `fetch(offset, limit)`, and whether there are more."""

    def __init__(self, fetch: Fetch[Row]) -> None:
        self._fetch = fetch
        self.rows: list[Row] = []
        self.more = True

    def read_next(self) -> list[Row]:
        """The next page, not yet among `rows`: a model announces it before it adds it."""
        return self._fetch(len(self.rows), PAGE)

    def add(self, page: list[Row]) -> None:
        self.rows.extend(page)
        self.more = len(page) == PAGE

    def read_again(self) -> list[Row]:
        """The rows as they are now, without keeping them: as many as are shown, within reason.

        Who has scrolled past a thousand rows fetches the rest again on the way.
        """
        return self._fetch(0, self._wanted())

    def replace(self, rows: list[Row]) -> None:
        self.more = len(rows) == self._wanted()
        self.rows = rows

    def _wanted(self) -> int:
        whole = -(-len(self.rows) // PAGE) * PAGE
        return min(max(PAGE, whole), _REREAD_AT_MOST)
