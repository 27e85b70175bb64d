"""Prints as large as real ones, from every label, merge and page of the two real layouts.

`data/print_layout_7N.csv` and `..._7X.csv` list each label with its cell and merged range; rows
with empty text are merged value cells. Goods pages repeat the layout's second sheet.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter, range_boundaries

from rating_client.demo.print_form import print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue
from rating_client.demo.spreadsheet import xlsx as written

Cells = dict[str, CellValue]
_PAGE_ROWS = 57
_FIRST_GOODS_ROW = 142  # below the two pages of the head
_GOODS = "HANG"
_COUNTER = {"N": "AF1", "X": "AA1"}  # which page of how many


def sheets(declaration: SampleDeclaration, pages: int = 9) -> dict[str, tuple[Cells, list[str]]]:
    """The sheets of a print: filled cells by address, and merged ranges."""
    layout = _layout(declaration.direction)
    main_sheet = next(name for name, *_ in layout if name != _GOODS)
    main: Cells = {cell: text for name, cell, _, text in layout if name == main_sheet and text}
    merges = [merged for name, _, merged, _ in layout if name == main_sheet and merged]
    main |= print_cells(declaration)
    main[_COUNTER[declaration.direction]] = f"1/{pages + 2}"
    if not declaration.cleared_at:
        main |= {cell: "   /   /" for cell in ("N122", "N123", "I71", "I72") if cell in main}
    template: Cells = {cell: text for name, cell, _, text in layout if name == _GOODS and text}
    for page in range(pages):
        down = _FIRST_GOODS_ROW + page * _PAGE_ROWS
        for cell, text in template.items():
            main[_shifted(cell, down)] = text
        if declaration.number:
            main[f"E{4 + down}"] = int(declaration.number)
    template_merges = [merged for name, _, merged, _ in layout if name == _GOODS and merged]
    return {main_sheet: (main, merges), _GOODS: (template, template_merges)}


def xlsx(declaration: SampleDeclaration, pages: int = 9) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    for name, (cells, merges) in sheets(declaration, pages).items():
        sheet = workbook.create_sheet(name)
        for cell, value in cells.items():
            sheet[cell] = value
        for merged in merges:
            sheet.merge_cells(merged)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def xlsx_by_excel(declaration: SampleDeclaration, pages: int = 9) -> bytes:
    """The same as Excel saves it: shared strings, merged cells that are empty but styled, and how
    far the cells reach."""
    filled: dict[str, Cells] = {}
    for name, (cells, merges) in sheets(declaration, pages).items():
        inside = (
            f"{get_column_letter(column)}{row}"
            for merged in merges
            for left, top, right, bottom in [_corners(merged)]
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        )
        filled[name] = {**dict.fromkeys(inside, ""), **cells}
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(written(filled))) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        strings = plain.read("xl/sharedStrings.xml").decode()
        empty = strings[: strings.index('<t xml:space="preserve"></t>')].count("<si>") - 1
        for member in plain.namelist():
            data = plain.read(member)
            if member.startswith("xl/worksheets/"):
                data = data.replace(f' t="s"><v>{empty}</v></c>'.encode(), b' s="1"/>')
                last = max(map(int, re.findall(rb'<row r="(\d+)"', data)))
                reach = f'<dimension ref="A1:AF{last}"/><sheetData>'.encode()
                data = data.replace(b"<sheetData>", reach, 1)
            archive.writestr(member, data)
    return packed.getvalue()


def xls(declaration: SampleDeclaration, pages: int = 9) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for name, (cells, merges) in sheets(declaration, pages).items():
        sheet = workbook.add_sheet(name)
        for left, top, right, bottom, value in _blocks(cells, merges):
            sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, value)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _blocks(cells: Cells, merges: list[str]) -> Iterator[tuple[int, int, int, int, CellValue]]:
    """Left, top, right, bottom and value of every cell or merged range, each place once."""
    taken: set[tuple[int, int]] = set()
    for merged in merges:
        left, top, right, bottom = _corners(merged)
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        places = {(row, column) for row in rows for column in columns}
        if not places & taken:
            taken |= places
            yield left, top, right, bottom, cells.get(merged.split(":")[0], "")
    for cell, value in cells.items():
        left, top, right, bottom = _corners(cell)
        if (top, left) not in taken:
            yield left, top, right, bottom, value


def _corners(cells: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(cells)
    assert left
    assert top
    assert right
    assert bottom
    return left, top, right, bottom


def _shifted(cell: str, down: int) -> str:
    letters = cell.rstrip("0123456789")
    return f"{letters}{int(cell[len(letters) :]) + down}"


@cache
def _layout(direction: str) -> list[tuple[str, str, str, str]]:
    path = Path(__file__).with_name("data") / f"print_layout_7{direction}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(r["sheet"], r["cell"], r["merged"], r["text"]) for r in csv.DictReader(file)]
