"""The foot of the batch form: what would be sent, that each is its own, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.batch.round import Counts
from rating_client.desktop.batch.words import counts_line
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.foot import Foot, SendButton, side_by_side
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import FORM_MARGIN, GAP, Type
from rating_client.desktop.words import language


class BatchFooter(Foot):
    close_wanted = Signal()
    record_wanted = Signal()
    edit_wanted = Signal()
    send_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._counts = Counts()
        self._saved_at = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(FORM_MARGIN, 9, FORM_MARGIN - 3, 9)
        row.setSpacing(GAP)
        self._icon = IconView("cloud-check", "ok")
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._said = Label("", Type.TABLE, weight="medium", wrap=True)
        self._each = Label("", Type.CAPTION, "text2", wrap=True)
        words.addWidget(self._said)
        words.addWidget(self._each)
        row.addLayout(words, 1)
        self.close_button = PlainButton(self.tr("Đóng, giữ nháp"), hint="Esc")
        self.record_button = PrimaryButton("", icon="check", hint=self.tr("Ctrl+Enter"))
        self.edit_button = PlainButton(self.tr("Sửa"), icon="pencil", hint="Esc")
        self.send_button = SendButton("")
        buttons = QWidget()
        self._sets = QStackedLayout(buttons)
        self._sets.addWidget(side_by_side(self.close_button, self.record_button))
        self._sets.addWidget(side_by_side(self.edit_button, self.send_button))
        row.addWidget(buttons)
        self.close_button.clicked.connect(self.close_wanted)
        self.record_button.clicked.connect(self.record_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.send_button.clicked.connect(self.send_wanted)

    def show_review(self, review: bool) -> None:
        self._sets.setCurrentIndex(int(review))

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        n = counts.given
        self.record_button.setText(
            self.tr("Ghi nhận {n} tờ").format(n=n) if n else self.tr("Ghi nhận")
        )
        self.send_button.setText(self.tr("Gửi {n} phiếu").format(n=n))
        for button in (self.record_button, self.send_button):
            button.updateGeometry()
        self._said.set_tone("text")
        self._said.setText(counts_line(counts))
        self._say_each()

    def say_nothing_chosen(self) -> None:
        self._said.set_tone("bad")
        self._said.setText(self.tr("Chọn mức 3–5 cho ít nhất một tờ khai."))

    def say_saved(self, time: str) -> None:
        """The levels chosen so far are drafts on disk; empty where nothing was to be kept."""
        self._saved_at = time
        self._icon.show_icon("cloud-check", "ok")
        self._each.set_tone("text2")
        self._say_each()

    def say_not_saved(self, trouble: Sentence) -> None:
        self._icon.show_icon("alert", "bad")
        self._icon.show()
        self._each.set_tone("bad")
        self._each.setText(trouble.line(language()))
        self._each.show()

    def _say_each(self) -> None:
        parts = []
        if self._counts.given:
            words = self.tr("{n} phiếu riêng, {n} mã, {n} xác nhận tiếp nhận")
            parts.append(words.format(n=self._counts.given))
        if self._saved_at:
            parts.append(self.tr("Đã lưu nháp lúc {time}").format(time=self._saved_at))
        self._each.setText(" · ".join(parts))
        self._each.setVisible(bool(parts))
        self._icon.setVisible(bool(parts))
