"""A workbook written with the standard library alone: values, no formats."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

CellValue = str | int | float

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SAME_EVERY_TIME = (2026, 1, 1, 0, 0, 0)


def xlsx(sheets: Mapping[str, Mapping[str, CellValue]]) -> bytes:
    """The workbook with these sheets, each a mapping from address to value.

    The same input gives the same bytes.
    """
    strings: dict[str, int] = {}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(cells, strings)
        for number, cells in enumerate(sheets.values(), 1)
    }
    parts["xl/sharedStrings.xml"] = _shared(strings)
    parts["xl/workbook.xml"] = _workbook(sheets)
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        {
            **{
                f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml")
                for number in range(1, len(sheets) + 1)
            },
            "rIdStrings": ("sharedStrings", "sharedStrings.xml"),
        }
    )
    parts["_rels/.rels"] = _relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    parts["[Content_Types].xml"] = _content_types(len(sheets))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            member = zipfile.ZipInfo(name, _SAME_EVERY_TIME)
            member.create_system = 3  # and the same on every system
            archive.writestr(member, parts[name], 8)
    return packed.getvalue()


def _sheet(cells: Mapping[str, CellValue], strings: dict[str, int]) -> str:
    rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for address, value in cells.items():
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]  # an address
        if isinstance(value, str):
            place = strings.setdefault(value, len(strings))
            xml = f'<c r="{address}" t="s"><v>{place}</v></c>'
        else:
            xml = f'<c r="{address}"><v>{value}</v></c>'
        rows[int(row)].append((_column(letters), xml))
    data = "".join(
        f'<row r="{row}">{"".join(xml for _, xml in sorted(rows[row]))}</row>'
        for row in sorted(rows)
    )
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'


def _shared(strings: Mapping[str, int]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'{_HEAD}<sst xmlns="{_MAIN}">{items}</sst>'


def _workbook(sheets: Mapping[str, object]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_TYPES}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/>'
        f"{overrides}</Types>"
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
