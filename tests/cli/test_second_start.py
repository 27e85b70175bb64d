"""A second start while the program runs: it hands over what it was asked for, and ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.instance import Instance, Message
from rating_client.base.paths import ProfilePaths
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.issuer import Issuer
from tests.support.program import run, start
from tests.support.small_disk import fill_up, small_disk


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[list[Message]]:
    """What the running program of this profile hears."""
    instance = Instance.claim(ProfilePaths.inside(tmp_path / "profile"))
    assert instance is not None
    messages: list[Message] = []

    def answer(message: Message) -> Message:
        messages.append(message)
        return {"done": True}

    instance.listen(answer)
    yield messages
    instance.close()


@pytest.mark.parametrize(
    "what",
    [
        "100000000120",
        "100 000 000 120",
        "rating-client://rate?number=100000000120",
        "rating-client://rate?number=100000000120&from=elsewhere",
    ],
)
def test_a_number_and_a_link_open_the_form_there(
    tmp_path: Path, heard: list[Message], what: str
) -> None:
    done = run(tmp_path / "profile", "rate", what)
    assert done.returncode == 0, done.stderr
    assert heard == [{"do": "rate", "key": "/10000000012"}]


def test_an_export_file_opens_its_form_there_under_its_owner(
    tmp_path: Path, heard: list[Message]
) -> None:
    registered = datetime.now(VIETNAM) - timedelta(minutes=5)
    export = tmp_path / "ToKhaiHQ7N_100000000120.xlsx"
    export.write_bytes(excel_print(SampleDeclaration("100000000120", registered, "P", 3)))
    done = run(tmp_path / "profile", "rate", str(export))
    assert done.returncode == 0, done.stderr
    assert heard == [{"do": "rate", "key": "0000000001/10000000012"}]


def test_what_may_give_a_rating_its_receiver_wakes_it(tmp_path: Path, heard: list[Message]) -> None:
    issuer, file = Issuer(), tmp_path / "customs.rating-enrol"
    file.write_bytes(issuer.enrolment_file())
    profile = tmp_path / "profile"
    assert run(profile, "enrol", str(file), "--fingerprint", issuer.fingerprint).returncode == 0
    assert heard == [{"do": "wake"}]
    assert run(profile, "office", "HQ Mẫu", "03CC").returncode == 0
    assert heard == [{"do": "wake"}] * 2


def test_a_link_without_a_number_is_refused_and_disturbs_nobody(
    tmp_path: Path, heard: list[Message]
) -> None:
    done = run(tmp_path / "profile", "rate", "rating-client://rate?nothing=1")
    assert done.returncode == 1
    assert "12" in done.stderr
    assert heard == []


def test_a_plain_second_start_brings_the_window_and_a_hidden_one_nothing(
    tmp_path: Path, heard: list[Message]
) -> None:
    assert run(tmp_path / "profile").returncode == 0
    assert run(tmp_path / "profile", "--tray").returncode == 0
    assert heard == [{"do": "open"}]


@pytest.mark.skipif(sys.platform != "linux", reason="a disk of its own is mounted")
def test_a_program_that_started_on_a_full_disk_is_reached_once_there_is_room(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", 24) as disk:
        profile = disk / "profile"
        assert run(profile, "status").returncode == 0
        fill_up(disk / "filler")
        running = start(profile, "--tray")
        try:
            deadline = time.monotonic() + 60
            while not (profile / "running.key").exists():  # there is no room for its bytes
                assert time.monotonic() < deadline
                time.sleep(0.05)
            (disk / "filler").unlink()
            while running.poll() is None and time.monotonic() < deadline:
                run(profile, "--quit")
        finally:
            running.kill()
            _, complaints = running.communicate()
    assert running.returncode == 0, complaints
    assert "Traceback" not in complaints


def test_a_program_that_does_not_end_is_said(tmp_path: Path) -> None:
    """Setup asks it first, and then replaces its files."""
    deaf = Instance.claim(ProfilePaths.inside(tmp_path))
    assert deaf is not None
    try:
        done = run(tmp_path, "--quit")
        assert done.returncode == 1
        assert done.stderr.startswith("Chương trình đang chạy ở phiên khác — ")
    finally:
        deaf.close()
    assert run(tmp_path, "--quit").returncode == 0
