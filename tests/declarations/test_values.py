"""What printed and stored values mean."""

from __future__ import annotations

import unicodedata

import pytest

from rating_client.declarations.declaration import Stage
from rating_client.declarations.message_codes import stage_of_message
from rating_client.declarations.titles import direction_of, rule_of
from rating_client.declarations.values import (
    Cell,
    channel_of,
    company_name_of,
    number_of,
    office_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
)

NUMBER = "100000000110"


@pytest.mark.parametrize(
    "cell",
    [
        100000000110.0,
        100000000110,
        "100000000110",
        " 100 000 000 110 ",
        "100000000110.0",
        "*100000000110*",
        "'100000000110",
        "100000000110  -",
        "１００００００００１１０",
        "100000000110\u200b",
        "1.00000000110E+11",  # every digit is there
        "1.000000001100000e+011",
        "1.0000000011E11",  # Java's, which writes as many as it takes
    ],
)
def test_a_number_is_twelve_digits_however_the_cell_holds_it(cell: Cell) -> None:
    assert number_of(cell) == NUMBER


@pytest.mark.parametrize(
    "cell",
    [
        "1.0000000011E+11",
        "1.0331E11",
        "1.000000001101E+11",
        "10000000011",
        "1000000001100",
        "",
        None,
        True,
        "/",
        1.5,
    ],
)
def test_what_is_not_twelve_digits_is_no_number(cell: Cell) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize(
    "cell", ["/", "-", " - ", "  ", "/  /", "/    /   ", " /    /", " -  - ", "   /   /", "~"]
)
def test_placeholders_are_empty(cell: str) -> None:
    assert text_of(cell) == ""


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        *(("1", 1), (2.0, 2), (" 3 ", 3), ("Xanh", 1), ("Vang", 2), ("Do", 3)),
        *(("Luồng Xanh", 1), ("Luồng vàng", 2), ("LUỒNG ĐỎ", 3), ("4", None), ("", None)),
        (unicodedata.normalize("NFD", "Luồng vàng"), 2),
        *(("2 - Luồng vàng", 2), ("2 (Vàng)", 2), ("01", 1), ("3D", 3), ("3 D", 3)),
        *(("Xanh lá", 1), ("2 kiện", None), ("2/3", None), ("12", None), ("Do người khai", None)),
        *(("Xanh (1)", 1), ("[1]", 1), ("3 / Đỏ", 3), ("Luồng 2 (vàng)", 2), ("１", 1)),
        *(("Green", 1), ("yellow", 2), ("Red", 3), ("1/1", None), ("1 - Đỏ", None), (-1.0, None)),
        *(("X", 1), ("v", 2), ("Đ", 3), ("Luồng V", 2), ("3D", 3), ("X/V", None)),
        *(("Phân luồng vàng", 2), ("L.Xanh", 1), ("GREEN LANE", 1), ("Vàng chuyển đỏ", None)),
    ],
)
def test_channels_are_numbers_words_and_careless_words(cell: Cell, channel: int | None) -> None:
    assert channel_of(cell) == channel


def test_small_codes() -> None:
    assert type_code_of("A12  4 [ 4 ]") == "A12"
    assert type_code_of("A11      1  [ 4 ]") == "A11"
    assert type_code_of("8431") is None
    assert team_code_of(1.0) == "01"
    assert team_code_of("00") == "00"
    assert team_code_of("Đội thủ tục") is None
    assert tax_code_of(200000001.0) == "0200000001"
    assert tax_code_of("0200000000001") == "0200000000-001"
    assert tax_code_of(200000000001.0) == "0200000000-001"
    assert tax_code_of(31090012345) == "031090012345"  # a person's
    assert tax_code_of("Số 1 đường Ví Dụ") is None
    assert tax_code_of("EU 123456789") == "EU123456789"
    assert tax_code_of("MST: 0200000000-001") == "0200000000-001"
    assert other_number("100000000110  -", NUMBER) is None
    assert other_number("300000000010", NUMBER) == "300000000010"
    assert other_number("100000000110 300000000010", NUMBER) == "300000000010"


@pytest.mark.parametrize(
    ("cell", "code", "name"),
    [
        ("28NJ", "28NJ", None),
        ("28nj00", "28NJ", None),  # and a team
        ("28NJ - HQHANAM", "28NJ", "HQHANAM"),
        ("28NJ-Hải quan Hà Nam", "28NJ", "Hải quan Hà Nam"),
        ("28NJ (HQHANAM)", "28NJ", "HQHANAM"),
        ("Hải quan Hà Nam (28NJ)", "28NJ", "Hải quan Hà Nam"),
        ("HQHANAM - 2025", None, "HQHANAM - 2025"),
        ("'28NJ", "28NJ", None),  # a mark that Excel should take it for text
        ('="28NJ"', "28NJ", None),
        ("HQHANAM", None, "HQHANAM"),
        ("2025 - HQHANAM", None, "2025 - HQHANAM"),
        (" / ", None, None),
    ],
)
def test_an_office_is_a_code_a_name_or_both(cell: str, code: str | None, name: str | None) -> None:
    assert office_of(cell) == (code, name)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("200000001", "0200000001"),
        ("200000000001", "0200000000-001"),
        ("31090012345", "031090012345"),
        ("031090012345", "031090012345"),
        ("2000000001", "2000000001"),
    ],
)
def test_a_tax_code_gets_back_the_zero_that_excel_took_from_a_csv(text: str, code: str) -> None:
    assert tax_code_of(text) == code


