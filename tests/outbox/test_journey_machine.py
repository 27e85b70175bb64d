"""The whole journey under everything that can happen to it: lost 0, duplicated 0, false receipts 0.

The machine plays a person at two programs of one profile, the declaration software, a receiver
that remembers for ever, forgers, crashes, clocks and damage. Sealing, signatures and the check of
receipts are real. The receiver's memory and the list of what was called saved are the oracle.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
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

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths, backups_of
from rating_client.contract.bundle import MAX_BUNDLE, read_bundle
from rating_client.contract.bundle import Bundle as CarriedBundle
from rating_client.contract.digests import token_sha256
from rating_client.contract.receipts import ReceiptRefused, check_receipt
from rating_client.contract.receipts_file import receipts_file
from rating_client.delivery.abreast import AT_ONCE
from rating_client.outbox.dispatch import Attempt, Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, EntryState, Hold, Reason
from rating_client.profile import Profile
from rating_client.ratings.form import built_in_form
from tests.support.claims import claim_one
from tests.support.clock import FakeClock
from tests.support.damage import zero
from tests.support.declared import cleared, routed
from tests.support.enrolling import enrol
from tests.support.intake import Customs
from tests.support.ledgers import TEST_KEY
from tests.support.ratings import satisfied
from tests.support.vaults import MemoryVault

LEASE = 120.0
DAY = 86_400.0
NUMBERS = ("100000000110", "100000000220", "300000000330")
KEYS = tuple(routed(number).key for number in NUMBERS)
TROUBLE = Reason("outbox.interrupted", {})
KEY = st.sampled_from(KEYS)
PROGRAM = st.integers(0, 1)


class JourneyMachine(RuleBasedStateMachine):
    entries = Bundle("entries")
    attempts = Bundle("attempts")

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.customs, self.stranger = _receivers()
        self.folder = Path(tempfile.mkdtemp(prefix="journey-"))
        shutil.copytree(_enrolled(), self.folder / "profile")
        self.paths = ProfilePaths.inside(self.folder / "profile")
        self.programs = [self._started(), self._started()]
        self.saved: dict[str, str] = {}  # id -> digest of the bytes it must arrive with
        self.in_copy: dict[str, str] | None = None  # what was saved when the copy was made
        self.undone: set[str] = set()
        self.stored: dict[str, set[str]] = {}  # what the receiver holds: id -> digests it saw
        self.receipts: dict[str, str] = {}  # id -> the token it was given
        self.seen: dict[str, str] = {}  # id -> state at the last look
        self.on_sticks: list[CarriedBundle] = []
        self.going_home: bytes | None = None  # a receipts file

    @initialize(target=entries)
    def a_working_day_has_begun(self) -> str:
        for number in NUMBERS[:2]:
            self.programs[0].flow.declaration_read(routed(number))
        entry = self.rate(KEYS[0], 0, "none")
        assert isinstance(entry, str)
        return entry

    # The declaration software -------------------------------------------------------------------

    @rule(number=st.sampled_from(NUMBERS), program=PROGRAM)
    def an_export_says_registered(self, number: str, program: int) -> None:
        self.programs[program].flow.declaration_read(routed(number))

    @rule(number=st.sampled_from(NUMBERS), program=PROGRAM)
    def an_export_says_cleared(self, number: str, program: int) -> None:
        self.programs[program].flow.declaration_read(cleared(number))

    # The person ---------------------------------------------------------------------------------

    @rule(
        target=entries,
        key=KEY,
        program=PROGRAM,
        hold=st.sampled_from(["none", "none", "released", "week"]),
    )
    def rate(self, key: str, program: int, hold: str) -> object:
        profile = self.programs[program]
        if profile.prompts.declaration(key) is None:
            return multiple()
        now = self.clock.now()
        holds = {
            "none": None,
            "released": Hold.until_released(now),
            "week": Hold.until_end_of_week(now),
        }
        waiting = {e.id for e in self._of(key) if not e.may_have_left}
        entry = profile.flow.rating_given(key, satisfied(), built_in_form(), holds[hold])
        assert entry.envelope is not None
        self.saved[entry.id] = token_sha256(entry.envelope)
        self.undone |= waiting  # what never left is taken back by the newer one
        return entry.id

    @rule(entry=entries, program=PROGRAM)
    def undo(self, entry: str, program: int) -> None:
        if entry not in self.saved or not self.programs[program].flow.taken_back(entry):
            return
        assert entry not in self.stored
        self.undone.add(entry)
        outbox = self.programs[program].outbox
        for put_back in outbox.of_declaration(outbox.known(entry).declaration_key):
            assert put_back.envelope is not None
            self.saved.setdefault(put_back.id, token_sha256(put_back.envelope))

    @rule(key=KEY, program=PROGRAM, what=st.sampled_from(["later", "on_cleared", "no", "again"]))
    def decide_otherwise(self, key: str, program: int, what: str) -> None:
        flow = self.programs[program].flow
        if what == "later":
            flow.put_off([key], self.clock.now() + 3600)
        elif what == "on_cleared":
            flow.put_off([key], None, on_cleared=True)
        elif what == "no":
            flow.declined([key])
        else:
            self.programs[program].prompts.reopen(key)

    # The deliverers -----------------------------------------------------------------------------

    @rule(target=attempts, program=PROGRAM, after=st.sampled_from([11.0, 0.0]))
    def claim(self, program: int, after: float) -> object:
        self.clock.advance(after)
        dispatch = Dispatch(self.programs[program].ledger)
        attempt = claim_one(dispatch, self.customs.id, self.clock.now(), LEASE)
        if attempt is None:
            return multiple()
        assert token_sha256(attempt.envelope.decode()) == self.saved[attempt.id]
        earlier = self._entry(self.programs[program].outbox.known(attempt.id).supersedes)
        assert earlier is None or earlier.hold or earlier.state not in _ON_ITS_WAY, "out of order"
        return attempt

    @rule(target=attempts, program=PROGRAM, several=st.integers(1, 3))
    def claim_bundles_abreast(self, program: int, several: int) -> object:
        """Of all that was just rated, corrections of what is under way among it, one bundle after
        the other before the first is answered; what becomes of each is its own."""
        for key in KEYS:
            self.rate(key, program, "none")
        self.clock.advance(11.0)
        profile = self.programs[program]
        dispatch, now = Dispatch(profile.ledger), self.clock.now()
        claimed: list[Attempt] = []
        for _ in range(AT_ONCE):
            together = dispatch.claim(self.customs.id, now, LEASE, at_most=several, room=MAX_BUNDLE)
            for attempt in together:
                assert token_sha256(attempt.envelope.decode()) == self.saved[attempt.id]
            claimed += together
        ids = {attempt.id for attempt in claimed}
        assert len(ids) == len(claimed), "claimed twice"
        superseded = {profile.outbox.known(each).supersedes for each in ids}
        assert not ids & superseded, "out of order"
        return multiple(*claimed)

    @rule(attempt=consumes(attempts), program=PROGRAM)
    def arrives_and_is_receipted(self, attempt: Attempt, program: int) -> None:
        self._settle(attempt, program, self._arrive(attempt))

    @rule(attempt=consumes(attempts), program=PROGRAM)
    def arrives_but_the_reply_is_lost(self, attempt: Attempt, program: int) -> None:
        self._arrive(attempt)
        self._later(attempt, program, arrived=True)

    @rule(attempt=consumes(attempts), program=PROGRAM)
    def connection_refused(self, attempt: Attempt, program: int) -> None:
        self._later(attempt, program, arrived=False)

    @rule(
        attempt=consumes(attempts),
        program=PROGRAM,
        forged=st.sampled_from(["another receiver", "another id", "another digest", "no receipt"]),
    )
    def somebody_forges_a_receipt(self, attempt: Attempt, program: int, forged: str) -> None:
        envelope, device = attempt.envelope.decode(), self._device()
        if forged == "another receiver":
            token = self.stranger.receipt(envelope, submission=attempt.id, device=device)
        elif forged == "another id":
            token = self.customs.receipt(envelope, submission="0" * 36, device=device)
        elif forged == "another digest":
            token = self.customs.receipt("other bytes", submission=attempt.id, device=device)
        else:
            token = "<html>login</html>"
        self._settle(attempt, program, token)

    @rule(attempt=consumes(attempts), arrived=st.booleans())
    def dies_while_sending(self, attempt: Attempt, arrived: bool) -> None:
        if arrived:
            self._arrive(attempt)

    @rule(entry=entries, program=PROGRAM)
    def a_receipt_comes_once_more(self, entry: str, program: int) -> None:
        """By a bundle, or by a reply that took its time."""
        if entry in self.receipts and (known := self._entry(entry)) is not None:
            sha256 = known.envelope_sha256 or ""
            sent = Attempt(entry, self.customs.id, b"", sha256, known.attempts)
            self._settle(sent, program, self.receipts[entry])

    # Faults -------------------------------------------------------------------------------------

    @rule(program=PROGRAM)
    def a_program_is_started_again(self, program: int) -> None:
        self.programs[program].close()
        self.programs[program] = self._started()
        Dispatch(self.programs[program].ledger).nobody_sends(self.clock.now())

    @rule(key=KEY, in_the_middle=st.booleans())
    def the_power_fails(self, key: str, in_the_middle: bool) -> None:
        """What lies on the disk at that moment is all there is, in the middle of a step or not."""
        frozen = self.folder / "frozen"
        profile = self.programs[0]
        if in_the_middle and profile.prompts.declaration(key) is not None:
            with suppress(_PowerFailure), profile.ledger.transaction():
                profile.flow.rating_given(key, satisfied(), built_in_form())
                shutil.copytree(self.paths.data, frozen)
                raise _PowerFailure
        else:
            shutil.copytree(self.paths.data, frozen)
        self._replaced_by(frozen)

    @rule()
    def a_copy_is_made(self) -> None:
        self.programs[0].backups.back_up(self.programs[0].ledger, self.clock.now())
        self.in_copy = dict(self.saved)

    @rule(page=st.integers(0, 60))
    def the_file_is_damaged_where_a_copy_knows_all(self, page: int) -> None:
        self.a_copy_is_made()
        self._stopped()
        zero(self.paths.ledger, page * 4096, 4096)
        self.paths.ledger.with_suffix(".suspect").touch()
        self._restarted()
        self._believe_what_came_back()

    @rule()
    def the_ledger_is_deleted(self) -> None:
        """What came after the copy is gone; nothing else may be."""
        if self.in_copy is None:
            return
        self._stopped()
        self.paths.ledger.unlink()
        self._restarted()
        assert self.programs[0].recovered is not None
        self.saved = dict(self.in_copy)
        self._believe_what_came_back()

    @rule(seconds=st.sampled_from([1.0, 11.0, LEASE + 1, 900.0, 8 * DAY]))
    def time_passes(self, seconds: float) -> None:
        self.clock.advance(seconds)
        Dispatch(self.programs[0].ledger).expire_leases(self.clock.now(), LEASE)

    @rule(years=st.sampled_from([-1, 1, 10]))
    def somebody_sets_the_clock(self, years: int) -> None:
        self.clock._now += years * 365 * DAY
        Dispatch(self.programs[0].ledger).heed_clock(self.clock.now())
        self.programs[0].retention.erase(self.clock.now(), 365)

    # Carried by hand ----------------------------------------------------------------------------

    @rule(program=PROGRAM, held=st.booleans())
    def a_stick_is_filled(self, program: int, held: bool) -> None:
        stick = self.folder / "stick"
        stick.mkdir(exist_ok=True)
        with suppress(Trouble):  # nothing to carry
            for file in self.programs[program].carrying_out.write(stick, held=held):
                self.on_sticks.append(read_bundle(file.path.read_bytes()))

    @rule()
    def a_stick_reaches_customs(self) -> None:
        """Perhaps long after the same ratings went another way, perhaps twice."""
        for carried in self.on_sticks:
            for item in carried.items:
                if item.submission is not None:
                    self._arrives(item.submission, item.jwe)
        receipts = [self.receipts[each] for each in sorted(self.receipts)]
        self.going_home = receipts_file(self.customs.statement(), receipts, iso(self.clock.now()))

    @rule(program=PROGRAM)
    def receipts_come_home(self, program: int) -> None:
        if self.going_home is not None:
            brought = self.programs[program].carrying_home.take(self.going_home)
            assert brought.refused == 0

    # What must always hold ----------------------------------------------------------------------

    @invariant()
    def nothing_is_lost_doubled_or_invented(self) -> None:
        rows = self.programs[1].ledger.rows("SELECT id, state, receipt, declaration_key FROM entry")
        kept = {row["id"]: row for row in rows}
        assert kept.keys() == self.saved.keys(), "lost or invented here"
        for entry_id, digests in self.stored.items():
            assert len(digests) == 1, "two submissions under one id"
            assert entry_id not in self.saved or digests == {self.saved[entry_id]}
        for entry_id, row in kept.items():
            if row["state"] == EntryState.RECEIPTED:
                assert entry_id in self.stored, "a receipt for what nobody holds"
                assert row["receipt"] == self.receipts[entry_id]
        assert not self.undone & self.stored.keys(), "the window said that it did not leave"

    @invariant()
    def a_prompt_is_answered_while_a_rating_of_it_stands(self) -> None:
        ledger = self.programs[1].ledger
        answered = {r["key"] for r in ledger.rows("SELECT key FROM prompt WHERE state='answered'")}
        standing = {
            row["declaration_key"]
            for row in ledger.rows("SELECT declaration_key FROM entry WHERE state <> 'withdrawn'")
        }
        assert answered == standing
        assert ledger.value("SELECT count(*) FROM prompt") == ledger.value(
            "SELECT count(*) FROM declaration"
        )

    @invariant()
    def states_change_along_the_edges(self) -> None:
        ledger = self.programs[1].ledger
        edges = {(row["old"], row["new"]) for row in ledger.rows("SELECT * FROM entry_edge")}
        now = {row["id"]: row["state"] for row in ledger.rows("SELECT id, state FROM entry")}
        for entry_id, new in now.items():
            old = self.seen.get(entry_id, new)
            twice = any(
                (old, between) in edges and (between, new) in edges for between in EntryState
            )
            assert old == new or (old, new) in edges or twice, (old, new)
        self.seen = now

    def teardown(self) -> None:
        try:
            self._drain()
        finally:
            self._stopped()
            shutil.rmtree(self.folder)

    def _drain(self) -> None:
        """Faults off: everything that was called saved and not taken back arrives."""
        profile = self.programs[0]
        dispatch = Dispatch(profile.ledger)
        for key in KEYS:
            profile.outbox.release_held(key)
        dispatch.heed_clock(self.clock.now())
        dispatch.nobody_sends(self.clock.now())
        self.clock.advance(20 * 365 * DAY)
        while (
            claimed := claim_one(dispatch, self.customs.id, self.clock.now(), LEASE)
        ) is not None:
            self._settle(claimed, 0, self._arrive(claimed))
        self.nothing_is_lost_doubled_or_invented()
        assert self.saved.keys() - self.stored.keys() - self.undone == set(), "lost"

    # The world ----------------------------------------------------------------------------------

    def _started(self) -> Profile:
        return Profile.open(self.paths, vault=MemoryVault(TEST_KEY), clock=self.clock)

    def _stopped(self) -> None:
        for profile in self.programs:
            profile.close()

    def _restarted(self) -> None:
        self.programs = [self._started(), self._started()]
        Dispatch(self.programs[0].ledger).nobody_sends(self.clock.now())

    def _replaced_by(self, frozen: Path) -> None:
        self._stopped()
        shutil.rmtree(self.paths.data)
        frozen.replace(self.paths.data)
        (self.paths.data / "ledger.db-shm").unlink(missing_ok=True)  # memory, not disk
        self._restarted()

    def _believe_what_came_back(self) -> None:
        """A copy may know as waiting what was taken back after it: then it goes out after all."""
        rows = self.programs[0].ledger.rows("SELECT id FROM entry WHERE state <> 'withdrawn'")
        self.undone -= {row["id"] for row in rows}
        self.undone &= self.saved.keys()
        self.seen = {}

    def _arrive(self, attempt: Attempt) -> str:
        """The receiver stores it and gives its receipt, the same one for the same bytes."""
        return self._arrives(attempt.id, attempt.envelope.decode())

    def _arrives(self, submission: str, envelope: str) -> str:
        self.stored.setdefault(submission, set()).add(token_sha256(envelope))
        if submission not in self.receipts:
            self.receipts[submission] = self.customs.receipt(
                envelope, submission=submission, device=self._device()
            )
        return self.receipts[submission]

    def _settle(self, attempt: Attempt, program: int, token: str) -> None:
        profile = self.programs[program]
        try:
            receipt = check_receipt(
                token,
                profile.enrolments.statement(self.customs.id),
                device=self._device(),
                submission=attempt.id,
                sha256=attempt.envelope_sha256,
            )
        except ReceiptRefused:
            self._later(attempt, program, arrived=True)
            return
        facts = ReceiptFacts(
            receipt.token, receipt.received_seconds, receipt.epoch, receipt.sequence
        )
        Dispatch(profile.ledger).receipted(attempt.id, facts)

    def _later(self, attempt: Attempt, program: int, *, arrived: bool) -> None:
        Dispatch(self.programs[program].ledger).later(
            attempt, not_before=self.clock.now() + 5, reason=TROUBLE, may_have_arrived=arrived
        )

    def _device(self) -> str:
        return self.programs[0].enrolments.devices.current(self.clock.now()).kid

    def _entry(self, entry_id: str | None) -> Entry | None:
        return self.programs[0].outbox.entry(entry_id) if entry_id else None

    def _of(self, key: str) -> list[Entry]:
        going = (EntryState.WAITING, EntryState.UNADDRESSED)
        return [e for e in self.programs[0].outbox.of_declaration(key) if e.state in going]


_ON_ITS_WAY = (EntryState.WAITING, EntryState.SENDING, EntryState.UNCONFIRMED)


class _PowerFailure(Exception):
    pass


@cache
def _receivers() -> tuple[Customs, Customs]:
    return Customs(), Customs()


@cache
def _enrolled() -> Path:
    """A profile that knows the receiver, to be copied; made once."""
    folder = Path(tempfile.mkdtemp(prefix="journey-enrolled-")) / "profile"
    clock = FakeClock()
    with Profile.open(
        ProfilePaths.inside(folder), vault=MemoryVault(TEST_KEY), clock=clock
    ) as profile:
        enrol(profile, _receivers()[0].enrolment_file())
        profile.enrolments.devices.current(clock.now())
    assert not any(copy.exists() for copy in backups_of(folder / "ledger.db"))
    return folder


JourneyMachine.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestJourney = JourneyMachine.TestCase


class _TrustsAnyReply(JourneyMachine):
    """A planted bug: the signature of a receipt is not looked at."""

    def _settle(self, attempt: Attempt, program: int, token: str) -> None:
        facts = ReceiptFacts(token, self.clock.now(), "epoch", 1)
        Dispatch(self.programs[program].ledger).receipted(attempt.id, facts)


class _ForgetsWhatWaitedInACopy(JourneyMachine):
    """A planted bug: what a copy knows as waiting is taken for unsent, and can be taken back."""

    def _restarted(self) -> None:
        super()._restarted()
        ledger = self.programs[0].ledger
        ledger.run("DROP TRIGGER IF EXISTS entry_follows_its_edges")
        ledger.run("UPDATE entry SET state = 'waiting', attempts = 0 WHERE state = 'unconfirmed'")


@pytest.fixture
def ended() -> Iterator[list[JourneyMachine]]:
    machines: list[JourneyMachine] = []
    yield machines
    for machine in machines:
        machine._stopped()
        shutil.rmtree(machine.folder)


def test_the_oracle_catches_a_receipt_that_nobody_verified(ended: list[JourneyMachine]) -> None:
    for machine_of in (JourneyMachine, _TrustsAnyReply):
        machine = machine_of()
        ended.append(machine)
        machine.a_working_day_has_begun()
        attempt = machine.claim(0, 11.0)
        assert isinstance(attempt, Attempt)
        machine.somebody_forges_a_receipt(attempt, 0, "no receipt")
        if machine_of is JourneyMachine:
            machine.nothing_is_lost_doubled_or_invented()
        else:
            with pytest.raises(AssertionError, match="nobody holds"):
                machine.nothing_is_lost_doubled_or_invented()


def test_the_oracle_catches_a_copy_that_is_believed_too_much(ended: list[JourneyMachine]) -> None:
    for machine_of in (JourneyMachine, _ForgetsWhatWaitedInACopy):
        machine = machine_of()
        ended.append(machine)
        entry = machine.a_working_day_has_begun()
        machine.a_copy_is_made()
        attempt = machine.claim(0, 11.0)
        assert isinstance(attempt, Attempt)
        machine.arrives_but_the_reply_is_lost(attempt, 0)
        machine.the_ledger_is_deleted()
        if machine_of is JourneyMachine:
            machine.undo(entry, 0)
            assert not machine.undone
        else:
            with pytest.raises(AssertionError):
                machine.undo(entry, 0)
