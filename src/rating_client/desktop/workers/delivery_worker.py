"""The delivery thread: a timer around the delivery stage, which says itself when to come back."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.delivery.stage import Delivery, Tally
from rating_client.delivery.state import DeliveryState
from rating_client.desktop.workers.threads import Worker
from rating_client.enrolment.routing import Undecided
from rating_client.profile import Profile

_AFTER_TROUBLE = 15.0  # seconds until a ledger or settings that failed are tried again
_LONGEST = 15 * 60.0
_SLEPT = 60.0  # a timer this late has rung after a sleep of the computer
_SOON = 1.0  # a wake this near still belongs to what a person asked for


@dataclass(frozen=True)
class Tried:
    """What came of "Gửi ngay": since it was pressed, and how things stand now."""

    sent: int
    receipts: int
    refusals: int
    state: DeliveryState
    conditions: tuple[Sentence, ...]


class DeliveryWorker(Worker):
    """Everything that touches the network. `send_now` and `wake` may be called from any thread."""

    changed = Signal()  # an entry, an enrolment or a document changed in the ledger
    stands = Signal(object)  # the DeliveryState, when it is another
    conditions = Signal(list)  # what is in the way of sending now
    choices = Signal(list)  # Undecided: offices that several receivers take
    tried = Signal(object)  # Tried

    _woken = Signal()
    _send_asked = Signal()
    _wake_up_asked = Signal()
    _network_changed = Signal()

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._delivery: Delivery | None = None
        self._tally = Tally()
        self._due = math.inf  # when the timer was to ring
        self._asked_at: Tally | None = None  # the tally when a person pressed Gửi ngay
        self._state: DeliveryState | None = None
        self._conditions: list[Sentence] = []
        self._choices: list[Undecided] = []
        self._woken.connect(self._plan_anew)
        self._send_asked.connect(self._send_now)
        self._wake_up_asked.connect(self._wake_up)
        self._network_changed.connect(self._go_another_way)

    def wake(self) -> None:
        """Something was queued, released or taken back, or there may be a receiver for what had
        none: plan again."""
        self._woken.emit()

    def send_now(self) -> None:
        """A person asked: forget back-offs and answer by `tried`."""
        self._send_asked.emit()

    def woke_up(self) -> None:
        """The network changed, or the computer slept: what failed for that is tried again soon."""
        self._wake_up_asked.emit()

    def network_changed(self) -> None:
        """The settings name another way to the network."""
        self._network_changed.emit()

    def interrupt(self) -> None:
        if self._delivery is not None:
            self._delivery.hang_up()

    def begin(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._turn)
        self._turn()

    def end(self) -> None:
        self._timer.stop()

    @Slot()
    def _send_now(self) -> None:
        self._asked_at = self._tally
        self._carry_out(Delivery.send_now)

    @Slot()
    def _wake_up(self) -> None:
        self._carry_out(Delivery.woke_up)

    @Slot()
    def _go_another_way(self) -> None:
        self._delivery, self._tally, self._asked_at = None, Tally(), None
        self._profile.leave_network()
        self._carry_out(Delivery.woke_up)

    @Slot()
    def _plan_anew(self) -> None:
        if self._delivery is not None:
            self._delivery.look_for_receivers()
        self._turn()

    @Slot()
    def _turn(self) -> None:
        slept = self._profile.clock.now() - self._due > _SLEPT
        self._carry_out(Delivery.woke_up if slept else lambda _delivery: None)

    def _carry_out(self, wish: Callable[[Delivery], None]) -> None:
        """One step, after what was wished for; then the timer for the next."""
        if self.stopping():
            return
        now = self._profile.clock.now()
        wait = _AFTER_TROUBLE
        with told("delivery", lambda sentence: self._show_conditions([sentence])):
            self._delivery = self._delivery or self._profile.delivery
            wish(self._delivery)
            until = self._delivery.step(now) - self._profile.clock.now()
            self._tell(self._delivery, worked=until <= 0)
            wait = until
        if self._asked_at is not None and wait > _SOON:
            self._answer(self._asked_at)
        wait = min(max(wait, 0.0), _LONGEST)
        self._due = self._profile.clock.now() + wait
        self._timer.start(round(wait * 1000))

    def _tell(self, delivery: Delivery, *, worked: bool) -> None:
        self._tally = delivery.tally
        state = delivery.state()
        if state != self._state:
            self._state = state
            self.stands.emit(state)
        if worked:
            self.changed.emit()
        choices = list(delivery.choices())
        if choices != self._choices:
            self._choices = choices
            self.choices.emit(choices)
        self._show_conditions(delivery.conditions())

    def _show_conditions(self, conditions: list[Sentence]) -> None:
        if conditions != self._conditions:
            self._conditions = conditions
            self.conditions.emit(conditions)

    def _answer(self, before: Tally) -> None:
        self._asked_at = None
        self._state = self._state or self._profile.outlook.state()
        self.tried.emit(
            Tried(
                sent=self._tally.attempts - before.attempts,
                receipts=self._tally.receipts - before.receipts,
                refusals=self._tally.refusals - before.refusals,
                state=self._state,
                conditions=tuple(self._conditions),
            )
        )
