"""Whatever the world does to a command: one sentence, exit 1, never a traceback."""

from __future__ import annotations

import errno
import json
import logging
import os
import shlex
import subprocess
import sys
import threading
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from rating_client import cli
from rating_client.base.clock import SystemClock, iso
from rating_client.base.instance import Instance
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import save_setting
from rating_client.cli import queue
from tests.cli.test_commands import rating_file, sentence
from tests.support.issuer import Issuer
from tests.support.journeys import enrolled_broker
from tests.support.ledgers import TEST_KEY
from tests.support.program import PROGRAM, run

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX's own way to say it")


def _a_file(folder: Path) -> Path:
    (folder / "file").write_text("x")
    return folder / "file"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (_a_file, "không phải thư mục"),
        (lambda folder: _a_file(folder) / "below", "không phải thư mục"),
        (lambda _folder: Path("/dev/null"), "không phải thư mục"),
        pytest.param(lambda folder: folder / ("x" * 300), "đường dẫn quá dài", marks=posix_only),
        (lambda folder: folder / "p\udcff", "không phải Unicode"),
    ],
    ids=["a file", "below a file", "a device", "too long", "not Unicode"],
)
@pytest.mark.parametrize("command", ["status", "send"])
def test_a_profile_that_cannot_be_is_refused_with_the_reason(
    tmp_path: Path, command: str, place: Callable[[Path], Path], why: str
) -> None:
    assert why in sentence(place(tmp_path), command)


@pytest.mark.parametrize("descriptor", ["abc", "", "-1", "99"])
def test_a_key_pipe_that_is_none_is_said(tmp_path: Path, descriptor: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "status", "--profile", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "RATING_CLIENT_KEY_FD": descriptor},
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Không nhận được khóa — ")
    assert len(done.stderr.splitlines()) == 1


def test_settings_nested_without_end_are_reported(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("a = " + "[" * 5000 + "]" * 5000)
    status = json.loads(run(tmp_path, "status", "--json").stdout)
    assert [each["code"] for each in status["conditions"]] == ["base.settings-unreadable"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_the_output_is_one_sentence(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "read", str(tmp_path), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Không in được kết quả — ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    ("command", "redirected", "code", "lines"),
    [
        ("--help", ">/dev/full", 1, 1),
        ("--version", ">/dev/full", 1, 1),
        ("verify nothing --json", ">/dev/full", 1, 1),
        ("verify nothing", "2>/dev/full", 1, 0),
        ("verify nothing", ">/dev/full 2>/dev/full", 1, 0),
        ("read --nonsense", "2>/dev/full", 2, 0),
        ("receiver --help", ">/dev/full", 1, 1),
        ("receiver openapi", ">/dev/full", 1, 1),
        ("receiver list nothing", "2>/dev/full", 1, 0),
    ],
)
def test_where_nothing_can_be_said_the_exit_code_still_is(
    command: str, redirected: str, code: int, lines: int
) -> None:
    shell = f"unset PYTHONUNBUFFERED; {shlex.join(PROGRAM)} {command} {redirected}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == lines


@posix_only
def test_without_an_error_output_json_stays_one_document() -> None:
    for command in ("verify nothing --json", "bundle forward nothing --json"):
        shell = f"{shlex.join(PROGRAM)} {command} 2>&-"
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60)
        assert done.returncode == 1
        assert json.loads(done.stdout)["trouble"]["code"] == "cli.file-missing"


@posix_only
def test_a_pipe_is_called_a_pipe_and_not_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "export.xml")
    assert "Không phải một tệp" in sentence(tmp_path, "read", str(tmp_path / "export.xml"))
    assert "Không phải một tệp" in sentence(tmp_path, "verify", str(tmp_path))


@pytest.mark.parametrize("address", ["https://[", "https://", "https://a:99999/x"])
def test_an_address_that_is_none_is_said(tmp_path: Path, address: str) -> None:
    assert "Không hiểu địa chỉ" in sentence(tmp_path, "enrol", address)


@posix_only
def test_enrolling_with_a_closed_input_asks_for_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "customs.rating-enrol"
    file.write_bytes(Issuer().enrolment_file())
    reading, writing = os.pipe()
    os.write(writing, TEST_KEY.hex().encode())
    os.close(writing)
    profile = str(tmp_path / "profile")
    closed = (
        "import os, sys; os.close(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", closed, *PROGRAM[1:], "enrol", str(file), "--profile", profile],
        capture_output=True,
        text=True,
        pass_fds=(reading,),
        env={**os.environ, "RATING_CLIENT_KEY_FD": str(reading)},
    )
    os.close(reading)
    assert done.returncode == 1
    assert "--fingerprint" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("typed", [b"\x04", b"\xff\xfe\n", b"n\n"])
