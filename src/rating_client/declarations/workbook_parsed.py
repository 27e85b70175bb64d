"""Whole workbooks through python-calamine: .xls, .xlsb, and every .xlsx that is unusual or a list.

A legal 4.8 kB .xlsx with cells in A1 and XFD1048576 makes it allocate 549 GB and abort the
process (https://github.com/tafia/calamine/issues/693): zipped workbooks are looked over before
they come here. What that misses, the reading process's memory cap catches.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.workbook import MAX_CELLS, MAX_ROWS, Rows, Sheet


def parsed_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Every worksheet of a workbook that may be given to the parser."""
    import python_calamine as calamine

    with _as_refusals():
        workbook = calamine.CalamineWorkbook.from_object(io.BytesIO(data))
        names = [
            about.name
            for about in workbook.sheets_metadata
            if about.typ == calamine.SheetTypeEnum.WorkSheet
        ]

    def reads(name: str) -> Callable[[int], Rows]:
        def top(count: int) -> Rows:
            with _as_refusals():
                sheet = workbook.get_sheet_by_name(name)
                if min(sheet.total_height, count) * sheet.total_width > MAX_CELLS:
                    raise Refusal("declarations.too-many-rows")
                return sheet.to_python(skip_empty_area=False, nrows=count)

        return top

    def everything(name: str) -> Callable[[], Rows]:
        def rows() -> Rows:
            found = reads(name)(MAX_ROWS + 1)
            if len(found) > MAX_ROWS:
                raise Refusal("declarations.too-many-rows")
            return found

        return rows

    return tuple(Sheet(name, everything(name), reads(name)) for name in names)


@contextmanager
def _as_refusals() -> Iterator[None]:
    """The parser's errors, in our words."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError as error:
        raise Refusal("declarations.encrypted") from error
    except (calamine.CalamineError, ValueError, OSError, EOFError) as error:
        raise Refusal("declarations.damaged") from error
