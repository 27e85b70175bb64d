"""Whole workbooks through python-calamine: .xls, .xlsb, and every .xlsx that is unusual or a list.

A legal 4.8 kB .xlsx with cells in A1 and XFD1048576 makes it allocate 549 GB and abort the
process (https://github.com/tafia/calamine/issues/693): zipped workbooks are looked over before
they come here. What that misses, the reading process's memory cap catches.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice

import python_calamine as calamine

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.workbook import MAX_CELLS, MAX_ROWS, Rows, Sheet


def parsed_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet of a workbook that may be given to the parser."""
    with _as_refusals():
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(data))
        listed = [
            about
            for about in workbook.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        ]

    return tuple(
        _lazy(about.name, workbook, hidden=about.visible != calamine.SheetVisibleEnum.Visible)
        for about in listed
    )


def _lazy(name: str, workbook: calamine.CalamineWorkbook, *, hidden: bool) -> Sheet:
    @cache
    def sheet() -> calamine.CalamineSheet:
        with _as_refusals():
            return workbook.get_sheet_by_name(name)

    def top(count: int) -> Rows:
        if min(sheet().total_height, count) * sheet().total_width > MAX_CELLS:
            raise Refusal("declarations.too-many-rows")
        with _as_refusals():
            # One row after the other: `to_python` makes a second table of all of them on the way.
            before = [""] * (sheet().start or (0, 0))[1]
            return [[*before, *row] for row in islice(sheet().iter_rows(), count)]

    def rows() -> Rows:
        found = top(MAX_ROWS + 1)
        if len(found) > MAX_ROWS:
            raise Refusal("declarations.too-many-rows")
        return found

    def height() -> int:
        end = sheet().end
        return end[0] + 1 if end else 0

    return Sheet(name, rows, top, height=height, hidden=hidden)


@contextmanager
def _as_refusals() -> Iterator[None]:
    """The parser's errors, in our words."""
    try:
        yield
    except calamine.PasswordError as error:
        raise Refusal("declarations.encrypted") from error
    except (calamine.CalamineError, ValueError, OSError, EOFError) as error:
        raise Refusal("declarations.damaged") from error
    except BaseException as error:
        # A panic of Rust code comes out as a class of its own, which is no `Exception`:
        # https://github.com/PyO3/pyo3/issues/3918
        if type(error).__name__ != "PanicException":
            raise
        raise Refusal("declarations.damaged") from error
