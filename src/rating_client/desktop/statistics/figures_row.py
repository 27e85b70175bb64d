"""The four figures over the charts."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import CARD_GAP, GAP, PADDING, Type
from rating_client.desktop.statistics.words import percent
from rating_client.outbox.statistics import Figures


class FiguresRow(QWidget):
    """What a person wants to know at a glance, each with what it is a part of."""

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(CARD_GAP)
        week = figures.weeks[-1]
        days = figures.wanted.days
        share = "–" if week.percent is None else percent(week.percent)
        of_all = self.tr("{n} / {of} tờ khai tuần này").replace(" / ", "\u00a0/\u00a0")
        for icon, name, figure, below in (
            (
                "check",
                self.tr("Đã có ý kiến"),
                share,
                of_all.format(n=week.rated, of=week.registered),
            ),
            ("inbox", self.tr("Còn chờ"), str(figures.waiting), self.tr("tờ khai tuần này")),
            (
                "shield-check",
                self.tr("Hải quan đã tiếp nhận"),
                f"{figures.receipted} / {figures.given}",
                self.tr("phiếu trong {days} ngày; {n} đang chờ gửi").format(
                    days=days, n=figures.unsent
                ),
            ),
            (
                "reply",
                self.tr("Có phản hồi"),
                f"{figures.low_answered} / {figures.low}",
                self.tr("phiếu có mức 1–2, trong {days} ngày").format(days=days),
            ),
        ):
            row.addWidget(_figure(icon, name, figure, below), 1)


def _figure(icon: str, name: str, figure: str, below: str) -> Panel:
    panel = Panel()
    column = QVBoxLayout(panel)
    column.setContentsMargins(PADDING, 12, PADDING, 12)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(GAP)
    head.addWidget(IconView(icon))
    head.addWidget(Label(name, Type.TABLE, "text2"), 1)
    column.addLayout(head)
    said = Label(figure, Type.FIGURE, weight="semibold")
    said.setAccessibleName(f"{name}: {figure}, {below}")
    column.addWidget(said)
    column.addWidget(Label(below, Type.CAPTION, "text2", wrap=True))
    column.addStretch()
    return panel
