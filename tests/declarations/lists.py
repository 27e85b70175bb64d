"""Lists of made-up declarations, as ECUS's report and as customs write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from openpyxl.utils import get_column_letter

from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue

Column = Callable[[SampleDeclaration], CellValue | None]

STATUS = {
    "N": "Nhập mới",
    "E": "Đã đăng ký",
    "P": "Đã phân luồng",
    "T": "Đã thông quan",
    "H": "Hủy tờ khai",
}
_CHANNELS = {1: "Luồng Xanh", 2: "Luồng vàng", 3: "Luồng đỏ"}


def _day(moment: datetime | None) -> str | None:
    return moment.strftime("%d/%m/%Y") if moment else None


def _clock(moment: datetime | None) -> str | None:
    return moment.strftime("%H:%M:%S") if moment else None


REPORT: dict[str, Column] = {
    "Số TK": lambda d: d.number or None,
    "Nhánh": lambda d: None,
    "Số tờ khai đầu tiên": lambda d: d.first_number,
    "Ngày ĐK": lambda d: _day(d.registered_at),
    "Giờ ĐK": lambda d: _clock(d.registered_at),
    "Ngày thay đổi đăng ký": lambda d: _day(d.amended_at),
    "Giờ thay đổi đăng ký": lambda d: _clock(d.amended_at),
    "Mã HQ": lambda d: d.office_code,
    "Tên HQ": lambda d: d.office_name,
    "Mã loại hình": lambda d: d.type_code,
    "Mã đại lý hải quan": lambda d: None,
    "Bộ phận xử lý": lambda d: d.team_code,
    "Phân luồng": lambda d: _CHANNELS.get(d.channel or 0),
    "Trạng thái": lambda d: STATUS[d.status],
    "Mã doanh nghiệp": lambda d: d.tax_code,
    "Tên doanh nghiệp": lambda d: d.company,
    "Ngày thông quan": lambda d: _day(d.cleared_at),
    "Giờ thông quan": lambda d: _clock(d.cleared_at),
}

# The header of the customs list, A to BF, in its own spelling.
_CUSTOMS_HEADER = (
    *("Số tờ khai", "Mã Chi cục Hải quan tạo mới", "Mã phân loại trạng thái sau cùng"),
    *("Bộ phận kiểm tra hồ sơ đầu tiên", "Bộ phận kiểm tra hồ sơ sau cùng"),
    *("Phương thức vận chuyển", "Mã loại hình", "Ngày đăng ký", "Giờ đăng ký"),
    *("Ngày thay đổi đăng ký", "Giờ thay đổi đăng ký", "Mã người nhập khẩu"),
    *("Tên người nhập khẩu", "Số điện thoại người nhập khẩu", "Tên người ủy thác nhập khẩu"),
    *("Tên người xuất khẩu", "Mã nước(Country, coded)"),
    *(f"Số vận đơn (Số B/L, số AWB v.v. …) {n}" for n in range(1, 6)),
    *("Số lượng", "Mã đơn vị tính", "Tổng trọng lượng hàng (Gross)"),
    *("Mã đơn vị tính trọng lượng (Gross)", "Số lượng container", "Mã địa điểm dỡ hàng"),
    *("Mã địa điểm xếp hàng", "Tên phương tiện vận chuyển", "Ngày hàng đến"),
    *("Phương thức thanh toán", "Tổng trị giá hóa đơn", "Tổng trị giá tính thuế"),
    *("Tổng tiền thuế phải nộp", "Tổng số dòng hàng của tờ khai", "Ngày cấp phép"),
    *("Giờ cấp phép", "Ngày hoàn thành kiểm tra", "Giờ hoàn thành kiểm tra"),
    *("Ngày hủy khai báo Hải quan", "Giờ hủy khai báo Hải quan"),
    *("Tên người phụ trách kiểm tra hồ sơ", "Tên người phụ trách kiểm hóa", "Mã số hàng hóa"),
    *("Mô tả hàng hóa", "Số lượng (1)", "Mã đơn vị tính (1)", "Trị giá hóa đơn"),
    *("Đơn giá hóa đơn", "Mã đồng tiền của đơn giá", "Đơn vị của đơn giá và số lượng"),
    *("Trị giá tính thuế(S)", "Trị giá tính thuế(M)", "Đơn giá tính thuế"),
    *("Thuế suất thuế nhập khẩu", "Số tiền thuế nhập khẩu", "Mã nước xuất xứ"),
)
_CUSTOMS_FACTS: dict[str, Column] = {
    "Số tờ khai": lambda d: int(d.number),
    "Mã Chi cục Hải quan tạo mới": lambda d: d.office_code,
    "Bộ phận kiểm tra hồ sơ đầu tiên": lambda d: d.team_code,
    "Mã loại hình": lambda d: d.type_code,
    "Ngày đăng ký": lambda d: _day(d.registered_at),
    "Giờ đăng ký": lambda d: _clock(d.registered_at),
    "Mã người nhập khẩu": lambda d: d.tax_code,
    "Tên người nhập khẩu": lambda d: d.company,
    "Ngày cấp phép": lambda d: _day(d.cleared_at),
    "Giờ cấp phép": lambda d: _clock(d.cleared_at),
    "Mô tả hàng hóa": lambda d: "Máy bơm, kiểu 3; dùng thử",
}
CUSTOMS: dict[str, Column] = {
    name: _CUSTOMS_FACTS.get(name, lambda d: None) for name in _CUSTOMS_HEADER
}


def list_cells(
    declarations: Iterable[SampleDeclaration],
    columns: dict[str, Column] = REPORT,
    above: Sequence[str] = ("BÁO CÁO TỜ KHAI", "Từ ngày 01/11/2026 đến ngày 30/11/2026"),
) -> dict[str, CellValue]:
    """The filled cells of a list: titles, a header, a row for each declaration."""
    rows: list[list[CellValue | None]] = [[None, title] for title in above]
    rows.append(["STT", *columns] if above else list(columns))
    for number, declaration in enumerate(declarations, 1):
        facts = [column(declaration) for column in columns.values()]
        rows.append([number, *facts] if above else facts)
    return {
        f"{get_column_letter(column)}{row}": value
        for row, cells in enumerate(rows, 1)
        for column, value in enumerate(cells, 1)
        if value is not None
    }
