"""Sheets in every container: the same cells, and nothing that a file can do to us."""

from __future__ import annotations

import io
import random
import re
import struct
import time
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.workbook import MAX_ROWS, sheets_of
from rating_client.declarations.workbook_parsed import parsed_sheets
from rating_client.demo.spreadsheet import CellValue, xlsx
from tests.declarations.containers import delimited, html, mhtml, spreadsheetml, xls

CELLS: dict[str, CellValue] = {
    "A1": "Tên & <dấu>",
    "C2": 100000000110,
    "B4": "dòng một\ndòng hai",
    "E4": -1.5,
    "D6": 'nói "được"; rồi, đi',
}


@pytest.mark.parametrize(
    "data",
    [
        xlsx({"T": CELLS}),
        xls({"T": CELLS}),
        spreadsheetml({"T": CELLS}),
        html(CELLS),
        html(CELLS, "utf-16", "unicode"),
        html(CELLS, "cp1258", "windows-1258"),
        mhtml(CELLS),
        mhtml(CELLS, "base64"),
        b'<?xml version="1.0"?>\n<!DOCTYPE html>\n' + html(CELLS),
        delimited(CELLS),
        delimited(CELLS, ";", "cp1258"),
        delimited(CELLS, "\t", "utf-16"),
    ],
    ids=[
        "xlsx",
        "xls",
        "2003",
        "html",
        "html-16",
        "html-1258",
        "mhtml",
        "mhtml-64",
        "xhtml",
        "csv",
        "csv-1258",
        "text-16",
    ],
)
def test_the_same_cells_come_out_of_every_container(data: bytes) -> None:
    (sheet,) = sheets_of(data)
    found = {
        (row, column): " ".join(str(cell).removesuffix(".0").split())
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if cell != ""
    }
    assert found == {
        (0, 0): "Tên & <dấu>",
        (1, 2): "100000000110",
        (3, 1): "dòng một dòng hai",
        (3, 4): "-1.5",
        (5, 3): 'nói "được"; rồi, đi',
    }


@pytest.mark.parametrize("seed", range(25))
def test_the_first_rows_are_the_same_as_those_of_the_whole(seed: int) -> None:
    """However they were written: the reader of first rows against the parser of workbooks."""
    chance = random.Random(seed)
    book = openpyxl.Workbook()
    sheets = [book.active, book.create_sheet("Tờ khai nhập "), book.create_sheet("ẩn")]
    values = ("", "Số tờ khai", 100000000110, 3.5, True, "a & b", "Tiếng Việt", "=1+1", "  x ")
    for sheet in sheets:
        assert sheet is not None
        for _ in range(chance.randrange(60)):
            place = sheet.cell(chance.randrange(1, 80), chance.randrange(1, 40))
            place.value = chance.choice(values)
        sheet.merge_cells("B2:D3")
    written = io.BytesIO()
    book.save(written)
    whole = {sheet.name: sheet.rows for sheet in parsed_sheets(written.getvalue())}
    for sheet in sheets_of(written.getvalue()):
        for count in sorted(chance.randrange(1, 100) for _ in range(3)):
            top = [_filled(row) for row in sheet.top(count)[:count]]
            expected = [_filled(row) for row in whole[sheet.name][:count]]
            assert [row for row in top if row] == [row for row in expected if row]


def _filled(row: object) -> dict[int, object]:
    assert isinstance(row, list)
    return {column: cell for column, cell in enumerate(row) if cell != ""}


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_what_excel_hides_in_a_text_is_not_part_of_it(part: str) -> None:
    """A carriage return is written as `_x000D_`, and how to pronounce a name beside the name."""
    inline = '<c r="A1" t="inlineStr"><is><t>Sao Mai</t></is></c>'
    how = "Sao_x000D_\nMai</t><rPh sb='0' eb='1'><t>sao</t></rPh>"
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"T": {"A1": "Sao Mai"}}))) as plain,
        zipfile.ZipFile(packed, "w") as archive,
    ):
        for member in plain.namelist():
            data = plain.read(member).decode()
            if member == part and "sheet1" in part:
                data = re.sub(r'<c r="A1".*?</c>', inline, data)
            if member == part:
                assert "Sao Mai</t>" in data
                data = data.replace("Sao Mai</t>", how)
            archive.writestr(member, data)
    (sheet,) = sheets_of(packed.getvalue())
    for rows in (sheet.top(5), sheet.rows):
        assert str(rows[0][0]).split() == ["Sao", "Mai"]


