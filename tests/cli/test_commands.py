"""The other commands, as a process of their own: exit codes, sentences, JSON."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.settings import save_setting
from rating_client.cli.help_words import HELP
from rating_client.cli.parser import parser
from rating_client.contract.receipt_text import receipt_text
from rating_client.contract.receipts_file import receipts_file
from rating_client.demo.exports import file_name
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.clock import FakeClock
from tests.support.issuer import Issuer
from tests.support.journeys import Broker, enrolled_broker
from tests.support.program import PROGRAM, run

ROUTED = SampleDeclaration(
    "100000000120", datetime.now(VIETNAM) - timedelta(minutes=5), "P", 3, None, "A12"
)
RATING: dict[str, Any] = {
    "declaration": {"number": "100000000120", "office_code": "28NJ"},
    "subjects": [{"kind": "office", "name": "", "level": 5}],
}


def sentence(profile: Path, *arguments: str) -> str:
    """The one sentence with which a command fails."""
    done = run(profile, *arguments)
    assert done.returncode == 1, done.stdout
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert " — " in lines[0]
    return lines[0]


def rating_file(folder: Path, **changes: Any) -> str:
    path = folder / "rating.json"
    path.write_text(json.dumps({**RATING, **changes}), "utf-8")
    return str(path)


def test_bad_usage_is_exit_2(tmp_path: Path) -> None:
    assert run(tmp_path, "read").returncode == 2
    assert run(tmp_path, "no-such-command").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["read"], ("thiếu FILE|DIR", "FILE|DIR is missing")),
        (["raed"], ("không có lệnh raed", "there is no command raed")),
        (["bundle", "exprt"], ("không có lệnh exprt", "there is no command exprt")),
        (["status", "now"], ("không hiểu now", "now is not known")),
        (["enrol", "--fingerprint"], ("thiếu giá trị sau", "a value is missing after")),
        (["read", "x", "--json=1"], ("--json không nhận giá trị", "--json takes no value")),
        (["bundle", "forward", "--h"], ("có thể là --help, --host", "could be --help, --host")),
    ],
)
def test_bad_usage_is_said_once_in_each_language(
    arguments: list[str], why: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    for line, words in zip(told.err.splitlines(), why, strict=True):
        assert words in line
        assert line.endswith(" --help")


def test_help_says_of_everything_what_it_is_for_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told: set[str] = set()
    for command in ([], ["read"], ["office"], ["bundle"], ["bundle", "forward"], ["selftest"]):
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([*command, "--help"])
        assert ended.value.code == 0
        told.update(" ".join(line.split()) for line in capsys.readouterr().out.splitlines())
    for name in ("read", "receiver", "forward", "--explain", "--forget", "--tray", "exit codes"):
        for words in HELP[name]:
            assert any(line.endswith(words) for line in told), words


def test_what_follows_receiver_is_the_receiver_s(tmp_path: Path) -> None:
    asked = parser().parse_args(["--profile", str(tmp_path), "receiver", "--help", "-x"])
    assert asked.arguments == ["--help", "-x"]


def test_a_fresh_profile_has_a_status(tmp_path: Path) -> None:
    done = run(tmp_path, "status", "--json")
    assert done.returncode == 0, done.stderr
    status = json.loads(done.stdout)
    assert sum(status["outbox"].values()) == 0
    assert status["next_attempt"] is None
    assert status["link"] == "no-receiver"


def test_a_missing_folder_is_in_the_status_in_both_languages(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    save_setting(profile / "settings.toml", "export_folders", [str(tmp_path / "gone")])
    [folder] = json.loads(run(profile, "status", "--json").stdout)["folders"]
    assert folder["condition"]["code"] == "exports.folder-missing"
    assert set(folder["condition"]["title"]) == {"vi", "en"}


def test_the_language_of_the_profile_is_spoken(tmp_path: Path) -> None:
    save_setting(tmp_path / "settings.toml", "language", "en")
    assert "No such file or folder" in sentence(tmp_path, "verify", str(tmp_path / "nothing"))


def test_without_a_key_store_it_says_so_and_writes_no_key(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DBUS_")}
    done = subprocess.run(
        [sys.executable, "-m", "rating_client", "status", "--profile", str(tmp_path)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "ledger.db").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"subjects": []},
        {"subjects": [{"kind": "office", "name": "", "level": 2}]},
        {"subjects": [{"kind": "office"}]},
        {"subjects": 5},
        {"declaration": {"number": "12"}},
        {"declaration": "not there.xlsx"},
        {"declaration": None},
    ],
    ids=["no subject", "no reason", "no name", "no list", "short number", "no file", "nothing"],
)
def test_a_rating_that_cannot_be_taken_is_one_sentence_and_queues_nothing(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    sentence(tmp_path / "profile", "submit", rating_file(tmp_path, **changes))
    status = json.loads(run(tmp_path / "profile", "status", "--json").stdout)
    assert sum(status["outbox"].values()) == 0


def test_a_rating_from_another_program_waits_for_a_receiver(tmp_path: Path) -> None:
    done = run(tmp_path / "profile", "submit", rating_file(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["state"] == "unaddressed"


def test_an_unregistered_export_cannot_be_rated(tmp_path: Path) -> None:
    temporary = SampleDeclaration("100000000030", None, "E", None)
    (tmp_path / "export.xlsx").write_bytes(excel_print(temporary))
    rating = rating_file(tmp_path, declaration="export.xlsx")
    assert "IDC/EDC" in sentence(tmp_path / "profile", "submit", rating)


def test_enrolling_shows_the_fingerprint_and_wants_it_compared(tmp_path: Path) -> None:
    issuer = Issuer()
    file = tmp_path / "customs.rating-enrol"
    file.write_bytes(issuer.enrolment_file())
    profile = tmp_path / "profile"
    assert issuer.fingerprint in sentence(profile, "enrol", str(file))
    sentence(profile, "enrol", str(file), "--fingerprint", "0000")
    done = run(profile, "enrol", str(file), "--fingerprint", issuer.fingerprint, "--json")
    assert done.returncode == 0, done.stderr
    [receiver] = json.loads(run(profile, "status", "--json").stdout)["receivers"]
    assert receiver["fingerprint"] == issuer.fingerprint


@pytest.mark.parametrize("data", [b"", b"hello", b"a.b.c", bytes(range(256))])
def test_what_is_no_enrolment_file_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "customs.rating-enrol"
    file.write_bytes(data)
    sentence(tmp_path / "profile", "enrol", str(file))


def test_an_address_that_is_not_secure_is_refused(tmp_path: Path) -> None:
    assert "https" in sentence(tmp_path, "enrol", "http://customs.example/enrol")


def test_a_receipt_is_checked_offline(tmp_path: Path) -> None:
    issuer = Issuer()
    token = issuer.receipt(
        "e.n.v", submission="8a5a1c9e-6d1f-4b0e-9c53-0d2f5f2b7f11", device="d" * 43
    )
    file = tmp_path / "receipt.rating-receipts"
    file.write_bytes(receipts_file(issuer.statement(), [token], "2026-11-21T10:43:00+07:00"))
    done = run(tmp_path / "profile", "verify", str(file), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["fingerprint"] == issuer.fingerprint
    assert found["receipts"][0]["valid"] is True

    forged = Issuer().receipt("e.n.v", submission=None, device="d" * 43)
    file.write_bytes(receipts_file(issuer.statement(), [forged], "2026-11-21T10:43:00+07:00"))
    assert "Không dùng tệp này làm bằng chứng" in sentence(tmp_path, "verify", str(file))
    file.write_bytes(receipts_file(issuer.statement(), [], "2026-11-21T10:43:00+07:00"))
    assert "không có xác nhận tiếp nhận" in sentence(tmp_path, "verify", str(file))
    file.write_bytes(b"{}")
    sentence(tmp_path / "profile", "verify", str(file))


def test_the_text_of_a_qr_code_is_a_receipt_too(tmp_path: Path) -> None:
    issuer = Issuer()
    token = issuer.receipt("e.n.v", submission=None, device="d" * 43)
    file = tmp_path / "scanned.txt"
    file.write_text(receipt_text(issuer.statement(), token) + "\r\n", "utf-8")
    done = run(tmp_path / "profile", "verify", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["fingerprint"] == issuer.fingerprint

    forged = Issuer().receipt("e.n.v", submission=None, device="d" * 43)
    file.write_text(receipt_text(issuer.statement(), forged), "utf-8")
    assert "không hợp lệ" in sentence(tmp_path / "profile", "verify", str(file))


def test_sending_delivers_and_says_what_it_did(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, receiver):
        (broker.exports / file_name(ROUTED, ".xlsx")).write_bytes(excel_print(ROUTED))
        rating = rating_file(tmp_path, declaration=f"exports/{file_name(ROUTED, '.xlsx')}")
        submission = broker.run("submit", rating)["submission"]
        report = broker.run("send")
        assert (report["receipts"], report["waiting"]) == (1, 0)
        [stored] = receiver.stored()
        assert stored["id"] == submission
        assert stored["rating"]["subjects"][0]["name"] == "Hải quan Hà Nam"


def test_sending_without_a_network_is_exit_1_and_keeps_the_rating(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, receiver):
        broker.run("submit", rating_file(tmp_path))
        broker.undo_is_over()
        receiver.stop()
        done = run(broker.paths.data, "send", "--json")
        assert done.returncode == 1
        report = json.loads(done.stdout)
        assert report["waiting"] == 1
        assert report["conditions"]
        assert broker.run("status")["outbox"]["waiting"] == 1


def test_quitting_what_does_not_run_is_no_trouble(tmp_path: Path) -> None:
    assert run(tmp_path, "--quit").returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_rate_wants_a_number_or_a_file(tmp_path: Path) -> None:
    assert "12 chữ số" in sentence(tmp_path, "rate", "nonsense")


def test_a_broker_may_keep_several_profiles(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Broker(_made(tmp_path / name), FakeClock())
        assert run(tmp_path / name / "profile", "status").returncode == 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("arguments", [[], ["rate", "100000000120"]])
def test_without_a_screen_the_windows_say_so_and_nothing_is_noted(
    tmp_path: Path, arguments: list[str]
) -> None:
    no_screen = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = run(tmp_path, *arguments, environment=no_screen)
    assert done.returncode == 1
    assert "màn hình" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    status = json.loads(run(tmp_path, "status", "--json").stdout)
    assert not any(status["prompts"].values())


def test_the_rating_in_the_documentation_is_taken_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "readers.md").read_text("utf-8")
    [example] = re.findall(r"```json\n(.+?)```", page, re.DOTALL)
    file = tmp_path / "rating.json"
    file.write_text(example, "utf-8")
    done = run(tmp_path / "profile", "submit", str(file))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("program", "loading"),
    [
        ("rating_client", "rating_client.cli.parser"),
        ("rating_client.receiver", "rating_client.receiver.command"),
    ],
)
def test_ctrl_c_while_the_program_is_loading_is_no_traceback(program: str, loading: str) -> None:
    code = f"""