def test_an_answer_that_is_no_yes_changes_nothing(tmp_path: Path, typed: bytes) -> None:
    pty = pytest.importorskip("pty")
    file = tmp_path / "customs.rating-enrol"
    file.write_bytes(Issuer().enrolment_file())
    reading, writing = os.pipe()
    os.write(writing, TEST_KEY.hex().encode())
    os.close(writing)
    keyboard, terminal = pty.openpty()
    os.write(keyboard, typed)
    done = subprocess.run(
        [*PROGRAM, "enrol", str(file), "--profile", str(tmp_path / "profile")],
        stdin=terminal,
        capture_output=True,
        text=True,
        pass_fds=(reading,),
        env={**os.environ, "RATING_CLIENT_KEY_FD": str(reading)},
        timeout=60,
    )
    for descriptor in (reading, keyboard, terminal):
        os.close(descriptor)
    assert done.returncode == 1
    assert done.stderr.startswith("Chưa ghi nhận nơi nhận — ")
    assert len(done.stderr.splitlines()) == 1
    assert json.loads(run(tmp_path / "profile", "status", "--json").stdout)["receivers"] == []


def test_an_expired_activation_code_is_said_and_tried_all_the_same(tmp_path: Path) -> None:
    issuer = Issuer()
    yesterday = SystemClock().now() - timedelta(days=1).total_seconds()
    file = tmp_path / "customs.rating-enrol"
    file.write_bytes(issuer.enrolment_file(code="ABCD-EFGH", code_expires_at=iso(yesterday)))
    done = run(tmp_path / "p", "enrol", str(file), "--fingerprint", issuer.fingerprint, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["code_expired"] is True
    assert done.stderr.startswith("Mã kích hoạt đã hết hạn — ")


def test_sending_while_the_program_is_still_sending_is_one_sentence(tmp_path: Path) -> None:
    paths = ProfilePaths.inside(tmp_path)
    instance = Instance.claim(paths)
    assert instance is not None
    with closing(instance):
        instance.listen(lambda _wish: {"error": "still sending"})
        assert "chưa trả lời" in sentence(tmp_path, "send")


def test_what_could_not_be_sent_is_said_where_errors_are_said(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, receiver):
        broker.run("submit", rating_file(tmp_path))
        broker.undo_is_over()
        receiver.stop()
        assert "127.0.0.1" in sentence(broker.paths.data, "send")


def test_people_read_their_own_language_and_no_names_of_states(tmp_path: Path) -> None:
    run(tmp_path, "submit", rating_file(tmp_path))
    assert run(tmp_path, "status").stdout.splitlines()[:3] == [
        "Tờ khai: đã đánh giá 1",
        "Phiếu: chưa có nơi nhận 1",
        "Lần gửi kế tiếp: —",
    ]
    assert run(tmp_path, "send").stdout.startswith("Đã gửi 0, hải quan đã tiếp nhận 0, còn chờ")
    save_setting(tmp_path / "settings.toml", "language", "en")
    assert run(tmp_path, "status").stdout.splitlines()[:3] == [
        "declarations: rated 1",
        "ratings: without a receiver 1",
        "next attempt: —",
    ]


def test_a_status_changes_nothing_and_knows_a_folder_by_any_spelling(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, _receiver):
        folders = [f"{broker.exports}/", str(tmp_path / "never seen")]
        save_setting(broker.paths.settings, "export_folders", folders)
        with broker.profile() as profile:
            before = profile.ledger.rows("SELECT path FROM export_folder")
        [known, unknown] = broker.run("status")["folders"]
        assert known["first_read_at"] is not None
        assert unknown["first_read_at"] is None
        with broker.profile() as profile:
            assert profile.ledger.rows("SELECT path FROM export_folder") == before


def test_a_bug_is_logged_whole_and_said_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_asked: Namespace) -> int:
        raise ZeroDivisionError("a number that must not be shown")

    monkeypatch.setattr(queue, "status", broken)
    for module in (sys, threading):  # a command that logs takes them over
        monkeypatch.setattr(module, "excepthook", module.excepthook)
    monkeypatch.setattr(logging.getLogger("rating_client"), "handlers", [])
    assert cli.run(["status", "--profile", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("Chương trình gặp sự cố — ")
    assert len(said.err.splitlines()) == 1
    logged = (tmp_path / "logs" / "rating-client.log").read_text("utf-8")
    assert "ZeroDivisionError" in logged
    assert "must not be shown" not in logged


def test_a_report_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    reason = sentence(tmp_path, "demo", "--screenshots", str(_a_file(tmp_path) / "pictures"))
    assert os.strerror(errno.ENOTDIR) not in reason
    assert "không phải thư mục" in reason
