"""The receiver's confirmation, as it can be shown to anyone: checked again before it is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import local
from rating_client.base.errors import RatingClientError
from rating_client.contract.receipts import Receipt, check_receipt, stored_receipt
from rating_client.desktop.controls.buttons import Button, Look
from rating_client.desktop.controls.facts import Facts
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.words import language
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.entry import Entry


def signature_holds(entry: Entry, enrolments: EnrolmentBook) -> bool:
    """Whether the kept receipt still proves that the receiver holds exactly this envelope."""
    if entry.receipt is None or entry.receiver is None or entry.envelope_sha256 is None:
        return False
    try:
        device = enrolments.devices.known(stored_receipt(entry.receipt).device)
        check_receipt(
            entry.receipt,
            enrolments.statement(entry.receiver),
            device=device.kid if device else "",
            submission=entry.id,
            sha256=entry.envelope_sha256,
        )
    except RatingClientError:
        return False
    return True


class ReceiptPanel(Panel):
    """Number, time and receiver of a receipt, and whether its signature holds."""

    page_asked = Signal()  # the receipt as a page, to print or to keep

    def __init__(self, entry: Entry, enrolments: EnrolmentBook) -> None:
        super().__init__()
        assert entry.receipt is not None
        receipt = stored_receipt(entry.receipt)
        self.holds = signature_holds(entry, enrolments)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        layout.setSpacing(12)
        layout.addWidget(self._title())
        layout.addWidget(self._facts(receipt, entry, enrolments))
        self._technical = self._details(receipt)
        self._technical.hide()
        layout.addWidget(self._technical)
        layout.addWidget(self._buttons(receipt))

    def _title(self) -> QWidget:
        title, head = QWidget(), QWidget()
        row = FlowLayout(title, GAP)
        words = QHBoxLayout(head)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(GAP)
        words.addWidget(IconView("shield-check", "ok" if self.holds else "bad"))
        words.addWidget(Label(self.tr("Xác nhận tiếp nhận"), Type.HEADING, weight="semibold"))
        row.addWidget(head)
        if self.holds:
            row.addWidget(Pill(self.tr("Chữ ký hợp lệ"), "check", "ok"))
        else:
            row.addWidget(Pill(self.tr("Chữ ký không khớp"), "x", "bad"))
        return title

    def _facts(self, receipt: Receipt, entry: Entry, enrolments: EnrolmentBook) -> Facts:
        facts = Facts()
        facts.add(self.tr("Số tiếp nhận"), str(receipt.sequence))
        received = local(receipt.received_seconds)
        facts.add(self.tr("Tiếp nhận lúc"), f"{received:%H:%M:%S · %d/%m/%Y}")
        known = {each.receiver: each for each in enrolments.enrolments()}
        if entry.receiver in known:
            facts.add(self.tr("Nơi nhận"), known[entry.receiver].name.of(language()))
        return facts

    def _details(self, receipt: Receipt) -> Facts:
        facts = Facts()
        facts.add(self.tr("Mã phiếu"), receipt.submission or "")
        facts.add(self.tr("Mã nội dung"), _in_groups(receipt.envelope_sha256))
        facts.add(self.tr("Đợt tiếp nhận"), receipt.epoch)
        return facts

    def _buttons(self, receipt: Receipt) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        page = Button(self.tr("Xem và in"), icon="printer", small=True)
        page.clicked.connect(self.page_asked)
        copy = Button(self.tr("Sao chép mã"), icon="copy", small=True)
        copy.clicked.connect(lambda: _copy(receipt))
        more = Button(
            self.tr("Chi tiết kỹ thuật"), Look.QUIET, icon_after="chevron-down", small=True
        )
        more.clicked.connect(lambda: self._technical.setVisible(self._technical.isHidden()))
        row.addWidget(page)
        row.addWidget(copy)
        row.addWidget(more)
        return holder


def _copy(receipt: Receipt) -> None:
    """What customs can find the receipt by, and anybody can check it with."""
    QGuiApplication.clipboard().setText(
        f"{receipt.sequence}\n{receipt.submission}\n{receipt.envelope_sha256}"
    )


def _in_groups(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
