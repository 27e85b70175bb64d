"""Nothing but files: rated where there is no network, carried, received, answered, shown.

Every step is a program of its own, as people would run them: two client profiles that share
nothing, the receiver, and its administration.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.contract.bundle import read_bundle
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentDetail
from rating_client.ratings.rating import Contact, Rating, Subject
from tests.support.journeys import Broker
from tests.support.program import run
from tests.support.receivers import RunningReceiver, running_receiver

HOUR_AGO = datetime.now(VIETNAM) - timedelta(hours=1)
COMMENT = "Chậm, không giải thích"
ANSWER = "Đã kiểm tra và chấn chỉnh."
RECEIVER = (sys.executable, "-m", "rating_client.receiver")
NUMBER = "100000012340"


@dataclass
class Village:
    """An office without a network, a stick, a café with one, and customs far away."""

    office: Broker
    cafe: Path  # the profile of somebody who never enrolled
    stick: Path
    customs: RunningReceiver

    def rates(self) -> str:
        """One declaration, rated and waiting; the id of its submission."""
        declaration = SampleDeclaration(NUMBER, HOUR_AGO, "P", 3, None, "A12")
        subject = Subject("office", "Hải quan Hà Nam", level=2, reasons=("wait",), comment=COMMENT)
        with self.office.profile() as profile:
            data = excel_print(declaration)
            [read] = self.office.export(profile, file_name(declaration, ".xlsx"), data)
            key = read.noted[0].key
            assert key is not None
            [prompt] = profile.prompts.prompts([key])
            rating = Rating(subjects=(subject,), contact=Contact(name="Lan", phone="0225000000"))
            return profile.flow.rating_given(key, rating, profile.form_for(prompt.declaration)).id

    def exports(self, *options: str) -> Path:
        [file] = self.office.run("bundle", "export", str(self.stick), *options)["files"]
        return Path(file["file"])

    def forwards(self, bundle: Path) -> dict[str, Any]:
        done = run(self.cafe, "bundle", "forward", str(bundle), "--host", "127.0.0.1", "--json")
        assert done.returncode == 0, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def administers(self, command: str, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            [*RECEIVER, command, self.customs.folder, *arguments],
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def answers(self, submission: str) -> None:
        words = ["--status", "resolved", "--vi", "Đã xử lý", "--en", "Resolved", "--text", ANSWER]
        self.administers("answer", submission, *words, "--office", "28NJ", "Hà Nam")

    def imports(self, file: Path | str) -> dict[str, Any]:
        report: dict[str, Any] = self.office.run("bundle", "import", str(file))
        return report

    def shows(self, submission: str) -> SentDetail:
        with self.office.profile() as profile:
            detail = profile.sent.detail(submission)
        assert detail is not None
        return detail


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    with running_receiver(tmp_path / "receiver") as customs:
        office = Broker(tmp_path, SystemClock())
        office.enrol(customs)
        (tmp_path / "stick").mkdir()
        yield Village(office, tmp_path / "cafe", tmp_path / "stick", customs)


def test_by_somebody_who_cannot_read_it_and_back(village: Village) -> None:
    submission = village.rates()
    bundle = village.exports()
    assert village.customs.stored() == []

    # The stick and the café hold nothing that says who rated whom.
    kept = bundle.read_bytes()
    for secret in (NUMBER, COMMENT, "0200000000", "Hà Nam"):
        assert secret.encode() not in kept
    assert [item.submission is None for item in read_bundle(kept).items] == [True, False]

    report = village.forwards(bundle)
    assert (report["receipts"], report["refused"], report["unanswered"]) == (2, 0, 0)
    assert not village.cafe.exists()  # it made no profile for this
    [held] = village.customs.stored()
    assert held["id"] == submission

    home = village.imports(report["file"])
    assert (home["receipts"], home["joined"], home["answers"]) == (1, True, 0)
    entry = village.shows(submission).entry
    assert entry.state is EntryState.RECEIPTED
    assert entry.attempts == 0  # not one byte of it went over a network from here
    assert entry.exported_at is not None

    village.answers(submission)
    report = village.forwards(bundle)  # the same file once more: harmless, and it asks for answers
    assert (report["receipts"], report["answers"]) == (2, 1)
    home = village.imports(report["file"])
    assert (home["receipts"], home["known"], home["answers"]) == (0, 1, 1)
    [answer] = village.shows(submission).answers
    assert answer["text"] == ANSWER
    assert len(village.customs.stored()) == 1


def test_on_a_stick_to_the_counter_of_customs(village: Village) -> None:
    village.customs.stop()  # no network anywhere
    submission = village.rates()
    bundle = village.exports()
    first, second = village.stick / "a.rating-receipts", village.stick / "b.rating-receipts"

    taken = village.administers("bundle", str(bundle), "--receipts", str(first))
    assert (taken["new"], taken["receipts"], taken["answers"]) == (2, 2, 0)
    village.answers(submission)
    again = village.administers("bundle", str(bundle), "--receipts", str(second))
    assert (again["new"], again["receipts"], again["answers"]) == (0, 2, 1)

    home = village.imports(second)
    assert (home["receipts"], home["joined"], home["answers"]) == (1, True, 1)
    assert village.imports(first)["known"] == 1  # the older file afterwards changes nothing
    assert [answer["text"] for answer in village.shows(submission).answers] == [ANSWER]
