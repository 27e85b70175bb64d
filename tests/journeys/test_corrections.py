"""A rating corrected, undone or given late: what customs would get, and nothing lost meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.cli.plug_in import declaration_by_number
from rating_client.delivery.revocation import Revocation
from rating_client.outbox.dispatch import Dispatch
from rating_client.outbox.entry import Entry, EntryState, Hold, HoldFor, Reason
from rating_client.profile import Profile
from rating_client.prompts.prompt import PromptState
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating, Subject
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
        seen = []
        while found := on_their_way(profile, key):
            seen.append(found[0].levels)
            profile.flow.taken_back(found[0].id)
        assert seen == ["5", "4", "3"]
        assert state_of(profile, key) is PromptState.DUE
        assert profile.ledger.value("SELECT count(*) FROM memory WHERE name LIKE 'replaced%'") == 0


def test_undoing_a_correction_of_what_a_revoked_device_sent_puts_that_back(tmp_path: Path) -> None:
    """The correction was given while the first may have arrived; then its refusal came home."""
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        first = profile.flow.rating_given(key, GOOD, form)
        assert first.receiver is not None
        clock.advance(11)
        dispatch, why = Dispatch(profile.ledger), Reason("delivery.reply-lost", {})
        claimed = dispatch.claim(first.receiver, clock.now(), 180.0)
        assert claimed is not None
        dispatch.later(claimed, not_before=clock.now(), reason=why, may_have_arrived=True)
        second = profile.flow.rating_given(key, BETTER, form)
        assert second.supersedes == first.id
        [attempt] = dispatch.claim_many(first.receiver, clock.now(), 180.0, at_most=1, room=0)
        revoked = Reason("delivery.device-revoked", {})
        Revocation(profile.ledger, profile.enrolments).turned_away(attempt, revoked, clock.now())
        assert [each.id for each in on_their_way(profile, key)] == [second.id]

        assert profile.flow.taken_back(second.id)
        [back] = on_their_way(profile, key)
        assert (back.levels, back.supersedes) == (first.levels, None)
        assert back.state is EntryState.UNADDRESSED  # until customs sends a new file
        assert state_of(profile, key) is PromptState.ANSWERED


def test_what_a_sent_correction_replaced_is_remembered_no_longer(tmp_path: Path) -> None:
    clock = FakeClock()
    with Broker(tmp_path, clock).profile() as profile:
        enrolled(profile)
        key, form = noted(profile)
        profile.flow.rating_given(key, GOOD, form)
        second = profile.flow.rating_given(key, BETTER, form)
        clock.advance(11)
        assert second.receiver is not None
        assert Dispatch(profile.ledger).claim(second.receiver, clock.now(), 180.0) is not None
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
        claimed = dispatch.claim(entry.receiver, clock.now(), 180.0)
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
