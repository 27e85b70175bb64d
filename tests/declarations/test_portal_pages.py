"""A declaration as a portal or another program shows it, saved as a page or printed to PDF.

Every page of a portal has the title of a cleared declaration, whatever became of it: its own lines
tell. Short forms of other programs name the owner beside its section.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.reading_process import ReadingProcess
from tests.declarations.pdf_files import drawn

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
Lines = list[tuple[str, ...]]
TITLE = "TỜ KHAI HÀNG HÓA XUẤT KHẨU (THÔNG QUAN)"


def portal(**changes: str) -> Lines:
    """The lines of such a page above the goods, some values replaced."""
    told = {"cleared": "21/11/2026", "status": "Tờ khai không huỷ", "void": "", **changes}
    return [
        (TITLE,),
        ("Số tờ khai: 300000000220", "Số tờ khai đầu tiên: "),
        ("Số tờ khai tạm nhập tái xuất tương ứng: ", f"Ngày thông quan: {told['cleared']}"),
        ("Mã phân loại kiểm tra: 2", "Mã loại hình: E62"),
        ("Tên cơ quan Hải Quan tiếp nhận tờ khai: HQHANAM", "Ngày hoàn thành kiểm tra: "),
        ("Ngày đăng ký: 20/11/2026 09:05:07", "Ngày thay đổi kiểm tra: "),
        (f"Trạng thái TK: {told['status']}",),
        (f"Ngày huỷ: {told['void']}",),
        ("Người xuất khẩu: ",),
        ("Mã: 0000000001",),
        ("Tên: CÔNG TY SAO MAI",),
        ("Người nhập khẩu",),
        ("Mã: ",),
        ("Tên: EXAMPLE TRADING CO.",),
    ]


SHORT = [
    ("TỜ KHAI HÀNG HÓA NHẬP KHẨU (THÔNG QUAN)",),
    ("Số tờ khai: 100000000110", "Mã phân loại kiểm tra: Luồng Vàng"),
    ("Cơ quan Hải quan tiếp nhận: 28NJ - HQHANAM", "Mã loại hình: A11 (Nhập kinh doanh)"),
    ("Ngày đăng ký: 20/11/2026 09:05:07",),
    ("Người nhập khẩu: CÔNG TY SAO MAI",),
    ("Mã số thuế: 0000000001", "Địa chỉ: Số 1 đường Ví Dụ"),
    ("Người xuất khẩu: EXAMPLE TRADING CO.",),
]


def as_page(lines: Lines) -> bytes:
    """Title and sections stand above tables of their own, as browsers save them."""
    menu = ("Trang chủ", "Tờ khai đã hủy", "Tra cứu tờ khai", "Tra cứu nợ thuế", "Liên hệ")
    body = [f"<li>{entry}</li>" for entry in menu]
    for cells in lines:
        if cells[0].startswith("TỜ KHAI"):
            body.append("<div><strong>{}\n{}</strong><br/></div>".format(*cells[0].rsplit(" ", 1)))
        elif cells[0].startswith("Người") and cells[0].endswith((": ", "u")):
            body.append(f"<p><b>{cells[0]}</b></p>")
        else:
            labelled = (f"<td><b>{cell.replace(': ', ': </b>')}</td>" for cell in cells)
            body.append(f"<table><tr>{''.join(labelled)}</tr></table>")
    return f"<html><body>{''.join(body)}</body></html>".encode()


def as_pdf(lines: Lines) -> bytes:
    return drawn(
        [
            {
                f"{column}{row}": cell
                for row, cells in enumerate(lines, 1)
                for column, cell in zip("CS", cells, strict=False)
            }
        ]
    )


WAYS = {"page.html": as_page, "page.pdf": as_pdf}
in_both_ways = pytest.mark.parametrize(("name", "write"), WAYS.items(), ids=WAYS)


@in_both_ways
def test_a_portals_page_is_read(
    process: ReadingProcess, name: str, write: Callable[[Lines], bytes]
) -> None:
    (declaration,) = process.read(write(portal()), name).declarations
    assert declaration == Declaration(
        number="300000000220",
        direction="X",
        stage=Stage.CLEARED,
        type_code="E62",
        office_name="HQHANAM",
        registered_at=AT,
        cleared_at=AT.replace(day=21, hour=0, minute=0, second=0),
        channel=2,
        owner_tax_code="0000000001",
        owner_name="CÔNG TY SAO MAI",
        source=declaration.source,
    )


@in_both_ways
@pytest.mark.parametrize(
    "told",
    [{"status": "Tờ khai huỷ sau thông quan"}, {"status": "2", "void": "25/11/2026"}],
    ids=["in words", "by its day"],
)
def test_a_cancelled_one_is_known_below_the_title_of_a_cleared_one(
    process: ReadingProcess, name: str, write: Callable[[Lines], bytes], told: dict[str, str]
) -> None:
    (declaration,) = process.read(write(portal(**told)), name).declarations
    assert declaration.stage is Stage.CANCELLED


@in_both_ways
def test_a_short_form_names_its_owner_beside_the_section(
    process: ReadingProcess, name: str, write: Callable[[Lines], bytes]
) -> None:
    (declaration,) = process.read(write(SHORT), name).declarations
    assert (declaration.stage, declaration.channel) == (Stage.CLEARED, 2)
    assert (declaration.office_code, declaration.office_name) == ("28NJ", "HQHANAM")
    assert (declaration.owner_tax_code, declaration.owner_name) == ("0000000001", "CÔNG TY SAO MAI")
