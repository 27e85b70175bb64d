"""The support file: what somebody needs to help, and nothing about anybody.

A zip of small text files. From the ledger come its schema, whether it is whole, and counts of
states and codes that this program knows; never a value somebody typed or exported, never a name,
number, path, host or key. Settings say what was changed, not to what.
"""

from __future__ import annotations

import io
import json
import platform
import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import rating_client
from rating_client.base.clock import iso
from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.doctor.checkup import Bench
from rating_client.doctor.findings import Finding
from rating_client.doctor.redaction import (
    LEFT_OUT,
    counted,
    known_code,
    redacted_line,
    redacted_settings,
)
from rating_client.outbox.entry import EntryState
from rating_client.prompts.prompt import PromptState

_LOG_LINES = 2000
_LIBRARIES = (
    *("apsw-sqlite3mc", "cryptography", "joserfc", "keyring", "pyside6-essentials"),
    *("python-calamine", "requests", "truststore", "urllib3", "watchdog"),
)
_STATES = {  # tables whose rows have a state, and the states there are
    "entry": frozenset(map(str, EntryState)),
    "prompt": frozenset(map(str, PromptState)),
}
_OUTCOMES = ("entry", "receiver_state", "enrolment")  # tables with the code of a last trouble


def support_file(bench: Bench, findings: Sequence[Finding]) -> bytes:
    """The bytes of the zip. A part that cannot be had says so."""
    parts: dict[str, Callable[[], Any]] = {
        "about.json": lambda: _about(bench),
        "findings.json": lambda: [finding.without_words() for finding in findings],
        "settings.json": lambda: redacted_settings(bench.loaded),
        "files.json": lambda: _sizes(bench.paths),
        "log.json": lambda: _log(bench.paths),
    }
    if (profile := bench.profile) is not None:
        parts["counts.json"] = lambda: _counts(profile.ledger)
        parts["ledger.json"] = lambda: _ledger(profile.ledger)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in parts.items():
            content = json.dumps(_made(make), ensure_ascii=False, indent=1)
            archive.writestr(name, content)
    return packed.getvalue()


def _made(make: Callable[[], Any]) -> Any:
    """One part; where it cannot be had, the kind of error: a damaged ledger needs help most."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other parts still help
        return {"left_out": type(error).__name__}


def _about(bench: Bench) -> dict[str, Any]:
    return {
        "made_at": iso(bench.clock.now()),
        "rating-client": rating_client.__version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _sizes(paths: ProfilePaths) -> dict[str, int]:
    """Bytes of the program's own files; of any other only how many there are."""
    own = {"ledger.db", "ledger.db-wal", "ledger.backup-1", "ledger.backup-2", "ballast"}
    found: dict[str, int] = {"others": 0}
    for file in sorted(paths.data.glob("*")):
        if file.name in own:
            found[file.name] = file.stat().st_size
        else:
            found["others"] += 1
    return found


def _counts(ledger: Ledger) -> dict[str, Any]:
    tables = _tables(ledger)
    return {
        "rows": {table: ledger.value(f'SELECT count(*) FROM "{table}"') for table in tables},  # noqa: S608 - names from the schema
        "states": {
            table: counted(_grouped(ledger, table, "state"), states)
            for table, states in _STATES.items()
        },
        "outcomes": {table: _codes(ledger, table) for table in _OUTCOMES},
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    """How the ledger is made and whether it is whole. Rows that break a reference by table only."""
    whole = [row["integrity_check"] for row in ledger.rows("PRAGMA integrity_check(20)")]
    broken = ledger.rows("PRAGMA foreign_key_check")
    return {
        "version": ledger.value("PRAGMA user_version"),
        "sqlite": ledger.value("SELECT sqlite_version()"),
        "journal": ledger.value("PRAGMA journal_mode"),
        "synchronous": ledger.value("PRAGMA synchronous"),
        "integrity": "ok" if whole == ["ok"] else f"{len(whole)} faults",
        "broken_references": _per_table(row["table"] for row in broken),
        "schema": [
            row["sql"] for row in ledger.rows("SELECT sql FROM sqlite_schema ORDER BY name")
        ],
    }


def _tables(ledger: Ledger) -> list[str]:
    rows = ledger.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    )
    return [row["name"] for row in rows]


def _grouped(ledger: Ledger, table: str, column: str) -> dict[str, int]:
    rows = ledger.rows(f"SELECT {column} AS name, count(*) AS n FROM {table} GROUP BY {column}")  # noqa: S608 - names that stand in this module
    return {str(row["name"]): row["n"] for row in rows}


def _codes(ledger: Ledger, table: str) -> dict[str, int]:
    """How often each sentence is the last trouble."""
    found: dict[str, int] = {}
    for outcome, n in _grouped(ledger, table, "outcome").items():
        try:
            code = known_code(json.loads(outcome)["code"])
        except (ValueError, KeyError, TypeError):
            code = LEFT_OUT
        if outcome != "None":
            found[code] = found.get(code, 0) + n
    return found


def _per_table(tables: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        found[table] = found.get(table, 0) + 1
    return found


def _log(paths: ProfilePaths) -> list[str]:
    """The end of the log, oldest line first."""
    lines: list[str] = []
    for file in sorted(paths.logs.glob("rating-client.log*"), reverse=True):
        lines += file.read_text("utf-8", "replace").splitlines()
    return [redacted_line(line) for line in lines[-_LOG_LINES:]]
