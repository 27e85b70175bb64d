"""Chờ đánh giá: every registered declaration that nobody has given an opinion on yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.desktop.batch.round import ALONE
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.channel_pill import pill_size
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.form.suggestion import offices_like
from rating_client.desktop.inbox.bar import InboxBar
from rating_client.desktop.inbox.coverage import CoverageBar
from rating_client.desktop.inbox.filters import InboxFilters
from rating_client.desktop.inbox.model import Column, InboxModel
from rating_client.desktop.inbox.office_line import OfficeLine
from rating_client.desktop.inbox.rows import InboxRows
from rating_client.desktop.inbox.words import channel_word, longest_words
from rating_client.desktop.lists.copying import copy_numbers_of
from rating_client.desktop.lists.empty_note import EmptyNote
from rating_client.desktop.lists.tick_list import TICK_ROOM, TickList
from rating_client.desktop.lists.view import share
from rating_client.desktop.look.scrolling import thin_scroll_bars
from rating_client.desktop.look.theme import (
    CARD_GAP,
    GAP,
    MARGIN,
    Type,
    font,
    medium,
    scaled,
    semibold,
)
from rating_client.directory.directory import Directory
from rating_client.prompts.inbox import Inbox, InboxRow
from rating_client.prompts.prompt import OPEN, PromptState

_PADDING_BELOW = 16
_GIVE_WAY = {Column.TYPE: 920, Column.REGISTERED: 700}  # narrower than this names would be cut


class InboxPage(QWidget):
    """Emits what a person decided about rows; whoever owns it carries it out and refreshes it."""

    rate_asked = Signal(str)  # key
    batch_asked = Signal(list, object)  # keys, and the level pressed on them or None
    skip_asked = Signal(list)  # keys
    later_asked = Signal(list, str)  # keys, choice
    reopen_asked = Signal(list)  # keys
    print_asked = Signal(str)  # key
    by_hand_asked = Signal()  # a declaration that is not in the list
    office_taught = Signal(str, str)  # a printed name, and the code of the office it means
    office_forgotten = Signal(str)  # the printed name means nothing again
    office_put_away = Signal(str)  # not to be asked about any more

    def __init__(
        self,
        inbox: Inbox,
        directory: Callable[[], Directory],
        clock: Clock,
        *,
        left_as_is: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`left_as_is` are the unknown office names nobody is to be asked about."""
        super().__init__()
        self._inbox, self._clock = inbox, clock
        self._directory, self._left_as_is = directory, left_as_is
        self._skipped: list[str] = []
        self.model = InboxModel(inbox, directory, clock, self)
        self.view = TickList(self)
        self.view.show_rows(InboxRows(self.model, clock))
        self.view.setAccessibleName(self.tr("Chờ đánh giá"))
        thin_scroll_bars(self.view)
        self.filters = InboxFilters(inbox)
        self.other = PlainButton(self.tr("Tờ khai khác…"), icon="plus")
        self.other.setToolTip("Ctrl+N")
        self.coverage = CoverageBar()
        self._lay_out()
        self._connect()
        self._span_headings()
        self.model.wanted = self.filters.wanted  # by the owner it was left with
        self._read()

    def refresh(self) -> None:
        """Something changed in the ledger."""
        self.filters.refresh()
        self._read()

    def _read(self) -> None:
        self.model.refresh()
        self.coverage.show_coverage(self._inbox.coverage(self._clock.now()))
        self._show_emptiness()
        self._show_choice()
        unread = self.model.unread_office(self._left_as_is())
        if unread or "office_line" in vars(self):
            self.office_line.ask_about(unread)

    def show_waiting(self, waiting: int) -> None:
        """So many declarations wait for a rating, whatever the list is narrowed to."""
        self._subtitle.setVisible(waiting > 0)
        self._subtitle.setText(
            self.tr(
                "{n} tờ khai đã đăng ký, chưa có ý kiến. Tắt lời nhắc không làm mất tờ nào."
            ).format(n=waiting)
        )

    # Built when first there is something for them to say: most looks at the list need none.

    @cached_property
    def office_line(self) -> OfficeLine:
        line = OfficeLine(lambda typed: offices_like(typed, self._directory()))
        line.taught.connect(self.office_taught)
        line.forgotten.connect(self.office_forgotten)
        line.put_away.connect(self.office_put_away)
        self._column.insertWidget(self._column.indexOf(self.filters) + 1, line)
        tab_in_reading_order(self)
        return line

    @cached_property
    def bar(self) -> InboxBar:
        bar = InboxBar()
        bar.rate_asked.connect(lambda: self._open(self.view.chosen_rows()[0]))
        bar.batch_asked.connect(self._rate_together)
        bar.skip_asked.connect(self._skip)
        bar.later_asked.connect(self._later)
        bar.reopen_asked.connect(lambda: self.reopen_asked.emit(self._keys()))
        bar.print_asked.connect(lambda: self.print_asked.emit(self._keys()[0]))
        bar.undo_asked.connect(lambda: self.reopen_asked.emit(self._skipped))
        self._column.addWidget(bar)
        self._listen_for_decisions()
        return bar

    @cached_property
    def _empty(self) -> EmptyNote:
        note = EmptyNote("inbox", self)
        note.clicked.connect(self.filters.widen)
        self._list.addWidget(note)
        return note

    def chosen(self) -> list[InboxRow]:
        rows = (self.model.row(index) for index in self.view.chosen_rows())
        return [row for row in rows if row is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, room in _GIVE_WAY.items():
            self.view.setColumnHidden(column, event.size().width() < scaled(room))
        self._set_widths()

    def _lay_out(self) -> None:
        self._subtitle = Label("", Type.TABLE, "text2", wrap=True)
        self._subtitle.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Chờ đánh giá"), Type.TITLE, weight="semibold"))
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addLayout(words, 1)
        head.addWidget(self.coverage, 0, Qt.AlignmentFlag.AlignBottom)
        self.filters.row.addWidget(self.other)
        self._list = QStackedLayout()
        self._list.addWidget(self.view)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 20, MARGIN, _PADDING_BELOW)
        self._column.setSpacing(CARD_GAP)
        self._column.addLayout(head)
        self._column.addWidget(self.filters)
        self._column.addLayout(self._list, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.model.modelAboutToBeReset.connect(self.view.clearSpans)
        self.model.modelReset.connect(self._span_headings)
        self.model.rowsInserted.connect(self._span_headings)
        self.view.opened.connect(self._open)
        self.view.chosen.connect(self._show_choice)
        self.other.clicked.connect(self.by_hand_asked)
        new = QShortcut(QKeySequence.StandardKey.New, self)
        new.activated.connect(self.by_hand_asked)
        self.filters.search.stand_over(self.view, self)
        copy_numbers_of(self.view)

    def _listen_for_decisions(self) -> None:
        """The keys that decide about chosen rows."""
        for keys, act in (
            ("Delete", self._skip),
            ("S", self._ask_until_when),
            ("Ctrl+Return", self._rate_together),
            ("Ctrl+Enter", self._rate_together),
            *((str(level), partial(self._rate_together, level)) for level in range(1, 6)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _set_widths(self) -> None:
        plain = QFontMetrics(font(Type.TABLE)).horizontalAdvance
        number = QFontMetrics(semibold(Type.TABLE)).horizontalAdvance("000 000 000 000")
        bold = QFontMetrics(medium(Type.TABLE))
        pill = max(pill_size(channel_word(c), c, bold).width() for c in (None, 1, 2, 3))
        state = max(bold.horizontalAdvance(words) for words in longest_words()) + 24
        around = GAP + 5  # what a cell keeps clear of
        self.view.set_widths(
            (
                TICK_ROOM + number + around + 2,
                share(95),
                max(plain(self.tr("Loại hình")), plain("A00")) + around,
                pill + around,
                share(100),
                max(plain(self.tr("Đăng ký")), plain("00:00")) + around,
                state + around,
            )
        )

    def _span_headings(self) -> None:
        for row in self.model.headings():
            if self.view.columnSpan(row, 0) == 1:
                self.view.setSpan(row, 0, 1, len(Column))

    def _filter(self) -> None:
        self.model.show_only(self.filters.wanted)
        self._show_emptiness()

    def _show_emptiness(self) -> None:
        if self.model.rowCount():
            self._list.setCurrentWidget(self.view)
            return
        title, advice, link = self.filters.why_nothing()
        self._empty.say(title, advice, link)
        self._list.setCurrentWidget(self._empty)

    def _show_choice(self) -> None:
        rows = self.chosen()
        if not rows and "bar" not in vars(self):
            return
        texts = [self.model.index(i.row(), Column.OFFICE).data() for i in self.view.chosen_rows()]
        offices = Counter(texts).most_common(3)
        detail = (
            str(offices[0][0])
            if len(offices) == 1
            else ", ".join(
                self.tr("{n} tại {office}").format(n=n, office=office) for office, n in offices
            )
        )
        undecided = sum(row.state in OPEN for row in rows)
        skipped = sum(row.state is PromptState.DECLINED for row in rows)
        self.bar.show_choice(len(rows), detail, open_count=undecided, skipped=skipped)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None:
            self.rate_asked.emit(row.key)

    def _rate_together(self, level: int | None = None) -> None:
        """The chosen rows, with a level that stands for all of them but sends nothing yet.

        One row takes any level; several take those that need no reasons of their own.
        """
        keys = [row.key for row in self.chosen() if row.state in OPEN]
        if len(keys) == 1 or (keys and level not in ALONE):
            self.batch_asked.emit(keys, level)

    def _keys(self) -> list[str]:
        return [row.key for row in self.chosen()]

    def _skip(self) -> None:
        keys = [row.key for row in self.chosen() if row.state in OPEN]
        if keys:
            self._skipped = keys
            self.view.clearSelection()
            self.skip_asked.emit(keys)
            self.bar.show_skipped(len(keys))

    def _ask_until_when(self) -> None:
        if any(row.state in OPEN for row in self.chosen()):
            self.bar.open_menu()

    def _later(self, choice: str) -> None:
        self.later_asked.emit([row.key for row in self.chosen() if row.state in OPEN], choice)
