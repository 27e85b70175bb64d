"""The main window: the way between the pages, how sending stands, and what stands in its way.

It never opens by itself, but for the first run and a second start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.delivery.state import DeliveryState
from rating_client.desktop.attention.page import AttentionPage
from rating_client.desktop.controls.page_ground import PageGround
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.diagnostics.page import DiagnosticsPage
from rating_client.desktop.diagnostics.standing import standing
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.inbox.page import InboxPage
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.room import comfortable, give_room
from rating_client.desktop.look.theme import MARGIN, scaled
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.main.rail import MainRail
from rating_client.desktop.notices.book import unread_notices
from rating_client.desktop.notices.line import NoticeLine
from rating_client.desktop.receivers.drop_zone import dropped_files, enrolment_path
from rating_client.desktop.receivers.page import ReceiversPage
from rating_client.desktop.sent.page import SentPage
from rating_client.desktop.settings.facts import settings_facts
from rating_client.desktop.settings.page import SettingsPage
from rating_client.desktop.statistics.page import StatisticsPage
from rating_client.desktop.status.condition_bar import ConditionBar
from rating_client.desktop.words import language
from rating_client.directory.directory import Directory

if TYPE_CHECKING:
    from rating_client.profile import Profile

_NARROW_BELOW = 1080  # of the window: the lists need the room more than the names do


class MainWindow(QWidget):
    """The pages over one profile. Emits what a person asks for; carries out nothing itself."""

    send_asked = Signal()
    files_dropped = Signal(list)  # paths of export files, as text
    help_asked = Signal()
    closed = Signal()  # the program goes on in the notification area

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self.setWindowTitle(self.tr("Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(940, 480)
        give_room(self, comfortable(QSize(1180, 740)))
        clock = profile.clock
        left_as_is = profile.addressing.taught.left_as_is
        self.inbox = InboxPage(profile.inbox, self._directory, clock, left_as_is=left_as_is)
        self.sent = SentPage(
            profile.sent,
            enrolments=profile.enrolments,
            forms=profile.forms,
            directory=self._directory,
            owners=profile.owners,
            clock=clock,
        )
        self.attention = AttentionPage(profile.sent, profile.outbox, profile.seen, clock)
        self.statistics = StatisticsPage(profile.inbox, self._directory)
        self.receivers_page = ReceiversPage(profile.enrolments, clock)
        self.settings = SettingsPage(lambda: settings_facts(profile))
        self.diagnostics = DiagnosticsPage(
            lambda: standing(profile), lambda: profile.outlook.notices()
        )
        self._in_order = (
            self.inbox,
            self.sent,
            self.attention,
            self.statistics,
            self.receivers_page,
            self.settings,
            self.diagnostics,
        )
        self.rail = MainRail()
        self._behind: set[Page] = set()  # pages that show an earlier state of the ledger
        self.conditions = ConditionBar()
        self.notices = NoticeLine()
        self._lay_out()
        self._connect()
        self.refresh()
        self.show_page(Page.INBOX)

    @property
    def page(self) -> Page:
        return Page(self._pages.currentIndex())

    @property
    def guide_page(self) -> GuidePage:
        return GuidePage[self.page.name]

    def show_page(self, page: Page) -> None:
        if page is Page.SETTINGS:
            self.settings.open()
        elif page is Page.HELP:
            self.diagnostics.open()
        self._pages.setCurrentIndex(page)
        self._catch_up(page)
        self.rail.nav.choose(page)
        if page is Page.INBOX:
            self.inbox.view.setFocus()
        elif page is Page.SENT:
            self.sent.view.setFocus()
        elif page is Page.SETTINGS:
            self.settings.search.setFocus()

    def open_entry(self, entry_id: str) -> None:
        """Show one given rating in Đã gửi."""
        self.show_page(Page.SENT)
        self.sent.open_entry(entry_id)

    def refresh(self) -> None:
        """Something changed in the ledger: the page on the screen reads again what it shows, the
        others once they are looked at."""
        self._behind = set(Page)
        self._catch_up(self.page)
        names = [each.name.of(language()) for each in self._profile.enrolments.enrolments()]
        self.rail.show_receivers(names)
        self.notices.show_notices(unread_notices(self._profile))

    def show_counts(self, counts: Counts) -> None:
        self.rail.show_counts(counts)
        self.inbox.show_waiting(counts.to_rate)

    def show_delivery(self, state: DeliveryState) -> None:
        self.rail.show_delivery(state)

    def answer(self, words: str) -> None:
        """What came of "Gửi ngay"."""
        self.rail.sync.answer(words)

    def show_conditions(self, conditions: Sequence[Sentence]) -> None:
        self.conditions.show_conditions(conditions)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(event.size().width() < scaled(_NARROW_BELOW))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dragged = event.mimeData()
        if enrolment_path(dragged) is not None or dropped_files(dragged):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := enrolment_path(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.show_page(Page.RECEIVERS)
            self.receivers_page.panel.read(path)
        elif files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit([str(file) for file in files])

    def _open_enrolment(self) -> None:
        self.show_page(Page.RECEIVERS)  # where what the file says is going to stand
        self.receivers_page.panel.choose()

    def _catch_up(self, page: Page) -> None:
        if page in self._behind:
            self._behind.remove(page)
            self._in_order[page].refresh()

    def _directory(self) -> Directory:
        return self._profile.directory

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for page in self._in_order:
            self._pages.addWidget(page)
        content = PageGround()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(MARGIN, 0, MARGIN, 0)
        bar.addWidget(self.conditions)
        bar.addWidget(self.notices)
        column.addLayout(bar)
        column.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(content, 1)

    def _connect(self) -> None:
        for lines in (self.conditions, self.notices):
            lines.filled.connect(lambda: tab_in_reading_order(self))
        self.notices.more_asked.connect(lambda: self.show_page(Page.HELP))
        self.rail.page_asked.connect(lambda number: self.show_page(Page(number)))
        self.rail.send_asked.connect(self.send_asked)
        self.rail.enrol_asked.connect(self._open_enrolment)
        self.diagnostics.guide_asked.connect(self.help_asked)
        self.attention.entry_opened.connect(self.open_entry)
        self.sent.attention_asked.connect(lambda: self.show_page(Page.ATTENTION))
        self.settings.receivers_asked.connect(lambda: self.show_page(Page.RECEIVERS))
        for page in Page:
            shortcut = QShortcut(QKeySequence(f"Ctrl+{page + 1}"), self)
            shortcut.activated.connect(lambda page=page: self.show_page(page))
