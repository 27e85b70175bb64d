"""Tables as text that Excel opens by a double click, and that runs nothing there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV, without the mark that a file begins with."""
    text = io.StringIO()
    csv.writer(text).writerows([_as_text(value) for value in row] for row in rows)
    return text.getvalue()


def _as_text(value: object) -> object:
    """A name out of an export that Excel would take for a formula stays a name."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
