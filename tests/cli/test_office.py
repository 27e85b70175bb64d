"""The command `office`: printed names that mean nothing yet are asked about once."""

from __future__ import annotations

import json
from pathlib import Path

from rating_client.directory.directory import built_in_directory
from rating_client.prompts.unread_offices import unread_offices
from tests.support.program import run
from tests.support.workday import Workday


def test_an_unknown_name_is_shown_as_it_stands_asked_once_and_remembered(
    tmp_path: Path,
) -> None:
    day = Workday(tmp_path)
    for number, office in enumerate(("HQKHONGRO", "CKCLONGAN", "HQKCXKCNHP", "03EE", "HQKHONGRO")):
        day.registered(f"10000000{number:03}0", office=office)
    ledger, addressing = day.profile.ledger, day.profile.addressing
    unread = {each.written: each for each in unread_offices(ledger, addressing.directory())}
    assert set(unread) == {"HQKHONGRO", "CKCLONGAN"}
    assert unread["HQKHONGRO"].declarations == 2
    assert "HQKHONGRO" in unread["HQKHONGRO"].sentence.line("vi")
    assert unread["CKCLONGAN"].candidates == ("48CF", "48F2", "48K1")

    addressing.taught.teach("HQKHONGRO", "28NJ", 1.0)
    left = [each.written for each in unread_offices(ledger, addressing.directory())]
    assert left == ["CKCLONGAN"]
    assert addressing.directory().resolve("hqkhongro", None).code == "28NJ"
    day.close()


def test_the_command_finds_teaches_and_forgets(tmp_path: Path) -> None:
    assert "03EE" in run(tmp_path, "office", "dinh vu").stdout
    assert "03EE" in run(tmp_path, "office", "Chi cuc cang Dinh Vu").stdout
    taught = run(tmp_path, "office", "HQKHONGRO", "28nj")
    assert taught.returncode == 0
    assert "28NJ" in taught.stdout
    known = json.loads(run(tmp_path, "office", "HQKHONGRO", "--json").stdout)
    assert known["reading"]["code"] == "28NJ"
    assert run(tmp_path, "office", "HQKHONGRO", "--forget").returncode == 0
    assert run(tmp_path, "office", "--forget").returncode == 2
    unknown = run(tmp_path, "office", "HQKHONGRO")
    assert unknown.returncode == 1
    assert "HQKHONGRO" in unknown.stderr
    assert "rating-client office TÊN MÃ" in unknown.stderr
    nowhere = run(tmp_path, "office", "HQKHONGRO", "99QZ")
    assert nowhere.returncode == 1
    assert "99QZ" in nowhere.stderr
    assert run(tmp_path, "office").returncode == 0


def test_the_built_in_directory_reads_itself() -> None:
    directory = built_in_directory()
    assert all(directory.resolve(code, None).code == code for code in directory.offices)
