"""The page of one receipt: what customs holds since when, and all it takes to check that.

It says nothing of levels or words: it can be shown to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF

from rating_client.base.clock import local
from rating_client.contract.keys import fingerprint
from rating_client.contract.receipt_text import receipt_text
from rating_client.contract.receipts import stored_receipt
from rating_client.desktop.look.palette import LIGHT
from rating_client.desktop.paper.codes import codes_of, paint_code
from rating_client.desktop.paper.sheet import (
    HEADING,
    INSIDE,
    MARGIN,
    SMALL,
    TINY,
    TITLE,
    Sheet,
)
from rating_client.desktop.times import time_and_day
from rating_client.desktop.words import grouped, language
from rating_client.directory.directory import Directory
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.listing import SentDetail

_CODE = 172.0
_BETWEEN = 14.0

translate = QCoreApplication.translate


class ReceiptPaper:
    """For an entry that has a receipt. `holds`: its signature was checked again, and holds."""

    def __init__(
        self, detail: SentDetail, enrolments: EnrolmentBook, directory: Directory, *, holds: bool
    ) -> None:
        entry = detail.entry
        assert entry.receipt is not None
        assert entry.receiver is not None
        self._detail, self._directory, self._holds = detail, directory, holds
        self._statement = enrolments.statement(entry.receiver)
        self._receipt = stored_receipt(entry.receipt)
        number = detail.row.number
        self.title = translate("ReceiptPaper", "Xác nhận tiếp nhận {number}").format(
            number=grouped(number)
        )
        self.file_name = translate("ReceiptPaper", "xac-nhan-{number}.pdf").format(number=number)
        self.proof = receipt_text(self._statement, entry.receipt)

    def draw(self, sheet: Sheet) -> None:
        sheet.words(translate("ReceiptPaper", "Xác nhận tiếp nhận"), TITLE, bold=True)
        if self._holds:
            said = translate(
                "ReceiptPaper",
                "Hải quan đã tiếp nhận phiếu đánh giá dưới đây. "
                "Chữ ký điện tử của nơi nhận hợp lệ.",
            )
        else:
            said = translate(
                "ReceiptPaper", "Chữ ký không khớp với nơi nhận. Không dùng tờ này làm bằng chứng."
            )
        sheet.words(said, colour=LIGHT.text2 if self._holds else LIGHT.bad)
        sheet.gap(14)
        self._part(sheet, translate("ReceiptPaper", "Tờ khai"), self._declaration())
        self._part(sheet, translate("ReceiptPaper", "Tiếp nhận"), self._receiving())
        self._check(sheet)

    def _part(self, sheet: Sheet, name: str, facts: list[tuple[str, str]]) -> None:
        sheet.line()
        sheet.gap(9)
        sheet.words(name, HEADING, bold=True)
        sheet.gap(5)
        sheet.facts(facts)
        sheet.gap(10)

    def _declaration(self) -> list[tuple[str, str]]:
        row = self._detail.row
        content = self._detail.entry.content
        declared: Mapping[str, Any] = content["declaration"] if content else {}
        registered = declared.get("registered_at")
        at = datetime.fromisoformat(registered) if registered else None
        office = self._directory.read(
            declared.get("office_code"), declared.get("office_name") or row.office, at
        )
        where = f"{office.name} ({office.code})" if office.code else office.name
        owner = " · ".join(part for part in (row.owner_name, row.owner_tax_code) if part)
        facts = [
            (translate("ReceiptPaper", "Số tờ khai"), grouped(row.number)),
            (translate("ReceiptPaper", "Doanh nghiệp"), owner),
            (translate("ReceiptPaper", "Đơn vị hải quan"), where),
            (translate("ReceiptPaper", "Đăng ký lúc"), time_and_day(at) if at else ""),
        ]
        return [(name, value) for name, value in facts if value]

    def _receiving(self) -> list[tuple[str, str]]:
        receipt = self._receipt
        received = local(receipt.received_seconds)
        return [
            (translate("ReceiptPaper", "Số tiếp nhận"), str(receipt.sequence)),
            (translate("ReceiptPaper", "Tiếp nhận lúc"), f"{received:%H:%M:%S · %d/%m/%Y}"),
            (translate("ReceiptPaper", "Nơi nhận"), self._statement.name.of(language())),
            (translate("ReceiptPaper", "Mã nhận dạng khóa"), fingerprint(receipt.receiver)),
            (translate("ReceiptPaper", "Mã phiếu"), receipt.submission or ""),
            (translate("ReceiptPaper", "Mã nội dung"), _in_groups(receipt.envelope_sha256)),
            (translate("ReceiptPaper", "Đợt tiếp nhận"), receipt.epoch),
        ]

    def _check(self, sheet: Sheet) -> None:
        codes = codes_of(self.proof)
        sheet.line()
        sheet.gap(9)
        sheet.room(HEADING + _CODE + 30)
        heading = translate("ReceiptPaper", "Kiểm tra không cần mạng")
        sheet.words(heading, HEADING, bold=True)
        sheet.gap(6)
        top = sheet.y
        for place, code in enumerate(codes):
            left = MARGIN + place % 2 * (_CODE + _BETWEEN)
            if place and place % 2 == 0:
                sheet.gap(_CODE + _BETWEEN)
                sheet.room(_CODE + _BETWEEN)
            box = QRectF(left - 6, sheet.y, _CODE, _CODE)
            paint_code(sheet.painter, box, code)
            if len(codes) > 1:
                name = f"{place + 1} / {len(codes)}"
                sheet.words_at(QRectF(left, box.bottom(), _CODE, 20), name, SMALL)
        if len(codes) == 1:
            beside = QRectF(MARGIN + _CODE + 12, top + 6, INSIDE - _CODE - 12, _CODE)
            sheet.words_at(beside, self._how())
            sheet.gap(_CODE + 6)
        else:
            sheet.gap(_CODE + 18)
            sheet.words(self._how())
        sheet.gap(4)
        sheet.room(90)
        box = QRectF(MARGIN, sheet.y, INSIDE, 800)
        grey = LIGHT.text2
        sheet.y += sheet.words_at(box, self.proof, TINY, colour=grey, anywhere=True)

    def _how(self) -> str:
        return translate(
            "ReceiptPaper",
            "1. So mã nhận dạng khóa ở trên với thông báo của hải quan.\n"
            "2. Quét mã (nhiều mã: lần lượt theo thứ tự), lưu văn bản quét được thành một tệp; "
            "hoặc chép dòng chữ bên dưới; hoặc dùng chính tệp PDF của tờ này.\n"
            "3. Trên máy bất kỳ có chương trình này, chạy: rating-client verify TỆP\n\n"
            "Tờ này chứng tỏ nơi nhận đang giữ đúng phiếu đã gửi, không phải là ý kiến của "
            "hải quan về nội dung phiếu.",
        )


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 16] for start in range(0, len(digest), 16))
