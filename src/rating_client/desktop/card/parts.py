"""Pieces that several faces of the card show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from rating_client.desktop.controls.labels import ElidedLabel, Label, plain_tip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import INNER_RADIUS, Type
from rating_client.desktop.words import short_office

_OFFICES_SHOWN = 3
_TOP = Qt.AlignmentFlag.AlignTop


class OfficeRows(QWidget):
    """How many declarations at which office: "8 tờ  Hải quan cửa khẩu cảng Đình Vũ"."""

    def __init__(self, offices: list[tuple[str, int]], *, whole: bool = False) -> None:
        """`whole` for a review: full names, in two lines where one is too short."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (office, count) in enumerate(offices[:_OFFICES_SHOWN]):
            words = self.tr("{n} tờ").format(n=count)
            grid.addWidget(Label(words, Type.TABLE, weight="semibold"), row, 0, _TOP)
            name = (
                Label(office, Type.TABLE, wrap=True)
                if whole
                else ElidedLabel(short_office(office), Type.TABLE)
            )
            name.setToolTip(plain_tip(office))
            grid.addWidget(name, row, 1)
        hidden = offices[_OFFICES_SHOWN:]
        if hidden:
            words = self.tr("{n} tờ").format(n=sum(count for _, count in hidden))
            grid.addWidget(Label(words, Type.TABLE, weight="semibold"), _OFFICES_SHOWN, 0)
            words = self.tr("ở {n} đơn vị khác").format(n=len(hidden))
            more = ElidedLabel(words, Type.TABLE, "text2")
            more.setToolTip(plain_tip("\n".join(office for office, _ in hidden)))
            grid.addWidget(more, _OFFICES_SHOWN, 1)


class OfflineStrip(Panel):
    def __init__(self) -> None:
        super().__init__("warn_ground", framed=False, radius=INNER_RADIUS)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(IconView("cloud-off", "warn"))
        words = self.tr("Đang ngoại tuyến. Phiếu vẫn được lưu trên máy này và tự gửi khi có mạng.")
        row.addWidget(Label(words, Type.CAPTION, wrap=True), 1)
