"""The command line of the receiver."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from rating_client.base.resources import resource
from rating_client.contract.keys import fingerprint
from rating_client.enrolment.file import read_offer
from rating_client.receiver import command
from rating_client.receiver.help_words import HELP

NAMES = ("--name-vi", "Chi cục Hải quan Ví dụ", "--name-en", "Example Customs")


class Done(NamedTuple):
    code: int
    out: str
    err: str


def run(*arguments: object) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command.run([str(argument) for argument in arguments])
    return Done(code, out.getvalue(), err.getvalue())


def init(folder: Path, *more: object) -> Done:
    return run("init", folder, *NAMES, "--base-url", "https://receiver.example", *more)


def test_init_then_enrol_makes_a_file_with_the_fingerprint_that_was_printed(
    tmp_path: Path,
) -> None:
    made = init(tmp_path / "receiver")
    assert made.code == 0, made.err
    printed = json.loads(made.out)
    assert printed["fingerprint"] == fingerprint(printed["receiver"])
    file = tmp_path / "office.rating-enrol"
    enrolled = run(
        *("enrol", tmp_path / "receiver", "--out", file, "--office", "03TG"),
        *("--office", "03CC", "--tax-code", "0200000000", "--days", 7),
    )
    assert enrolled.code == 0, enrolled.err
    offer = read_offer(file.read_bytes())
    assert offer.fingerprint == printed["fingerprint"]
    assert offer.offices == ("03TG", "03CC")
    assert offer.tax_codes == ("0200000000",)
    assert offer.code is not None
    assert len(offer.code) == 14
    assert offer.base_urls == ("https://receiver.example",)


def test_a_file_without_a_code_for_every_office(tmp_path: Path) -> None:
    init(tmp_path / "receiver")
    file = tmp_path / "all.rating-enrol"
    assert run("enrol", tmp_path / "receiver", "--out", file, "--code", "none").code == 0
    offer = read_offer(file.read_bytes())
    assert (offer.offices, offer.code, offer.code_expires_at) == ("*", None, None)


def test_keys_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    init(tmp_path / "receiver")
    keys = list((tmp_path / "receiver" / "keys").iterdir())
    assert len(keys) == 3
    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}


@pytest.mark.parametrize("lost", [None, "keys", "receiver.db", "keys/identity.json"])
def test_init_touches_nothing_that_is_there_and_no_command_advises_it(
    tmp_path: Path, lost: str | None
) -> None:
    folder = tmp_path / "receiver"
    init(folder)
    if lost is not None:
        (folder / lost).rename(tmp_path / "lost")
        said = run("list", folder)
        assert (said.code, said.err.partition(" — ")[0]) == (1, "Nơi nhận không còn nguyên vẹn")
    before = files(folder)
    again = init(folder)
    assert (again.code, again.err.partition(" — ")[0]) == (1, "Thư mục không trống")
    assert files(folder) == before


def test_rows_of_another_receiver_are_not_taken_for_its_own(tmp_path: Path) -> None:
    init(tmp_path / "one")
    init(tmp_path / "other")
    shutil.copy(tmp_path / "other" / "receiver.db", tmp_path / "one" / "receiver.db")
    said = run("serve", tmp_path / "one", "--port", 0)
    assert (said.code, said.err.partition(" — ")[0]) == (1, "Nơi nhận không còn nguyên vẹn")
    assert published(tmp_path / "one") == published(tmp_path / "other")


def test_a_restore_that_is_still_to_come_is_a_slip(tmp_path: Path) -> None:
    init(tmp_path / "receiver")
    said = run("restored", tmp_path / "receiver", "--lost-from", "2999-01-01T00:00:00+07:00")
    assert (said.code, said.err.partition(" — ")[0]) == (1, "Thời điểm này chưa đến")
    assert run("restored", tmp_path / "receiver", "--lost-from", "2026-01-01T00:00:00Z").code == 0


def files(folder: Path) -> dict[Path, int]:
    """The files in a folder, each with its number on the disk: another if it was replaced."""
    rows = (path for path in folder.rglob("*") if not path.name.endswith(("-wal", "-shm")))
    return {path: path.stat().st_ino for path in rows}


def published(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "receiver.db")) as rows:
        return int(rows.execute("SELECT count(*) FROM document").fetchone()[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ("init", "{folder}", *NAMES, "--base-url", "http://x.example"),
        ("serve", "{folder}/nothing"),
        ("enrol", "{folder}/nothing", "--out", "{folder}/x"),
        ("list", "{folder}/nothing"),
        ("serve", "{folder}/receiver", "--host", "0.0.0.0"),
        ("serve", "{folder}/receiver", "--certificate", "x.pem"),
        ("serve", "{folder}/receiver", "--port", "0", "--port-file", "{folder}/no/such/folder/x"),
        ("enrol", "{folder}/receiver", "--out", "{folder}/no/such/folder/x"),
        ("enrol", "{folder}/receiver", "--out", "{folder}/x", "--office", "hai quan"),
        ("init", "{folder}/receiver/receiver.db", *NAMES, "--base-url", "https://x.example"),
    ],
)
def test_trouble_is_one_sentence_and_exit_code_one(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    init(tmp_path / "receiver")
    done = run(*(argument.format(folder=tmp_path) for argument in arguments))
    assert done.code == 1
    assert " — " in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("serve x --port 99999", ("từ 0 đến 65535, không phải 99999", "0 to 65535, not 99999")),
        ("enrol x --out y --days -1", ("không phải -1", "not -1")),
        ("enrol x --out y --days soon", ("phải là số, không phải soon", "a number, not soon")),
        ("serve x --burst much", ("phải là số, không phải much", "a number, not much")),
        ("rotate x none", ("USE không nhận none", "not none")),
        ("enrol x --out y --code q", ("--code không nhận q", "not q")),
        ("answer x y --office a", ("thiếu giá trị sau --office", "missing after --office")),
        ("publish x", ("thiếu một trong --form", "one of --form")),
        ("publish x --form a --directory b", ("không đi cùng --form", "not go with --form")),
        ("srve x", ("không có lệnh srve", "no command srve")),
        ("", ("thiếu COMMAND", "COMMAND is missing")),
        ("serve", ("thiếu DIR", "DIR is missing")),
        ("list ", ("thiếu giá trị sau DIR", "missing after DIR")),
    ],
)
def test_bad_usage_is_said_once_in_each_language(
    arguments: str, why: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.run(arguments.split(" ") if arguments else [])
    assert ended.value.code == 2
    for line, words in zip(capsys.readouterr().err.splitlines(), why, strict=True):
        assert words in line
        assert line.endswith(" --help")


def test_help_says_of_everything_what_it_is_for_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told: set[str] = set()
    for name in (name for name in HELP if name.isalpha() and name.islower()):
        with pytest.raises(SystemExit) as ended:
            command.run(["--help"] if name == "receiver" else [name, "--help"])
        assert ended.value.code == 0
        told.update(" ".join(line.split()) for line in capsys.readouterr().out.splitlines())
    for line in (line for words in HELP.values() for line in words):
        before_its_default = line.partition(" (")[0]
        assert any(before_its_default in shown for shown in told), line


def test_options_that_come_again_never_take_the_folder(tmp_path: Path) -> None:
    init(tmp_path / "receiver")
    file = tmp_path / "all.rating-enrol"
    for more in ((), ("--office", "03TG")):
        done = run("enrol", "--out", file, "--office", "all", *more, tmp_path / "receiver")
        assert done.code == 0
        assert read_offer(file.read_bytes()).offices == "*"


def test_a_refused_address_leaves_no_half_receiver(tmp_path: Path) -> None:
    folder = tmp_path / "receiver"
    refused = run(
        *("--language", "en", "init", folder, "--name-vi", "a", "--name-en", "b"),
        *("--base-url", "http://receiver.example"),
    )
    assert refused.err.startswith("The address cannot be used")
    assert init(folder).code == 0


def test_a_form_of_one_s_own_is_published(tmp_path: Path) -> None:
    form = tmp_path / "form.json"
    shipped = json.loads(resource("form", "form.json").read_text("utf-8"))
    form.write_text(json.dumps({**shipped, "id": "own-form"}), "utf-8")
    assert init(tmp_path / "receiver", "--form", form).code == 0
    file = tmp_path / "x.rating-enrol"
    run("enrol", tmp_path / "receiver", "--out", file)
    [own] = [each for each in read_offer(file.read_bytes()).documents if each.kind == "form"]
    assert own.payload["id"] == "own-form"
    form.write_text("[]", "utf-8")
    assert init(tmp_path / "other", "--form", form).code == 1


def test_it_is_a_program_of_its_own(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "rating_client.receiver"]
    done = subprocess.run([*program, "list", tmp_path], capture_output=True, check=False)
    assert done.returncode == 1
    assert "Thư mục chưa có nơi nhận" in done.stderr.decode("utf-8")
