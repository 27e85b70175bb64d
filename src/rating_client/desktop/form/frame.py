"""The frame of the form window: header and footer stay, the middle turns its pages."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.form.edit_page import EditPage
from rating_client.desktop.form.footer import FormFooter, Page
from rating_client.desktop.form.header import FormHeader
from rating_client.desktop.form.preview import PreviewPage
from rating_client.desktop.form.privacy import PrivacyLine
from rating_client.desktop.form.review import ReviewPage
from rating_client.desktop.form.suggestion import Lookups
from rating_client.desktop.look.icons import mark_icon
from rating_client.desktop.look.room import give_room
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, GAP, scaled

_SIZE, _LEAST_SIZE = (920, 730), (720, 480)
_HEADER = 600  # what number, channel and a short name need
# Below these the words leave the column heads, and the header keeps one line.
_NARROW, _LOW = 860, 560


class FormFrame(QWidget):
    preview_wanted = Signal()

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self.header = FormHeader()
        self.edit = EditPage(lookups)
        self.strip = PrivacyLine(short=True)
        self.footer = FormFooter()
        self.setWindowIcon(mark_icon())
        width, height = _LEAST_SIZE
        self.setMinimumSize(max(width, scaled(_HEADER)), height)
        give_room(self, QSize(*_SIZE))
        self._scrolls = False
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(FORM_MARGIN, GAP, FORM_MARGIN, CARD_GAP)
        head.addWidget(self.header)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.edit)
        self._areas: dict[Page, QWidget] = {Page.EDIT: self.edit}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.strip)
        column.addWidget(self.footer)
        self.strip.hide()
        self.edit.scrolls.connect(self._scrolling_changed)
        self.edit.preview_wanted.connect(self.preview_wanted)
        self.strip.preview_wanted.connect(self.preview_wanted)

    @cached_property
    def review(self) -> ReviewPage:
        """Built when first looked at, as the next one: the form itself is there the sooner."""
        review = ReviewPage()
        review.preview_wanted.connect(self.preview_wanted)
        self._add(Page.REVIEW, review)
        return review

    @cached_property
    def preview(self) -> PreviewPage:
        preview = PreviewPage()
        self._add(Page.PREVIEW, preview)
        return preview

    @property
    def page(self) -> Page:
        """What the middle shows."""
        shown = self._pages.currentWidget()
        return next(page for page, area in self._areas.items() if area is shown)

    def turn_to(self, page: Page) -> None:
        self._pages.setCurrentWidget(self._areas[page])
        self.footer.show_page(page)
        self._head.setVisible(page is Page.EDIT)
        self._show_strip()

    def settle(self) -> None:
        """Lay out now all that is shown. Left to the event loop, rows, scroll bar and the line of
        privacy move each other in several turns, and are painted in each of them."""
        send, layouts = QCoreApplication.sendPostedEvents, QEvent.Type.LayoutRequest
        for _ in range(3):  # one for each of these
            send(None, layouts)
            send(self.edit.area, QEvent.Type.MetaCall)  # which has its scroll bar come and go
            send(None, layouts)
            if not self.edit.look_again_now():
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.edit.matrix.set_narrow(narrow)
        self.header.set_room(low=self.height() < _LOW, narrow=narrow)
        self.footer.set_narrow(self.width() < scaled(_NARROW))

    def _add(self, page: Page, content: QWidget) -> None:
        self._areas[page] = scrolling(content, FORM_MARGIN)
        self._pages.addWidget(self._areas[page])
        tab_in_reading_order(self)  # what comes last in time does not come last for the keyboard

    def _scrolling_changed(self, scrolls: bool) -> None:
        self._scrolls = scrolls
        self._show_strip()
        self.edit.set_strip_height(self.strip.heightForWidth(self.width()) if scrolls else 0)

    def _show_strip(self) -> None:
        """While the form scrolls, what it says about privacy stays above the footer."""
        self.strip.setVisible(self.page is Page.EDIT and self._scrolls)
