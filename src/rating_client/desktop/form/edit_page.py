"""The part of the form that is filled in: it scrolls between header and footer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.form.closing import ClosingBlock
from rating_client.desktop.form.contact import ContactBlock
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.form.matrix import Matrix
from rating_client.desktop.form.privacy import PrivacyLine
from rating_client.desktop.form.suggestion import Lookups
from rating_client.desktop.form.when import WhenBlock
from rating_client.desktop.look.scrolling import FollowsKeyboard, scrolling
from rating_client.desktop.look.theme import CARD_GAP, FORM_MARGIN, PADDING, Type
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating

_FOCUS_MARGIN = 64  # what the keyboard is on is never scrolled to the very edge


@dataclass(frozen=True)
class _Begun:
    """What the blocks of low levels begin with."""

    contact: Contact | None = None
    wants_answer: bool = True
    travels: str = "ask"
    now: float = 0.0


class EditPage(QWidget):
    changed = Signal()
    preview_wanted = Signal()
    scrolls = Signal(bool)  # whether there is more than fits

    def __init__(self, lookups: Lookups) -> None:
        super().__init__()
        self._facts: FormFacts | None = None
        self._form: Form | None = None
        self._filling = False
        self._strip_height = 0
        self._begun = _Begun()
        self._contact: ContactBlock | None = None
        self._when: WhenBlock | None = None
        content = QWidget()
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(FORM_MARGIN, 0, FORM_MARGIN, 8)
        column.setSpacing(CARD_GAP)
        self.notice = _Notice()
        self.matrix = Matrix(lookups)
        self.closing = ClosingBlock()
        self.privacy = PrivacyLine()
        for block in (self.notice, self.matrix, self.closing, self.privacy):
            column.addWidget(block)
        column.addStretch(1)
        self.area = scrolling(content, FORM_MARGIN)
        FollowsKeyboard(self.area, _FOCUS_MARGIN)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        for part in (self.matrix, self.closing):
            part.changed.connect(self._changed)
        self.privacy.preview_wanted.connect(self.preview_wanted)
        self._content = content
        content.installEventFilter(self)
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(0)
        self._look_again.timeout.connect(self._place_privacy)

    @property
    def contact(self) -> ContactBlock:
        """Built with the first low level, as the next one: most forms have none."""
        if self._contact is None:
            self._contact = ContactBlock()
            self._contact.show_contact(self._begun.contact, wants_answer=self._begun.wants_answer)
            self._add_below(self.closing, self._contact)
        return self._contact

    @property
    def when(self) -> WhenBlock:
        if self._when is None:
            self._when = WhenBlock()
            self._when.begin(self._begun.travels, self._begun.now)
            self._add_below(self.contact, self._when)
        return self._when

    @property
    def remembers_contact(self) -> bool:
        return self._contact is not None and self._contact.remember.isChecked()

    def open(
        self,
        facts: FormFacts,
        form: Form,
        draft: Rating | None,
        contact: Contact | None,
        *,
        travels: str,
        now: float,
    ) -> None:
        self._filling = True
        self._facts, self._form = facts, form
        self.notice.say(facts.notice)
        self.matrix.show_form(form, facts, draft.subjects if draft else ())
        role = draft.role if draft else facts.role
        self.closing.show_said(draft.suggestion if draft else "", role, form.limits.suggestion)
        known = (draft.contact if draft else None) or contact
        wants_answer = draft.wants_answer if draft else True
        self._begun = _Begun(known, wants_answer, travels, now)
        if self._contact is not None:
            self._contact.show_contact(known, wants_answer=wants_answer)
        if self._when is not None:
            self._when.begin(travels, now)
        self._filling = False
        self.area.verticalScrollBar().setValue(0)
        self._show_what_low_levels_need()

    def set_office_level(self, level: int) -> None:
        self.matrix.set_office_level(level)
        self._show_what_low_levels_need()

    def rating(self) -> Rating:
        """Everything as it stands, rows without a level included."""
        block = self._contact
        return Rating(
            subjects=self.matrix.subjects(),
            suggestion=self.closing.text,
            contact=block.contact() if block else self._begun.contact,
            wants_answer=block.answer.isChecked() if block else self._begun.wants_answer,
            role=self.closing.role,
        )

    def rating_to_send(self) -> Rating:
        """Only what was rated; name and phone only where a level needs them."""
        whole = self.rating()
        return replace(
            whole,
            subjects=whole.given,
            contact=whole.contact if self.has_low_level else None,
        )

    @property
    def has_low_level(self) -> bool:
        """Whether a level was given that needs a contact."""
        levels = self._form.contact_levels if self._form else frozenset()
        return any(row.level in levels for row in self.matrix.rows)

    @property
    def asks_when(self) -> bool:
        """Holding back makes sense for low levels, and only until the goods are out."""
        return self.has_low_level and self._facts is not None and not self._facts.released

    def bring_into_view(self, widget: QWidget) -> None:
        """Puts the keyboard on `widget`, clear of header and footer."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(
            0, lambda: self.area.ensureWidgetVisible(widget, _FOCUS_MARGIN, _FOCUS_MARGIN)
        )

    def clear_messages(self) -> None:
        self.matrix.message.say("")
        self.matrix.shared.clear_messages()
        for row in self.matrix.rows:
            if row.reasons is not None:
                row.reasons.clear_messages()
        self.closing.message.say("")
        if self._contact is not None:
            self._contact.clear_messages()
        if self._when is not None:
            self._when.message.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look_again.start()  # a page that still scrolls keeps its size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._look_again.start()
        return super().eventFilter(watched, event)

    def look_again_now(self) -> bool:
        """Place the line of privacy, if it is due in the next turn of the event loop."""
        due = self._look_again.isActive()
        if due:
            self._look_again.stop()
            self._place_privacy()
        return due

    def _place_privacy(self) -> None:
        """At the end of the page where all of it is in view, else in the window's fixed strip.

        Judged by the height of page and window alone, not by what is shown now: otherwise each
        place would give reason for the other.
        """
        needed = self._column.totalHeightForWidth(self._content.width())
        if self.privacy.isHidden():  # where it last stood the page may have had another width
            width = self._column.contentsRect().width()
            needed += self.privacy.heightForWidth(width) + CARD_GAP
        scrolls = needed > self.height() + self._strip_height
        if scrolls != self.privacy.isHidden():
            self.privacy.setHidden(scrolls)
            self.scrolls.emit(scrolls)

    def set_strip_height(self, height: int) -> None:
        """What the strip takes from the page while it is shown."""
        self._strip_height = height

    def _changed(self) -> None:
        if not self._filling:
            self._show_what_low_levels_need()
            self.changed.emit()

    def _show_what_low_levels_need(self) -> None:
        if self._contact is not None or self.has_low_level:
            self.contact.setVisible(self.has_low_level)
        if self._when is not None or self.asks_when:
            self.when.setVisible(self.asks_when)

    def _add_below(self, block: QWidget, added: ContactBlock | WhenBlock) -> None:
        self._column.insertWidget(self._column.indexOf(block) + 1, added)
        added.changed.connect(self._changed)
        tab_in_reading_order(self)


class _Notice(Panel):
    """A line over the form, such as which rating this one replaces."""

    def __init__(self) -> None:
        super().__init__("accent_ground", framed=False)
        row = QVBoxLayout(self)
        row.setContentsMargins(PADDING, 8, PADDING, 8)
        self._words = Label("", Type.TABLE, wrap=True)
        row.addWidget(self._words)

    def say(self, words: str) -> None:
        self._words.setText(words)
        self.setVisible(bool(words))
