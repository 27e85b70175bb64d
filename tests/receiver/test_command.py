"""The command line of the receiver."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

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


def test_a_second_init_changes_nothing(tmp_path: Path) -> None:
    init(tmp_path / "receiver")
    identity = (tmp_path / "receiver" / "keys" / "identity.json").read_bytes()
    again = init(tmp_path / "receiver")
    assert again.code == 1
    assert again.err.count("\n") == 1
    assert (tmp_path / "receiver" / "keys" / "identity.json").read_bytes() == identity


@pytest.mark.parametrize(
    "arguments",
    [
        ("init", "{folder}", *NAMES, "--base-url", "http://x.example"),
        ("serve", "{folder}/nothing"),
        ("enrol", "{folder}/nothing", "--out", "{folder}/x"),
        ("list", "{folder}/nothing"),
        ("serve", "{folder}/receiver", "--host", "0.0.0.0"),
        ("serve", "{folder}/receiver", "--certificate", "x.pem"),
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
    ],
)
def test_bad_usage_is_said_once_in_each_language(
    arguments: str, why: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.run(arguments.split())
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
    assert run("enrol", "--out", file, "--office", "all", tmp_path / "receiver").code == 0
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
    form.write_text(json.dumps({"v": 1, "id": "own-form", "version": 3}), "utf-8")
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
