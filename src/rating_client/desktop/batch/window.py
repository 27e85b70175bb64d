"""The window of the batch form: built once, opened for one batch after another.

One level for all, exceptions, a last look, send. It knows no ledger: the round leaves by
`changed` and `sent`, and whoever owns the window says whether it was kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.batch.facts import BatchFacts
from rating_client.desktop.batch.footer import BatchFooter
from rating_client.desktop.batch.owners import OwnerChips
from rating_client.desktop.batch.review import CountsPanel
from rating_client.desktop.batch.round import MOST, Round
from rating_client.desktop.batch.table import BatchTable
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.giving.keeping import Keeping
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.room import bring_to_front, give_room
from rating_client.desktop.look.scrolling import FollowsKeyboard, scrolling
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, Type, scaled
from rating_client.desktop.words import level_names

_SIZE, _LEAST_SIZE = (920, 730), (720, 480)
_ROW_WITHOUT_WORDS = 600  # number, channel and five narrow cells
_NARROW = 860


class BatchWindow(QWidget):
    guide_page = GuidePage.BATCH
    changed = Signal()  # half a second after the last choice: the drafts
    sent = Signal(list)  # (key, level) of each: the person pressed Gửi
    open_wanted = Signal(str, object)  # key, and the level chosen in its row or None
    closed = Signal()  # what was chosen stays as drafts

    def __init__(self) -> None:
        super().__init__()
        self.round = Round()
        self.in_review = False
        self._names: Mapping[int, str] = level_names()
        self._before_review: QWidget | None = None
        self.title = Label("", Type.TITLE, weight="semibold")
        self.subtitle = Label("", Type.TABLE, "text2", wrap=True)
        self.owners, self.counts = OwnerChips(), CountsPanel()
        self.table, self.footer = BatchTable(), BatchFooter()
        self._rest = Label("", Type.TABLE, "text2", wrap=True)
        self._keeping = Keeping(self.footer, self)
        self.setWindowIcon(mark_icon())
        width, height = _LEAST_SIZE
        self.setMinimumSize(max(width, scaled(_ROW_WITHOUT_WORDS)), height)
        give_room(self, QSize(*_SIZE))
        self._lay_out()
        self._connect()

    # What the owner says --------------------------------------------------------------------

    def open(self, facts: BatchFacts, choices: Round, names: Mapping[int, str]) -> None:
        """Shows a batch with what was chosen before: a person asked for the window."""
        self.save_now()
        self._keeping.begin()
        self.round, self._names = choices, names
        self.owners.show_owners(facts)
        rest = self.tr(
            "Mỗi lượt tối đa {most} tờ. Còn {n} tờ cho lượt sau; các tờ đó vẫn nằm trong danh sách."
        )
        self._rest.setText(rest.format(most=MOST, n=facts.waiting))
        self._rest.setVisible(facts.waiting > 0)
        self.table.show_batch(facts, choices, names)
        self.footer.say_saved("")
        self._turn(review=False)
        self._fit()
        bring_to_front(self)
        self.table.all.strip.take_focus()

    def forget(self, keys: list[str]) -> None:
        """These were settled elsewhere; the window goes with the last one."""
        self.round.forget(keys)
        if not self.round.keys:
            self.finished()
            return
        self.table.refresh()
        self._turn(review=self.in_review and bool(self.round.given))

    def begun(self, key: str) -> None:
        """Its own form is open and speaks for it from now on."""
        self.round.set_begun(key)
        self.table.refresh()
        self._show_counts()

    def saved(self, time: str) -> None:
        self._keeping.saved(time)

    def not_saved(self, trouble: Sentence) -> None:
        """Neither drafts nor ratings could be kept: nothing on the window is lost."""
        self._keeping.not_saved(trouble)

    def finished(self) -> None:
        """All of it is kept: the window goes."""
        self._keeping.forget()
        self.hide()

    def save_now(self) -> None:
        self._keeping.now()

    # What the person does -------------------------------------------------------------------

    def record(self) -> None:
        """Ghi nhận: to the review, or to the level that is missing."""
        if self.in_review:
            return
        if not self.round.given:
            self.footer.say_nothing_chosen()
            self.table.all.strip.take_focus()
            return
        self._before_review = QApplication.focusWidget()
        self.save_now()
        self._turn(review=True)
        self._area.verticalScrollBar().setValue(0)
        self.footer.send_button.appear()

    def _send(self) -> None:
        if self._keeping.may_send():
            self.sent.emit(list(self.round.given))

    def _back(self) -> None:
        self._turn(review=False)
        if self._before_review is not None:
            self._before_review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touched(self) -> None:
        self._show_counts()
        self._keeping.touched()

    def _owner_toggled(self, keys: list[str], kept: bool) -> None:
        self.round.set_away([key for key in keys if key in self.round.keys], not kept)
        self.table.refresh()
        self._touched()

    def _turn(self, *, review: bool) -> None:
        self.in_review = review
        n = len(self.round.keys)
        self.setWindowTitle(
            self.tr("Phiếu đánh giá · Xem lại")
            if review
            else self.tr("Phiếu đánh giá · {n} tờ khai").format(n=n)
        )
        self.title.setText(
            self.tr("Xem lại trước khi gửi")
            if review
            else self.tr("Đánh giá {n} tờ khai").format(n=n)
        )
        self.subtitle.setText(
            self.tr(
                "Sau khi bấm Gửi, các phiếu được lưu trên máy và tự động gửi đến hải quan. "
                "Có thể hoàn tác cả lượt trong 10 giây."
            )
            if review
            else self.tr(
                "Mỗi tờ vẫn là một phiếu riêng. Chỉ đánh giá đơn vị hải quan; muốn nêu khâu hay "
                "công chức, mở từng tờ."
            )
        )
        self.counts.show_counts(self.round.counts, self._names)
        self.counts.setVisible(review)
        self.owners.setHidden(review)
        self.table.set_read_only(review)
        self.footer.show_review(review)
        self._show_counts()

    def _show_counts(self) -> None:
        self.footer.show_counts(self.round.counts)

    # Qt's own -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            self._area.keyPressEvent(event)
        elif self.in_review:
            self._back()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_now()
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Narrow cells where the window is narrow, or the text too large for wide ones."""
        room = self.width() - 2 * FORM_MARGIN
        self.table.set_narrow(self.width() < _NARROW or self.table.wide_width > room)

    # Building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(FORM_MARGIN, 14, FORM_MARGIN, 12)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(FORM_MARGIN, 0, FORM_MARGIN, 12)
        inside.setSpacing(CARD_GAP)
        for block in (self.owners, self._rest, self.counts, self.table):
            inside.addWidget(block)
        inside.addStretch(1)
        self._area = scrolling(content, FORM_MARGIN)
        FollowsKeyboard(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.footer)

    def _connect(self) -> None:
        self._keeping.due.connect(self.changed)
        self.table.changed.connect(self._touched)
        self.table.restacked.connect(lambda: tab_in_reading_order(self))
        self.table.open_wanted.connect(self.open_wanted)
        self.owners.toggled.connect(self._owner_toggled)
        self.footer.close_wanted.connect(self.close)
        self.footer.record_wanted.connect(self.record)
        self.footer.edit_wanted.connect(self._back)
        self.footer.send_wanted.connect(self._send)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.record)
