"""Prints that people gathered: on several sheets, on one sheet, beside old ones they hid."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest
import xlwt
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.demo.print_form import print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue
from tests.declarations import containers, life_size
from tests.declarations.lists import list_cells

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
FIRST = SampleDeclaration("100000000110", AT, "T", 2, AT + timedelta(hours=3), "A12")
SECOND = SampleDeclaration(
    "100000000220", AT + timedelta(hours=1), "P", 3, None, "A11", tax_code="0000000002"
)
EXPORT = replace(FIRST, number="300000000220", type_code="E62")
TRIAL = SampleDeclaration("100000000330", None, "E", None)

Cells = dict[str, CellValue]


def cells_of(sample: SampleDeclaration) -> Cells:
    """Every cell of a print as large as real ones."""
    (cells, _), *_ = life_size.sheets(sample, pages=1).values()
    return cells


def moved(cells: Cells, down: int = 0, right: int = 0) -> Cells:
    places = {coordinate_to_tuple(at): value for at, value in cells.items()}
    return {
        f"{get_column_letter(column + right)}{row + down}": value
        for (row, column), value in places.items()
    }


def stacked(*samples: SampleDeclaration, rows: int = 220) -> Cells:
    gathered: Cells = {}
    for number, sample in enumerate(samples):
        gathered |= moved(cells_of(sample), down=number * rows)
    return gathered


def xlsx(sheets: Mapping[str, Cells], hidden: Mapping[str, str] | None = None) -> bytes:
    workbook, written = openpyxl.Workbook(), io.BytesIO()
    workbook.remove(workbook.worksheets[0])
    for name, cells in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = (hidden or {}).get(name, "visible")
        for at, value in cells.items():
            sheet[at] = value
    workbook.save(written)
    return written.getvalue()


def xls(sheets: Mapping[str, Cells], hidden: Mapping[str, int] | None = None) -> bytes:
    workbook, written = xlwt.Workbook(encoding="utf-8"), io.BytesIO()
    for name, cells in sheets.items():
        sheet = workbook.add_sheet(name)
        sheet.visibility = (hidden or {}).get(name, 0)
        for at, value in cells.items():
            row, column = coordinate_to_tuple(at)
            sheet.write(row - 1, column - 1, value)
    workbook.save(written)
    return written.getvalue()


CONTAINERS: dict[str, Callable[[Cells], bytes]] = {
    "xlsx": lambda cells: xlsx({"TK": cells}),
    "xls": lambda cells: xls({"TK": cells}),
    "html": containers.html,
    "2003": lambda cells: containers.spreadsheetml({"TK": cells}),
    "text": lambda cells: containers.delimited(cells, "\t", "utf-16"),
}
in_every_container = pytest.mark.parametrize("write", CONTAINERS.values(), ids=CONTAINERS)


def reading_of(data: bytes) -> Reading:
    return read_document(Document(data, "a"))[1]


def read(data: bytes) -> tuple[Declaration, ...]:
    return reading_of(data).declarations


def alone(sample: SampleDeclaration) -> Declaration:
    (declaration,) = read(xlsx({"TK": cells_of(sample)}))
    return declaration


def test_of_one_declaration_routed_above_and_cleared_below_the_furthest_counts() -> None:
    routed = replace(FIRST, status="P", cleared_at=None)
    for samples in ((routed, FIRST), (FIRST, routed), (replace(FIRST, status="E"), FIRST)):
        reading = read_document(Document(xlsx({"TKN": stacked(*samples)}), "a.xlsx"))[1]
        (declaration,) = reading.declarations
        assert (declaration.stage, declaration.cleared_at) == (Stage.CLEARED, FIRST.cleared_at)


@in_every_container
@pytest.mark.parametrize(
    "samples",
    [
        (FIRST, SECOND),
        (SECOND, FIRST),
        (FIRST, EXPORT),
        (FIRST, TRIAL, SECOND),
        (TRIAL, EXPORT),
        (FIRST, SECOND, EXPORT, replace(SECOND, number="100000000440")),
    ],
    ids=lambda samples: "+".join(sample.number[-3:] for sample in samples),
)
def test_prints_one_below_the_other_are_read_each_with_its_own_facts(
    write: Callable[[Cells], bytes], samples: tuple[SampleDeclaration, ...]
) -> None:
    assert read(write(stacked(*samples))) == tuple(map(alone, samples))


@in_every_container
def test_prints_cut_to_their_heads_are_read_too(write: Callable[[Cells], bytes]) -> None:
    heads = {
        at: value
        for number, sample in enumerate((SECOND, replace(SECOND, number="100000000440")))
        for at, value in moved(cells_of(sample), down=number * 60).items()
        if number * 60 < coordinate_to_tuple(at)[0] <= number * 60 + 58
    }
    assert [each.number for each in read(write(heads))] == ["100000000220", "100000000440"]


@in_every_container
def test_prints_side_by_side_are_read_each_with_its_own_facts(
    write: Callable[[Cells], bytes],
) -> None:
    beside = {**cells_of(FIRST), **moved(cells_of(SECOND), right=40)}
    assert read(write(beside)) == (alone(FIRST), alone(SECOND))


def test_a_rule_names_the_cell_where_it_stands_on_the_sheet() -> None:
    reading = reading_of(xlsx({"TK": stacked(FIRST, SECOND)}))
    assert reading.found_by[1]["number"] == "label C224, value E224"
    assert reading.found_by[1]["stage"] == "title F222"


@in_every_container
def test_the_same_print_twice_is_one_declaration(write: Callable[[Cells], bytes]) -> None:
    assert read(write(stacked(FIRST, FIRST))) == (alone(FIRST),)


def test_of_several_sheets_about_one_declaration_the_furthest_counts() -> None:
    trial = replace(FIRST, status="E", channel=None, registered_at=None, cleared_at=None)
    routed = replace(FIRST, status="P", cleared_at=None)
    sheets = {"1": cells_of(trial), "2": cells_of(routed), "3": cells_of(FIRST)}
    assert read(xlsx(sheets)) == (alone(FIRST),)
    del sheets["3"]
    assert [each.stage for each in read(xlsx(sheets))] == [Stage.REGISTERED]


def test_a_paper_about_a_declaration_does_not_hide_its_print() -> None:
    order = {**cells_of(FIRST), "F2": "Bản chỉ thị của hải quan"}
    assert read(xlsx({"1": order, "2": cells_of(FIRST)})) == (alone(FIRST),)


HIDDEN = {
    "hidden.xlsx": lambda sheets: xlsx(sheets, {"cũ": "hidden"}),
    "very-hidden.xlsx": lambda sheets: xlsx(sheets, {"cũ": "veryHidden"}),
    "hidden.xls": lambda sheets: xls(sheets, {"cũ": 1}),
    "very-hidden.xls": lambda sheets: xls(sheets, {"cũ": 2}),
    "hidden-2003.xls": lambda sheets: containers.spreadsheetml(sheets, hidden="cũ"),
}
hidden_in_every_way = pytest.mark.parametrize("write", HIDDEN.values(), ids=HIDDEN)


@hidden_in_every_way
def test_an_old_print_on_a_hidden_sheet_is_nobodys_export(
    write: Callable[[Mapping[str, Cells]], bytes],
) -> None:
    old = print_cells(replace(FIRST, number="100000000990"))
    assert read(write({"cũ": old, "TK": print_cells(FIRST)})) == (alone(FIRST),)
    assert read(write({"TK": print_cells(FIRST), "cũ": old})) == (alone(FIRST),)


@hidden_in_every_way
def test_hidden_rows_of_a_list_are_not_added_to_the_ones_seen(
    write: Callable[[Mapping[str, Cells]], bytes],
) -> None:
    lists = {"cũ": list_cells([EXPORT]), "T11": list_cells([FIRST, SECOND])}
    assert [each.number for each in read(write(lists))] == [FIRST.number, SECOND.number]


@hidden_in_every_way
def test_a_hidden_print_behind_a_cover_is_not_lost(
    write: Callable[[Mapping[str, Cells]], bytes],
) -> None:
    sheets: dict[str, Cells] = {"Bìa": {"B2": "CÔNG TY SAO MAI"}, "cũ": print_cells(FIRST)}
    assert read(write(sheets)) == (alone(FIRST),)
