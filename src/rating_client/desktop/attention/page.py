"""Cần xử lý: what waits for a person. Each is one sentence, and the receiver's own words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.desktop.attention.item import RefusedItem, item_words
from rating_client.desktop.attention.overdue import OverdueItem
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import ElidedLabel, Label, PathLabel, plain_tip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.lists.empty_note import EmptyNote
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, MARGIN, PADDING, Type
from rating_client.desktop.times import short_time
from rating_client.desktop.words import language
from rating_client.exports.names import shown_name
from rating_client.exports.seen import RefusedFile, SeenFiles
from rating_client.outbox.box import Outbox
from rating_client.outbox.listing import SentFilter, SentList, SentRow, ShownState

_MOST = 100
_AT_ONCE = 0.015  # seconds of laying out items before something else may happen
_REFUSED = SentFilter(states=frozenset({ShownState.NEEDS_ATTENTION}))


class _Found(NamedTuple):
    refused: Sequence[SentRow]
    overdue: Sequence[SentRow]
    files: Sequence[RefusedFile]


class AttentionPage(QWidget):
    """Refused ratings first, then export files nobody can read. The others go on meanwhile."""

    entry_opened = Signal(str)  # the id of an entry to look at in Đã gửi
    correct_asked = Signal(str)  # the id of a refused entry to open in the form
    export_asked = Signal(str)  # the id of a refused entry to carry by hand
    withdraw_asked = Signal(str)  # the id of a refused entry that is not to be sent any more
    release_asked = Signal(str)  # the id of a held entry that is to go now
    keep_asked = Signal(str)  # the id of a held entry that is to wait on
    again_asked = Signal(str)  # the id of a refused entry to send once more as it is
    by_hand_asked = Signal(str)  # a declaration whose file nobody can read: its number, or ""

    def __init__(
        self,
        sent: SentList,
        outbox: Outbox,
        seen: SeenFiles,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._sent, self._outbox, self._seen, self._clock = sent, outbox, seen, clock
        self._shown: _Found | None = None
        self._items: Iterator[Callable[[], QWidget]] = iter(())  # those not laid out yet
        self._further = QTimer(self)
        self._further.setSingleShot(True)
        self._further.setInterval(0)
        self._further.timeout.connect(self._lay_out_some)
        self._subtitle = Label("", Type.TABLE, "text2", wrap=True)
        self._empty = EmptyNote("check")
        self._empty.say(self.tr("Không có gì cần xử lý."))
        self._area = scrolling(QWidget())
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Cần xử lý"), Type.TITLE, weight="semibold"))
        words.addWidget(self._subtitle)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, PADDING)
        column.setSpacing(CARD_GAP)
        column.addLayout(words)
        column.addLayout(self._stack, 1)
        self.refresh()

    def refresh(self) -> None:
        """Something changed in the ledger."""
        overdue = self._outbox.held_too_long(self._clock.now())[:_MOST]
        details = [self._sent.detail(entry.id) for entry in overdue]
        found = _Found(
            self._sent.page(_REFUSED, 0, _MOST),
            [detail.row for detail in details if detail is not None],
            self._seen.refused(_MOST),
        )
        if found == self._shown:
            return
        self._shown = found
        self._stack.setCurrentIndex(1 if any(found) else 0)
        self._subtitle.setVisible(bool(found.refused or found.overdue))
        self._subtitle.setText(
            self.tr(
                "Phiếu vẫn nằm an toàn trên máy này, không mất, không gửi lặp. "
                "Các phiếu khác vẫn được gửi bình thường."
            )
        )
        self._lay_out(found)

    def _lay_out(self, found: _Found) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(CARD_GAP)
        self._column.addStretch()
        self._items = iter(
            [
                *(partial(self._entry, row) for row in found.refused),
                *(partial(self._overdue, row) for row in found.overdue),
                *(partial(self._file, file) for file in found.files),
            ]
        )
        self._area.setWidget(content)
        content.setAutoFillBackground(False)
        self._lay_out_some()

    def _lay_out_some(self) -> None:
        """Of a hundred files nobody can read those on top first: the window answers meanwhile."""
        until = time.monotonic() + _AT_ONCE
        for item in self._items:
            self._column.insertWidget(self._column.count() - 1, item())
            if time.monotonic() > until:
                self._further.start()
                return

    def _entry(self, row: SentRow) -> QWidget:
        item = RefusedItem(row, self._outbox.known(row.id), self._clock.now())
        item.correct_asked.connect(lambda: self.correct_asked.emit(row.id))
        item.again_asked.connect(lambda: self.again_asked.emit(row.id))
        item.export_asked.connect(lambda: self.export_asked.emit(row.id))
        item.withdraw_asked.connect(lambda: self.withdraw_asked.emit(row.id))
        item.look_asked.connect(lambda: self.entry_opened.emit(row.id))
        return item

    def _overdue(self, row: SentRow) -> QWidget:
        item = OverdueItem(row, self._clock.now())
        item.keep_asked.connect(lambda: self.keep_asked.emit(row.id))
        item.release_asked.connect(lambda: self.release_asked.emit(row.id))
        item.look_asked.connect(lambda: self.entry_opened.emit(row.id))
        return item

    def _file(self, file: RefusedFile) -> QWidget:
        when = short_time(file.read_at, self._clock.now())
        panel = Panel()
        words = item_words(panel, "document", file.sentence.title.of(language()), when)
        name = shown_name(PurePath(file.path).name)
        label = ElidedLabel(name, Type.TABLE, "text2")
        label.setToolTip(plain_tip(shown_name(file.path)))
        words.addWidget(label)
        words.addWidget(PathLabel(file.sentence.advice.of(language()), Type.TABLE))
        said = self.tr("Đánh giá tờ khai này…") if file.number else self.tr("Nhập số tờ khai…")
        rate = PlainButton(said, icon="pencil", small=True)
        rate.clicked.connect(lambda: self.by_hand_asked.emit(file.number or ""))
        words.addWidget(rate, 0, Qt.AlignmentFlag.AlignLeft)
        return panel
