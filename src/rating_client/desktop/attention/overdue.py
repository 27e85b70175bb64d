"""One rating held until the goods are out, of which nobody saw them leave: go on, or send it now.

Asked after thirty days, and after thirty more; it never goes by itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rating_client.desktop.attention.item import declaration_line, item_words
from rating_client.desktop.controls.buttons import LinkButton, PlainButton
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.times import short_time
from rating_client.outbox.entry import QUESTION_AFTER_DAYS
from rating_client.outbox.listing import SentRow


class OverdueItem(Panel):
    """Emits what a person wishes; nothing is carried out here."""

    release_asked = Signal()
    keep_asked = Signal()
    look_asked = Signal()

    def __init__(self, row: SentRow, now: float) -> None:
        super().__init__()
        title = self.tr("Đã giữ quá {n} ngày, chưa thấy thông quan").format(n=QUESTION_AFTER_DAYS)
        words = item_words(self, "hourglass", title, short_time(row.queued_at, now))
        words.addLayout(declaration_line(row))
        advice = self.tr("Phiếu chỉ được gửi khi người dùng bấm Gửi ngay; nếu không, vẫn được giữ.")
        words.addWidget(Label(advice, Type.TABLE, wrap=True))
        words.addSpacing(2)
        words.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=GAP)
        keep = PlainButton(
            self.tr("Giữ thêm {n} ngày").format(n=QUESTION_AFTER_DAYS),
            icon="hourglass",
            small=True,
        )
        keep.clicked.connect(self.keep_asked)
        release = PlainButton(self.tr("Gửi ngay"), icon="send", small=True)
        release.clicked.connect(self.release_asked)
        see = LinkButton(self.tr("Xem phiếu"))
        see.clicked.connect(self.look_asked)
        for button in (keep, release, see):
            row.addWidget(button)
        return holder