def test_ecus_capitals_are_finished_and_other_names_left_alone() -> None:
    assert company_name_of("CôNG TY TNHH Tự ĐộNG HóA") == "CÔNG TY TNHH TỰ ĐỘNG HÓA"
    assert company_name_of("Công ty TNHH Sao Mai") == "Công ty TNHH Sao Mai"
    assert company_name_of("  ") is None
    assert company_name_of("0200000001") is None


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("Tờ khai hàng hóa nhập khẩu (thông báo kết quả phân luồng)", Stage.REGISTERED),
        (
            "Tờ khai hàng hóa nhập khẩu trị giá thấp (thông  báo kết quả phân luồng)",
            Stage.REGISTERED,
        ),
        ("Tờ khai hàng hóa xuất kho ngoại quan (thông báo kết quả phân luồng)", Stage.REGISTERED),
        ("Tờ khai hàng hóa xuất khẩu (thông quan)", Stage.CLEARED),
        ("Tờ khai hàng hóa nhập khẩu (giải phóng hàng)", Stage.RELEASED),
        ("Tờ khai hàng hóa nhập khẩu (đề nghị giải phóng hàng)", Stage.REGISTERED),
        ("Tờ khai hàng hóa nhập kho ngoại quan (cho phép đưa hàng vào kho)", Stage.RELEASED),
        ("Tờ khai hàng hóa xuất kho ngoại quan (cho phép hàng hóa xuất kho)", Stage.RELEASED),
        ("Bản xác nhận nội dung tờ khai hàng hóa nhập khẩu<In thử>", Stage.TEMPORARY),
        ("Tờ khai hàng hóa xuất khẩu (thông quan) <IN THỬ>", Stage.TEMPORARY),
        ("Tờ khai hàng hóa xuất khẩu (thông quan)_In thử_", Stage.TEMPORARY),
        ("Tờ khai hàng hóa xuất khẩu (thông quan) <In\u200b thử>", Stage.TEMPORARY),
        ("To khai hang hoa nhap khau (thong quan) In thu", Stage.TEMPORARY),
        ("Ban xac nhan noi dung to khai hang hoa nhap khau", Stage.TEMPORARY),
        ("Tờ khai bổ sung hàng hóa nhập khẩu (người khai Hải quan thực hiện)", Stage.REGISTERED),
        ("Tờ khai hàng hóa nhập khẩu (đã hủy)", Stage.CANCELLED),
        ("Tờ khai hàng hoá nhập khẩu (đã huỷ)", Stage.CANCELLED),
        ("Quyết định hủy tờ khai hàng hóa nhập khẩu", Stage.CANCELLED),
        ("Thông báo từ chối hủy tờ khai", None),
        ("Quyết định thông quan hàng hóa nhập khẩu", Stage.CLEARED),
        ("Tờ khai bổ sung sau thông quan (được chấp nhận)", None),
        ("Tờ khai bổ sung sau thông quan (chưa đăng ký)", None),
        ("Tờ khai hàng hóa nhập khẩu (thông quan) - bản nháp", Stage.TEMPORARY),
        ("Tờ khai tạm hàng hóa xuất khẩu (thông quan)", Stage.TEMPORARY),
        ("Tờ khai tạm nhập tái xuất (thông quan)", Stage.CLEARED),
        ("TO KHAI HANG HOA NHAP KHAU (THÔNG QUAN)", Stage.CLEARED),
    ],
)
def test_titles_say_the_stage(title: str, stage: Stage | None) -> None:
    for form in ("NFC", "NFD"):
        rule = rule_of(unicodedata.normalize(form, title))
        assert rule is not None
        assert rule.stage == stage


def test_a_title_may_say_the_direction_and_other_texts_are_no_titles() -> None:
    assert direction_of("Tờ khai hàng hóa nhập khẩu (thông quan)") == "N"
    assert direction_of("Tờ khai hàng hóa xuất khẩu (thông quan)") == "X"
    assert direction_of("Tờ khai hàng hoá xuất khẩu (thông quan)") == "X"
    assert direction_of("Báo cáo tờ khai") is None
    assert rule_of("BÁO CÁO TỜ KHAI") is None
    assert rule_of("Công ty Thủy sản, tờ khai nhập") is None
    assert rule_of("Hướng dẫn in thuế, tin thu ngân") is None


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        *(("VAD1AC0", Stage.REGISTERED), ("VAD1AG0", Stage.CLEARED), ("VAE3LD0", Stage.REGISTERED)),
        *(("VAE1LF0", Stage.CLEARED), ("VAD2BJ0", Stage.RELEASED), ("VAE1RF0", Stage.RELEASED)),
        *(
            ("VAD0AP0", None),
            ("VAE0LC0", None),
            ("VAD4870", None),
            ("VAF8030", None),
            ("IDC", None),
        ),
    ],
)
def test_only_some_messages_prove_registration(code: str, stage: Stage | None) -> None:
    assert stage_of_message(code) == stage
