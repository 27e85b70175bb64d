"""Asks: has the policy say what to show now, shows it on the card, carries out the answer.

One timer asks the policy again when it said it would have something; everything that changes the
book of prompts asks at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.digest import DigestFace
from rating_client.desktop.card.saved_words import saved_words, what_was_given
from rating_client.desktop.card.window import CardManner, CardWindow
from rating_client.desktop.giving.facts_for import card_facts, digest_facts
from rating_client.desktop.giving.office_ratings import rate_offices
from rating_client.desktop.giving.putting_off import put_off
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.desktop.system.senses import Senses, desk_now
from rating_client.outbox.entry import UNDO_SECONDS, Entry
from rating_client.profile import Profile
from rating_client.prompts.pacing import Pacing, end_of_day, end_of_today
from rating_client.prompts.policy import Card, Wait
from rating_client.windows import hotkey

_LOOK_AGAIN = 15.0  # seconds: a locked screen is unlocked without telling us
_LONGEST = 15 * 60.0
_HOUR = 3600.0


class Prompter(QObject):
    """The card and what it leads to. Forms and windows are others' business."""

    form_asked = Signal(str, object)  # key, and the level already clicked or None
    form_instead = Signal(str)  # key: the setting wants the form itself, without the keyboard
    list_asked = Signal(list)  # keys to rate together; none for the whole list
    asked = Signal()  # a person is asked about something else than before
    changed = Signal()  # a person decided: prompts or entries changed in the ledger
    trouble = Signal(object)  # a Sentence: what a person decided could not be done
    conditions = Signal(list)  # Sentences: why nothing can be asked now

    def __init__(self, profile: Profile, senses: Senses, parent: QObject) -> None:
        super().__init__(parent)
        self._profile, self._senses = profile, senses
        self._shown: Card | None = None
        self._waiting: Wait | None = None
        self._given: list[str] = []  # entries that can still be taken back
        self._delivery: DeliveryState = ALL_QUIET
        self.form_is_open = False
        self.card = CardWindow(profile.clock)
        self._take_manner()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)
        self.card.recorded.connect(self._record)
        self.card.opened.connect(self.form_asked)
        self.card.list_opened.connect(self.list_asked)
        self.card.put_off.connect(self._put_off)
        self.card.skipped.connect(self._skip)
        self.card.merged.connect(self._merge)
        self.card.undone.connect(self._undo)
        self.card.gone.connect(self._gone)
        self.card.pointed.connect(self._pointed)

    @property
    def asked_together(self) -> list[str]:
        """The declarations of the card on the screen; none where it lists only a part of them."""
        shown = self._shown
        return list(shown.keys) if shown is not None and not shown.more else []

    def ask(self) -> None:
        """Show what there is to show now; otherwise come back when the policy says so."""
        if self._answering():
            self._come_back(_LOOK_AGAIN)
            return
        now = self._profile.clock.now()
        desk = desk_now(self._senses, self._shown, card_busy=self.card.pointed_at)
        conditions: list[Sentence] = []
        with told("cards", conditions.append):
            answer = self._profile.flow.next_card(now, desk, self._waiting)
            if isinstance(answer, Wait):
                self._wait(answer, now)
            else:
                self._show(answer, now)
        if conditions:
            self._come_back(_LOOK_AGAIN)
        self.conditions.emit(conditions)

    def ask_soon(self) -> None:
        """Ask once what is going on now is over."""
        self._come_back(0)

    def show_saved(self, entries: Sequence[Entry]) -> None:
        """Say that these are kept, and offer to take them back."""
        self._given = [entry.id for entry in entries]
        online = self._delivery.link is Link.ONLINE
        words = saved_words(entries, online=online)
        self.card.show_saved(words, what_was_given(entries), round(UNDO_SECONDS))

    def show_delivery(self, state: DeliveryState) -> None:
        """How sending stands: the card tells whoever answers without a network."""
        self._delivery = state
        self.card.set_offline(state.link is Link.OFFLINE)

    def pause_an_hour(self) -> None:
        self._pause(self._profile.clock.now() + _HOUR)

    def pause_today(self) -> None:
        """No cards for the rest of the day."""
        self._pause(end_of_today(self._profile.clock.now()))

    def resume(self) -> None:
        """A pause ends before its time."""
        self._decide(lambda: self._profile.prompts.showings.pause(None))

    def settled_elsewhere(self, keys: Sequence[str]) -> None:
        """These were rated or skipped in a window: a card about them has nothing to ask."""
        if self._shown is not None and set(self._shown.keys) & set(keys):
            self.card.dismiss()
        self.ask()

    def opened_elsewhere(self, key: str) -> None:
        """The form of this one opens: a card that asks about nothing else only covers it."""
        if self._shown is not None and list(self._shown.keys) == [key] and not self._answering():
            self.card.dismiss()

    def _answering(self) -> bool:
        """Whether the card shows a review, the choice of a later time, or what was saved."""
        asking = isinstance(self.card.face, AskingFace | DigestFace)
        return self.card.isVisible() and not asking

    def _wait(self, wait: Wait, now: float) -> None:
        self._waiting = wait
        if wait.reason == "card" and wait.waiting and self.card.pointed_at:
            self.card.note(self.tr("+{n} tờ mới").format(n=wait.waiting))
        if wait.until is not None:
            self._come_back(wait.until - now)
        elif wait.reason == "locked":
            self._come_back(_LOOK_AGAIN)
        else:
            self._timer.stop()

    def _come_back(self, seconds: float) -> None:
        self._timer.start(round(min(max(seconds, 0.05), _LONGEST) * 1000))

    def _show(self, card: Card, now: float) -> None:
        self._waiting = None
        if self._profile.settings.new_declaration_opens == "form" and card.kind != "digest":
            if self.form_is_open:
                return  # asked again when it closes
            card = replace(card, kind="one", keys=card.keys[:1], prompts=card.prompts[:1])
            self._profile.prompts.show(card, now)
            self.form_instead.emit(card.keys[0])
            self.asked.emit()
            return
        self._profile.prompts.show(card, now)
        self._shown = card
        self._take_manner()
        if card.kind == "digest":
            self.card.show_digest(digest_facts(card, self._profile))
        else:
            facts = card_facts(card.prompts, self._profile)
            self.card.show_batch(facts, more=card.more, offers_digest=card.offers_digest)
        self.asked.emit()

    def _take_manner(self) -> None:
        settings = self._profile.settings
        self.card.set_manner(
            CardManner(
                stays_seconds=settings.card_seconds,
                day_end=settings.digest_at or "16:30",
                hotkey=settings.hotkey if hotkey.is_there() else "",
            )
        )

    # What the person answered ---------------------------------------------------------------

    def _record(self, keys: list[str], level: int) -> None:
        """One level for the office of each: all of them are kept, or none is."""
        entries: list[Entry] | None = None
        with told("card", self.card.not_saved):
            entries = rate_offices(self._profile, [(key, level) for key in keys])
        if entries is not None:
            self.show_saved(entries)
            self.changed.emit()

    def _put_off(self, keys: list[str], choice: str) -> None:
        self._decide(lambda: put_off(self._profile, keys, choice))

    def _skip(self, keys: list[str]) -> None:
        self._decide(lambda: self._profile.flow.declined(keys))

    def _merge(self) -> None:
        """Silence until the end of the working day, whose card counts all that is left."""
        now = self._profile.clock.now()
        self._pause(end_of_day(now, Pacing.from_settings(self._profile.settings)) or now)

    def _pause(self, until: float) -> None:
        self.card.dismiss()
        self._decide(lambda: self._profile.prompts.showings.pause(until))

    def _undo(self) -> None:
        taken, self._given = self._given, []
        self._decide(lambda: [self._profile.flow.taken_back(each) for each in taken])

    def _decide(self, decision: Callable[[], object]) -> None:
        self._come_back(_LOOK_AGAIN)  # what failed fails again if it is asked at once
        with told("card", self.trouble.emit):
            decision()
            self.changed.emit()
            self.ask()

    def _pointed(self, here: bool) -> None:
        """The mouse came over the card, or left it: what waited for that may be shown now."""
        if not here:
            self.ask()

    def _gone(self) -> None:
        self._shown = None
        self.ask_soon()  # after the answer with which the card went has been carried out
