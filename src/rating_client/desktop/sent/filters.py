"""What narrows Đã gửi: words, the state, a level, how long ago."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock, local
from rating_client.desktop.controls.fields import Combo
from rating_client.desktop.lists.search import ListSearch
from rating_client.desktop.look.theme import GAP
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.words import level_line, level_names
from rating_client.directory.folding import words
from rating_client.outbox.listing import SentFilter, ShownState

_STATES = (
    ShownState.WAITING,
    ShownState.HELD,
    ShownState.UNCONFIRMED,
    ShownState.RECEIPTED,
    ShownState.NEW_ANSWER,
    ShownState.CLOSED,
    ShownState.NEEDS_ATTENTION,
    ShownState.UNADDRESSED,
    ShownState.WITHDRAWN,
)
_DAYS = (7, 30, 365)


class SentFilters(QWidget):
    """`changed` a moment after the last letter, and at once for the rest."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.search = ListSearch(self.tr("Tìm số tờ khai, mã số thuế, doanh nghiệp…"))
        self.states, self.levels, self.days = Combo(), Combo(), Combo()
        self.states.setAccessibleName(self.tr("Trạng thái"))
        self.states.addItem(self.tr("Mọi trạng thái"), None)
        for state in _STATES:
            self.states.addItem(state_words(state).text, state)
        self.levels.setAccessibleName(self.tr("Mức"))
        self.levels.addItem(self.tr("Mọi mức"), None)
        for level, name in level_names().items():
            self.levels.addItem(level_line(level, name), level)
        self.days.setAccessibleName(self.tr("Thời gian"))
        self.days.addItem(self.tr("Mọi ngày"), None)
        self.days.addItem(self.tr("Hôm nay"), 1)
        for days in _DAYS:
            self.days.addItem(self.tr("{n} ngày qua").format(n=days), days)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.search)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for combo in self._combos:
            row.addWidget(combo, 1)
            combo.currentIndexChanged.connect(self._changed)
        column.addLayout(row)
        self.search.sought.connect(self.changed)

    @property
    def wanted(self) -> SentFilter:
        state = self.states.currentData()
        return SentFilter(
            search=" ".join(words(self.search.text())),
            states=frozenset() if state is None else frozenset({ShownState(state)}),
            level=self.levels.currentData(),
            since=self._since(),
        )

    @property
    def in_words(self) -> str:
        """What is sought, as it stands in the fields; empty where nothing narrows the list."""
        chosen = [each.currentText() for each in self._combos if each.currentIndex() > 0]
        return " · ".join(part for part in (self.search.text().strip(), *chosen) if part)

    def clear(self) -> None:
        self.search.clear()
        for combo in self._combos:
            combo.setCurrentIndex(0)
        self._changed()

    @property
    def _combos(self) -> tuple[Combo, ...]:
        return self.states, self.levels, self.days

    def _since(self) -> float | None:
        """The first moment of the days wanted, today counted."""
        days = self.days.currentData()
        if days is None:
            return None
        midnight = local(self._clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        return (midnight - timedelta(days=days - 1)).timestamp()

    def _changed(self) -> None:
        self.search.wait_no_more()
        self.changed.emit()
