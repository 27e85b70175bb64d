"""From an export file to a receipt, every part real, nothing on a screen."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.contract.receipts import stored_receipt
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.outbox.entry import EntryState, Hold
from rating_client.profile import Profile
from rating_client.prompts.policy import Card, Desk
from rating_client.prompts.prompt import PromptState
from rating_client.ratings.rating import Contact, Rating, Subject
from tests.support.clock import FakeClock
from tests.support.journeys import Broker, enrolled_broker
from tests.support.program import start
from tests.support.receivers import running_receiver

RED = SampleDeclaration(
    "100000000120", datetime.now(VIETNAM) - timedelta(minutes=5), "P", 3, None, "A12"
)
SATISFIED = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=5),))


def test_an_export_becomes_a_card_a_rating_and_one_receipt(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    with enrolled_broker(tmp_path, clock) as (broker, receiver), broker.profile() as profile:
        [read] = broker.export(profile, file_name(RED, ".xlsx"), excel_print(RED))
        assert [noted.kind for noted in read.noted] == ["new"]

        card = profile.flow.next_card(clock.now(), Desk())
        assert isinstance(card, Card)
        [prompt] = card.prompts
        assert prompt.declaration.number == "100000000120"

        form = profile.form_for(prompt.declaration)
        reason = form.reasons_for("officer", 2)[0]
        rating = Rating(
            subjects=(
                Subject("office", "Hải quan Hà Nam", level=5),
                Subject("stage", form.stage_name("DANG_KY").vi, code="DANG_KY", level=5),
                Subject("stage", form.stage_name("KT_HO_SO").vi, code="KT_HO_SO", level=5),
                Subject(
                    "officer",
                    "Công chức Mẫu",
                    stage="KT_HO_SO",
                    level=2,
                    reasons=(reason.code,),
                    comment="Yêu cầu bổ sung ba lần.",
                ),
            ),
            contact=Contact(name="Người liên hệ", phone="0900000000"),
        )
        entry = profile.flow.rating_given(prompt.key, rating, form)
        assert entry.state is EntryState.WAITING
        assert profile.prompts.counts()[PromptState.ANSWERED] == 1

        clock.advance(11)  # the time to undo is over
        _deliver(profile, clock)

        kept = profile.outbox.known(entry.id)
        assert kept.state is EntryState.RECEIPTED
        assert stored_receipt(kept.receipt or "").submission == entry.id
        [stored] = receiver.stored()
        assert stored["rating"]["subjects"][3]["comment"] == "Yêu cầu bổ sung ba lần."


def test_routed_cleared_copied_and_amended_make_one_prompt(tmp_path: Path) -> None:
    routed = SampleDeclaration("100000000010", RED.registered_at, "P", 2)
    cleared = SampleDeclaration("100000000010", RED.registered_at, "T", 2, datetime.now(VIETNAM))
    amended = SampleDeclaration("100000000011", RED.registered_at, "P", 2)
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        for name, data in (
            (file_name(routed, ".xlsx"), excel_print(routed)),
            (file_name(cleared, ".xlsx"), excel_print(cleared)),
            ("ToKhaiHQ7N_100000000010 - Sao chép.xlsx", excel_print(routed)),
            (file_name(routed, ".xml"), ecus_xml(routed)),
            (file_name(amended, ".xml"), ecus_xml(amended)),
        ):
            broker.export(profile, name, data)
            clock.advance(5)
        assert sum(profile.prompts.counts().values()) == 1


def test_an_undo_puts_prompt_and_draft_back(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    with enrolled_broker(tmp_path, clock) as (broker, receiver), broker.profile() as profile:
        key = _noted(broker, profile)
        form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
        profile.drafts.save(key, SATISFIED, form, clock.now())
        entry = profile.flow.rating_given(key, SATISFIED, form)
        assert profile.flow.taken_back(entry.id)
        assert profile.prompts.counts()[PromptState.DUE] == 1
        draft = profile.drafts.load(key)
        assert draft is not None
        assert draft.rating == SATISFIED
        clock.advance(60)
        _deliver(profile, clock)
        assert receiver.stored() == []


def test_what_has_left_is_superseded_and_cannot_be_undone(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    with enrolled_broker(tmp_path, clock) as (broker, receiver), broker.profile() as profile:
        key = _noted(broker, profile)
        form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
        first = profile.flow.rating_given(key, SATISFIED, form)
        clock.advance(11)
        _deliver(profile, clock)
        assert not profile.flow.taken_back(first.id)

        corrected = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=4),))
        second = profile.flow.rating_given(key, corrected, form)
        assert second.supersedes == first.id
        clock.advance(11)
        _deliver(profile, clock)
        assert {row["id"] for row in receiver.stored()} == {first.id, second.id}


def test_a_correction_of_what_never_left_takes_its_place(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        key = _noted(broker, profile)
        form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
        first = profile.flow.rating_given(key, SATISFIED, form)
        second = profile.flow.rating_given(key, SATISFIED, form)
        assert profile.outbox.known(first.id).state is EntryState.WITHDRAWN
        assert second.supersedes is None


def test_a_held_rating_goes_when_the_goods_are_out(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    with enrolled_broker(tmp_path, clock) as (broker, receiver), broker.profile() as profile:
        key = _noted(broker, profile)
        form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
        hold = Hold.until_released(clock.now())
        profile.flow.rating_given(key, SATISFIED, form, hold)
        clock.advance(24 * 3600)
        _deliver(profile, clock)
        assert receiver.stored() == []

        cleared = SampleDeclaration(RED.number, RED.registered_at, "T", 3, datetime.now(VIETNAM))
        broker.export(profile, file_name(cleared, ".xlsx"), excel_print(cleared))
        _deliver(profile, clock)
        assert len(receiver.stored()) == 1


def test_rated_before_any_enrolment_it_is_sealed_and_sent_after_one(tmp_path: Path) -> None:
    clock = FakeClock(datetime.now(VIETNAM).timestamp())
    broker = Broker(tmp_path, clock)
    with broker.profile() as profile:
        key = _noted(broker, profile)
        form = profile.form_for(profile.prompts.prompts([key])[0].declaration)
        entry = profile.flow.rating_given(key, SATISFIED, form)
        assert entry.state is EntryState.UNADDRESSED
    with running_receiver(tmp_path / "receiver") as receiver:
        broker.enrol(receiver)
        with broker.profile() as profile:
            clock.advance(11)
            _deliver(profile, clock)
            assert profile.outbox.known(entry.id).state is EntryState.RECEIPTED
        assert [row["id"] for row in receiver.stored()] == [entry.id]


def test_killed_while_it_is_on_its_way_it_arrives_once(tmp_path: Path) -> None:
    """The receiver holds it, the computer dies before the receipt, and the next start asks again.

    The first run is killed with the network away, while the rating waits in the outbox.
    """
    slow = "tests.support.hesitant_receiver"
    with enrolled_broker(tmp_path, program=slow) as (broker, receiver):
        submission = broker.run("submit", str(_request(broker)))["submission"]
        receiver.stop()
        _killed(start(broker.paths.data, "send"), after=1.0)
        assert broker.run("status")["outbox"]["waiting"] == 1

        broker.undo_is_over()
        receiver.start()
        sending = start(broker.paths.data, "send")
        _until(lambda: receiver.stored() != [])
        _killed(sending)
        counts = broker.run("status")["outbox"]
        assert (counts["sending"], counts["receipted"]) == (1, 0)

        broker.run("send")
        assert broker.run("status")["outbox"]["receipted"] == 1
        assert [row["id"] for row in receiver.stored()] == [submission]


def _request(broker: Broker) -> Path:
    """An export, and a rating of it in the file that another program would write."""
    (broker.exports / file_name(RED, ".xlsx")).write_bytes(excel_print(RED))
    request = broker.folder / "rating.json"
    rating = {
        "declaration": f"exports/{file_name(RED, '.xlsx')}",
        "subjects": [{"kind": "office", "name": "", "level": 5}],
    }
    request.write_text(json.dumps(rating), "utf-8")
    return request


def _killed(process: subprocess.Popen[str], after: float = 0.0) -> None:
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 40
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def _noted(broker: Broker, profile: Profile) -> str:
    [read] = broker.export(profile, file_name(RED, ".xlsx"), excel_print(RED))
    key = read.noted[0].key
    assert key is not None
    return key


def _deliver(profile: Profile, clock: FakeClock) -> None:
    """Step until nothing is due."""
    profile.delivery.look_for_receivers()
    while profile.delivery.step(clock.now()) <= clock.now():
        pass
