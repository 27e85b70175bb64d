"""Lists: whatever columns and containers, each declaration once, registered by its status."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

import openpyxl
import pytest
import xlwt

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.readers.facts import MOST
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx
from tests.declarations.containers import delimited, html
from tests.declarations.lists import CUSTOMS, list_cells

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
CLEARED = SampleDeclaration("100000000110", AT, "T", 2, AT + timedelta(hours=3), "A12")
ROUTED = replace(CLEARED, number="100000000120", status="P", channel=3, cleared_at=None)
EXPORT = replace(CLEARED, number="300000000220", type_code="E62")


def read(sheets: Mapping[str, Mapping[str, CellValue]], name: str = "a.xlsx") -> Reading:
    return read_document(Document(xlsx(sheets), name))[1]


def rows(*table: tuple[CellValue | None, ...]) -> dict[str, CellValue]:
    return {
        f"{chr(65 + column)}{row}": value
        for row, cells in enumerate(table, 1)
        for column, value in enumerate(cells)
        if value is not None
    }


def _dated(days: Iterable[object], first: int = 1) -> list[list[object]]:
    """Rows of a list, one for each day."""
    return [
        [f"1000000001{number}0", day, "Đã phân luồng", "Xanh"]
        for number, day in enumerate(days, first)
    ]


_DATED = ("Số TK", "Ngày ĐK", "Trạng thái", "Phân luồng")


def openpyxl_list(table: list[list[object]]) -> bytes:
    workbook, written = openpyxl.Workbook(), io.BytesIO()
    for row in (_DATED, *table):
        workbook.worksheets[0].append([*row])
    workbook.save(written)
    return written.getvalue()


def xls_list(table: list[list[object]]) -> bytes:
    workbook, written = xlwt.Workbook(), io.BytesIO()
    sheet = workbook.add_sheet("GENERAL")
    as_day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for row, cells in enumerate((_DATED, *table)):
        for column, value in enumerate(cells):
            style = (as_day,) if isinstance(value, datetime) else ()
            sheet.write(row, column, value, *style)
    workbook.save(written)
    return written.getvalue()


def of(*table: tuple[CellValue | None, ...]) -> tuple[Declaration, ...]:
    return read({"GENERAL": rows(*table)}).declarations


@pytest.mark.parametrize(
    ("status", "stage", "may_be_rated"),
    [
        ("Nhập mới", Stage.DRAFT, False),
        ("Đã đăng ký", Stage.TEMPORARY, False),
        ("Đã khai báo", Stage.DECLARED, False),
        ("Đã phân luồng", Stage.REGISTERED, True),
        ("Đã kiểm hóa", Stage.REGISTERED, True),
        ("Đã kiểm hoá", Stage.REGISTERED, True),
        ("Đã tính thuế sau kiểm hóa", Stage.REGISTERED, True),
        ("Điều chỉnh thuế", Stage.REGISTERED, True),
        ("ĐÃ THÔNG QUAN", Stage.CLEARED, True),
        ("Hủy tờ khai", Stage.CANCELLED, False),
        ("T", Stage.CLEARED, True),
        ("Đang kiểm hóa", Stage.REGISTERED, True),
        ("Chờ nộp thuế", Stage.REGISTERED, True),
        ("Đã qua KVGS", Stage.CLEARED, True),
        ("Mang hàng về bảo quản", Stage.RELEASED, True),
        ("Tờ khai hủy sau thông quan", Stage.CANCELLED, False),
        ("x", Stage.DECLARED, False),  # a tick, and no channel
        ("Chưa thông quan", Stage.DECLARED, False),
    ],
)
def test_the_status_says_what_is_registered(status: str, stage: Stage, may_be_rated: bool) -> None:
    (declaration,) = of(
        ("Số TK", "Ngày ĐK", "Phân luồng", "Trạng thái"),
        ("100000000110", "20/11/2026", "Luồng vàng", status),
    )
    assert (declaration.stage, registered(declaration)) == (stage, may_be_rated)


def test_columns_stand_in_any_order_and_under_any_of_their_names() -> None:
    (declaration,) = of(
        ("DANH SÁCH TỜ KHAI THÁNG 11",),
        (),
        ("Tên DN", "LUỒNG", "Ngày đăng kí", "Mã LH", "Ghi chú", "Số tờ khai ", "MST", "TRANG THAI"),
        ("Cty Sao Mai", "Đỏ", "20/11/2026 09:05", "A12", "x", 100000000110, 1, "Da phan luong"),
    )
    assert declaration == Declaration(
        number="100000000110",
        direction="N",
        stage=Stage.REGISTERED,
        type_code="A12",
        registered_at=AT.replace(second=0),
        channel=3,
        owner_tax_code="0000000001",
        owner_name="Cty Sao Mai",
    )


def test_a_header_in_two_rows_is_one_header() -> None:
    (declaration,) = of(
        ("Số TK", "Hải quan", None, "Kết quả", None),
        (None, "Mã HQ", "Mã loại hình", "Phân luồng", "Ngày ĐK"),
        ("100000000110", "28NJ", "A11", "Luồng Xanh", "20/11/2026"),
    )
    assert (declaration.office_code, declaration.channel) == ("28NJ", 1)


def test_where_there_is_no_status_the_channel_and_the_day_are_the_proof() -> None:
    header = ("Số TK", "Ngày ĐK", "Phân luồng", "Ngày thông quan")
    routed, cleared, neither = of(
        header,
        ("100000000110", "20/11/2026", "Luồng vàng"),
        ("100000000120", "20/11/2026", None, "21/11/2026"),
        ("100000000130", "20/11/2026"),
    )
    assert (routed.stage, cleared.stage) == (Stage.REGISTERED, Stage.CLEARED)
    assert neither.stage is Stage.DECLARED


def test_rows_of_goods_are_one_declaration_and_the_sheet_of_details_is_not_needed() -> None:
    several = [CLEARED, CLEARED, ROUTED, CLEARED]
    reading = read({"Chi tiết": list_cells(several), "Tổng hợp": list_cells([CLEARED, ROUTED])})
    assert [d.number for d in reading.declarations] == [CLEARED.number, ROUTED.number]
    reading = read({"Chi tiết": list_cells(several)})
    assert [d.number for d in reading.declarations] == [CLEARED.number, ROUTED.number]


def test_every_named_sheet_with_a_list_counts() -> None:
    reading = read(
        {"T10": list_cells([CLEARED]), "Ghi chú": {"A1": "x"}, "T11": list_cells([EXPORT])}
    )
    assert [(d.number, d.direction) for d in reading.declarations] == [
        (CLEARED.number, "N"),
        (EXPORT.number, "X"),
    ]


def test_drafts_totals_and_repeated_headers_are_passed_over() -> None:
    header = ("STT", "Số TK", "Ngày ĐK", "Trạng thái")
    found = of(
        header,
        (1, "100000000110", "20/11/2026", "Đã thông quan"),
        (2, None, None, "Nhập mới"),
        header,
        (3, "100000000120", "20/11/2026", "Đã thông quan"),
        ("Tổng cộng", "2 tờ khai"),
    )
    assert [d.number for d in found] == ["100000000110", "100000000120"]


def test_a_time_may_stand_in_a_column_of_its_own_in_any_form() -> None:
    header = ("Số TK", "Ngày ĐK", "Giờ ĐK", "Phân luồng")
    for clock in ("09:05:07", "90507", 90507, (9 * 3600 + 5 * 60 + 7) / 86_400):
        (declaration,) = of(header, ("100000000110", "20/11/2026", clock, "1"))
        assert declaration.registered_at == AT
    (declaration,) = of(header, ("100000000110", 46346, "09:05:07", "1"))  # Excel's day count
    assert declaration.registered_at == AT
    (declaration,) = of(header, ("100000000110", "20/11/2026", None, "1"))
    assert declaration.registered_at is not None
    assert declaration.registered_at.time() == time()


def test_found_by_names_the_column_and_the_cell() -> None:
    reading = read({"Tổng hợp": list_cells([CLEARED, ROUTED])})
    assert reading.found_by[1]["number"] == "column B3, value B5"


def test_numbers_that_excel_has_rounded_are_explained() -> None:
    for rounded in ("1E+11", "1,00E+11", "1.00E+11"):
        data = delimited(
            rows(("Số TK", "Ngày ĐK", "Trạng thái"), (rounded, "20/11/2026", "x")), ";"
        )
        with pytest.raises(Refusal, match=r"declarations\.numbers-rounded"):
            read_document(Document(data, "a.csv"))


def test_a_list_whose_days_excel_has_turned_round_is_not_guessed_at() -> None:
    """2 December reads as 12 February there; 31 December betrays it."""
    header = ("Số TK", "Ngày ĐK", "Trạng thái")
    turned = [("100000000110", "12/2/2026", "x"), ("100000000220", "12/31/2026", "x")]
    with pytest.raises(Refusal, match=r"declarations\.month-first") as refused:
        read_document(Document(delimited(rows(header, *turned)), "a.csv"))
    assert not refused.value.quiet


def test_the_day_of_clearance_betrays_it_too() -> None:
    header = ("Số TK", "Ngày ĐK", "Phân luồng", "Ngày thông quan")
    with pytest.raises(Refusal, match=r"declarations\.month-first"):
        of(header, ("100000000110", "11/12/2026", "Xanh", "11/13/2026"))


def test_one_rounded_number_among_others_is_not_passed_over() -> None:
    header = ("Số TK", "Ngày ĐK", "Trạng thái")
    kept, rounded = ("100000000110", "20/11/2026", "x"), ("1.0331E+11", "20/11/2026", "x")
    with pytest.raises(Refusal, match=r"declarations\.numbers-rounded"):
        of(header, kept, rounded)


@pytest.mark.parametrize("write", [openpyxl_list, xls_list])
def test_days_that_excel_turned_round_in_some_rows_are_not_believed(
    write: Callable[[list[list[object]]], bytes],
) -> None:
    """Opening a CSV, an American Excel takes 02/12 for 12 February and leaves 25/12 a text."""
    turned = [datetime(2026, 2, 12), datetime(2026, 3, 12)]  # noqa: DTZ001 - cells
    with pytest.raises(Refusal, match=r"declarations\.month-first"):
        read_document(Document(write([*_dated(turned), *_dated(["25/12/2026"], 5)]), "a"))
    # A day after the twelfth was understood rightly, and so were the others.
    real = [datetime(2026, 2, 12), datetime(2026, 3, 13)]  # noqa: DTZ001 - cells
    reading = read_document(Document(write([*_dated(real), *_dated(["25/12/2026"], 5)]), "a"))[1]
    assert len(reading.declarations) == 3


@pytest.mark.parametrize("office", ["28NJ - CCHQHANAM", "28NJ-CCHQHANAM", "28NJ (CCHQHANAM)"])
@pytest.mark.parametrize("column", ["Mã HQ", "Hải quan"])
def test_an_office_column_may_hold_code_and_name(column: str, office: str) -> None:
    (declaration,) = of(
        ("Số TK", "Ngày ĐK", column, "Trạng thái"),
        ("100000000110", "20/11/2026", office, "Đã phân luồng"),
    )
    assert (declaration.office_code, declaration.office_name) == ("28NJ", "CCHQHANAM")


def test_a_page_may_round_what_it_shows_and_keep_the_number_beside_it() -> None:
    page = html(rows(("Số TK", "Ngày ĐK", "Trạng thái"), ("NUMBER", "20/11/2026", "Đã thông quan")))
    for attribute in ('x:num="100000000110"', "x:num=100000000110.0"):
        shown = page.replace(b"class=xl1>NUMBER", f"{attribute}>1E+11".encode())
        assert read_document(Document(shown, "a.xls"))[1].declarations[0].number == "100000000110"


def test_a_list_without_any_number_is_refused_quietly() -> None:
    draft = replace(ROUTED, number="", status="N", registered_at=None, channel=None)
    with pytest.raises(Refusal, match=r"declarations\.empty-list") as refused:
        read({"Tổng hợp": list_cells([draft])})
    assert refused.value.quiet


def test_a_list_longer_than_one_answer_is_refused_with_advice(process: ReadingProcess) -> None:
    lines = ["Số TK;Ngày ĐK;Phân luồng;Trạng thái;Mã doanh nghiệp;Tên doanh nghiệp"]
    row = ";20/11/2026;Luồng vàng;Đã phân luồng;0000000001;CôNG TY TNHH THử NGHIệM SAO MAI"
    lines += [f"1{number:010}0{row}" for number in range(MOST)]
    longest = process.read("\n".join(lines).encode(), "a.csv")
    assert len(longest.declarations) == MOST
    lines.append(f"300000000220{row}")
    with pytest.raises(Refusal, match=r"declarations\.too-many-rows"):
        read_document(Document("\n".join(lines).encode(), "a.csv"))


def test_a_text_with_more_cells_than_memory_is_for_is_refused_before_they_are_made() -> None:
    lines = ["Số TK;Ngày ĐK;Phân luồng;Trạng thái", *(["1" + ";" * 100] * 15_000)]
    with pytest.raises(Refusal, match=r"declarations\.too-many-rows"):
        read_document(Document("\n".join(lines).encode(), "a.csv"))


def test_a_quotation_mark_that_nobody_closes_hides_no_row() -> None:
    lines = delimited(list_cells([CLEARED, ROUTED, EXPORT]), ";").decode("utf-8-sig").splitlines()
    lines[3] = lines[3].replace("28NJ", '"28NJ')
    declarations = read_document(Document("\n".join(lines).encode(), "a.csv"))[1].declarations
    assert len(declarations) == 3


def test_the_customs_list_says_registered_and_cleared_by_its_days() -> None:
    cells = list_cells([ROUTED, CLEARED, CLEARED], CUSTOMS, above=())
    format_name, reading = read_document(Document(xlsx({"Sheet1": cells}), "a.xlsx"))
    routed, cleared = reading.declarations
    assert format_name == "customs-list"
    assert (routed.stage, registered(routed)) == (Stage.REGISTERED, False)  # it gives no channel
    assert (cleared.stage, cleared.cleared_at) == (Stage.CLEARED, CLEARED.cleared_at)
    assert registered(cleared)
    assert (cleared.office_code, cleared.team_code) == ("28NJ", "01")
    assert (cleared.owner_tax_code, cleared.direction) == ("0000000001", "N")
    assert cleared.registered_at == AT
    cancelled = {**cells, "AO3": "21/11/2026"}
    _, reading = read_document(Document(xlsx({"Sheet1": cancelled}), "a.xlsx"))
    assert reading.declarations[1].stage is Stage.CANCELLED


LINES = "Số TK;Ngày ĐK;Trạng thái\r\n100000000110;20/11/2026;Đã thông quan\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\r\n" + LINES,
        LINES.replace("\r\n", "\r"),
        LINES.replace("100000000110", '"=""100000000110"""'),
        re.sub(r"[^;\r\n]+", r'="\g<0>"', LINES),
        re.sub(r"[^;\r\n]+", r"'\g<0>", LINES),
        LINES.replace(";", " ; "),
        "\r\n\r\n;;\r\n" + LINES,
        "So TK;Ngay DK;Trang thai\n100000000110;20/11/2026;Da thong quan",
        LINES.replace("20/11/2026", "2026-11-20T09:05:07"),
    ],
)
def test_text_is_a_list_in_all_the_ways_it_is_saved(text: str) -> None:
    (declaration,) = read_document(Document(text.encode(), "a.csv"))[1].declarations
    assert (declaration.number, declaration.stage) == ("100000000110", Stage.CLEARED)
    assert declaration.registered_at is not None
    assert declaration.registered_at.date() == AT.date()


