"""The support file says nothing about anybody: a canary in every field never comes out of it.

The schema itself is walked, so a table or column added tomorrow is under the same rule.
"""

from __future__ import annotations

import io
import json
import logging
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.clock import SystemClock
from rating_client.base.ledger_file import unlocked
from rating_client.base.log import start_logging
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import Settings, load_settings
from rating_client.doctor.checkup import Bench, look_over
from rating_client.doctor.redaction import LEFT_OUT, redacted_line
from rating_client.doctor.support_file import support_file
from rating_client.profile import Profile
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

CANARY = "Chim-Hoàng-Yến"
A_LINE = "2026-11-21 10:42:00,123 INFO rating_client.delivery.endpoint bundle: later delivery.busy"
NUMBER = 773_100_000_000  # as long as a declaration's number


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    paths = ProfilePaths.inside(tmp_path / f"profile {CANARY}")
    Profile.open(paths, vault=MemoryVault(TEST_KEY)).close()
    return paths


@pytest.fixture
def log_file(paths: ProfilePaths) -> Iterator[None]:
    start_logging(paths)
    yield
    log = logging.getLogger("rating_client")
    for handler in list(log.handlers):
        handler.close()
        log.removeHandler(handler)


def written(paths: ProfilePaths) -> dict[str, str]:
    """The parts of the support file of this profile; no canary is in any of them, nor around."""
    loaded = load_settings(paths.settings, {})
    with Profile.open(paths, vault=MemoryVault(TEST_KEY)) as profile:
        bench = Bench(paths, loaded, SystemClock(), profile)
        packed = support_file(bench, list(look_over(bench)))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        parts = {each: archive.read(each).decode() for each in archive.namelist()}
        assert archive.comment == b""
    for form in ("NFC", "NFD"):
        canary = unicodedata.normalize(form, CANARY)
        for encoding in ("utf-8", "utf-16-le"):
            assert canary.encode(encoding) not in packed
        for name, text in parts.items():
            assert canary not in unicodedata.normalize(form, name + text)
            assert json.dumps(canary)[1:-1] not in text
    for name, text in parts.items():
        assert str(NUMBER)[:6] not in text, name
    return parts


def fill(ledger: Path) -> int:
    """A row of canaries in every table, in every column; how many fields that made."""
    filled = 0
    connection = unlocked(ledger, TEST_KEY)
    rows = [
        (str(kind), str(name))
        for kind, name in connection.execute("SELECT type, name FROM sqlite_schema")
    ]
    for kind, name in rows:
        if kind == "trigger":
            connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for kind, name in rows:
        if kind != "table" or name.startswith("sqlite_"):
            continue
        columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
        values = [
            _canary(str(column[1]), str(column[2]), filled + i) for i, column in enumerate(columns)
        ]
        marks = ", ".join("?" for _ in columns)
        connection.execute(f'INSERT INTO "{name}" VALUES ({marks})', values)
        filled += len(columns)
    connection.close()
    return filled


def _canary(column: str, kind: str, place: int) -> Any:
    if kind == "TEXT":
        return f"{CANARY} {column} {place}"
    if kind == "BLOB":
        return CANARY.encode()
    return NUMBER + place if kind == "INTEGER" else float(NUMBER + place)


def test_nothing_of_any_field_of_any_table_is_in_it(paths: ProfilePaths) -> None:
    filled = fill(paths.ledger)
    assert filled > 100
    with Profile.open(paths, vault=MemoryVault(TEST_KEY)) as profile:  # the cage is not empty
        assert CANARY in str(profile.ledger.rows("SELECT * FROM declaration"))
    parts = written(paths)
    counts = json.loads(parts["counts.json"])
    assert all(n > 0 for n in counts["rows"].values())  # they were seen, and kept in
    assert counts["states"]["entry"] == {LEFT_OUT: 1}
    assert counts["outcomes"]["entry"] == {LEFT_OUT: 1}


def test_nothing_of_the_settings_is_in_it(paths: ProfilePaths) -> None:
    told: dict[str, Any] = {CANARY: CANARY}
    for each in fields(Settings):
        told[each.name] = [f"/{CANARY}"] if isinstance(each.default, tuple) else CANARY
    told["proxy"] = f"http://{CANARY}:{CANARY}@proxy.example:3128"
    told["certificates"] = f"/{CANARY}"
    told["card_gap_minutes"] = NUMBER
    lines = (f"{json.dumps(name)} = {json.dumps(value)}" for name, value in told.items())
    paths.settings.write_text("\n".join(lines), "utf-8")
    parts = written(paths)
    assert "proxy.example" not in "".join(parts.values())
    assert json.loads(parts["settings.json"])["proxy"]["set"] is True


def test_nothing_of_file_names_is_in_it(paths: ProfilePaths, tmp_path: Path) -> None:
    exports = tmp_path / CANARY
    exports.mkdir()
    (exports / f"{CANARY}.xlsx").write_bytes(CANARY.encode())
    paths.settings.write_text(f'export_folders = ["{exports}", "{exports}-gone"]', "utf-8")
    (paths.data / f"ledger.{CANARY}").touch()
    files = json.loads(written(paths)["files.json"])
    assert files["ledger.db"] > 0
    assert files["others"] >= 1


@pytest.mark.usefixtures("log_file")
def test_nothing_that_went_astray_into_the_log_is_in_it(paths: ProfilePaths) -> None:
    log = logging.getLogger("rating_client.delivery.stage")
    log.warning("entry %s could not be sealed: %s", CANARY, NUMBER)
    log.info("lan.anh@%s.example", CANARY)
    log.info("0225 3123456 /home/%s C:\\%s", CANARY, CANARY)
    try:
        raise ValueError(f"{CANARY} {NUMBER}")
    except ValueError:
        log.exception("a bug")
    text = written(paths)["log.json"]
    assert "could not be sealed" in text
    assert "ValueError" in text
    assert "test_nothing_that_went_astray_into_the_log_is_in_it:" in text  # the place, for support
    assert "lan.anh" not in text
    assert "3123456" not in text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (A_LINE, A_LINE),
        ("no reply: timeout, sent=True", "no reply: timeout, sent=True"),
        ("host hq.example.vn", f"host {LEFT_OUT}"),
        ("host customs.example", f"host {LEFT_OUT}"),
        ("tel 0901234567 tax 0200000000-001", f"tel {LEFT_OUT} tax {LEFT_OUT}"),
        ("Nguyễn Văn Mẫu came", f"{LEFT_OUT} came"),
    ],
)
def test_a_line_of_the_log_keeps_codes_and_its_own_words(line: str, kept: str) -> None:
    assert redacted_line(line) == kept


def test_a_damaged_part_does_not_take_the_others_along(paths: ProfilePaths) -> None:
    with Profile.open(paths, vault=MemoryVault(TEST_KEY)) as profile:
        profile.ledger.run("DROP TABLE receiver_state")
        bench = Bench(paths, profile.loaded, SystemClock(), profile)
        packed = support_file(bench, ())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert "left_out" in json.loads(archive.read("counts.json"))
        assert json.loads(archive.read("ledger.json"))["integrity"] == "ok"
