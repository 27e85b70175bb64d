"""The same cells in every container that is met under a spreadsheet's name."""

from __future__ import annotations

import base64
import csv
import io
import quopri
import unicodedata
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

import xlwt
from openpyxl.utils import coordinate_to_tuple

from rating_client.demo.spreadsheet import CellValue

Cells = Mapping[str, CellValue]
Sheets = Mapping[str, Cells]

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # characters of their own in CP1258


def grid(cells: Cells) -> list[list[CellValue]]:
    """Rows of equal length from A1 on."""
    places = {coordinate_to_tuple(address): value for address, value in cells.items()}
    height, width = (max(place[axis] for place in places) for axis in (0, 1))
    return [
        [places.get((row, column), "") for column in range(1, width + 1)]
        for row in range(1, height + 1)
    ]


def delimited(cells: Cells, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(grid(cells))
    if encoding == "cp1258":
        return _cp1258(text.getvalue())
    return text.getvalue().encode(encoding)


def html(cells: Cells, encoding: str = "utf-8", charset: str = "utf-8") -> bytes:
    """As reporting tools write it: one table, a cell spanning the empty ones behind it."""
    rows = []
    for row in grid(cells):
        written: list[str] = []
        for place, value in enumerate(row):
            if value == "" and written:
                continue
            after = next((at for at in range(place + 1, len(row)) if row[at] != ""), len(row))
            written.append(f'<td colspan="{after - place}" class=xl1>{escape(str(value))}</td>')
        rows.append(f"<tr height=20>{''.join(written)}</tr>")
    page = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        "<style><!-- td {mso-number-format:\\@} --></style></head><body><table>"
        f"{''.join(rows)}</table></body></html>"
    )
    return _cp1258(page) if encoding == "cp1258" else page.encode(encoding)


def mhtml(cells: Cells, encoding: str = "quoted-printable") -> bytes:
    """A single-file web page: a frame, then the sheet as a part of its own."""
    pages = (b"<html><frame src=sheet001.htm></html>", html(cells))
    encode = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}[encoding]
    parts = (
        f"------=_Part\r\nContent-Transfer-Encoding: {encoding}\r\n"
        'Content-Type: text/html; charset="utf-8"\r\n\r\n'.encode()
        + encode(page)
        + b"\r\n"
        for page in pages
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Part"\r\n\r\n'
    return head + b"".join(parts) + b"------=_Part--\r\n"


def spreadsheetml(sheets: Sheets, hidden: str = "") -> bytes:
    """XML Spreadsheet 2003, leaving empty cells out as Excel does; `hidden` is a sheet's name."""
    worksheets = []
    for name, cells in sheets.items():
        rows = []
        for at, row in enumerate(grid(cells), 1):
            written = "".join(
                f'<Cell ss:Index="{place}"><Data ss:Type="'
                f'{"String" if isinstance(value, str) else "Number"}">{escape(str(value))}'
                "</Data></Cell>"
                for place, value in enumerate(row, 1)
                if value != ""
            )
            if written:
                rows.append(f'<Row ss:Index="{at}">{written}</Row>')
        seen = "<Visible>SheetHidden</Visible>" if name == hidden else ""
        worksheets.append(
            f"<Worksheet ss:Name={quoteattr(name)}><Table>{''.join(rows)}</Table>"
            '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
            f"{seen}<Selected/></WorksheetOptions></Worksheet>"
        )
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"{''.join(worksheets)}</Workbook>"
    ).encode()


def xls(sheets: Sheets) -> bytes:
    workbook = xlwt.Workbook(encoding="utf-8")
    for name, cells in sheets.items():
        sheet = workbook.add_sheet(name)
        for address, value in cells.items():
            row, column = coordinate_to_tuple(address)
            sheet.write(row - 1, column - 1, value)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _cp1258(text: str) -> bytes:
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in _TONES)
        rest = "".join(part for part in parts if part not in _TONES)
        letters.append(unicodedata.normalize("NFC", rest) + tones)
    return "".join(letters).encode("cp1258")
