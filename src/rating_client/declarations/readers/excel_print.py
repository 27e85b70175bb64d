"""Excel prints of declarations: ToKhaiHQ7N (import) and ToKhaiHQ7X (export), .xls or .xlsx.

The file's name says nothing, since programs print exports under import names and people rename
files. The header repeats on every page and an empty template sheet carries the same labels: a
sheet whose "Số tờ khai" has a number counts, and on it the first value. People gather prints in
one workbook, and on one sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import MOST, furthest, reading_of
from rating_client.declarations.readers.print_sheet import PrintSheet
from rating_client.declarations.readers.print_windows import windows_of
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.workbook import Sheet

_TEMPLATE = "HANG"  # ECUS's sheet for pages of goods, empty beside a filled print


class ExcelPrint:
    format = "excel-print"

    def recognises(self, document: Document) -> bool:
        return bool(self._prints(document))

    def read(self, document: Document) -> Reading:
        prints = self._prints(document)
        if not any(each.number for each in prints):
            for each in prints:
                each.look_for_number()
        filled = [each for each in prints if each.number]
        filled = filled or [min(prints, key=lambda each: each.is_empty)]  # the first filled one
        if len(filled) > MOST:
            raise Refusal("declarations.too-large")
        return reading_of(document, furthest(each.read for each in filled))

    def _prints(self, document: Document) -> list[PrintSheet]:
        if ExcelPrint not in document.views:
            document.views[ExcelPrint] = list(_prints_on(document.sheets))
        prints: list[PrintSheet] = document.views[ExcelPrint]
        return prints


def _prints_on(sheets: Iterable[Sheet]) -> Iterator[PrintSheet]:
    filled = False
    for sheet in sheets:
        if filled and sheet.name.startswith(_TEMPLATE):
            continue
        whole = PrintSheet(sheet)
        if not whole.is_one:
            continue
        windows = [] if whole.fills_sheet else windows_of(sheet)
        for each in [PrintSheet(*window) for window in windows] or [whole]:
            filled = filled or each.number is not None
            yield each
