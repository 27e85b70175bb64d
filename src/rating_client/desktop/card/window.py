"""The card: a question at the edge of the screen that never takes the keyboard.

It asks about one declaration or several, shows in the same place what would be sent, and after
that what was kept. It knows no ledger: it is given words and answers with keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from rating_client.base.clock import Clock, local
from rating_client.base.sentences import Sentence
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.digest import DigestFace
from rating_client.desktop.card.facts import CardFacts, CardQuestion, DigestFacts
from rating_client.desktop.card.guard import MisclickGuard
from rating_client.desktop.card.later import LaterFace
from rating_client.desktop.card.lifetime import Lifetime
from rating_client.desktop.card.review import ReviewFace
from rating_client.desktop.card.saved import SavedFace
from rating_client.desktop.card.surface import CardSurface
from rating_client.desktop.words import grouped

Content = CardQuestion | DigestFacts


@dataclass(frozen=True)
class CardManner:
    """How the card behaves, from the settings."""

    stays_seconds: float = 30  # 0: until it is closed
    day_end: str = "16:30"
    guard_milliseconds: int = 600
    hotkey: str = ""  # that opens the form from everywhere


class CardWindow(CardSurface):
    recorded = Signal(list, int)  # keys, level: the person pressed Gửi
    opened = Signal(str, object)  # key, and the level already clicked or None
    list_opened = Signal(list)  # keys; none where there are more than a card can list
    put_off = Signal(list, str)  # keys, PutOff
    skipped = Signal(list)
    merged = Signal()  # no more cards today but one at the end of the day
    undone = Signal()
    gone = Signal()  # nothing is on the screen any more: answered, ✕, or the time ran out

    def __init__(self, clock: Clock, manner: CardManner | None = None) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Phiếu đánh giá"))
        self._clock = clock
        self._manner = manner or CardManner()
        self._content: Content = CardQuestion()
        self._next: Content | None = None
        self._offline = False
        self._answering = False  # a level was clicked, or an undo is still possible
        self._level = 0  # the one clicked, while its review is shown
        self._guard = MisclickGuard(self)
        self._lifetime = Lifetime(self)
        self._lifetime.over.connect(self.dismiss)
        self.pointed.connect(self._pointed)

    # What the owner says --------------------------------------------------------------------

    def show_one(self, facts: CardFacts) -> None:
        self.show_batch([facts])

    def show_batch(
        self, batch: Sequence[CardFacts], *, more: int = 0, offers_digest: bool = False
    ) -> None:
        """Asks about these. While somebody points at the card or answers it, they wait."""
        self._show_or_wait(CardQuestion(tuple(batch), more, offers_digest))

    def show_digest(self, facts: DigestFacts) -> None:
        self._show_or_wait(facts)

    def show_saved(self, text: str, detail: str = "", seconds: int = 10) -> None:
        """Says that ratings are kept, and in `detail` which; `undone` comes if they are taken
        back within `seconds`."""
        face = SavedFace(text, detail, seconds)
        face.undo_wanted.connect(self._undo)
        face.over.connect(self.dismiss)
        self._content = CardQuestion()
        self._answering = True
        self._lifetime.stop()
        self._turn(face)

    def not_saved(self, trouble: Sentence) -> None:
        """The rating could not be kept: says why; Gửi may be pressed again."""
        if isinstance(self.face, ReviewFace):
            self.face.show_trouble(trouble)

    def dismiss(self) -> None:
        """Off the screen, or on to what has been waiting."""
        self._answering = False
        self._lifetime.stop()
        waiting, self._next = self._next, None
        self._content = CardQuestion()
        if waiting is not None:
            self._show(waiting)
            return
        self.hide()
        self.gone.emit()

    def set_offline(self, offline: bool) -> None:
        """From the next question on, says that answers wait for the network."""
        self._offline = offline

    def set_manner(self, manner: CardManner) -> None:
        self._manner = manner

    @property
    def keys(self) -> list[str]:
        """The declarations the card is about."""
        return list(self._content.keys)

    # What is on it --------------------------------------------------------------------------

    def _show_or_wait(self, content: Content) -> None:
        if self.isVisible() and (self.pointed_at or self._answering):
            self._next = content
            fresh = len(set(content.keys) - set(self.keys))
            if fresh and not isinstance(self.face, SavedFace):
                self.note(self.tr("+{n} tờ mới").format(n=fresh))
            return
        self._show(content)

    def _show(self, content: Content) -> None:
        self._content, self._next, self._answering = content, None, False
        self._ask()
        self._lifetime.start(self._manner.stays_seconds)
        self._announce()

    def _ask(self) -> None:
        self._answering = False
        if isinstance(self._content, DigestFacts):
            digest = DigestFace(self._content)
            digest.list_wanted.connect(self._open_list)
            digest.tomorrow_wanted.connect(self._put_off_until_tomorrow)
            digest.skip_wanted.connect(self._skip)
            digest.closed.connect(self.dismiss)
            self._turn(digest)
            return
        face = AskingFace(self._content, offline=self._offline)
        face.level_chosen.connect(self._level_chosen)
        face.form_wanted.connect(self._open_form)
        face.later_wanted.connect(self._ask_until_when)
        face.skip_wanted.connect(self._skip)
        face.digest_wanted.connect(self._merge)
        face.closed.connect(self.dismiss)
        self._turn(face)

    def _level_chosen(self, level: int) -> None:
        if level <= 2:
            self._open(level)  # needs reasons and a contact, one by one
            return
        assert not isinstance(self._content, DigestFacts)
        self._answering, self._level = True, level
        face = ReviewFace(self._content.batch, level)
        face.send_wanted.connect(self._record)
        face.edit_wanted.connect(self._ask)
        face.later_wanted.connect(self._ask_until_when)
        face.closed.connect(self.dismiss)
        self._turn(face)

    def _ask_until_when(self) -> None:
        assert not isinstance(self._content, DigestFacts)
        now = local(self._clock.now())
        delayed = any((each.channel or 0) > 1 for each in self._content.batch)
        self._answering = True
        face = LaterFace(now, self._manner.day_end, clearance_first=delayed)
        face.put_off.connect(self._put_off)
        face.back_wanted.connect(self._ask)
        face.closed.connect(self.dismiss)
        self._turn(face)

    def _turn(self, face: QWidget) -> None:
        self.turn_to(face)
        self._guard.watch(face, self._manner.guard_milliseconds)

    # What the person does -------------------------------------------------------------------

    # Methods, never lambdas that know `self`: a face on its way out would take the card with it.

    def _record(self) -> None:
        self._lifetime.stop()
        self.recorded.emit(self.keys, self._level)

    def _open_form(self) -> None:
        self._open(None)

    def _open(self, level: int | None) -> None:
        """The form of the one declaration; of several their list, where each has its own row."""
        keys = self.keys
        if len(keys) != 1 or self._content.more:
            self._open_list()
            return
        self.dismiss()
        self.opened.emit(keys[0], level)

    def _open_list(self) -> None:
        keys = [] if self._content.more else self.keys
        self.dismiss()
        self.list_opened.emit(keys)

    def _put_off(self, choice: str) -> None:
        keys = self.keys
        self.dismiss()
        self.put_off.emit(keys, choice)

    def _put_off_until_tomorrow(self) -> None:
        self._put_off("next_workday")

    def _skip(self) -> None:
        keys = self.keys
        self.dismiss()
        self.skipped.emit(keys)

    def _merge(self) -> None:
        self.dismiss()
        self.merged.emit()

    def _undo(self) -> None:
        self.dismiss()
        self.undone.emit()

    def _pointed(self, here: bool) -> None:
        if here:
            self._lifetime.pause()
            return
        self._lifetime.go_on()
        if self._next is not None and not self._answering:
            self._show(self._next)

    def _announce(self) -> None:
        """Politely, for a screen reader; nothing moves the keyboard."""
        if self.announcement:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.announcement))

    @property
    def announcement(self) -> str:
        """What was registered, and the keys that lead to its form."""
        if isinstance(self._content, DigestFacts) or not self._content.batch:
            return ""
        if self._content.total == 1:
            words = self.tr("Tờ khai {number} vừa đăng ký.")
            words = words.format(number=grouped(self._content.batch[0].number))
        else:
            words = self.tr("{n} tờ khai vừa đăng ký.").format(n=self._content.total)
        if self._manner.hotkey:
            keys = self._manner.hotkey.replace("+", " ")
            words += " " + self.tr("{keys} để đánh giá.").format(keys=keys)
        return words
