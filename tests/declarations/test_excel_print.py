"""Excel prints: labels before cells, and the traps of real folders."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading, read_document
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.print_form import print_cells
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx
from tests.declarations import life_size

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
CLEARED = SampleDeclaration("100000000110", AT, "T", 2, AT + timedelta(hours=3), "A12")
ROUTED = replace(CLEARED, status="P", cleared_at=None)
EXPORT = replace(CLEARED, number="300000000220", type_code="E62")

Changes = Mapping[str, CellValue | None]


def read(sheets: Mapping[str, Mapping[str, CellValue]], name: str = "a.xlsx") -> Reading:
    return read_document(Document(xlsx(sheets), name))[1]


def one(sample: SampleDeclaration, changes: Changes, name: str = "a.xlsx") -> Declaration:
    """The print of `sample` with some cells replaced, or emptied by None."""
    (declaration,) = read({"TKN": changed(sample, changes)}, name).declarations
    return declaration


def changed(sample: SampleDeclaration, changes: Changes) -> dict[str, CellValue]:
    cells: dict[str, CellValue | None] = {**print_cells(sample), **changes}
    return {at: value for at, value in cells.items() if value is not None}


@pytest.mark.parametrize(
    "value",
    [
        *("100000000110", "'100000000110", " 100000000110 ", "100 000 000 110", "100.000.000.110"),
        *("100,000,000,110", "100000000110.0", "100000000110 - 1", "*100000000110*"),
    ],
)
def test_a_number_edited_into_text_is_still_the_number(value: str) -> None:
    assert one(CLEARED, {"E4": value}).number == "100000000110"


def test_the_sheet_with_a_number_counts_and_not_the_empty_template_before_it() -> None:
    template = {"C1": "<IMP>", "F2": "Tờ khai hàng hóa nhập khẩu (thông quan)", "C4": "Số tờ khai"}
    reading = read({"HANG": template, "Tờ khai nhập ": print_cells(ROUTED)})
    assert [d.number for d in reading.declarations] == ["100000000110"]
    assert reading.declarations[0].stage is Stage.REGISTERED


def test_the_first_page_wins_over_the_pages_that_repeat_it() -> None:
    later: Changes = {"AF76": "2/3", "E79": 100000000990, "G83": "01/01/2026 00:00:00"}
    assert one(CLEARED, later).registered_at == AT


def test_labels_are_found_where_another_program_put_them() -> None:
    moved = {
        **dict.fromkeys(("C6", "I6", "C7", "L7", "C8", "G8")),
        "B10": "MÃ PHÂN LOẠI KIỂM TRA:",
        "D10": "Luồng vàng",
        "B11": "Tên cơ quan Hải quan tiếp nhập tờ khai",
        "C11": "HQDINHVU",
        "F11": " Ngày đăng  ký ",
        "H11": "20/11/2026 09:05:07",
    }
    declaration = one(CLEARED, moved)
    assert (declaration.channel, declaration.office_name) == (2, "HQDINHVU")
    assert declaration.registered_at == AT


def test_labels_are_known_though_retyped() -> None:
    retyped = {
        "C6": "Ma phan loai kiem tra",
        "C7": "Tên cơ quan HảI Quan tiếp nhận tờ khai:",
        "T7": "Mã bộ phận xử lí tờ khai",
        "C8": "Ngày đăng kí",
    }
    assert one(ROUTED, retyped) == one(ROUTED, {})


def test_a_label_with_a_letter_wrong_is_found_by_likeness() -> None:
    elsewhere = {"C8": None, "C83": None, "G8": None, "C10": "20/11/2026 09:05:07"}
    for wrong in ("Ngày đăng kýk", "Ngày đnăg ký", "Ngày đăng ký TK"):
        assert one(ROUTED, {**elsewhere, "B10": wrong}).registered_at == AT
    assert one(ROUTED, {**elsewhere, "B10": "Ngày đến"}).registered_at is None
    reading = read({"TKN": changed(ROUTED, {"C8": "Ngày đăng kýk", "C83": None})})
    assert reading.declarations[0].registered_at == AT
    assert reading.found_by[0]["registered_at"] == "label C8, value G8"


def test_a_value_may_stand_behind_a_colon_in_the_cell_of_its_label() -> None:
    joined = {
        "C4": "Số tờ khai: 100000000110",
        "E4": None,
        "E79": None,
        "AA3": None,
        "C6": "Mã phân loại kiểm tra : 3",
        "I6": None,
        "C8": "Ngày đăng ký: 20/11/2026 09:05:07",
        "G8": None,
    }
    reading = read({"TKN": changed(ROUTED, joined)})
    (declaration,), (rules,) = reading.declarations, reading.found_by
    assert (declaration.number, declaration.channel) == ("100000000110", 3)
    assert declaration.registered_at == AT
    assert rules["number"] == "label C4, value in the same cell"


def test_decomposed_text_is_the_same_text() -> None:
    cells = {
        at: unicodedata.normalize("NFD", value) if isinstance(value, str) else value
        for at, value in print_cells(CLEARED).items()
    }
    (declaration,) = read({"TKN": cells}).declarations
    assert registered(declaration)
    assert declaration.owner_name == "CÔNG TY TNHH THỬ NGHIỆM SAO MAI"


def test_where_a_label_is_missing_its_cell_is_the_fallback_and_says_so() -> None:
    without = dict.fromkeys(("C4", "C79", "T7", "C8", "C83"))
    reading = read({"TKN": changed(CLEARED, without)})
    (declaration,), (rules,) = reading.declarations, reading.found_by
    assert (declaration.number, declaration.registered_at) == ("100000000110", AT)
    assert declaration.team_code == "01"
    assert (rules["number"], rules["registered_at"]) == ("cell E4", "cell G8")
    assert rules["channel"] == "label C6, value I6"


def test_where_a_label_moved_its_old_cell_is_not_believed() -> None:
    moved = {"T7": None, "AE7": "99", "B12": "Mã bộ phận xử lý tờ khai"}
    assert one(CLEARED, moved).team_code is None


def test_where_the_form_begins_elsewhere_the_usual_cells_are_not_believed() -> None:
    moved = {
        f"{at.rstrip('0123456789')}{int(at.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')) + 3}": value
        for at, value in changed(ROUTED, {"C9": None}).items()
    }
    (declaration,) = read({"TKN": {**moved, "H10": "0200000009"}}).declarations
    assert (declaration.number, declaration.owner_tax_code) == ("100000000110", None)


def test_a_team_behind_an_empty_office_is_no_office() -> None:
    assert one(ROUTED, {"L7": None, "T7": None}).office_name is None


def test_a_value_does_not_come_from_behind_the_next_label() -> None:
    assert one(ROUTED, {"I6": None}).channel is None


def test_the_owner_is_read_under_its_own_section_only() -> None:
    declaration = one(EXPORT, {"F13": None, "F14": None, "F29": "US-1", "F30": "PARTNER"})
    assert (declaration.owner_tax_code, declaration.owner_name) == (None, None)


def test_a_numeric_tax_code_gets_its_zeros_back() -> None:
    assert one(CLEARED, {"H10": 200000001}).owner_tax_code == "0200000001"


@pytest.mark.parametrize(
    ("cell", "agent"), [("C1234", "C1234"), ("B5678 CONG TY DAI LY", "B5678"), ("  ", None)]
)
def test_the_agents_code_is_taken_without_its_name(cell: str, agent: str | None) -> None:
    assert one(CLEARED, {"G29": cell}).agent_code == agent


def test_own_number_in_the_first_number_by_a_merged_cell_is_not_the_first_number() -> None:
    assert one(CLEARED, {"R4": "100000000110  -"}).first_number is None


def test_date_cells_are_read_like_printed_dates() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(life_size.xlsx(CLEARED)))
    workbook["TKN"]["G8"] = AT.replace(tzinfo=None)
    written = io.BytesIO()
    workbook.save(written)
    reading = read_document(Document(written.getvalue(), "a.xlsx"))[1]
    assert reading.declarations[0].registered_at == AT


IMPORT_GOODS, EXPORT_GOODS = "hàng hóa nhập khẩu", "hàng hóa xuất khẩu"
TITLES = [  # FORMATS: every title that heads a declaration, and what it means
    ("Tờ khai {} (thông báo kết quả phân luồng)", Stage.REGISTERED, True),
    ("Tờ khai {} trị giá thấp (thông  báo kết quả phân luồng)", Stage.REGISTERED, True),
    ("Tờ khai {} (thông quan)", Stage.CLEARED, True),
    ("TỜ KHAI {} (THÔNG QUAN)", Stage.CLEARED, True),
    ("Tờ khai {} trị giá thấp (thông quan)", Stage.CLEARED, True),
    ("Tờ khai {} [ thông quan ]", Stage.CLEARED, True),
    ("Tờ khai {} thông quan", Stage.CLEARED, True),
    ("Tờ khai {} (đã thông quan)", Stage.CLEARED, True),
    ("Tờ khai {} (kết quả phân luồng)", Stage.REGISTERED, True),
    ("Tờ khai {} (giải phóng hàng)", Stage.RELEASED, True),
    ("Tờ khai {} (đề nghị giải phóng hàng)", Stage.REGISTERED, True),
    ("Tờ khai {} (cho phép đưa hàng về bảo quản)", Stage.RELEASED, True),
    ("Tờ khai {} (mang hàng về bảo quản)", Stage.RELEASED, True),
    ("Bản xác nhận nội dung tờ khai {}<In thử>", Stage.TEMPORARY, False),
    ("Tờ khai {} (thông quan) <In thử>", Stage.TEMPORARY, False),
    ("Tờ khai bổ sung {} (người khai Hải quan thực hiện)", Stage.REGISTERED, True),
    ("Tờ khai bổ sung {} (cơ quan Hải quan thực hiện)", Stage.REGISTERED, True),
    ("Tờ khai bổ sung {} trị giá thấp", Stage.REGISTERED, True),
    ("Tờ khai {} (hủy)", Stage.CANCELLED, False),
    ("Tờ khai {} (thông báo huỷ)", Stage.CANCELLED, False),
    ("Quyết định hủy tờ khai {}", Stage.CANCELLED, False),
]
BONDED = [
    ("Tờ khai hàng hóa nhập kho ngoại quan (thông báo kết quả phân luồng)", "N", Stage.REGISTERED),
    ("Tờ khai hàng hóa nhập kho ngoại quan (cho phép đưa hàng vào kho)", "N", Stage.RELEASED),
    ("Tờ khai hàng hóa xuất kho ngoại quan (thông báo kết quả phân luồng)", "X", Stage.REGISTERED),
    ("Tờ khai hàng hóa xuất kho ngoại quan (cho phép hàng hóa xuất kho)", "X", Stage.RELEASED),
]


@pytest.mark.parametrize(("title", "stage", "may_be_rated"), TITLES)
def test_the_title_says_the_stage_in_both_directions(
    title: str, stage: Stage, may_be_rated: bool
) -> None:
    for sample, cell, goods in ((CLEARED, "F2", IMPORT_GOODS), (EXPORT, "E2", EXPORT_GOODS)):
        declaration = one(sample, {cell: title.format(goods), "C1": None})
        assert (declaration.stage, registered(declaration)) == (stage, may_be_rated)
        assert declaration.direction == sample.direction


@pytest.mark.parametrize(("title", "direction", "stage"), BONDED)
def test_bonded_warehouses_have_titles_of_their_own(
    title: str, direction: str, stage: Stage
) -> None:
    sample, cell = (CLEARED, "F2") if direction == "N" else (EXPORT, "E2")
    declaration = one(sample, {cell: title, "C1": None})
    assert (declaration.direction, declaration.stage) == (direction, stage)


def test_a_title_may_stand_in_two_lines_and_below_a_letterhead() -> None:
    moved: dict[str, CellValue] = {}
    for address, value in changed(ROUTED, {"F2": None, "C1": None}).items():
        letters = address.rstrip("0123456789")
        moved[f"{letters}{int(address.removeprefix(letters)) + 7}"] = value
    moved |= {
        "B2": "CÔNG TY TNHH ĐẠI LÝ VÍ DỤ",
        "D8": "Tờ khai hàng hóa nhập khẩu",
        "D9": "(Thông báo kết quả phân luồng)",
    }
    (declaration,) = read({"TKN": moved}).declarations
    assert registered(declaration)
    assert (declaration.number, declaration.team_code) == ("100000000110", "01")
    assert declaration.owner_tax_code == "0000000001"


def test_release_and_clearance_days_go_where_the_title_says() -> None:
    released = one(CLEARED, {"F2": "Tờ khai hàng hóa nhập khẩu (giải phóng hàng)"})
    assert released.released_at == CLEARED.cleared_at
    assert released.cleared_at is None
    assert one(CLEARED, {}).cleared_at == CLEARED.cleared_at


def test_a_test_print_without_a_number_is_a_draft() -> None:
    draft = replace(ROUTED, number="", status="N", registered_at=None, channel=None)
    declaration = one(draft, {})
    assert (declaration.stage, declaration.number) == (Stage.DRAFT, "")


def test_a_print_without_a_known_title_counts_as_registered_only_by_its_clearance_day() -> None:
    assert not registered(one(ROUTED, {"F2": None}))
    assert registered(one(CLEARED, {"F2": None}))


def test_a_re_creation_without_title_and_marker_is_known_by_its_labels() -> None:
    bare = {"C1": None, "F2": None, "C76": None, "D77": None, "AF1": None}
    routed, cleared = one(ROUTED, bare), one(CLEARED, bare)
    assert (routed.number, routed.stage) == ("100000000110", Stage.DECLARED)
    assert (cleared.stage, cleared.channel) == (Stage.CLEARED, 2)


def test_another_programs_cleared_print_may_lack_channel_and_type() -> None:
    declaration = one(CLEARED, {"I6": None, "P6": None})
    assert declaration.channel is None
    assert registered(declaration)


def test_the_direction_comes_from_the_content_and_not_from_the_name() -> None:
    declaration = one(EXPORT, {}, "ToKhaiHQ7N_QDTQ_300000000220.xlsx")
    assert declaration.direction == "X"
    by_title = one(EXPORT, {"C1": None}, "ToKhaiHQ7N.xlsx")
    assert by_title.direction == "X"


def test_a_file_name_that_disagrees_is_reported_and_not_believed() -> None:
    reading = read({"TKN": print_cells(CLEARED)}, "ToKhaiHQ7N_QDTQ_100000000990.xlsx")
    assert reading.declarations[0].number == "100000000110"
    assert "100000000990" in reading.found_by[0]["number"]


def test_a_bar_code_that_disagrees_is_reported() -> None:
    reading = read({"TKN": changed(CLEARED, {"AA3": "*100000000990*"})})
    assert reading.declarations[0].number == "100000000110"
    assert reading.found_by[0]["number"] == "label C4, value E4; the bar code says 100000000990"


def test_the_bar_code_helps_where_the_number_is_gone() -> None:
    reading = read({"TKN": changed(CLEARED, {"E4": None, "E79": None})})
    assert reading.declarations[0].number == "100000000110"
    assert reading.found_by[0]["number"] == "bar code AA3"


def test_a_form_saved_empty_is_refused_quietly() -> None:
    empty = replace(ROUTED, number="", registered_at=None, channel=None)
    with pytest.raises(Refusal, match=r"declarations\.empty-form") as refused:
        one(empty, {})
    assert refused.value.quiet


@pytest.mark.parametrize(
    "changes", [{"E4": "1.0000000011E+11"}, {"E4": "10000000011"}, {"E4": None}]
)
def test_a_print_with_a_day_whose_number_cannot_be_read_is_refused_visibly(
    changes: Changes,
) -> None:
    with pytest.raises(Refusal, match=r"declarations\.number-unreadable") as refused:
        one(ROUTED, {"AA3": None, "E79": None, **changes})
    assert not refused.value.quiet


def test_a_number_that_cannot_be_read_is_enough_to_say_so() -> None:
    undated = replace(ROUTED, registered_at=None)
    with pytest.raises(Refusal, match=r"declarations\.number-unreadable"):
        one(undated, {"AA3": None, "E79": None, "E4": "1.0000000011E+11"})


@pytest.mark.parametrize("cell", ["F3", "C2"])
@pytest.mark.parametrize("mark", ["<In thử>", "Bản in thử", "IN THỬ - chưa đăng ký"])
def test_a_test_mark_in_a_cell_of_its_own_makes_the_print_temporary(cell: str, mark: str) -> None:
    declaration = one(ROUTED, {cell: mark})
    assert (declaration.stage, registered(declaration)) == (Stage.TEMPORARY, False)


@pytest.mark.parametrize("sample", [ROUTED, CLEARED])
@pytest.mark.parametrize(
    ("mark", "stage"),
    [
        *((mark, Stage.TEMPORARY) for mark in ("BẢN NHÁP", "Tờ khai tạm", "Draft", "CHUA DANG KY")),
        *((mark, Stage.CANCELLED) for mark in ("ĐÃ HỦY", "Tờ khai đã huỷ", "** HỦY **")),
    ],
)
def test_no_print_counts_on_which_somebody_wrote_that_it_is_none(
    sample: SampleDeclaration, mark: str, stage: Stage
) -> None:
    for cell in ("A1", "J3", "AD2"):
        declaration = one(sample, {cell: mark})
        assert declaration.stage is stage
        assert not registered(declaration)


@pytest.mark.parametrize(
    "note",
    [
        *("NHẬP", "CÔNG TY TNHH HUY HOÀNG", "Bản sao", "Tờ khai tạm nhập", "Chưa đăng ký định mức"),
        *("Hàng mẫu không có giá trị thương mại", "Đã xem trước hàng hóa"),
    ],
)
def test_other_notes_above_a_print_change_nothing(note: str) -> None:
    assert one(ROUTED, {"A1": note}) == one(ROUTED, {})


def test_a_title_may_stand_behind_its_translation() -> None:
    title = "Import declaration / Tờ khai hàng hóa nhập khẩu (thông quan)"
    assert one(ROUTED, {"F2": title}).stage is Stage.CLEARED


@pytest.mark.parametrize("between", [" / Declaration No.", " (Number)", "\nNumber"])
def test_labels_are_known_with_their_translation(between: str) -> None:
    labels = ("C4", "C6", "L6", "C7", "T7", "C8")
    cells = print_cells(ROUTED)
    assert one(ROUTED, {at: f"{cells[at]}{between}" for at in labels}) == one(ROUTED, {})


@pytest.mark.parametrize("between", [" ", "\n", "：", ": "])
def test_label_and_value_may_share_a_cell(between: str) -> None:
    cells = print_cells(ROUTED)
    places = {"C4": "E4", "C6": "I6", "L6": "P6", "C7": "L7", "T7": "AE7", "C8": "G8"}
    joined: dict[str, CellValue | None] = dict.fromkeys(places.values())
    joined |= {label: f"{cells[label]}{between}{cells[at]}" for label, at in places.items()}
    assert one(ROUTED, joined) == one(ROUTED, {})


@pytest.mark.parametrize("changes", [{"C1": "<EXP>"}, {"F2": "Tờ khai hàng hóa xuất khẩu"}])
def test_where_marker_and_title_disagree_the_number_decides_whose_it_is(changes: Changes) -> None:
    """A wrong direction would make the foreign partner its owner."""
    usual, declaration = one(CLEARED, {}), one(CLEARED, changes)
    assert declaration.direction == "N"
    assert declaration.owner_tax_code == usual.owner_tax_code is not None


def test_a_note_beside_the_form_is_not_taken_for_an_empty_field() -> None:
    """ECUS prints `/` for a number and a day that are not there; people write to the right."""
    notes: Changes = {"W4": "/", "AK4": "999999999999", "V8": None, "AJ8": "09/12/2026 01:01:01"}
    declaration = one(CLEARED, {"R8": "/    /   ", **notes})
    assert (declaration.first_number, declaration.amended_at) == (None, None)


def test_an_owner_whose_lines_are_not_indented_is_still_the_owner() -> None:
    lines: Changes = {"D10": None, "D11": None, "C10": "Mã", "C11": "Tên"}
    usual = one(CLEARED, {})
    declaration = one(CLEARED, lines)
    assert declaration.owner_tax_code == usual.owner_tax_code is not None
    assert declaration.owner_name == usual.owner_name is not None


def test_a_branchs_tax_code_is_one_code_as_a_number_and_as_text() -> None:
    as_number, as_text = one(ROUTED, {"H10": 200000000001}), one(CLEARED, {"H10": "0200000000-001"})
    assert as_number.key == as_text.key == "0200000000-001/10000000011"


def test_several_prints_in_one_workbook_are_all_read_and_each_once() -> None:
    template: dict[str, CellValue] = {"C1": "<IMP>", "C4": "Số tờ khai"}
    first, second = print_cells(ROUTED), print_cells(EXPORT)
    sheets = {"HANG": template, "1": first, "2": second, "2 (2)": second}
    reading = read(sheets, "tháng 11.xlsx")
    assert [d.number for d in reading.declarations] == [ROUTED.number, EXPORT.number]
    assert len(reading.found_by) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Tờ khai bổ sung sau thông quan (đã đăng ký)",
        "Tờ khai danh mục miễn thuế nhập khẩu (đã đăng ký)",
        "Thông báo yêu cầu kiểm tra thực tế hàng hóa",
        "Bản chỉ thị sửa đổi của Hải quan",
    ],
)
def test_papers_about_a_declaration_are_known_by_their_title_alone(title: str) -> None:
    with pytest.raises(Refusal, match=r"declarations\.supplement") as refused:
        read({"AMA": {"F2": title, "C4": "Số tờ khai bổ sung", "E4": 500000000110}})
    assert refused.value.quiet


def test_a_supplement_after_clearance_is_not_a_declaration_of_its_own() -> None:
    title = "Tờ khai bổ sung sau thông quan (được chấp nhận)"
    with pytest.raises(Refusal, match=r"declarations\.supplement"):
        one(CLEARED, {"F2": title})


def test_lists_of_declarations_are_not_taken_for_a_print() -> None:
    listed: dict[str, CellValue] = {
        "B1": "TỜ KHAI HÀNG HÓA NHẬP KHẨU THÁNG 11",
        "A3": "Số tờ khai",
        "B3": "Mã loại hình",
        "C3": "Ngày đăng ký",
        "A4": 100000000110,
        "B4": "A11",
        "C4": "20/11/2026",
        "A5": 100000000120,
        "B5": "A11",
        "C5": "20/11/2026",
    }
    format_name, reading = read_document(Document(xlsx({"Tổng hợp": listed}), "a.xlsx"))
    assert format_name == "list-report"
    assert len(reading.declarations) == 2


def test_a_biff_print_from_the_older_program_version_is_read() -> None:
    data = life_size.xls(replace(ROUTED, registered_at=datetime(2022, 4, 18, tzinfo=VIETNAM)))
    (declaration,) = read_document(Document(data, "cu.xls"))[1].declarations
    assert declaration.registered_at == datetime(2022, 4, 18, tzinfo=VIETNAM)
