"""What a person takes along: all of the ratings, readable, and no key in it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rating_client.outbox.my_data import my_data
from rating_client.ratings.rating import Contact
from tests.support.workday import SAO_MAI, Workday, busy_day


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Workday]:
    day = Workday(tmp_path)
    busy_day(day)
    yield day
    day.close()


def parts(day: Workday) -> dict[str, str]:
    packed = my_data(day.profile.ledger, day.clock.now())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def ratings(day: Workday) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(parts(day)["phieu.json"])
    return found


def test_every_rating_is_there_with_what_was_said_and_its_receipt(day: Workday) -> None:
    ledger = day.profile.ledger
    exported = {each["id"]: each for each in ratings(day)}
    for row in ledger.rows("SELECT * FROM whole_entry"):
        mine = exported.pop(row["id"])
        assert mine["content"] == json.loads(row["content"])
        assert mine["receipt"] == row["receipt"]
        assert mine["state"] == row["state"]
    assert exported == {}


def test_the_table_has_a_line_for_each_with_heads(day: Workday) -> None:
    heads, *rows = lines(parts(day)["phieu.csv"])
    assert heads[:3] == ["Mã phiếu", "Số tờ khai", "Mã số thuế"]
    assert len(rows) == day.profile.ledger.value("SELECT count(*) FROM entry")
    assert {len(row) for row in rows} == {len(heads)}
    known = lines(parts(day)["to-khai.csv"])
    assert len(known) == 1 + day.profile.ledger.value("SELECT count(*) FROM declaration")


def test_contacts_and_names_are_there_because_they_are_kept(day: Workday) -> None:
    day.profile.remembered.keep_contact(SAO_MAI, Contact(name="Nguyễn Thị Mẫu", phone="0900000000"))
    assert [SAO_MAI, "Nguyễn Thị Mẫu", "0900000000", ""] in lines(parts(day)["lien-he.csv"])


def test_a_contact_that_looks_like_a_formula_stays_a_name(day: Workday) -> None:
    day.profile.remembered.keep_contact(SAO_MAI, Contact(name="=HYPERLINK(1)", phone="0900000000"))
    assert "'=HYPERLINK(1)" in lines(parts(day)["lien-he.csv"])[1]


def test_no_key_and_no_envelope_leaves_with_it(day: Workday) -> None:
    ledger = day.profile.ledger
    everything = "".join(parts(day).values())
    for row in ledger.rows("SELECT jwe FROM envelope"):
        assert row["jwe"] not in everything
    for row in ledger.rows("SELECT signing, answers FROM device_key"):
        for secret in map(json.loads, row.values()):
            assert secret["d"] not in everything


def test_it_says_first_that_it_is_not_encrypted(day: Workday) -> None:
    told = parts(day)["DOC-TRUOC.txt"]
    assert "KHÔNG ĐƯỢC MÃ HÓA" in told
    assert "NOT ENCRYPTED" in told
    for name in set(parts(day)) - {"DOC-TRUOC.txt"}:
        assert told.count(name) == 2, name  # in both languages


def test_an_empty_profile_makes_a_file_too(tmp_path: Path) -> None:
    fresh = Workday(tmp_path / "fresh")
    assert ratings(fresh) == []
    assert json.loads(parts(fresh)["nhap.json"]) == []
    fresh.close()
