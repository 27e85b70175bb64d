"""`doctor`: what it looks at, what it says, and what it leaves alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from keyring.backends import SecretService

from rating_client.base.clock import SystemClock
from rating_client.base.sentences import say
from rating_client.base.settings import save_setting
from rating_client.cli import run as commands
from tests.support.closed_folder import closed, folder_to_close
from tests.support.issuer import Issuer
from tests.support.journeys import Broker, enrolled_broker
from tests.support.program import PROGRAM, run
from tests.support.scripted_receiver import Say, ScriptedReceiver
from tests.support.vaults import MemoryKeyring


def looked_over(profile: Path, code: int = 0) -> dict[str, list[dict[str, Any]]]:
    """The findings by what was looked at."""
    done = run(profile, "doctor", "--json")
    assert done.returncode == code, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["well"] == (code == 0)
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in report["findings"]:
        found.setdefault(finding["what"], []).append(finding)
    return found


def made(profile: Path) -> Path:
    assert run(profile, "status").returncode == 0
    return profile


def test_a_profile_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    found = looked_over(tmp_path / "profile")
    assert [each["code"] for each in found["ledger"]] == ["doctor.no-ledger"]
    assert not (tmp_path / "profile").exists()


def test_what_the_first_start_needs_is_looked_at_before_it(tmp_path: Path) -> None:
    no_key_store = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'nobody'}"}
    done = subprocess.run(
        [*PROGRAM, "doctor", "--profile", str(tmp_path / "profile"), "--json"],
        capture_output=True,
        text=True,
        env=os.environ | no_key_store,
    )
    assert done.returncode == 1, done.stdout
    worse = [each for each in json.loads(done.stdout)["findings"] if each["verdict"] == "trouble"]
    assert [each["what"] for each in worse] == ["key-store"]


def test_a_profile_whose_data_is_gone_says_so_and_leaves_no_key_when_it_is_uninstalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SecretService, "Keyring", MemoryKeyring)
    monkeypatch.setattr(MemoryKeyring, "kept", {})

    def told(*command: str) -> tuple[int, str]:
        code = commands([*command, "--profile", str(tmp_path / "profile")])
        said = capsys.readouterr()
        return code, said.out + said.err

    def lost(said: str) -> bool:
        return "Không còn dữ liệu cũ trên máy này" in said

    assert not lost(told("doctor")[1]), "the very first start"
    assert not lost(told("status")[1])
    code, said = told("forget-key")
    assert (code, "Chưa xóa khóa" in said, len(MemoryKeyring.kept)) == (1, True, 1)

    shutil.rmtree(tmp_path / "profile")
    assert lost(told("doctor")[1])
    assert lost(told("status")[1]), "whichever command begins the new one"
    assert not lost(told("doctor")[1])

    shutil.rmtree(tmp_path / "profile")
    assert told("forget-key") == (0, "")
    assert MemoryKeyring.kept == {}
    assert told("forget-key") == (0, ""), "there is none to take out"
    assert not lost(told("status")[1])


def test_a_profile_that_is_closed_to_us_is_said_and_no_check_calls_it_a_bug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with folder_to_close() as folder:
        with closed(folder):
            code = commands(["doctor", "--json", "--profile", str(folder / "profile")])
        findings = json.loads(capsys.readouterr().out)["findings"]
    assert code == 1
    told = {each["code"] for each in findings if each["what"] in ("ledger", "disk")}
    assert told == {"cli.profile-not-usable", "base.ledger-not-writable"}


def test_a_file_in_the_profile_s_place_is_trouble_before_the_first_start(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("x")
    for profile in (tmp_path / "profile", tmp_path / "profile" / "below"):
        [finding] = looked_over(profile, 1)["ledger"][:1]
        assert finding["code"] == "cli.profile-not-usable"
        assert "không phải thư mục" in finding["advice"]["vi"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights as POSIX has them")
def test_a_ledger_that_can_only_be_read_is_trouble(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(SecretService, "Keyring", MemoryKeyring)
    monkeypatch.setattr(MemoryKeyring, "kept", {})
    with folder_to_close() as folder:
        folder.chmod(0o755)
        profile = folder / "profile"
        assert commands(["status", "--profile", str(profile)]) == 0
        if os.geteuid() == 0:
            os.chown(profile, 65534, -1)
        capsys.readouterr()
        with closed(profile / "ledger.db", to=0o444):
            code = commands(["doctor", "--json", "--profile", str(profile)])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert code == 1
    worse = [f["code"] for f in findings if f["verdict"] == "trouble" and f["what"] == "ledger"]
    assert worse == ["base.ledger-not-writable"], findings


def test_what_needs_a_person_is_said_where_errors_are_said(tmp_path: Path) -> None:
    profile = made(tmp_path / "profile")
    save_setting(profile / "settings.toml", "export_folders", [str(tmp_path / "gone")])
    for arguments in (["doctor"], ["doctor", "--json"]):
        done = run(profile, *arguments)
        assert done.returncode == 1
        [said] = done.stderr.splitlines()
        assert said.startswith("Có 1 chỗ cần xử lý — ")


def test_everything_on_the_way_is_looked_at(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, _receiver):
        empty = looked_over(broker.paths.data)["folder"]
        assert [each["code"] for each in empty] == ["exports.folder-empty"]
        (broker.exports / "a.xml").write_bytes(b"<a></a>")
        found = looked_over(broker.paths.data)
        people = run(broker.paths.data, "doctor")
    for what in ("program", "settings", "disk", "key-store", "ledger", "folder", "reading"):
        assert [each["verdict"] for each in found[what]] == ["well"], what
    for what in ("proxy", "trust", "receiver", "clock", "delivery"):
        assert [each["verdict"] for each in found[what]] == ["well"], what
    lines = people.stdout.splitlines()
    assert len(lines) == sum(map(len, found.values()))
    assert all(line[0] in "✓·!" and " — " in line for line in lines)


def test_a_receiver_that_is_silent_is_trouble(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, receiver):
        receiver.stop()
        found = looked_over(broker.paths.data, 1)
    [finding] = found["receiver"]
    assert finding["code"] == "doctor.receiver-silent"
    assert "127.0.0.1" in finding["advice"]["vi"]
    assert [each["code"] for each in found["clock"]] == ["doctor.clock-unknown"]


def test_a_portal_and_a_wrong_clock_are_told_apart(tmp_path: Path) -> None:
    portal = Say(200, {}, b"<html>")
    yesterday = Say(204, {"Rating-Protocol": "1", "Date": "Fri, 20 Nov 2015 08:00:00 GMT"})
    for hello, what, code in (
        (portal, "receiver", "delivery.sign-in-needed"),
        (yesterday, "clock", "delivery.clock-wrong"),
    ):
        with ScriptedReceiver(hello=hello) as server:
            issuer = Issuer(base_urls=[server.url])
            broker = broker_in(tmp_path / what)
            file = tmp_path / "x.rating-enrol"
            file.write_bytes(issuer.enrolment_file())
            run(broker.paths.data, "enrol", str(file), "--fingerprint", issuer.fingerprint)
            found = looked_over(broker.paths.data, 1)
        assert [each["code"] for each in found[what]] == [code]


def broker_in(folder: Path) -> Broker:
    folder.mkdir()
    return Broker(folder, SystemClock())


def test_a_folder_that_is_gone_and_a_setting_nobody_knows(tmp_path: Path) -> None:
    profile = made(tmp_path / "profile")
    save_setting(profile / "settings.toml", "export_folders", [str(tmp_path / "gone")])
    with (profile / "settings.toml").open("a", encoding="utf-8") as settings:
        settings.write('\ncolour = "red"\n')
    found = looked_over(profile, 1)
    assert [each["code"] for each in found["folder"]] == ["exports.folder-missing"]
    assert found["settings"][0]["code"] == "base.setting-not-understood"
    assert found["settings"][0]["verdict"] == "notice"


def test_without_a_key_store_the_rest_is_still_looked_at(tmp_path: Path) -> None:
    profile = made(tmp_path / "profile")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DBUS_")}
    done = subprocess.run(
        [sys.executable, "-m", "rating_client", "doctor", "--json", "--profile", str(profile)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 1
    found = {each["what"]: each for each in json.loads(done.stdout)["findings"]}
    assert found["key-store"]["code"].startswith("base.key-")
    assert found["reading"]["verdict"] == "well"


def test_damage_that_was_repaired_at_the_door_is_said(tmp_path: Path) -> None:
    profile = made(tmp_path / "profile")
    ledger = bytearray((profile / "ledger.db").read_bytes())
    ledger[: len(ledger) // 2] = os.urandom(len(ledger) // 2)
    (profile / "ledger.db").write_bytes(ledger)
    done = run(profile, "doctor", "--json", "--out", str(tmp_path / "support.zip"))
    codes = [each["code"] for each in json.loads(done.stdout)["findings"]]
    assert [code for code in codes if code.startswith("base.ledger-")], codes
    with zipfile.ZipFile(tmp_path / "support.zip") as archive:
        told = json.loads(archive.read("findings.json"))
    assert [each["code"] for each in told] == codes


def test_the_support_file_is_offered_to_be_looked_at_first(tmp_path: Path) -> None:
    profile, out = made(tmp_path / "profile"), tmp_path / "support.zip"
    done = run(profile, "doctor", "--out", str(out))
    assert done.returncode == 0
    assert str(out) in done.stdout.splitlines()[-1]
    with zipfile.ZipFile(out) as archive:
        assert set(archive.namelist()) == {
            *("about.json", "findings.json", "settings.json", "files.json", "log.json"),
            *("counts.json", "ledger.json"),
        }
    again = run(profile, "doctor", "--out", str(out))
    assert again.returncode == 1
    assert say("base.name-taken").title.vi in again.stderr
