"""The main window at work: opened when asked for, what people decide in it carried out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.declarations.declaration import Declaration
from rating_client.delivery.state import DeliveryState
from rating_client.desktop.attention.desk import AttentionDesk
from rating_client.desktop.form.suggestion import offices_like
from rating_client.desktop.giving.putting_off import put_off
from rating_client.desktop.look.room import bring_to_front
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.enrolment.routing import Undecided
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.main.by_hand import ByHand
    from rating_client.desktop.main.window import MainWindow


class ListDesk(QObject):
    """Owns the one main window, which is built when it is first wanted."""

    form_asked = Signal(str)  # key
    batch_asked = Signal(list, object)  # keys, and the level pressed on them or None
    send_asked = Signal()
    files_dropped = Signal(list)  # paths of export files
    settled = Signal(list)  # keys a person decided about
    changed = Signal()  # prompts or entries changed in the ledger
    export_asked = Signal(str)  # the id of a refused entry to carry by hand
    closed = Signal()
    built = Signal(object)  # a MainWindow, new
    trouble = Signal(object)  # a Sentence: something could not be done

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._window: MainWindow | None = None
        self._by_hand: ByHand | None = None
        self._attention = AttentionDesk(profile, self)
        self._attention.form_asked.connect(self.form_asked)
        self._attention.export_asked.connect(self.export_asked)
        self._attention.changed.connect(self._attended)
        self._attention.trouble.connect(self.trouble)
        self._counts = Counts()
        self._delivery: DeliveryState = ALL_QUIET
        self._conditions: Sequence[Sentence] = ()
        self._choices: Sequence[Undecided] = ()

    @property
    def window(self) -> MainWindow:
        if self._window is None:
            self._window = self._built()
        return self._window

    @property
    def is_open(self) -> bool:
        return self._window is not None and self._window.isVisible()

    def open(self, page: Page) -> None:
        """The window in front, because a person asked for it."""
        window = self.window
        window.refresh()
        window.show_page(page)
        bring_to_front(window)

    def build_anew(self) -> None:
        """The language is another: a new window in the place of the one that stands."""
        old = self._window
        if old is None:
            return
        self._window = self._built()
        self._window.setGeometry(old.geometry())
        if old.isVisible():
            self._window.show_page(old.page)
            self._window.show()
        old.closed.disconnect(self.closed)  # it is not a person who closes it
        old.close()
        old.deleteLater()

    def open_by_hand(self, number: str = "") -> None:
        """Ask for a declaration that no export told of, or only by its number."""
        if self._by_hand is None:
            from rating_client.desktop.main.by_hand import ByHand

            self._by_hand = ByHand(lambda typed: offices_like(typed, self._profile.directory))
            self._by_hand.given.connect(self._ask_about)
        self._by_hand.start(number)

    def refresh(self) -> None:
        """The ledger changed; a window nobody sees reads it again when it is opened."""
        if self.is_open:
            self.window.refresh()

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        if self._window is not None:
            self._window.show_counts(counts)

    def show_delivery(self, state: DeliveryState) -> None:
        self._delivery = state
        if self._window is not None:
            self._window.show_delivery(state)

    def show_choices(self, choices: Sequence[Undecided]) -> None:
        """Offices that several receivers take."""
        self._choices = choices
        if self._window is not None:
            self._window.receivers_page.show_choices(choices)

    def show_conditions(self, conditions: Sequence[Sentence]) -> None:
        self._conditions = conditions
        if self._window is not None:
            self._window.show_conditions(conditions)

    def answer(self, words: str) -> None:
        """What came of "Gửi ngay"."""
        if self._window is not None:
            self._window.answer(words)

    def _built(self) -> MainWindow:
        from rating_client.desktop.main.window import MainWindow

        window = MainWindow(self._profile)
        window.show_counts(self._counts)
        window.show_delivery(self._delivery)
        window.show_conditions(self._conditions)
        window.receivers_page.show_choices(self._choices)
        window.send_asked.connect(self.send_asked)
        window.files_dropped.connect(self.files_dropped)
        window.closed.connect(self.closed)
        window.inbox.rate_asked.connect(self.form_asked)
        window.inbox.batch_asked.connect(self.batch_asked)
        window.inbox.skip_asked.connect(self._skip)
        window.inbox.later_asked.connect(self._put_off)
        window.inbox.reopen_asked.connect(self._reopen)
        window.inbox.print_asked.connect(self._show_on_paper)
        window.inbox.by_hand_asked.connect(self.open_by_hand)
        window.inbox.office_taught.connect(self._teach_office)
        window.inbox.office_forgotten.connect(self._forget_office)
        window.inbox.office_put_away.connect(self._leave_office)
        window.attention.by_hand_asked.connect(self.open_by_hand)
        self._attention.serve(window.attention)
        window.attention.release_asked.connect(self._release)
        window.receivers_page.receiver_chosen.connect(self._choose_receiver)
        window.sent.release_asked.connect(self._release)
        window.sent.replace_asked.connect(self._attention.correct)
        window.sent.answer_seen.connect(self._answer_seen)
        window.receivers_page.accepted.connect(lambda _enrolment: self.changed.emit())
        self.built.emit(window)
        return window

    def _show_on_paper(self, key: str) -> None:
        """The form of one declaration, blank or as far as its draft goes, to print or to keep."""
        from rating_client.desktop.paper.rating_forms import paper_to_fill
        from rating_client.desktop.paper.window import show_paper

        declaration = self._profile.prompts.declaration(key)
        if declaration is None:
            return
        draft = self._profile.drafts.load(key)
        form = draft.form if draft else self._profile.form_for(declaration)
        begun = draft.rating if draft else None
        show_paper(paper_to_fill(declaration, self._profile.directory, form, begun), self.window)

    def _skip(self, keys: list[str]) -> None:
        if self._done(lambda: self._profile.flow.declined(keys)):
            self.settled.emit(keys)

    def _put_off(self, keys: list[str], choice: str) -> None:
        if self._done(lambda: put_off(self._profile, keys, choice)):
            self.settled.emit(keys)

    def _reopen(self, keys: list[str]) -> None:
        self._done(lambda: [self._profile.prompts.reopen(key) for key in keys])

    def _answer_seen(self, entry_id: str) -> None:
        now = self._profile.clock.now()
        self._done(lambda: self._profile.answers.mark_read(entry_id, now))

    def _release(self, entry_id: str) -> None:
        self._done(lambda: self._profile.outbox.release(entry_id))

    def _attended(self) -> None:
        self.refresh()
        self.changed.emit()

    def _ask_about(self, declaration: Declaration) -> None:
        keys: list[str] = []
        if self._done(lambda: keys.extend(self._asked_by_hand(declaration))):
            for key in keys:
                self.form_asked.emit(key)

    def _asked_by_hand(self, declaration: Declaration) -> list[str]:
        key = self._profile.flow.asked_by_hand(declaration).key
        return [] if key is None else [key]

    def _teach_office(self, printed: str, code: str) -> None:
        now = self._profile.clock.now()
        self._done(lambda: self._profile.addressing.taught.teach(printed, code, now))

    def _forget_office(self, printed: str) -> None:
        self._done(lambda: self._profile.addressing.taught.forget(printed))

    def _leave_office(self, printed: str) -> None:
        self._done(lambda: self._profile.addressing.taught.leave_as_is(printed))

    def _choose_receiver(self, office: str, receiver: str) -> None:
        now = self._profile.clock.now()
        self._done(lambda: self._profile.enrolments.choose(office, receiver, now))

    def _done(self, wish: Callable[[], object]) -> bool:
        with told("main window", self.trouble.emit):
            wish()
            self.refresh()
            self.changed.emit()
            return True
        return False
