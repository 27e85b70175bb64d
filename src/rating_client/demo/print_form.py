"""The Excel prints 7N and 7X, with the labels and cells of the real forms and invented content."""

from __future__ import annotations

from datetime import datetime

from rating_client.demo.sample_declaration import PARTNER, SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx

ROUTED = "(thông báo kết quả phân luồng)"
CLEARED = "(thông quan)"


def excel_print(declaration: SampleDeclaration) -> bytes:
    """The Excel print of one declaration: 7N or 7X by its direction, its title by its status."""
    cells = print_cells(declaration)
    sheet = "TKN" if declaration.direction == "N" else "TKX"
    return xlsx({sheet: cells, "HANG": {"C1": cells["C1"]}})


def print_cells(d: SampleDeclaration) -> dict[str, CellValue]:
    """The filled cells of a print's first sheet, by address."""
    layout = _import_cells if d.direction == "N" else _export_cells
    return {at: value for at, value in layout(d, _print_title(d)).items() if value is not None}


def _printed(moment: datetime | None, empty: str | None = None) -> str | None:
    return moment.strftime("%d/%m/%Y %H:%M:%S") if moment else empty


def _print_title(d: SampleDeclaration) -> str:
    goods = "nhập khẩu" if d.direction == "N" else "xuất khẩu"
    if d.status in "NE":
        return f"Bản xác nhận nội dung tờ khai hàng hóa {goods}<In thử>"
    return f"Tờ khai hàng hóa {goods} {CLEARED if d.status == 'T' else ROUTED}"


def _import_cells(d: SampleDeclaration, title: str) -> dict[str, CellValue | None]:
    number = int(d.number) if d.number else None
    registered = _printed(d.registered_at)
    cells: dict[str, CellValue | None] = {
        "C1": "<IMP>",
        "AF1": "1/3",
        "F2": title,
        "AA3": f"*{d.number}*" if d.number else None,
        "C4": "Số tờ khai",
        "E4": number,
        "L4": "Số tờ khai đầu tiên",
        "R4": d.first_number,
        "W4": "/",
        "C5": "Số tờ khai tạm nhập tái xuất tương ứng",
        "C6": "Mã phân loại kiểm tra",
        "I6": str(d.channel) if d.channel else None,
        "L6": "Mã loại hình",
        "P6": f"{d.type_code}  4 [ 4 ]",
        "U6": "Mã số hàng hóa đại diện của tờ khai",
        "AE6": "8431",
        "C7": "Tên cơ quan Hải quan tiếp nhận tờ khai",
        "L7": d.office_name,
        "T7": "Mã bộ phận xử lý tờ khai",
        "AE7": d.team_code,
        "C8": "Ngày đăng ký",
        "G8": registered,
        "L8": "Ngày thay đổi đăng ký",
        "R8": _printed(d.amended_at, "/    /   "),
        "V8": "Thời hạn tái nhập/ tái xuất",
        "AE8": " /    /",
        "C9": "Người nhập khẩu",
        "D10": "Mã",
        "H10": d.tax_code,
        "D11": "Tên",
        "H11": d.company,
        "D13": "Mã bưu chính",
        "D14": "Địa chỉ",
        "H14": "Số 1 đường Ví Dụ",
        "D16": "Số điện thoại",
        "C17": "Người ủy thác nhập khẩu",
        "D18": "Mã",
        "D19": "Tên",
        "C21": "Người xuất khẩu",
        "D22": "Mã",
        "D23": "Tên",
        "H23": PARTNER,
        "D27": "Mã nước",
        "H27": "CN",
        "C28": "Người ủy thác xuất khẩu",
        "C29": "Đại lý Hải quan",
        "G29": "  ",
        "AA29": "Mã nhân viên Hải quan",
        "C76": "<IMP>",
        "D77": title,
        "C79": "Số tờ khai",
        "E79": number,
        "C83": "Ngày đăng ký",
        "G83": registered,
        "C120": "Mục thông báo của Hải quan",
    }
    if d.cleared_at:
        cells |= {
            "D121": "Tên trưởng đơn vị Hải quan",
            "N121": "CCT Ví Dụ",
            "D122": "Ngày cấp phép",
            "N122": _printed(d.cleared_at),
            "D123": "Ngày hoàn thành kiểm tra",
            "N123": _printed(d.cleared_at),
        }
    return cells


def _export_cells(d: SampleDeclaration, title: str) -> dict[str, CellValue | None]:
    return {
        "C1": "<EXP>",
        "E2": title,
        "W3": f"*{d.number}*" if d.number else None,
        "C4": "Số tờ khai",
        "E4": int(d.number) if d.number else None,
        "K4": "Số tờ khai đầu tiên",
        "P4": d.first_number,
        "T4": "-",
        "C5": "Số tờ khai tạm nhập tái xuất tương ứng",
        "C6": "Mã phân loại kiểm tra",
        "F6": str(d.channel) if d.channel else None,
        "I6": "Mã loại hình",
        "L6": f"{d.type_code}  2 [ 4 ]",
        "P6": "Mã số thuế đại diện",
        "Y6": "6404",
        "C7": "Tên cơ quan Hải quan tiếp nhận tờ khai",
        "J7": d.office_name,
        "P7": "Mã bộ phận xử lý tờ khai",
        "Y7": d.team_code,
        "C8": "Ngày đăng ký",
        "F8": _printed(d.registered_at),
        "P8": "Ngày thay đổi đăng ký",
        "Y8": _printed(d.amended_at, "/   /"),
        "C9": "Thời hạn tái nhập/ tái xuất",
        "G9": "/  /",
        "C12": "Người xuất khẩu",
        "D13": "Mã",
        "F13": d.tax_code,
        "D14": "Tên",
        "F14": d.company,
        "C28": "Người nhập khẩu",
        "D29": "Mã",
        "D30": "Tên",
        "F30": PARTNER,
        "D35": "Mã nước",
        "F35": "US",
        "C37": "Đại lý Hải quan",
        "W37": "Mã nhân viên Hải quan",
        "C69": "Mục thông báo của Hải quan",
        "D70": "Tên trưởng đơn vị Hải quan",
        "I70": "CCT Ví Dụ" if d.cleared_at else None,
        "D71": "Ngày hoàn thành kiểm tra",
        "I71": _printed(d.cleared_at, "/  /"),
        "D72": "Ngày cấp phép xuất nhập",
        "I72": _printed(d.cleared_at, "/  /"),
    }
