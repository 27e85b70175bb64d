"""Becoming known to a receiver: a .rating-enrol file, read, compared by a person, accepted.

Used by the first run and by the page of receivers. Nothing of a file is believed before the
person has compared its key with the letter from customs.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.base.errors import RatingClientError, Trouble
from rating_client.desktop.file_dialogs import ask_for_file
from rating_client.desktop.receivers.drop_zone import DropZone, enrolment_path
from rating_client.desktop.receivers.offer_card import OfferCard
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import MAX_FILE, Offer, read_offer


class EnrolmentPanel(QWidget):
    """First the place to drop a file on, then what the file says, then `accepted`."""

    accepted = Signal(object)  # the Enrolment
    offered = Signal(bool)  # an offer waits for the person's comparison, or no longer does

    def __init__(self, enrolments: EnrolmentBook, clock: Clock) -> None:
        super().__init__()
        self._enrolments, self._clock = enrolments, clock
        self.setAcceptDrops(True)
        self.zone = DropZone()
        self.zone.choose_asked.connect(self.choose)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._stack)
        self.card: OfferCard | None = None

    def choose(self) -> None:
        """Ask for a file; the window goes on living meanwhile."""
        title, kinds = self.tr("Chọn tệp .rating-enrol"), self.tr("Tệp đăng ký (*.rating-enrol)")
        ask_for_file(self, title, kinds, lambda path: self.read(Path(path)))

    def read(self, file: Path) -> None:
        """Show what this file offers, or why it offers nothing."""
        try:
            self.show_offer(read_offer(_bytes_of(file)))
        except RatingClientError as error:
            self.start_over()
            self.zone.show_trouble(error.sentence)

    def show_offer(self, offer: Offer) -> None:
        self._drop_card()
        known = offer.receiver in self._enrolments.receivers()
        self.card = OfferCard(offer, known=known)
        self.card.accept_asked.connect(lambda: self._accept(offer))
        self.card.other_asked.connect(self.start_over)
        self._stack.addWidget(self.card)
        self._stack.setCurrentWidget(self.card)
        self.place_keyboard()
        self.offered.emit(True)

    def start_over(self) -> None:
        """Back to the place to drop a file on."""
        self._stack.setCurrentWidget(self.zone)
        self._drop_card()
        self.zone.show_trouble(None)
        self.place_keyboard()
        self.offered.emit(False)

    def place_keyboard(self) -> None:
        """On what is to be done first, and not on the next control somewhere in the window."""
        (self.card.compared if self.card is not None else self.zone.choose).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if enrolment_path(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := enrolment_path(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.read(path)

    def _accept(self, offer: Offer) -> None:
        assert self.card is not None
        try:
            enrolment = self._enrolments.accept(
                offer, self._clock.now(), fingerprint=offer.fingerprint
            )
        except RatingClientError as error:
            self.card.show_trouble(error.sentence)
            return
        self.start_over()
        self.accepted.emit(enrolment)

    def _drop_card(self) -> None:
        if self.card is not None:
            self._stack.removeWidget(self.card)
            self.card.deleteLater()
            self.card = None


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as content:
            return content.read(MAX_FILE + 1)
    except OSError as error:
        raise Trouble("enrolment.file-unreadable") from error
