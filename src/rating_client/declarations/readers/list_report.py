"""ECUS's list report ("Báo cáo tờ khai") and lists that people keep after its example.

Users choose its columns and name its sheets; usual are "Tổng hợp" with one row a declaration and
"Chi tiết" with one row for each line of goods. The text of the status says what is registered.
"""

from __future__ import annotations

import re

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.list_facts import read_tables
from rating_client.declarations.readers.list_table import Row, tables_in
from rating_client.declarations.values import channel_of, unaccented

COLUMNS = {
    "number": (
        *("Số TK", "Số tờ khai", "Số TKHQ", "Số TKNK", "Số TKXK", "TKHQ", "TK số", "Tờ khai số"),
        *("SOTK", "SO_TK", "Declaration No", "Declaration number", "CDS No"),
        *("Customs declaration No", "Customs declaration number"),
    ),
    "first_number": ("Số tờ khai đầu tiên", "Số TK đầu tiên"),
    "registered_day": (
        *("Ngày ĐK", "Ngày ĐKý", "Ngày đăng ký", "Ngày tờ khai", "Ngày TK", "Ngày ĐKTK", "NGAY_DK"),
        *("Ngày giờ đăng ký", "Ngày giờ ĐK", "Thời gian đăng ký", "Ngày mở tờ khai", "Ngày mở TK"),
        *("Registration date", "Registered date", "Declaration date", "CDS date"),
    ),
    "registered_time": ("Giờ ĐK", "Giờ đăng ký", "Giờ tờ khai", "Giờ TK", "GIO_DK"),
    "amended_day": ("Ngày thay đổi đăng ký", "Ngày thay đổi ĐK"),
    "amended_time": ("Giờ thay đổi đăng ký", "Giờ thay đổi ĐK"),
    "office_code": ("Mã HQ", "Mã hải quan", "Mã chi cục", "MA_HQ"),
    "office_name": (
        *("Tên HQ", "Tên hải quan", "Chi cục", "Tên chi cục", "Đơn vị hải quan", "TEN_HQ"),
        *("Hải quan", "Cơ quan hải quan", "Tên cơ quan Hải quan tiếp nhận tờ khai"),
    ),
    "type_code": ("Mã loại hình", "Loại hình", "Mã LH", "LH", "MA_LH"),
    "channel": (
        *("Phân luồng", "Luồng", "Kết quả phân luồng", "KQ phân luồng", "Mã luồng", "PLUONG"),
        *("Mã phân loại kiểm tra", "Phân loại kiểm tra", "Mã PL kiểm tra", "MA_PL_KTRA"),
        *("Mã phân luồng", "Phân luồng kiểm tra", "Channel", "Lane"),
    ),
    "status": ("Trạng thái", "Trạng thái xử lý", "Tình trạng", "TT tờ khai", "TTTK", "Status"),
    "cleared_day": ("Ngày thông quan", "Ngày TQ", "Ngày cấp phép", "Ngày giờ thông quan"),
    "cleared_time": ("Giờ thông quan", "Giờ TQ", "Giờ cấp phép"),
    "cancelled_day": ("Ngày hủy",),
    "owner_tax_code": (
        *("Mã doanh nghiệp", "Mã DN", "Mã số thuế", "MST", "MA_DV", "Tax code"),
        *("Mã số thuế doanh nghiệp", "MST DN", "Mã đơn vị XNK"),
    ),
    "owner_name": (
        *("Tên doanh nghiệp", "Tên DN", "Doanh nghiệp", "Tên công ty", "_Ten_DV_L1", "Company"),
        *("Tên đơn vị XNK", "Đơn vị XNK"),
    ),
    "importer_tax_code": ("Mã người nhập khẩu",),
    "importer_name": ("Tên người nhập khẩu",),
    "exporter_tax_code": ("Mã người xuất khẩu",),
    "exporter_name": ("Tên người xuất khẩu",),
    "agent_code": ("Mã đại lý hải quan", "Mã đại lý HQ", "Mã đại lý"),
    "team_code": ("Bộ phận xử lý", "Mã bộ phận xử lý", "NHOM_HO_SO"),
    "note": ("Ghi chú", "Diễn giải", "Note", "Notes", "Remark", "Remarks"),
    "direction": ("Xuất/Nhập", "Nhập/Xuất", "N/X", "XNK", "Loại XNK", "_XorN"),
}
_STAGES = {  # ECUS's own words for TTTK and its letters, and what people write between them
    ("nhap moi", "n"): Stage.DRAFT,
    ("da dang ky", "e"): Stage.TEMPORARY,  # IDA/EDA: ECUS calls it so, and it is not registered
    ("da khai bao", "d"): Stage.DECLARED,
    ("da phan luong", "p"): Stage.REGISTERED,
    ("da kiem hoa", "dang kiem hoa", "cho kiem hoa", "k"): Stage.REGISTERED,
    ("da tinh thue sau kiem hoa", "s"): Stage.REGISTERED,
    ("dieu chinh thue", "cho nop thue", "da nop thue", "c"): Stage.REGISTERED,
    ("da giai phong hang", "giai phong hang"): Stage.RELEASED,
    ("dua hang ve bao quan", "da dua hang ve bao quan"): Stage.RELEASED,
    ("mang hang ve bao quan", "da mang hang ve bao quan"): Stage.RELEASED,
    ("da thong quan", "thong quan", "da tq", "tq", "t", "da qua kvgs"): Stage.CLEARED,
    ("huy to khai", "da huy", "da huy to khai", "h"): Stage.CANCELLED,
}
# Beside the words: the letter of TTTK, the channel, a full stop.
_BESIDE = re.compile(r"\A[a-z] ?[-:.] ?| \(?(?:xanh|vang|do)\)?\Z|\.\Z")
_STAGE_OF = {words: stage for all_words, stage in _STAGES.items() for words in all_words}
_WHOLE = sorted((words for words in _STAGE_OF if " " in words), key=len, reverse=True)
_WHOLE.remove("thong quan")  # may not have come to pass
_BEGINS = re.compile(rf"(?:{'|'.join(_WHOLE)})(?![a-z0-9])")
_CANCELLED = re.compile(r"\b(?:da|bi) huy\b|\bhuy (?:to khai|tk)\b|\b(?:to khai|tk) huy\b")


