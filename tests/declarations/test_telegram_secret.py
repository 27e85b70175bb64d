"""A header may hold a terminal password. A canary in its place is looked for everywhere."""

from __future__ import annotations

import io
import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.ledger_file import unlocked
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.clock import FakeClock
from tests.support.journeys import Broker
from tests.support.ledgers import TEST_KEY
from tests.support.program import run
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

CANARY = "Pa55w0rd"
AT = datetime(2026, 11, 21, 9, 0, tzinfo=VIETNAM)
ROUTED = SampleDeclaration("100000000410", AT, "P", 2, None, "A12")
CLEARED = replace(ROUTED, cleared_at=AT + timedelta(hours=1))
FILES = {
    "T0000_VAD1AC0.txt": telegram("VAD1AC0", ROUTED, password=CANARY),
    "T0000_VAD1AG0.edi": in_smime(telegram("VAD1AG0", CLEARED, password=CANARY)),
    "T0000_IDC.txt": telegram("      ", ROUTED, procedure="IDC", password=CANARY),
    "T0000_VAF8030.txt": telegram("VAF8030", ROUTED, password=CANARY),
    "T0000_cut.txt": telegram("VAD1AC0", ROUTED, password=CANARY)[:500],
    "T0000_number.txt": telegram("VAD1AC0", replace(ROUTED, number="12"), password=CANARY),
}


def test_a_password_reaches_neither_ledger_nor_log_nor_screen(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    clock = FakeClock()
    broker = Broker(tmp_path, clock)
    for name, data in FILES.items():
        assert CANARY.encode() in data
        (broker.exports / name).write_bytes(data)
    said = io.StringIO()
    with broker.profile() as profile:
        folder = broker.watched(profile)
        noted = 0
        for _ in range(20):
            for file in folder.sweep(clock.now()).ready:
                read = profile.flow.export_settled(folder, file)
                noted += len(read.noted)
                print(read, read.refused, file=said)
            clock.advance(5)
        assert noted >= 2  # the routing and the clearance
    ledger = unlocked(broker.paths.ledger, TEST_KEY)
    for (table,) in ledger.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
    ).fetchall():
        print(ledger.execute(f'SELECT * FROM "{table}"').fetchall(), file=said)
    ledger.close()
    on_disk = b"".join(f.read_bytes() for f in broker.paths.data.rglob("*") if f.is_file())
    assert ROUTED.number in said.getvalue()  # the search would find something
    assert CANARY not in said.getvalue()
    assert CANARY not in caplog.text
    assert CANARY.encode() not in on_disk


def test_the_command_line_says_no_password(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    done = run(tmp_path / "profile", "read", str(tmp_path), "--json", "--explain")
    assert CANARY not in done.stdout + done.stderr
    document = json.loads(done.stdout)
    assert [entry["stage"] for entry in document["declarations"]] == ["registered", "cleared"]
    assert {Path(entry["path"]).name: entry["code"] for entry in document["refused"]} == {
        "T0000_IDC.txt": "declarations.message-sent",
        "T0000_VAF8030.txt": "declarations.other-message",
        "T0000_cut.txt": "declarations.damaged",
        "T0000_number.txt": "declarations.number-unreadable",
    }
