"""Whatever happens to the queue, in whatever order: lost 0, duplicated 0, invented 0.

The machine plays a person, a deliverer that may die at any moment, a second deliverer, a receiver
that remembers ids for ever, and somebody who sets the clock. The receiver's memory is the oracle.
"""

from __future__ import annotations

import shutil
import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import ConstraintError, Ledger
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Attempt, Dispatch, ReceiptFacts
from rating_client.outbox.entry import EntryState, Hold, Reason
from rating_client.outbox.envelope import Envelope
from tests.support.claims import claim_one
from tests.support.ledgers import open_ledger
from tests.support.submissions import content, known_declaration

LEASE = 120.0
RECEIVER = "receiver"
KEYS = ("0200000000/10000000011", "0200000000/10000000022")
TROUBLE = Reason("outbox.interrupted", {})
HOLDS = st.sampled_from(["none", "none", "released", "week"])


class QueueMachine(RuleBasedStateMachine):
    entries = Bundle("entries")
    attempts = Bundle("attempts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self.ledger = open_ledger(self.folder)
        self.outbox = Outbox(self.ledger)
        self.deliverers = [Dispatch(self.ledger), Dispatch(self.ledger)]
        self.now = seconds_of("2026-11-21T10:42:00+07:00")
        self.saved: dict[str, str] = {}  # id -> the bytes it must arrive with
        self.stored: dict[str, set[str]] = {}  # what the receiver holds: id -> bytes it saw
        self.undone: set[str] = set()
        self.given_up: set[str] = set()
        self.refused: set[str] = set()

    @initialize()
    def begin(self) -> None:
        for key in KEYS:
            known_declaration(self.ledger, key)

    # The person ---------------------------------------------------------------------------------

    @rule(target=entries, key=st.sampled_from(KEYS), hold=HOLDS, addressed=st.booleans())
    def rate(self, key: str, hold: str, addressed: bool) -> str:
        return self._put(key, hold, addressed, supersedes=None)

    @rule(target=entries, earlier=entries)
    def correct(self, earlier: str) -> str:
        return self._put(
            self.outbox.known(earlier).declaration_key, "none", addressed=True, supersedes=earlier
        )

    @rule(entry=entries)
    def undo(self, entry: str) -> None:
        before = self.outbox.known(entry)
        if self.outbox.take_back(entry):
            assert not before.may_have_left
            self.undone.add(entry)

    @rule(entry=entries)
    def give_up(self, entry: str) -> None:
        if self.outbox.give_up(entry):
            assert entry in self.refused
            self.given_up.add(entry)

    @rule(entry=entries)
    def try_again(self, entry: str) -> None:
        self.outbox.try_again(entry, self.now)

    @rule(entry=entries)
    def enrol(self, entry: str) -> None:
        self.outbox.address(entry, self._envelope(entry))

    @rule(key=st.sampled_from(KEYS))
    def goods_are_out(self, key: str) -> None:
        self.outbox.release_held(key)

    # The deliverer ------------------------------------------------------------------------------

    @rule(target=attempts, deliverer=st.integers(0, 1), after=st.sampled_from([11.0, 0.0]))
    def claim(self, deliverer: int, after: float) -> object:
        self.now += after
        due = self.deliverers[deliverer].next_due(RECEIVER)
        attempt = claim_one(self.deliverers[deliverer], RECEIVER, self.now, LEASE)
        assert (attempt is not None) == (due is not None and due <= self.now), "a stall or a spin"
        if attempt is None:
            return multiple()
        assert attempt.envelope.decode() == self.saved[attempt.id]
        return attempt

    @rule(attempt=consumes(attempts))
    def arrives_and_is_receipted(self, attempt: Attempt) -> None:
        self._arrive(attempt)
        self.deliverers[0].receipted(attempt.id, self._receipt(attempt))

    @rule(attempt=consumes(attempts))
    def arrives_but_the_reply_is_lost(self, attempt: Attempt) -> None:
        self._arrive(attempt)
        self._later(attempt, arrived=True)

    @rule(attempt=consumes(attempts))
    def never_arrives_and_nobody_can_tell(self, attempt: Attempt) -> None:
        self._later(attempt, arrived=True)

    @rule(attempt=consumes(attempts))
    def connection_refused(self, attempt: Attempt) -> None:
        self._later(attempt, arrived=False)

    @rule(attempt=consumes(attempts))
    def is_refused_by_the_receiver(self, attempt: Attempt) -> None:
        if attempt.id not in self.stored and self.deliverers[0].needs_attention(attempt, TROUBLE):
            self.refused.add(attempt.id)

    @rule(attempt=consumes(attempts), arrived=st.booleans())
    def dies_while_sending(self, attempt: Attempt, arrived: bool) -> None:
        if arrived:
            self._arrive(attempt)

    @rule()
    def a_deliverer_starts(self) -> None:
        self.deliverers[1].nobody_sends(self.now)

    # Time ---------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1.0, 11.0, LEASE + 1, 900.0, 8 * 86400.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.deliverers[0].expire_leases(self.now, LEASE)

    @rule(years=st.sampled_from([-1, 1, 10]))
    def somebody_sets_the_clock(self, years: int) -> None:
        self.now += years * 365 * 86400.0
        self.deliverers[0].heed_clock(self.now)

    # What must always hold ----------------------------------------------------------------------

    @invariant()
    def nothing_is_lost_doubled_or_invented(self) -> None:
        kept = {row["id"]: row for row in self.ledger.rows("SELECT * FROM entry")}
        assert kept.keys() == self.saved.keys()
        assert self.stored.keys() <= self.saved.keys()
        for entry_id, seen in self.stored.items():
            assert seen == {self.saved[entry_id]}
        for entry_id, row in kept.items():
            if row["state"] == EntryState.RECEIPTED:
                assert entry_id in self.stored, "a receipt nobody gave"
        assert not self.undone & self.stored.keys(), "the window said that it did not leave"

    def teardown(self) -> None:
        try:
            self._drain()
        finally:
            self.ledger.close()
            shutil.rmtree(self.folder)

    def _drain(self) -> None:
        """Faults off: everything that was saved and not withdrawn arrives."""
        for entry in self.outbox.unaddressed():
            self.outbox.address(entry.id, self._envelope(entry.id))
        for entry_id in self.saved:
            self.outbox.try_again(entry_id, self.now)
        for key in KEYS:
            self.outbox.release_held(key)
        self.deliverers[0].heed_clock(self.now)
        self.deliverers[0].nobody_sends(self.now)
        self.now += 10 * 365 * 86400
        while (claimed := claim_one(self.deliverers[0], RECEIVER, self.now, LEASE)) is not None:
            self.arrives_and_is_receipted(claimed)
        arrived = set(self.stored)
        assert self.saved.keys() - arrived - self.undone - self.given_up == set(), "lost"
        assert not arrived & self.undone

    def _put(self, key: str, hold: str, addressed: bool, supersedes: str | None) -> str:
        frozen = content(key, id=str(uuid.uuid4()), supersedes=supersedes)
        self.saved[frozen["id"]] = f"bytes of {frozen['id']}"
        holds = {
            "none": None,
            "released": Hold.until_released(self.now),
            "week": Hold.until_end_of_week(self.now),
        }
        envelope = self._envelope(frozen["id"]) if addressed else None
        entry = self.outbox.put(
            frozen, declaration_key=key, now=self.now, envelope=envelope, hold=holds[hold]
        )
        return entry.id

    def _envelope(self, entry_id: str) -> Envelope:
        return Envelope(self.saved[entry_id], f"digest of {entry_id}", RECEIVER, "device")

    def _arrive(self, attempt: Attempt) -> None:
        self.stored.setdefault(attempt.id, set()).add(attempt.envelope.decode())

    def _receipt(self, attempt: Attempt) -> ReceiptFacts:
        return ReceiptFacts(f"receipt for {attempt.id}", self.now, "epoch", 1)

    def _later(self, attempt: Attempt, *, arrived: bool) -> None:
        self.deliverers[0].later(
            attempt, not_before=self.now + 5, reason=TROUBLE, may_have_arrived=arrived
        )


QueueMachine.TestCase.settings = settings(
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestQueue = QueueMachine.TestCase


class _MintsBytesPerAttempt(QueueMachine):
    """A planted bug: every attempt sends bytes of its own."""

    def _arrive(self, attempt: Attempt) -> None:
        self.stored.setdefault(attempt.id, set()).add(
            f"{attempt.envelope.decode()} {attempt.attempts}"
        )


class _TrustsAnyReply(QueueMachine):
    """A planted bug: a reply that says 200 counts as a receipt."""

    @rule(attempt=consumes(QueueMachine.attempts))
    def a_login_page_answers(self, attempt: Attempt) -> None:
        self.deliverers[0].receipted(attempt.id, self._receipt(attempt))


@pytest.mark.parametrize("twin", [_MintsBytesPerAttempt, _TrustsAnyReply])
def test_the_machine_catches_a_planted_bug(twin: type[QueueMachine]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            twin,
            settings=settings(
                QueueMachine.TestCase.settings,
                max_examples=1000,  # it stops at the first one that is caught
                derandomize=True,
                database=None,
                print_blob=False,
                phases=[Phase.generate],  # to catch it is enough, no need to make it short
            ),
        )


def test_no_edge_exists_beside_those_in_the_table(tmp_path: Path) -> None:
    """Every pair of states, tried by hand: the ledger allows exactly the edges it lists."""
    ledger = open_ledger(tmp_path)
    known_declaration(ledger, KEYS[0])
    allowed = {(row["old"], row["new"]) for row in ledger.rows("SELECT * FROM entry_edge")}
    taken = set()
    for old in EntryState:
        for new in EntryState:
            if old is not new and _edge_taken(ledger, old, new):
                taken.add((str(old), str(new)))
    ledger.close()
    assert taken == allowed


def _edge_taken(ledger: Ledger, old: EntryState, new: EntryState) -> bool:
    frozen = content(KEYS[0])
    entry = Outbox(ledger).put(frozen, declaration_key=KEYS[0], now=1.0)
    ledger.run(
        "INSERT INTO envelope (entry, receiver, device, sha256, jwe)"
        " SELECT serial, 'r', 'd', 's', 'e' FROM entry WHERE id = ?",
        (entry.id,),
    )
    for state in _WAY_TO[old]:
        _set_state(ledger, entry.id, state)
    try:
        _set_state(ledger, entry.id, new)
    except ConstraintError:
        return False
    return True


_WAY_TO = {
    EntryState.UNADDRESSED: (),
    EntryState.WAITING: ("waiting",),
    EntryState.SENDING: ("waiting", "sending"),
    EntryState.UNCONFIRMED: ("waiting", "sending", "unconfirmed"),
    EntryState.RECEIPTED: ("waiting", "receipted"),
    EntryState.NEEDS_ATTENTION: ("waiting", "needs_attention"),
    EntryState.WITHDRAWN: ("withdrawn",),
}


def _set_state(ledger: Ledger, entry_id: str, state: str) -> None:
    """Nothing but the edge may be what is refused."""
    ledger.run(
        "UPDATE entry SET state = :state, receiver = 'r',"
        " envelope_sha256 = iif(:state = 'unaddressed', NULL, 's'),"
        " lease_until = iif(:state = 'sending', 1, NULL),"
        " receipt = iif(:state = 'receipted', 'receipt', receipt) WHERE id = :id",
        {"state": state, "id": entry_id},
    )