class ListReport:
    format = "list-report"

    def recognises(self, document: Document) -> bool:
        return bool(tables_in(document, COLUMNS))

    def read(self, document: Document) -> Reading:
        return read_tables(document, tables_in(document, COLUMNS), COLUMNS, _stage)


def _stage(row: Row) -> tuple[Stage, str]:
    """By the status where the list has one; else by the days and the channel it gives."""
    if row.moment("cancelled_day", ""):
        return Stage.CANCELLED, row.rule("cancelled_day")
    if says := unaccented(row.text("status")):
        stage = _stage_told(says)
        return stage or Stage.DECLARED, row.rule("status") if stage else "a status nobody knows"
    if row.moment("cleared_day", ""):
        return Stage.CLEARED, row.rule("cleared_day")
    if not row.has("status") and row.text("channel") and row.moment("registered_day", ""):
        return Stage.REGISTERED, row.rule("channel")
    return Stage.DECLARED, "nothing that says the stage"


def _stage_told(status: str) -> Stage | None:
    """What a status without its accents says, alone, or before somebody's own words."""
    if stage := _STAGE_OF.get(status) or _STAGE_OF.get(_BESIDE.sub("", status)):
        return stage
    if _CANCELLED.search(status):
        return Stage.CANCELLED
    if (begun := _BEGINS.match(status)) and "huy" not in status:
        return _STAGE_OF[begun.group()]
    is_word = len(status) > 1 and not status.isdecimal()
    return Stage.REGISTERED if is_word and channel_of(status) else None
