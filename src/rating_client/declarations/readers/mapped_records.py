"""Where a mapping file's paths and labels lead: one record for each declaration.

A record answers a path or a label with what stands there and the rule that led to it.
"""

from __future__ import annotations

from collections.abc import Callable

from rating_client.declarations.document import Document
from rating_client.declarations.mapping_file import MappingFile
from rating_client.declarations.readers.facts import MOST, Value
from rating_client.declarations.readers.print_labels import address_of
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import folded, text_of
from rating_client.declarations.workbook import Sheet
from rating_client.declarations.xml_stream import stream

Record = Callable[[str], Value | None]

_HEADER_ROWS = 60  # in which a table's column names stand
_FORM_ROWS = 250
_BELOW = 3  # rows in which a form's value may stand under its label

_Path = tuple[str, ...]


def xml_records(document: Document, mapping: MappingFile) -> list[Record]:
    """One record for each element `each`, or one for the whole file.

    A path leads from that element to another one by local names, whatever their case; one that
    begins with a slash leads from the root. Raises `Refusal` for damaged or unsafe XML.
    """
    each = _path(mapping.each)
    paths = {place: _path(place) for place in mapping.places}
    inside = {path for place, path in paths.items() if not place.startswith("/")}
    outside = {path for place, path in paths.items() if place.startswith("/")}
    found: list[dict[_Path, str]] = []
    of_file: dict[_Path, str] = {}
    above: list[str] = []
    begun = 0  # the depth of the element that is a declaration, while inside one

    def start(name: str, _depth: int) -> bool:
        nonlocal begun
        above.append(name.casefold())
        if not begun and (tuple(above[-len(each) :]) == each if each else len(above) == 1):
            begun = len(above)
            if len(found) >= MOST:
                raise Refusal("declarations.too-many-rows")
            found.append({})
        return (begun and tuple(above[begun:]) in inside) or tuple(above[1:]) in outside

    def end(_name: str, text: str, _depth: int) -> None:
        nonlocal begun
        if text := text.strip():
            if begun and (path := tuple(above[begun:])) in inside:
                found[-1].setdefault(path, text)
            if (path := tuple(above[1:])) in outside:
                of_file.setdefault(path, text)
        if len(above) == begun:
            begun = 0
        above.pop()

    stream(document.xml, start, end)

    def record(own: dict[_Path, str]) -> Record:
        def look_up(place: str) -> Value | None:
            values = of_file if place.startswith("/") else own
            text = values.get(paths[place])
            return Value(text, f"path {place}") if text else None

        return look_up

    return [record(own) for own in found]


def table(sheet: Sheet, mapping: MappingFile) -> Callable[[], list[Record]] | None:
    """The rows below the row that holds all of the mapping's labels; None where there is none."""
    for header, cells in enumerate(sheet.top(_HEADER_ROWS)[:_HEADER_ROWS]):
        names = [folded(text_of(cell)) for cell in cells]
        if all(folded(label) in names for label in mapping.labels):
            columns = {
                place: names.index(folded(place))
                for place in mapping.places
                if folded(place) in names
            }
            return lambda: _rows(sheet, header, columns)
    return None


def form(sheet: Sheet, mapping: MappingFile) -> Callable[[], list[Record]] | None:
    """The one record of a form: each value to the right of its label, or else below it."""
    rows = sheet.top(_FORM_ROWS)[:_FORM_ROWS]
    labels = {folded(place) for place in (*mapping.places, *mapping.labels)}
    at: dict[str, tuple[int, int]] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and (name := folded(text_of(cell))) in labels:
                at.setdefault(name, (row, column))
    if not all(folded(label) in at for label in mapping.labels):
        return None

    def look_up(place: str) -> Value | None:
        if folded(place) not in at:
            return None
        row, column = at[folded(place)]
        right = [(row, beside) for beside in range(column + 1, len(rows[row]))]
        below = [(under, column) for under in range(row + 1, min(row + 1 + _BELOW, len(rows)))]
        for places in (right, below):
            for down, across in places:
                text = text_of(rows[down][across]) if across < len(rows[down]) else ""
                if folded(text) in labels:
                    break
                if text:
                    rule = f"label {address_of(row, column)}, value {address_of(down, across)}"
                    return Value(rows[down][across], rule)
        return None

    return lambda: [look_up]


def _rows(sheet: Sheet, header: int, columns: dict[str, int]) -> list[Record]:
    def record(row: int) -> Record:
        cells = sheet.rows[row]

        def look_up(place: str) -> Value | None:
            column = columns.get(place)
            if column is None or column >= len(cells):
                return None
            return Value(cells[column], f"column {place}, row {row + 1}")

        return look_up

    filled = [row for row in range(header + 1, len(sheet.rows)) if any(sheet.rows[row])]
    if len(filled) > MOST:
        raise Refusal("declarations.too-many-rows")
    return [record(row) for row in filled]


def _path(text: str) -> _Path:
    return tuple(part.strip().casefold() for part in text.strip("/ ").split("/") if part.strip())
