"""Customs revokes a computer and lets it in again; every step a command, as people type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from rating_client.contract.keys import fingerprint
from tests.support.journeys import Broker, enrolled_broker
from tests.support.program import run
from tests.support.receivers import RunningReceiver

OFFICE = {"kind": "office", "name": "Hải quan Hà Nam", "level": 5}


def submitted(broker: Broker, number: str) -> str:
    declaration = {
        "number": number,
        "owner_tax_code": "0200000000",
        "office_name": "Hải quan Hà Nam",
        "registered_at": "2026-11-20T09:00:00+07:00",
    }
    file = broker.folder / f"{number}.json"
    request = {"declaration": declaration, "subjects": [OFFICE], "wants_answer": False}
    file.write_text(json.dumps(request), "utf-8")
    return str(broker.run("submit", str(file))["submission"])


def administers(customs: RunningReceiver, *arguments: str) -> None:
    command = [sys.executable, "-m", "rating_client.receiver", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_revoked_told_and_let_in_again(tmp_path: Path) -> None:
    with enrolled_broker(tmp_path) as (broker, customs):
        submitted(broker, "100000000110")
        broker.undo_is_over()
        assert broker.run("send")["receipts"] == 1
        [held] = customs.stored()
        administers(customs, "revoke", str(customs.folder), held["device"])

        submitted(broker, "100000000120")
        broker.undo_is_over()
        report = broker.run("send")
        assert (report["receipts"], report["waiting"]) == (0, 0)
        assert [each["code"] for each in report["conditions"]] == ["delivery.device-revoked"]
        submitted(broker, "100000000130")
        status = broker.run("status")
        assert [each["request"] for each in status["receivers"]] == ["revoked"]
        assert [each["code"] for each in status["conditions"]] == ["delivery.device-revoked"]
        assert status["outbox"]["unaddressed"] == 2
        checked = run(broker.paths.data, "doctor", "--json")
        assert "delivery.device-revoked" in checked.stdout
        carried = run(broker.paths.data, "bundle", "export", str(tmp_path), "--json")
        assert (carried.returncode, "thu hồi" in carried.stderr) == (1, True)

        file = tmp_path / "moi.rating-enrol"
        administers(
            *(customs, "enrol", str(customs.folder), "--out", str(file)),
            *("--tax-code", "0200000000"),
        )
        trusted = fingerprint(status["receivers"][0]["receiver"])
        broker.run("enrol", str(file), "--fingerprint", trusted)
        broker.undo_is_over()
        report = broker.run("send")
        assert (report["receipts"], report["conditions"]) == (2, [])
        numbers = sorted(row["rating"]["declaration"]["number"] for row in customs.stored())
        assert numbers == ["100000000110", "100000000120", "100000000130"]
        assert broker.run("status")["outbox"] | {"withdrawn": 0, "receipted": 0} == dict.fromkeys(
            status["outbox"], 0
        )