def test_a_text_with_commas_is_no_list() -> None:
    text = "Kính gửi anh, chị,\nSố tờ khai 100000000110, ngày mai gửi.\n" * 5
    with pytest.raises(Refusal, match=r"declarations\.unrecognised"):
        read_document(Document(text.encode(), "a.txt"))


_COLUMNS = ("Số TK", "Ngày ĐK", "Phân luồng", "Ghi chú")
_ROW = ("100000000110", "20/11/2026", "Luồng vàng")


@pytest.mark.parametrize(
    ("title", "sheet", "note", "stage"),
    [
        ("DANH SÁCH TỜ KHAI HỦY THÁNG 11/2026", "T11", None, Stage.CANCELLED),
        ("Danh sách tờ khai chưa đăng ký", "T11", None, Stage.TEMPORARY),
        ("BÁO CÁO", "TK hủy", None, Stage.CANCELLED),
        ("BÁO CÁO", "T11", "Đã huỷ", Stage.CANCELLED),
        ("BÁO CÁO", "T11", "Đã hủy, thay bằng 100000000990", Stage.CANCELLED),
        ("BÁO CÁO", "T11", "Hủy TK ngày 22/11/2026", Stage.CANCELLED),
        ("BÁO CÁO", "T11", "CANCEL", Stage.CANCELLED),
        ("BÁO CÁO", "T11", "hủy 2 seal", Stage.REGISTERED),
        ("BÁO CÁO", "T11", "nháp", Stage.TEMPORARY),
        ("CÔNG TY THỦY SẢN", "Nhập", "khách Huy", Stage.REGISTERED),
        ("Danh sách tờ khai tạm nhập", "T11", None, Stage.REGISTERED),
    ],
)
def test_no_row_counts_against_which_somebody_noted_that_it_is_none(
    title: str, sheet: str, note: str | None, stage: Stage
) -> None:
    (declaration,) = read({sheet: rows((title,), _COLUMNS, (*_ROW, note))}).declarations
    assert declaration.stage is stage
    assert registered(declaration) is (stage is Stage.REGISTERED)


