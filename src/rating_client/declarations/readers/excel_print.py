"""Excel prints of declarations: ToKhaiHQ7N (import) and ToKhaiHQ7X (export), .xls or .xlsx.

The file's name says nothing, since programs print exports under import names and people rename
files. The header repeats on every page and an empty template sheet carries the same labels: a
sheet whose "Số tờ khai" has a number counts, and on it the first value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.print_sheet import PrintSheet
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
        filled = {each.digits: each for each in reversed(prints) if each.number}
        if not filled:
            filled = {"": min(prints, key=lambda each: each.is_empty)}  # the first filled one
        read = [each.read() for each in reversed(filled.values())]
        named = document.number_in_name
        if named and all(d.number and d.digits != named[:11] for d, _ in read):
            for _, rules in read:
                rules["number"] += f"; the file name says {named}"
        return Reading(tuple(d for d, _ in read), tuple(rules for _, rules in read))

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
        if (each := PrintSheet(sheet)).is_one:
            filled = filled or each.number is not None
            yield each