import sys

class Keyboard:
    def find_spec(self, name, *_):
        if name == "{loading}":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Keyboard())
sys.argv = ["rating-client", "--help"]
from {program}.__main__ import main
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_empty_folder_name_is_bad_usage_and_not_the_folder_one_stands_in() -> None:
    done = subprocess.run(
        [*PROGRAM, "status", "--profile", ""], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    vietnamese, english = done.stderr.splitlines()
    assert "--profile" in vietnamese
    assert "--profile" in english


def test_a_support_file_put_into_a_folder_gets_a_name_of_its_own(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for _ in range(2):
        run(tmp_path / "profile", "doctor", "--out", str(stick))
    assert len(list(stick.glob("rating-client-*.zip"))) == 2


def test_whoever_ends_the_command_ends_the_receiver(tmp_path: Path) -> None:
    folder, port_file = tmp_path / "receiver", tmp_path / "port"
    command = [*PROGRAM, "receiver"]
    names = ("--name-vi", "Mẫu", "--name-en", "Sample", "--base-url", "http://127.0.0.1:1")
    subprocess.run([*command, "init", str(folder), *names], check=True, stdout=subprocess.DEVNULL)
    serving = subprocess.Popen(
        [*command, "serve", str(folder), "--port", "0", "--port-file", str(port_file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not (port_file.exists() and port_file.read_text()):
            assert serving.poll() is None, "it ended by itself"
            assert time.monotonic() < deadline, "it never listened"
            time.sleep(0.05)
        port = int(port_file.read_text())
    finally:
        serving.kill()
        serving.wait()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)