def test_a_broken_letter_does_not_change_the_encoding_of_the_rest() -> None:
    data = delimited(CELLS).replace("ò".encode(), b"\xff", 1)
    (sheet,) = sheets_of(data)
    assert sheet.rows[5][3] == 'nói "được"; rồi, đi'


def test_cells_spanning_rows_leave_their_columns_to_the_right_ones() -> None:
    page = (
        b"<table><tr><th rowspan=2>So TK</th><th colspan=2>Hai quan</th></tr>"
        b"<tr><th>Ma HQ</th><th>Luong</th></tr>"
        b"<tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    (sheet,) = sheets_of(page)
    assert [list(row) for row in sheet.rows] == [
        ["So TK", "Hai quan", ""],
        ["", "Ma HQ", "Luong"],
        ["1", "2", "3"],
    ]


def test_a_table_in_a_cell_gives_rows_of_its_own() -> None:
    page = b"<table><tr><td>form<table><tr><td>a<td>b</table></td><td>c</td></tr></table>"
    (sheet,) = sheets_of(page)
    assert [list(row) for row in sheet.rows] == [["form", "c"], ["a", "b"]]


def test_many_small_sheets_and_one_long_one_are_read() -> None:
    """Though so many sheets, each as large as a small one may be, would be too much."""
    small: dict[str, CellValue] = {"B1": "Số TK", "A2": 7}
    data = xls({**{f"T{number}": small for number in range(12)}, "D": {"C20000": "x"}})
    found = [sheet.rows for sheet in sheets_of(data)]
    assert [len(rows) for rows in found] == [2] * 12 + [20_000]
    assert found[11][0][1] == "Số TK"


def far_list() -> bytes:
    cells: dict[str, CellValue] = {"A1": "Số TK", "B1": "Ngày ĐK", "C1": "Trạng thái"}
    return xlsx({"T": {**cells, "XFD1048576": 1}})


def column_nobody_has() -> bytes:
    """The parser reads `Tbbbb` as a column some nine million to the right."""
    page = xlsx({"T": {"A1": "Số TK", "B1": "Ngày ĐK", "C1": "Trạng thái", "D9": 1}})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(page)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"D9"', b'"Tbbbb9"'))
    return packed.getvalue()


def far_index() -> bytes:
    page = spreadsheetml({"T": {"A1": "Số TK"}})
    return page.replace(b'ss:Index="1"', b'ss:Index="9999999"')


def wide_index() -> bytes:
    cell = b'<Row><Cell ss:Index="16384"><Data ss:Type="String">x</Data></Cell></Row>'
    return spreadsheetml({"T": {"A1": "x"}}).replace(b"<Row", cell * 1_000 + b"<Row", 1)


def strings_that_are_one_bomb() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx({"T": {"A1": "x"}}))) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if "sharedStrings" in name:
                data = data.replace(b"<si>", b"<si><t>" + b"\t" * (100 << 20) + b"</t></si><si>")
            new.writestr(name, data)
    return packed.getvalue()


def sectors_in_a_circle() -> bytes:
    """The last sector of the workbook is followed by its first one, for ever."""
    data = bytearray(xls({"T": CELLS}))
    (table,) = struct.unpack_from("<I", data, 76)
    at = (table + 1) * 512
    chain = struct.unpack_from("<128I", data, at)
    struct.pack_into("<I", data, at + chain.index(0xFFFFFFFE) * 4, 0)
    return bytes(data)


def lying(kind: int, at: int, value: bytes) -> bytes:
    """The first record of this kind says something else: `value`, so far behind its head."""
    data = bytearray(xls({"T": CELLS}))
    place = 512  # the workbook's stream follows the header of the container
    while (record := struct.unpack_from("<HH", data, place))[0] != kind:
        place += 4 + record[1]
    data[place + 4 + at : place + 4 + at + len(value)] = value
    return bytes(data)


def two_far_cells(value: CellValue) -> bytes:
    """Each of the sheets alone would do: 4,096 rows of 256 columns."""
    return xls({name: {"A1": value, "IV4096": value} for name in "TU"})


