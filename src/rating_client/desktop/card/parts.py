"""Pieces that several faces of the card show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from rating_client.desktop.card.facts import Owner
from rating_client.desktop.controls.labels import ElidedLabel, Label, plain_tip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.inbox.words import quiet_name
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import INNER_RADIUS, Type, font
from rating_client.desktop.words import short_office
from rating_client.prompts.owners import short_name

OWNERS_SHOWN = 4
_BETWEEN = " · "
_TOP = Qt.AlignmentFlag.AlignTop


class OfficeRows(QWidget):
    """How many declarations at which office: "8 tờ  Hải quan cửa khẩu cảng Đình Vũ"."""

    def __init__(
        self, offices: list[tuple[str, int]], rows: int = 4, *, whole: bool = False
    ) -> None:
        """In at most so many `rows`. `whole` for a review: full names, in two lines where one is
        too short."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        named = len(offices) if len(offices) <= rows else rows - 1
        for row, (office, count) in enumerate(offices[:named]):
            words = self.tr("{n} tờ").format(n=count)
            grid.addWidget(Label(words, Type.TABLE, weight="semibold"), row, 0, _TOP)
            name = (
                Label(office, Type.TABLE, wrap=True)
                if whole
                else ElidedLabel(short_office(office), Type.TABLE)
            )
            name.setToolTip(plain_tip(office))
            grid.addWidget(name, row, 1)
        hidden = offices[named:]
        if hidden:
            words = self.tr("{n} tờ").format(n=sum(count for _, count in hidden))
            grid.addWidget(Label(words, Type.TABLE, weight="semibold"), named, 0)
            words = self.tr("ở {n} đơn vị khác").format(n=len(hidden))
            more = ElidedLabel(words, Type.TABLE, "text2")
            more.setToolTip(plain_tip("\n".join(office for office, _ in hidden)))
            grid.addWidget(more, named, 1)


class OwnerNames(Label):
    """For whom a card speaks, in one line: long names are cut, so that none hides another."""

    def __init__(self, owners: list[tuple[Owner, int]], room: int, first: str = "") -> None:
        """`room` in pixels. `first` stands before the names."""
        names = [quiet_name(short_name(owner.name)) for owner, _ in owners]
        shown, hidden = names[:OWNERS_SHOWN], names[OWNERS_SHOWN:]
        parts = [first, *shown] if first else shown
        more = f" +{len(hidden)}" if hidden else ""
        metrics = QFontMetrics(font(Type.CAPTION))
        room -= metrics.horizontalAdvance(_BETWEEN.join([""] * len(parts)) + more)
        wanted = [metrics.horizontalAdvance(part) + 1 for part in parts]
        cut = (
            metrics.elidedText(part, Qt.TextElideMode.ElideMiddle, width)
            for part, width in zip(parts, shared_out(wanted, room), strict=True)
        )
        super().__init__(_BETWEEN.join(cut) + more, Type.CAPTION, "text2")
        self.setToolTip(plain_tip("\n".join(owner.name for owner, _ in owners)))


def shared_out(wanted: list[int], room: int) -> list[int]:
    """What each gets of the room: all it wants where that is less than its share."""
    given = [0] * len(wanted)
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    for served, place in enumerate(order):
        given[place] = min(wanted[place], room // (len(wanted) - served))
        room -= given[place]
    return given


class OfflineStrip(Panel):
    def __init__(self) -> None:
        super().__init__("warn_ground", framed=False, radius=INNER_RADIUS)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(10)
        row.addWidget(IconView("cloud-off", "warn"))
        words = self.tr("Đang ngoại tuyến. Phiếu vẫn được lưu trên máy này và tự gửi khi có mạng.")
        row.addWidget(Label(words, Type.CAPTION, wrap=True), 1)
