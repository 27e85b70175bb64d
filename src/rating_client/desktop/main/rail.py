"""The left edge of the main window: whose it is, the pages, how sending stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.controls.buttons import IconButton
from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.controls.product_head import ProductHead
from rating_client.desktop.look.theme import scaled
from rating_client.desktop.main.nav_rail import NARROW, WIDE, Count, NavRail
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.status.delivery_words import (
    ALL_QUIET,
    delivery_detail,
    delivery_picture,
    delivery_title,
)
from rating_client.desktop.status.sync_box import SyncBox

_SIDE = 8


class MainRail(QWidget):
    """Wide with words, or narrow with icons alone. Emits what a person asks for."""

    page_asked = Signal(int)
    send_asked = Signal()
    enrol_asked = Signal()  # a file from customs is to be opened

    def __init__(self) -> None:
        super().__init__()
        self._delivery = ALL_QUIET
        self.head = ProductHead()
        self.nav = NavRail(
            (
                ("inbox", self.tr("Chờ đánh giá")),
                ("send", self.tr("Đã gửi")),
                ("alert", self.tr("Cần xử lý")),
                ("chart", self.tr("Thống kê")),
                ("building", self.tr("Nơi nhận phiếu")),
            ),
            (("gear", self.tr("Cài đặt")), ("help", self.tr("Trợ giúp, chẩn đoán"))),
        )
        self.sync = SyncBox()
        self.sync_sign = IconButton(
            "cloud-check", "", small=False
        )  # all a narrow rail has room for
        self.nav.chosen.connect(self.page_asked)
        self.sync.send_asked.connect(self.send_asked)
        self.sync.enrol_asked.connect(self.enrol_asked)
        self.sync_sign.clicked.connect(self._send_or_enrol)
        self._lay_out()

    def show_counts(self, counts: Counts) -> None:
        """The numbers beside the pages' names."""
        to_rate, new_answers, attention = counts
        self.nav.buttons[Page.INBOX].show_count(
            Count(str(to_rate), self.tr("{n} tờ khai").format(n=to_rate)) if to_rate else Count()
        )
        self.nav.buttons[Page.SENT].show_count(
            Count(
                self.tr("{n} mới").format(n=new_answers),
                self.tr("{n} phản hồi mới").format(n=new_answers),
            )
            if new_answers
            else Count()
        )
        self.nav.buttons[Page.ATTENTION].show_count(
            Count(str(attention), self.tr("Có {n} mục cần xử lý").format(n=attention), urgent=True)
            if attention
            else Count()
        )

    def show_delivery(self, state: DeliveryState) -> None:
        self._delivery = state
        self.sync.show_state(state)
        parts = (delivery_title(state), delivery_detail(state))
        said = " · ".join(part for part in parts if part)
        self.sync_sign.set_icon(delivery_picture(state)[0])
        self.sync_sign.setToolTip(plain_tip(said))
        self.sync_sign.setAccessibleName(said)

    def show_receivers(self, names: Sequence[str]) -> None:
        self.head.show_receivers(names)

    def set_narrow(self, narrow: bool) -> None:
        self.setFixedWidth((NARROW if narrow else scaled(WIDE)) + 2 * _SIDE)
        self.nav.set_narrow(narrow)
        self.head.set_narrow(narrow)
        self.sync.setVisible(not narrow)
        self.sync_sign.setVisible(narrow)

    def _send_or_enrol(self) -> None:
        if self._delivery.link in (Link.NO_RECEIVER, Link.SIGN_IN):
            self.page_asked.emit(Page.RECEIVERS)
        else:
            self.send_asked.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 14, _SIDE, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addWidget(self.nav)
        column.addStretch()
        column.addWidget(self.sync)
        column.addWidget(self.sync_sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.nav.foot)
