"""Đã gửi: every rating that was given, and beside the chosen one its receipt."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.desktop.controls.buttons import IconButton, QuietButton
from rating_client.desktop.controls.labels import Label, plain_tip
from rating_client.desktop.controls.panel import Line
from rating_client.desktop.lists.copying import copy_numbers_of
from rating_client.desktop.lists.empty_note import EmptyNote
from rating_client.desktop.lists.view import ListView
from rating_client.desktop.look.scrolling import scrolling, thin_scroll_bars
from rating_client.desktop.look.theme import (
    CARD_GAP,
    MARGIN,
    PADDING,
    Type,
)
from rating_client.desktop.sent.detail import SentDetailPane
from rating_client.desktop.sent.export import SentExport
from rating_client.desktop.sent.filters import SentFilters
from rating_client.desktop.sent.model import SentModel
from rating_client.desktop.sent.rows import SentRows
from rating_client.desktop.sent.table_worker import TableWanted
from rating_client.desktop.sent.view import SentView
from rating_client.directory.directory import Directory
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.listing import SentList, ShownState
from rating_client.prompts.owners import Owners
from rating_client.ratings.kept_forms import KeptForms


class SentPage(QWidget):
    """The list on the left, the chosen entry on the right."""

    release_asked = Signal(str)  # the id of a held entry that a person wants sent now
    attention_asked = Signal()  # where what needs a person is done
    replace_asked = Signal(str)  # the id of an entry to send another one in the place of
    answer_seen = Signal(str)  # the id of an entry whose new answer a person has had before them

    def __init__(
        self,
        sent: SentList,
        *,
        enrolments: EnrolmentBook,
        forms: KeptForms,
        directory: Callable[[], Directory],
        owners: Owners,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._sent, self._enrolments, self._forms = sent, enrolments, forms
        self._directory, self._owners, self._clock = directory, owners, clock
        self._shown: str | None = None
        self._new_answer: str | None = None  # on the screen now
        self.model = SentModel(sent, clock, self)
        self.view = SentView(self)
        self.view.show_rows(SentRows(self.model))
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.setAccessibleName(self.tr("Đã gửi"))
        thin_scroll_bars(self.view)
        self.filters = SentFilters(clock)
        self.eye = IconButton("eye", self.tr("Ẩn các mức đã chọn"))
        self.table = QuietButton(self.tr("Xuất CSV"), icon="document", small=True)
        self.export = SentExport(self, self._table_wanted, clock)
        self._said = Label("", Type.CAPTION, "text2", wrap=True)
        self._said.hide()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Something changed in the ledger."""
        self.model.wanted = self.filters.wanted  # a day may have begun
        self.model.refresh()
        self._show_chosen(again=True)
        self._show_emptiness()

    # Built when they are first needed: most looks at the list need neither.

    @cached_property
    def _detail(self) -> QScrollArea:
        area = scrolling(QWidget())
        area.setParent(self)
        self._right.addWidget(area)
        return area

    @cached_property
    def _empty(self) -> EmptyNote:
        note = EmptyNote("send", self)
        note.clicked.connect(self.filters.clear)
        self._list.addWidget(note)
        return note

    def open_entry(self, entry_id: str) -> None:
        """Choose this entry, whatever filter hid it."""
        if self.model.row_of(entry_id) is None:
            self.filters.clear()
        row = self.model.row_of(entry_id)
        if row is not None:
            self.view.choose(self.model.index(row, 0))
            self.view.scrollTo(self.model.index(row, 0))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(MARGIN, 20, PADDING, 0)
        left.setSpacing(CARD_GAP)
        title = QHBoxLayout()
        title.addWidget(Label(self.tr("Đã gửi"), Type.TITLE, weight="semibold"), 1)
        title.addWidget(self.eye)
        title.addWidget(self.table)
        left.addLayout(title)
        left.addWidget(self.filters)
        left.addWidget(self._said)
        self._list = QStackedLayout()
        self._list.addWidget(self.view)
        left.addLayout(self._list, 1)
        line = Line()
        line.setMinimumHeight(0)
        line.setMaximumHeight(16_777_215)
        line.setFixedWidth(1)
        self._nothing = EmptyNote("shield-check", self)
        self._right = QStackedLayout()
        self._right.addWidget(self._nothing)  # which lays it out: it has no words yet to measure
        self._nothing.say(
            self.tr("Chọn một phiếu để xem"),
            self.tr("Xác nhận tiếp nhận và nội dung đã gửi hiện ở đây."),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 54)
        row.addWidget(line)
        row.addLayout(self._right, 46)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.search.stand_over(self.view, self)
        copy_numbers_of(self.view)
        self.view.chosen.connect(self._show_chosen)
        self.eye.clicked.connect(self._hide_levels)
        self.table.clicked.connect(self.export.ask_where)
        self.export.said.connect(self._say)

    def _filter(self) -> None:
        self.model.show_only(self.filters.wanted)
        self._show_emptiness()

    def _table_wanted(self, path: str) -> TableWanted:
        """The list as it is shown now."""
        return TableWanted(path, self.filters.wanted, levels=not self.model.levels_hidden)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()

    def _hide_levels(self) -> None:
        hidden = not self.model.levels_hidden
        self.model.hide_levels(hidden=hidden)
        self.eye.set_icon("eye-off" if hidden else "eye")
        name = self.tr("Hiện các mức đã chọn") if hidden else self.tr("Ẩn các mức đã chọn")
        self.eye.setToolTip(plain_tip(name))
        self.eye.setAccessibleName(name)

    def _show_emptiness(self) -> None:
        if self.model.rowCount():
            self._list.setCurrentWidget(self.view)
            return
        if sought := self.filters.in_words:
            self._empty.say(
                self.tr("Không tìm thấy “{q}”.").format(q=sought), "", self.tr("Xóa bộ lọc")
            )
        else:
            self._empty.say(self.tr("Chưa gửi phiếu nào từ máy này."))
        self._list.setCurrentWidget(self._empty)

    def _show_chosen(self, *, again: bool = False) -> None:
        chosen: list[QModelIndex] = self.view.chosen_rows()
        entry_id = self.model.key_of(chosen[0].row()) if chosen else None
        if entry_id == self._shown and not again:
            return
        if entry_id != self._shown:
            self._answer_was_seen()
        detail = self._sent.detail(entry_id) if entry_id else None
        self._right.setCurrentWidget(self._nothing if detail is None else self._detail)
        self._shown = entry_id
        if detail is None:
            return
        if detail.row.shown is ShownState.NEW_ANSWER and self.isVisible():
            self._new_answer = entry_id
        pane = SentDetailPane(
            detail,
            enrolments=self._enrolments,
            forms=self._forms,
            directory=self._directory(),
            owners=self._owners,
            clock=self._clock,
        )
        pane.release_asked.connect(lambda: self.release_asked.emit(entry_id))
        pane.attention_asked.connect(self.attention_asked)
        pane.replace_asked.connect(lambda: self.replace_asked.emit(entry_id))
        _put(self._detail, pane)

    def _answer_was_seen(self) -> None:
        """Whoever turns to something else has read it; until then it is marked as new."""
        if self._new_answer is not None:
            entry_id, self._new_answer = self._new_answer, None
            self.answer_seen.emit(entry_id)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._answer_was_seen()


def _put(area: QScrollArea, content: QWidget) -> None:
    """Show `content` at the place where the old one was looked at."""
    place = area.verticalScrollBar().value()
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.verticalScrollBar().setValue(place)