@pytest.mark.parametrize(
    ("title", "note", "rule"),
    [("BÁO CÁO", "nháp", "D3"), ("TỜ KHAI HỦY", "đã gửi khách", "a mark above the list")],
)
def test_it_is_told_where_the_mark_stood(title: str, note: str, rule: str) -> None:
    (rules,) = read({"T11": rows((title,), _COLUMNS, (*_ROW, note))}).found_by
    assert rules["stage"].endswith(rule)


@pytest.mark.parametrize("hint", [" / Declaration No", " (12 digits)", "\nNumber"])
def test_columns_are_known_with_a_translation_or_a_hint(hint: str) -> None:
    header = tuple(f"{name}{hint}" for name in _COLUMNS)
    (declaration,) = read({"T11": rows(header, _ROW)}).declarations
    assert (declaration.number, declaration.channel) == ("100000000110", 2)


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("T - Đã thông quan", Stage.CLEARED),
        ("Đã TQ.", Stage.CLEARED),
        ("Đã phân luồng vàng", Stage.REGISTERED),
        ("Chưa thông quan", Stage.DECLARED),
        ("Đã phân luồng, chờ hủy", Stage.DECLARED),
        ("Đã phân luồng, đã hủy", Stage.CANCELLED),
        ("Đã thông quan 21/11/2026", Stage.CLEARED),
        ("Phân luồng xanh", Stage.REGISTERED),
    ],
)
def test_a_status_may_stand_beside_its_letter_and_the_channel(words: str, stage: Stage) -> None:
    table = rows((*_COLUMNS, "Trạng thái"), (*_ROW, None, words))
    assert read({"T11": table}).declarations[0].stage is stage


