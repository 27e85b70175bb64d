"""Thống kê: what one's own opinions and exports add up to. Kept here, sent to nobody.

Nothing is ever counted by officer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.controls.buttons import PlainButton, QuietButton
from rating_client.desktop.controls.fields import Combo
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.inbox.words import quiet_name
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, Type, scaled
from rating_client.desktop.statistics.cards import (
    channels_card,
    durations_card,
    levels_card,
    weeks_card,
)
from rating_client.desktop.statistics.export import ExportMenu
from rating_client.desktop.statistics.figures_row import FiguresRow
from rating_client.desktop.statistics.words import office_name
from rating_client.desktop.statistics.worker import StatisticsWorker
from rating_client.desktop.words import language
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures, Wanted
from rating_client.prompts.inbox import Inbox
from rating_client.prompts.owners import short_name

_DAYS = (30, 90, 365)
_ROOM_FOR_TWO = 780
_AGAIN_MS = 2_000  # between two counts while the ledger changes under the page


class StatisticsPage(QWidget):
    """Asks for figures only while it is looked at, and one count at a time."""

    figures_asked = Signal(object)  # Wanted

    def __init__(self, inbox: Inbox, directory: Callable[[], Directory]) -> None:
        super().__init__()
        self._inbox, self._directory = inbox, directory
        self._figures: Figures | None = None
        self._counting: Wanted | None = None
        self._stale = True
        self._as_tables = False
        self._pair: QHBoxLayout | None = None
        self.owners, self.days, self.offices = Combo(), Combo(), Combo()
        self.tables = QuietButton(self.tr("Bảng số liệu"), icon="steps")
        self.export = PlainButton(self.tr("Xuất"), icon="document", icon_after="chevron-down")
        self.menu = ExportMenu(self)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.days.currentData(), self.owners.currentData(), self.offices.currentData()
        )

    def count_with(self, worker: StatisticsWorker) -> None:
        """Have this worker count, in its own thread."""
        self.figures_asked.connect(worker.count)
        worker.counted.connect(self.show_figures)
        worker.not_counted.connect(self.show_trouble)

    def refresh(self) -> None:
        """Something changed in the ledger."""
        self._stale = True
        if self.isVisible() and not self._again.isActive():
            self._again.start()

    def show_figures(self, figures: Figures) -> None:
        self._counting = None
        if figures.wanted != self.wanted:
            self._ask()
            return
        self._note.hide()
        if figures != self._figures:
            self._figures = figures
            self._offer_offices(figures)
            self._build()
        self.export.setEnabled(True)

    def show_trouble(self, sentence: Sentence) -> None:
        self._counting = None
        self._say(f"{sentence.title.of(language())} — {sentence.advice.of(language())}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_owners()
        self._look_again()

    def _look_again(self) -> None:
        if self._stale and self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        if self._counting is None:
            self._counting = self.wanted
            if self._figures is None or self._figures.wanted != self.wanted:
                self._say(self.tr("Đang tính…"))
            self.figures_asked.emit(self.wanted)

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.show()

    def _build(self) -> None:
        assert self._figures is not None
        figures, directory, tables = self._figures, self._directory(), self._as_tables
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        column.setSpacing(CARD_GAP)
        column.addWidget(FiguresRow(figures))
        levels = levels_card(figures, directory, tables=tables)
        channels = channels_card(figures, directory, tables=tables)
        weeks = weeks_card(figures, tables=tables)
        self._pair = QHBoxLayout()
        self._pair.setSpacing(CARD_GAP)
        self._pair.addWidget(levels, 12)
        self._pair.addWidget(channels, 8)
        self._fit()
        column.addLayout(self._pair)
        column.addWidget(weeks)
        if (durations := durations_card(figures, directory, tables=tables)) is not None:
            column.addWidget(durations)
        column.addStretch()
        place = self._area.verticalScrollBar().value()
        self._area.setWidget(content)
        content.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(place)
        self.menu.show_figures(figures, directory)

    def _fit(self) -> None:
        """Two charts stand beside each other where there is room for both; tables never do."""
        alone = self._as_tables or self.width() < scaled(_ROOM_FOR_TWO)
        way = QBoxLayout.Direction.TopToBottom if alone else QBoxLayout.Direction.LeftToRight
        if self._pair is not None:
            self._pair.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._area.keyPressEvent(event)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Thống kê"), Type.TITLE, weight="semibold"))
        kept = self.tr("Tính và giữ trên máy này. Không gửi cho hải quan.")
        words.addWidget(Label(kept, Type.TABLE, "text2", wrap=True))
        for days in _DAYS:
            self.days.addItem(self.tr("{n} ngày").format(n=days), days)
        self.days.setCurrentIndex(_DAYS.index(90))
        self.days.setAccessibleName(self.tr("Thời gian"))
        self.owners.setAccessibleName(self.tr("Doanh nghiệp"))
        self.owners.setMaximumWidth(scaled(190))
        self.offices.setAccessibleName(self.tr("Đơn vị"))
        self.offices.setMaximumWidth(scaled(190))
        self.offices.addItem(self.tr("Mọi đơn vị"), None)
        self.owners.addItem(self.tr("Doanh nghiệp: tất cả"), None)
        self.export.setEnabled(False)
        head, filters = QHBoxLayout(), QHBoxLayout()
        head.addLayout(words, 1)
        for button in (self.tables, self.export):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        for combo in (self.owners, self.offices, self.days):
            filters.addWidget(combo)
        filters.addStretch()
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 20, MARGIN, 0)
        top.setSpacing(CARD_GAP)
        for row in (head, filters):
            row.setSpacing(GAP)
            top.addLayout(row)
        self._note = Label("", Type.TABLE, "text2", wrap=True)
        self._note.setContentsMargins(MARGIN, 0, MARGIN, 0)
        self._area = scrolling(QWidget())
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        column.addLayout(top)
        column.addWidget(self._note)
        column.addWidget(self._area, 1)

    def _connect(self) -> None:
        for combo in (self.owners, self.days, self.offices):
            combo.currentIndexChanged.connect(self._ask)
        self.tables.clicked.connect(self._change_view)
        self.export.clicked.connect(lambda: self.menu.open_below(self.export))
        self.menu.said.connect(self._say)
        self._again.timeout.connect(self._look_again)

    def _change_view(self) -> None:
        self._as_tables = not self._as_tables
        self.tables.setText(self.tr("Biểu đồ") if self._as_tables else self.tr("Bảng số liệu"))
        self.tables.set_icon("chart" if self._as_tables else "steps")
        if self._figures is not None:
            self._build()

    def _offer_owners(self) -> None:
        known = [
            (code, quiet_name(short_name(name)) or code) for code, name in self._inbox.owners()
        ]
        _offer(self.owners, sorted(known, key=lambda owner: owner[1]))

    def _offer_offices(self, figures: Figures) -> None:
        directory = self._directory()
        known = [
            (each.of, office_name(each.of, directory, figures.today)) for each in figures.by_office
        ]
        _offer(self.offices, sorted(known, key=lambda office: office[1]))


def _offer(combo: Combo, choices: list[tuple[str, str]]) -> None:
    """Everything, then these; what was chosen stays, and one choice alone needs no list."""
    chosen = combo.currentData()
    with QSignalBlocker(combo):
        while combo.count() > 1:
            combo.removeItem(1)
        for value, words in choices:
            combo.addItem(words, value)
        place = combo.findData(chosen)
        combo.setCurrentIndex(max(0, place))
    combo.setVisible(len(choices) > 1 or combo.currentIndex() > 0)
