"""A rating corrected, undone or given late: what customs would get, and nothing lost meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.cli.plug_in import declaration_by_number
from rating_client.delivery.revocation import Revocation
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import Entry, EntryState, Hold, HoldFor, Reason
from rating_client.profile import Profile
from rating_client.prompts.prompt import PromptState
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating, Subject
from tests.support.claims import claim_one
from tests.support.clock import FakeClock
from tests.support.declared import cleared, routed
from tests.support.enrolling import enrol
from tests.support.issuer import Issuer
from tests.support.journeys import Broker


def rating(level: int) -> Rating:
    return Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=level),))


GOOD, BETTER = rating(4), rating(5)


def enrolled(profile: Profile) -> None:
    enrol(profile, Issuer().enrolment_file())


def noted(profile: Profile) -> tuple[str, Form]:
    key = profile.flow.declaration_read(routed()).key
    assert key is not None
    return key, profile.form_for(routed())


def on_their_way(profile: Profile, key: str) -> list[Entry]:
    entries = profile.outbox.of_declaration(key)
    return [each for each in entries if each.state is not EntryState.WITHDRAWN]


def state_of(profile: Profile, key: str) -> PromptState:
    prompt = profile.prompts.get(key)
    assert prompt is not None
    return prompt.state


@pytest.mark.parametrize("with_a_receiver", [True, False])
def test_undoing_a_correction_puts_back_what_it_replaced(
    tmp_path: Path, *, with_a_receiver: bool
) -> None:
    clock = FakeClock()
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        if with_a_receiver:
            enrolled(profile)
        key, form = noted(profile)
        hold = Hold.until_released(clock.now())
        first = profile.flow.rating_given(key, GOOD, form, hold)
        clock.advance(86_400)
        second = profile.flow.rating_given(key, BETTER, form)
    with broker.profile() as profile:  # a restart forgets nothing
        assert profile.flow.taken_back(second.id)
        [back] = on_their_way(profile, key)
        assert back.id not in (first.id, second.id)
        assert back.state is first.state
        assert back.hold == hold
        assert first.content is not None
        assert back.content is not None
        assert back.content["subjects"] == first.content["subjects"]
        assert back.content["rated_at"] == first.content["rated_at"]
        assert back.content["id"] == back.id
        assert (back.envelope is not None) is with_a_receiver
        assert state_of(profile, key) is PromptState.ANSWERED

        assert profile.flow.taken_back(back.id)
        assert on_their_way(profile, key) == []
        assert state_of(profile, key) is PromptState.DUE


def test_undoing_one_correction_after_another_goes_back_step_by_step(tmp_path: Path) -> None:
    with Broker(tmp_path, FakeClock()).profile() as profile:
        key, form = noted(profile)
        for level in (3, 4, 5):
            profile.flow.rating_given(key, rating(level), form)
        assert undone_one_by_one(profile, key) == ["5", "4", "3"]
        assert profile.ledger.value("SELECT count(*) FROM memory WHERE name LIKE 'replaced%'") == 0


def test_undoing_a_correction_of_what_a_revoked_device_sent_puts_that_back(tmp_path: Path) -> None:
    """The correction was given while the first may have arrived; then its refusal came home."""
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        first = profile.flow.rating_given(key, GOOD, form)
        reply_lost(profile, first, clock)
        second = profile.flow.rating_given(key, BETTER, form)
        assert second.supersedes == first.id
        turned_away(profile, first, clock)
        assert [each.id for each in on_their_way(profile, key)] == [second.id]

        assert profile.flow.taken_back(second.id)
        [back] = on_their_way(profile, key)
        assert (back.levels, back.supersedes) == (first.levels, None)
        assert back.state is EntryState.UNADDRESSED  # until customs sends a new file
        assert state_of(profile, key) is PromptState.ANSWERED


@pytest.mark.parametrize("corrected", ["before the refusal", "after it", "before and after"])
def test_after_a_revocation_corrections_are_undone_step_by_step_too(
    tmp_path: Path, corrected: str
) -> None:
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        first = profile.flow.rating_given(key, rating(3), form)
        reply_lost(profile, first, clock)
        corrections = [rating(4), rating(5)]
        early = {"before the refusal": 2, "after it": 0, "before and after": 1}[corrected]
        for each in corrections[:early]:
            profile.flow.rating_given(key, each, form)
        turned_away(profile, first, clock)
        for each in corrections[early:]:
            profile.flow.rating_given(key, each, form)
        assert undone_one_by_one(profile, key) == ["5", "4", "3"]


def test_a_correction_that_was_turned_away_too_is_undone_all_the_same(tmp_path: Path) -> None:
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        for level in (3, 4):
            last = profile.flow.rating_given(key, rating(level), form)
        reply_lost(profile, last, clock)
        other = profile.flow.declaration_read(routed(number="100000000220")).key
        assert other is not None
        for each in (GOOD, BETTER):  # what is forgotten is forgotten with a note of another
            profile.flow.rating_given(other, each, form)
        turned_away(profile, last, clock)
        assert undone_one_by_one(profile, key) == ["4", "3"]


def reply_lost(profile: Profile, entry: Entry, clock: FakeClock) -> None:
    """It was sent, and may have arrived."""
    clock.advance(11)
    dispatch = Dispatch(profile.ledger)
    assert entry.receiver is not None
    claimed = claim_one(dispatch, entry.receiver, clock.now(), 180.0)
    assert claimed is not None
    assert claimed.id == entry.id
    why = Reason("delivery.reply-lost", {})
    dispatch.later(claimed, not_before=clock.now(), reason=why, may_have_arrived=True)


def turned_away(profile: Profile, entry: Entry, clock: FakeClock) -> None:
    """It is sent once more, and its device has been revoked: so it had not arrived."""
    assert entry.receiver is not None
    [attempt] = Dispatch(profile.ledger).claim(
        entry.receiver, clock.now(), 180.0, at_most=1, room=0
    )
    assert attempt.id == entry.id
    why = Reason("delivery.device-revoked", {})
    Revocation(profile.ledger, profile.enrolments).turned_away(attempt, why, clock.now())


def undone_one_by_one(profile: Profile, key: str) -> list[str]:
    """The levels that are undone until nothing is on its way and the declaration is asked about."""
    seen = []
    while found := on_their_way(profile, key):
        assert state_of(profile, key) is PromptState.ANSWERED
        seen.append(found[0].levels)
        assert profile.flow.taken_back(found[0].id)
    assert state_of(profile, key) is PromptState.DUE
    return seen


def test_what_a_sent_correction_replaced_is_remembered_no_longer(tmp_path: Path) -> None:
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        profile.flow.rating_given(key, GOOD, form)
        second = profile.flow.rating_given(key, BETTER, form)
        clock.advance(11)
        assert second.receiver is not None
        dispatch = Dispatch(profile.ledger)
        assert claim_one(dispatch, second.receiver, clock.now(), 180.0) is not None
        dispatch.receipted_each([(second.id, ReceiptFacts("receipt", clock.now(), "epoch", 1))])
        profile.flow.rating_given(key, GOOD, form)
        other = profile.flow.declaration_read(routed(number="100000000220")).key
        assert other is not None
        for each in (GOOD, BETTER):
            profile.flow.rating_given(other, each, form)
        assert profile.ledger.value("SELECT count(*) FROM memory WHERE name LIKE 'replaced%'") == 1


def _refused(profile: Profile, entry: Entry, clock: FakeClock, code: str, *, tries: int) -> None:
    dispatch = Dispatch(profile.ledger)
    assert entry.receiver is not None
    for attempt in range(tries):
        clock.advance(60)
        claimed = claim_one(dispatch, entry.receiver, clock.now(), 180.0)
        assert claimed is not None
        if attempt == tries - 1:
            dispatch.needs_attention(claimed, Reason(code, {}))
        else:
            reason = Reason("delivery.reply-lost", {"host": "customs.example"})
            dispatch.later(claimed, not_before=clock.now(), reason=reason, may_have_arrived=True)


@pytest.mark.parametrize(
    ("code", "tries", "supersedes"),
    [("delivery.differs", 1, True), ("delivery.refused", 2, True), ("delivery.refused", 1, False)],
    ids=["customs holds another content", "an earlier attempt may have arrived", "never taken"],
)
def test_a_corrected_refusal_supersedes_what_customs_may_hold(
    tmp_path: Path, code: str, tries: int, *, supersedes: bool
) -> None:
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        first = profile.flow.rating_given(key, GOOD, form)
        _refused(profile, first, clock, code, tries=tries)
        second = profile.flow.rating_given(key, BETTER, form)
        assert second.supersedes == (first.id if supersedes else None)
        third = profile.flow.rating_given(key, GOOD, form)
        assert third.supersedes == second.supersedes


def test_a_rating_no_receiver_could_take_is_refused_before_it_is_queued(tmp_path: Path) -> None:
    long = Rating(
        subjects=tuple(
            Subject("officer", f"Công chức {n}", level=5, comment="đ" * 1000) for n in range(30)
        )
    )
    with Broker(tmp_path, FakeClock()).profile() as profile:
        key, form = noted(profile)
        profile.drafts.save(key, long, form, profile.clock.now())
        with pytest.raises(Trouble) as caught:
            profile.flow.rating_given(key, long, form)
        assert caught.value.code == "contract.rating-too-long"
        with pytest.raises(Trouble) as caught:
            profile.flow.rating_given(key, rating(9), form)
        assert caught.value.code == "ratings.not-sendable"
        assert "/subjects/0/level: must be from 1 to 5" in caught.value.sentence.line("en")
        assert "/subjects/0/level: phải từ 1 đến 5" in caught.value.sentence.line("vi")
        assert profile.outbox.of_declaration(key) == []
        assert state_of(profile, key) is PromptState.DUE
        assert profile.drafts.load(key) is not None


def test_goods_released_meanwhile_need_no_hold(tmp_path: Path) -> None:
    with Broker(tmp_path, FakeClock()).profile() as profile:
        key, form = noted(profile)
        profile.flow.declaration_read(cleared())
        now = profile.clock.now()
        entry = profile.flow.rating_given(key, GOOD, form, Hold.until_released(now))
        assert entry.hold is None
        friday = Hold.until_end_of_week(now)
        assert profile.flow.rating_given(key, GOOD, form, friday).hold == friday


def test_a_hold_for_a_release_seen_since_does_not_come_back_with_an_undo(tmp_path: Path) -> None:
    with Broker(tmp_path, FakeClock()).profile() as profile:
        key, form = noted(profile)
        hold = Hold.until_released(profile.clock.now())
        assert profile.flow.rating_given(key, GOOD, form, hold).hold is not None
        second = profile.flow.rating_given(key, BETTER, form, hold)
        assert second.hold is not None
        assert second.hold.reason is HoldFor.RELEASED
        profile.flow.declaration_read(cleared())
        assert profile.flow.taken_back(second.id)
        [back] = on_their_way(profile, key)
        assert back.hold is None


def test_an_owner_named_while_the_form_is_open_changes_nothing_for_the_person(
    tmp_path: Path,
) -> None:
    with Broker(tmp_path, FakeClock()).profile() as profile:
        typed = profile.flow.asked_by_hand(declaration_by_number(routed().number)).key
        assert typed is not None
        form = profile.form_for(routed())
        named = profile.flow.declaration_read(routed()).key
        assert named not in (None, typed)
        assert profile.prompts.resolve(typed) == named
        assert profile.flow.put_off([typed], profile.clock.now() + 900) == 1
        assert profile.flow.declined([typed]) == 1
        entry = profile.flow.rating_given(typed, GOOD, form)
        assert entry.declaration_key == named


def test_two_owners_of_one_number_are_not_guessed_between(tmp_path: Path) -> None:
    with Broker(tmp_path, FakeClock()).profile() as profile:
        for tax_code in ("0200000000", "0300000000"):
            profile.flow.declaration_read(replace(routed(), owner_tax_code=tax_code))
        gone = f"/{routed().digits}"
        assert profile.prompts.resolve(gone) == gone