@pytest.mark.parametrize(
    "header",
    [
        ("Số tờ khai NK", "Ngày mở tờ khai", "Luồng HQ", "Ghi chú TK"),
        ("Số TK xuất khẩu", "Ngày đăng ký TK", "Kết quả phân luồng TK", "Notes"),
        ("SO_TK", "Registered date", "Lane", "Remarks"),
        ("CDS No.", "CDS date", "Channel", "Customer"),
        ("Số tờ khai hải quan", "Ngày ĐK chính thức", "Mã phân luồng", "Chi cục HQ đăng ký"),
        ("SOTK", "NGAY_DK", "MA_PL_KTRA", "NHOM_HO_SO"),
    ],
)
def test_words_behind_a_columns_name_change_nothing(header: tuple[str, ...]) -> None:
    (declaration,) = of(header, _ROW)
    assert registered(declaration)


def test_of_whose_party_a_column_is_does_change_something() -> None:
    (declaration,) = of(
        (*_COLUMNS[:3], "Tên công ty xuất khẩu", "Tên công ty"),
        (*_ROW, "EXAMPLE TRADING CO.", "CÔNG TY SAO MAI"),
    )
    assert declaration.owner_name == "CÔNG TY SAO MAI"


def test_a_status_under_a_name_that_nobody_knows_still_cancels() -> None:
    (declaration,) = of((*_COLUMNS[:3], "Kết quả"), (*_ROW, "Hủy tờ khai"))
    assert declaration.stage is Stage.CANCELLED


