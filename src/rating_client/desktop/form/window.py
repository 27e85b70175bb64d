"""The window of the rating form: built once, opened for one declaration after another.

Fill in, look once more, send. It knows no ledger: drafts leave by `changed`, ratings by `sent`,
and whoever owns it says whether they were kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.base.clock import Clock, SystemClock
from rating_client.base.sentences import Sentence
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.frame import FormFrame
from rating_client.desktop.form.missing import Missing, show_missing
from rating_client.desktop.form.suggestion import Lookups
from rating_client.desktop.giving.keeping import Keeping
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.room import bring_to_front, into_view
from rating_client.desktop.words import grouped
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating
from rating_client.ratings.rules import check


@dataclass(frozen=True)
class FormManner:
    """How the form behaves, from the settings."""

    low_levels_travel: str = "when_released"  # or "now" or "ask"
    skip_review_when_satisfied: bool = False


class RatingWindow(FormFrame):
    guide_page = GuidePage.FORM
    changed = Signal(object)  # Rating, half a second after the last change: the draft
    sent = Signal(object, object)  # Rating, Hold or None: the person pressed Gửi
    closed = Signal()  # the draft stays
    next_wanted = Signal()  # Ctrl+PgDn: the next declaration that waits

    def __init__(
        self,
        lookups: Lookups | None = None,
        content_of: Callable[[Rating], Mapping[str, Any]] | None = None,
        *,
        clock: Clock | None = None,
        manner: FormManner | None = None,
    ) -> None:
        """`content_of` makes the exact content a rating would be sent as, for the preview."""
        super().__init__(lookups or Lookups())
        self._keeping = Keeping(self.footer, self)
        self._clock: Clock = clock or SystemClock()
        self._manner = manner or FormManner()
        self._content_of = content_of
        self._facts: FormFacts | None = None
        self._form: Form | None = None
        self._before_review: QWidget | None = None
        self._page_before_preview = Page.EDIT
        self._connect()

    # What the owner says --------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The declaration on the form; empty before the first one."""
        return self._facts.key if self._facts else ""

    def open(
        self,
        facts: FormFacts,
        form: Form,
        draft: Rating | None = None,
        contact: Contact | None = None,
        *,
        office_level: int | None = None,
        quietly: bool = False,
    ) -> None:
        """Shows a declaration's form: fresh, or as its draft was left.

        `contact` is what is remembered for the owner. `office_level` is a level clicked on the
        card. Nothing else ever sets a level. `quietly`: nobody asked for the window, so it shows
        itself without taking the keyboard.
        """
        self._keeping.now()
        self._keeping.begin()
        self._facts, self._form = facts, form
        self.header.show_facts(facts)
        self.edit.open(
            facts,
            form,
            draft,
            contact,
            travels=self._manner.low_levels_travel,
            now=self._clock.now(),
        )
        self.footer.say_nothing()
        self.footer.say_missing(Missing())
        self.turn_to(Page.EDIT)
        if office_level is not None:
            self.edit.set_office_level(office_level)
            self._touched()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        into_view(self)
        self.show()
        self.settle()
        if not quietly:
            bring_to_front(self)
        self.edit.matrix.all.strip.take_focus()

    def rehearse(
        self, facts: FormFacts, form: Form, draft: Rating | None, contact: Contact | None
    ) -> None:
        """Fills everything as for this declaration, unseen: its form is shown the sooner."""
        self.header.show_facts(facts)
        self.edit.open(facts, form, draft, contact, travels="ask", now=self._clock.now())

    def saved(self, time: str) -> None:
        """The draft is on disk."""
        self._keeping.saved(time)

    def not_saved(self, trouble: Sentence) -> None:
        """Neither draft nor rating could be kept: the window stays, nothing on it is lost."""
        self._keeping.not_saved(trouble)

    def finished(self) -> None:
        """The rating is kept: the window goes."""
        self._keeping.forget()
        self._facts = None
        self.hide()

    def set_manner(self, manner: FormManner) -> None:
        self._manner = manner

    @property
    def remembers_contact(self) -> bool:
        """Whether the contact is to be remembered for this owner."""
        return self.edit.remembers_contact

    # What the person does -------------------------------------------------------------------

    def record(self) -> None:
        """Ghi nhận: to the review, or to what is missing."""
        if self.page is not Page.EDIT or self._form is None:
            return
        missing = show_missing(self.edit, check(self.edit.rating(), self._form))
        self.footer.say_missing(missing)
        if missing.places:
            return
        self._before_review = QApplication.focusWidget()
        self._keeping.now()
        rating = self.edit.rating_to_send()
        satisfied = all((subject.level or 0) >= 3 for subject in rating.subjects)
        if satisfied and self._manner.skip_review_when_satisfied:
            self._send()
            return
        assert self._facts is not None
        sending = self.edit.when.in_words(self._clock.now()) if self.edit.asks_when else ""
        self.review.show_rating(rating, self._form, self._facts, sending)
        self.turn_to(Page.REVIEW)
        self.footer.send_button.appear()

    def _send(self) -> None:
        if self._keeping.may_send():
            hold = self.edit.when.hold(self._clock.now()) if self.edit.asks_when else None
            self.sent.emit(self.edit.rating_to_send(), hold)

    def _back(self) -> None:
        """Sửa, Quay lại, Esc: where the person came from."""
        if self.page is Page.PREVIEW:
            self.turn_to(self._page_before_preview)
            return
        self.turn_to(Page.EDIT)
        if self._before_review is not None:
            self._before_review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self) -> None:
        if self._content_of is None or self._form is None:
            return
        self._page_before_preview = self.page
        self.preview.show_content(self._content_of(self.edit.rating_to_send()), self._form)
        self.turn_to(Page.PREVIEW)
        self.footer.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touched(self) -> None:
        self.footer.say_missing(Missing())
        self.footer.say_saving()
        self._keeping.touched()

    def _save(self) -> None:
        if self._facts is not None:
            self.changed.emit(self.edit.rating())

    # Qt's own -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            self._pages.currentWidget().keyPressEvent(event)
        elif self.page is Page.EDIT:
            self.close()
        else:
            self._back()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keeping.now()
        super().closeEvent(event)
        self.closed.emit()

    # Building -------------------------------------------------------------------------------

    def turn_to(self, page: Page) -> None:
        super().turn_to(page)
        number = grouped(self._facts.number) if self._facts else ""
        what = self.tr("Xem lại") if page is Page.REVIEW else number
        self.setWindowTitle(self.tr("Phiếu đánh giá · {what}").format(what=what))

    def _connect(self) -> None:
        self.edit.changed.connect(self._touched)
        self._keeping.due.connect(self._save)
        self.preview_wanted.connect(self._show_preview)
        self.footer.close_wanted.connect(self.close)
        self.footer.record_wanted.connect(self.record)
        self.footer.edit_wanted.connect(self._back)
        self.footer.send_wanted.connect(self._send)
        matrix = self.edit.matrix
        for keys, act in (
            ("Ctrl+Return", self.record),
            ("Ctrl+Enter", self.record),
            ("Ctrl+O", lambda: self.edit.bring_into_view(matrix.officers_adder.field)),
            ("Ctrl+M", matrix.go_to_details),
            ("Ctrl+PgDown", self.next_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self, act)
        for place in range(9):
            alt_digit = QKeySequence(f"Alt+{place + 1}")
            QShortcut(alt_digit, self, lambda place=place: matrix.tick_reason(place))