def directory_out_of_place() -> bytes:
    """Five bytes lost: the parser panics over what it takes for the directory."""
    data = bytearray(xls({"T": CELLS}))
    begun = data.index("Root".encode("utf-16-le"))
    del data[begun - 5 : begun]
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "list with a far cell": far_list,
    "list with a column of five letters": column_nobody_has,
    "shared strings unpacking to 100 MB": strings_that_are_one_bomb,
    "xls whose sectors run in a circle": sectors_in_a_circle,
    "xls with a cell in the last row and column": lambda: lying(0xFD, 0, b"\xff" * 4),
    "xls that says to have 4,294,967,295 rows": lambda: lying(0x200, 4, b"\xff" * 4),
    "xls whose last row is before its first": lambda: lying(0x200, 0, b"\xff" * 4),
    "xls that says to have 2,147,483,647 texts": lambda: lying(0xFC, 4, b"\xff\xff\xff\x7f"),
    "xls whose sheet begins beyond its end": lambda: lying(0x85, 0, b"\xff" * 4),
    "xls of two sheets with a text far away": lambda: two_far_cells("x"),
    "xls of two sheets with a short number far away": lambda: two_far_cells(1),
    "xls of two sheets with a number far away": lambda: two_far_cells(0.1234567),
    "xls whose directory is out of place": directory_out_of_place,
    "row 9,999,999": far_index,
    "1,000 rows of 16,384 columns": wide_index,
    "SpreadsheetML 200,000 deep": lambda: b"<Workbook>" + b"<Row>" * 200_000,
    "SpreadsheetML with entities": lambda: (
        b'<!DOCTYPE Workbook [<!ENTITY a "lol">]><Workbook><Worksheet>&a;</Worksheet></Workbook>'
    ),
    "html of 4,000,000 cells": lambda: b"<table><tr>" + b"<td>x" * 4_000_000,
    "html of 200,000 rows": lambda: b"<table>" + b"<tr><td>x" * 200_000,
    "html spanning everything": lambda: (
        b"<table>" + b"<tr><td colspan=9999 rowspan=9999>x" * 20_000
    ),
    "html 1,000 tables deep": lambda: b"<table><tr><td>" * 1_000,
    "csv of 4,000,000 cells": lambda: (b"a;" * 1_000 + b"\n") * 4_000,
    "csv of 200,000 rows": lambda: b"So TK;Ngay DK;Trang thai\n" * 200_000,
    "csv with an open quotation mark": lambda: (
        b'Cot;Hai;Ba\n"' + b"x" * 20_000_000 + b";y\n" + b"a;b;c\n" * 10
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_more_than_can_be_read_is_refused_in_time(name: str) -> None:
    data = HOSTILE[name]()
    begun = time.monotonic()
    with pytest.raises(Refusal) as refused:
        _ = [sheet.rows for sheet in sheets_of(data)]
    took = time.monotonic() - begun
    print(f"{name}: {refused.value.code} after {took * 1000:.0f} ms")
    assert refused.value.code in (
        "declarations.unsafe",
        "declarations.damaged",
        "declarations.too-many-rows",
    )
    assert took < 8.0


ODD: dict[str, bytes] = {
    "one line of 20 MB": b"x" * 20_000_000,
    "one line of 20 MB of delimiters": b";" * 20_000_000,
    "tags that never close": b"<table><tr><td " + b"<td " * 2_000_000,
    "quotes that never close": b"<table><tr><td a='" + b"<td a='" * 1_000_000,
    "attributes without end": b"<table " + b"a=b " * 3_000_000,
    "a comment that never closes": b"<table><tr><td>a</td><!--" + b"-->x<!--" * 500_000 + b"<!--",
    "scripts that never close": b"<table><tr><td>a</td>" + b"<script>" * 500_000,
    "half a surrogate": b"\xff\xfe" + b"\x00\xd8" * 1_000,
    "no text": bytes(range(256)) * 1_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_takes_no_longer_than_its_length(name: str) -> None:
    begun = time.monotonic()
    try:
        rows = [len(sheet.rows) for sheet in sheets_of(ODD[name])]
    except Refusal:
        rows = []
    assert all(count <= MAX_ROWS for count in rows)
    took = time.monotonic() - begun
    print(f"{name}: {took * 1000:.0f} ms")
    assert took < 8.0