@pytest.mark.parametrize("words", [("Đã phân luồng", "Hủy tờ khai"), ("Đã hủy", "Đã phân luồng")])
def test_of_two_rows_of_one_declaration_the_furthest_counts(words: tuple[str, str]) -> None:
    (declaration,) = of((*_COLUMNS[:3], "Trạng thái"), *((*_ROW, each) for each in words))
    assert declaration.stage is Stage.CANCELLED


def test_a_list_below_another_has_columns_of_its_own() -> None:
    imported, exported = of(
        ("TỜ KHAI NHẬP",),
        ("Số TK", "Ngày ĐK", "Phân luồng", "Mã HQ"),
        ("100000000110", "20/11/2026", "Xanh", "28NJ"),
        (),
        ("TỜ KHAI XUẤT ĐÃ HỦY",),
        ("STT", "Mã HQ", "Số TK", "Phân luồng", "Ngày ĐK"),
        (1, "03TG", "300000000220", "Vàng", "19/11/2026"),
    )
    assert (imported.office_code, imported.channel) == ("28NJ", 1)
    assert (exported.office_code, exported.channel) == ("03TG", 2)
    assert exported.registered_at == AT.replace(day=19, hour=0, minute=0, second=0)
    assert (imported.stage, exported.stage) == (Stage.REGISTERED, Stage.CANCELLED)


def test_a_header_repeated_on_the_next_page_keeps_the_mark_above_the_list() -> None:
    found = of(
        ("DANH SÁCH TỜ KHAI HỦY",),
        _COLUMNS[:3],
        _ROW,
        ("Trang 2/2",),
        _COLUMNS[:3],
        ("100000000120", *_ROW[1:]),
    )
    assert {each.stage for each in found} == {Stage.CANCELLED}


def test_a_note_that_begins_like_a_title_makes_no_print_of_a_list() -> None:
    header = ("Số tờ khai", "Ngày ĐK", "Luồng", "Ghi chú")
    kept, void = of(header, _ROW, ("100000000120", *_ROW[1:], "Tờ khai đã hủy"))
    assert (registered(kept), void.stage) == (True, Stage.CANCELLED)


def test_what_stands_above_the_table_of_a_page_stands_above_its_list() -> None:
    cells = ("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in (_COLUMNS[:3], _ROW))
    page = f"<html><h3>DANH SÁCH TỜ KHAI HỦY</h3><table>{''.join(cells)}</table></html>"
    _, reading = read_document(Document(page.encode(), "a.htm"))
    assert reading.declarations[0].stage is Stage.CANCELLED


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("100000000110 / 100000000120", ["100000000110", "100000000120"]),
        ("100000000110\n100000000120\n100000000110", ["100000000110", "100000000120"]),
        ("100000000110 thay cho 100000000120", ["100000000110"]),
    ],
)
def test_a_shipment_declared_in_parts_may_have_them_in_one_cell(
    cell: str, numbers: list[str]
) -> None:
    found = of(_COLUMNS[:3], (cell, *_ROW[1:3]))
    assert [each.number for each in found if registered(each)] == numbers
