"""Tables that came back older than each other, or with holes, made to agree again.

Whatever cannot be known any more is put so that no rating is lost, none is sent that may have been
taken back, and nothing is claimed that is not certain. The triggers are put aside meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger

LOST = "outbox.bytes-lost"  # of an entry of which nothing is left to send


def mend(ledger: Ledger, *, read_again: bool) -> None:
    """Make the tables agree. With `read_again` every export is read once more."""
    _entries_and_what_lies_beside(ledger)
    _declarations_and_prompts(ledger)
    if read_again:
        # Exports that came after the copy are read once more; known ones change nothing.
        ledger.run("DELETE FROM export_file WHERE before_setup = 0")
    _drop_orphans(ledger, ledger.rows("PRAGMA foreign_key_check"))


def _entries_and_what_lies_beside(ledger: Ledger) -> None:
    """An entry, its content and its envelope lie in three tables, and each may be lost alone."""
    for strangers in _OF_ANOTHER:
        ledger.run(strangers)
    for orphan in ledger.rows(_WITHOUT_ENTRY):
        _entry_again(ledger, orphan)
    ledger.run(_SEALED_SINCE, {"reason": _reason("outbox.restored", may_have_arrived=True)})
    ledger.run(_NEVER_LEFT)
    ledger.run(_NOTHING_TO_SEND, {"reason": _reason(LOST)})
    ledger.run(
        "UPDATE entry SET supersedes = NULL"
        " WHERE supersedes IS NOT NULL AND supersedes NOT IN (SELECT id FROM entry)"
    )


# Serials are given out again where the last ones were lost, so a row of a copy may be another's.
_OF_ANOTHER = (
    """DELETE FROM envelope WHERE EXISTS (SELECT 1 FROM entry WHERE serial = envelope.entry
           AND envelope_sha256 IS NOT NULL AND envelope_sha256 <> sha256)""",
    """DELETE FROM content WHERE EXISTS (SELECT 1 FROM entry WHERE serial = content.entry
           AND id <> json ->> '$.id')""",
)
_WITHOUT_ENTRY = """
    SELECT content.entry AS serial, json, receiver, sha256
    FROM content LEFT JOIN envelope ON envelope.entry = content.entry
    WHERE content.entry NOT IN (SELECT serial FROM entry)
      AND json ->> '$.id' NOT IN (SELECT id FROM entry)
"""
_SEALED_SINCE = """
    UPDATE entry SET state = 'unconfirmed', attempts = 1, outcome = :reason,
        (receiver, envelope_sha256) =
            (SELECT receiver, sha256 FROM envelope WHERE entry = serial)
    WHERE state = 'unaddressed' AND EXISTS (SELECT 1 FROM envelope WHERE entry = serial)
"""
_NEVER_LEFT = """
    UPDATE entry SET state = 'unaddressed', receiver = NULL, envelope_sha256 = NULL
    WHERE state = 'waiting' AND attempts = 0 AND exported_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM envelope WHERE entry = serial)
      AND EXISTS (SELECT 1 FROM content WHERE entry = serial)
"""
_NOTHING_TO_SEND = """
    UPDATE entry SET state = 'needs_attention', lease_until = NULL, hold_for = NULL,
        hold_until = NULL, outcome = :reason
    WHERE (state IN ('waiting', 'sending', 'unconfirmed')
           AND NOT EXISTS (SELECT 1 FROM envelope WHERE entry = serial))
       OR (state = 'unaddressed' AND NOT EXISTS (SELECT 1 FROM content WHERE entry = serial))
"""


def _entry_again(ledger: Ledger, orphan: Mapping[str, Any]) -> None:
    """An entry of which only the frozen part is left. Whether it was sent or taken back nobody
    knows any more, so a person says whether it goes."""
    said = json.loads(orphan["json"])
    digits = said["declaration"]["key_digits"]
    known = ledger.value("SELECT key FROM declaration WHERE digits = ?", (digits,))
    sealed = orphan["receiver"] is not None
    ledger.run(
        "INSERT INTO entry (serial, id, declaration_key, state, levels, form_id, form_version,"
        " receiver, envelope_sha256, supersedes, queued_at, not_before, attempts, outcome)"
        " VALUES (?, ?, ?, 'needs_attention', ?, ?, ?, ?, ?, ?, ?, 0, 1, ?)",
        (
            orphan["serial"],
            said["id"],
            known or f"{said['owner'].get('tax_code', '')}/{digits}",
            "".join(str(subject["level"]) for subject in said["subjects"]),
            said["form"]["id"],
            said["form"]["version"],
            orphan["receiver"],
            orphan["sha256"],
            said.get("supersedes"),
            seconds_of(said["queued_at"]),
            _reason("outbox.state-lost" if sealed else LOST),
        ),
    )


def _reason(code: str, **more: object) -> str:
    return json.dumps({"code": code, "facts": {}, **more})


def _declarations_and_prompts(ledger: Ledger) -> None:
    for row in ledger.rows(
        "SELECT DISTINCT key FROM (SELECT declaration_key AS key FROM entry"
        " UNION SELECT key FROM prompt UNION SELECT key FROM draft)"
        " WHERE key NOT IN (SELECT key FROM declaration)"
    ):
        _stand_in(ledger, row["key"])
    # What was answered is not asked again.
    ledger.run(
        "UPDATE prompt SET state = 'answered', snoozed_until = NULL, wake_on_cleared = 0,"
        " decided_at = noticed_at WHERE state IN ('due', 'shown', 'snoozed')"
        " AND key IN (SELECT declaration_key FROM entry WHERE state <> 'withdrawn')"
    )
    ledger.run(
        "INSERT OR IGNORE INTO prompt (key, state, origin, noticed_at, decided_at)"
        " SELECT declaration_key, 'answered', 'live', min(queued_at), max(queued_at) FROM entry"
        " WHERE state <> 'withdrawn' GROUP BY declaration_key"
    )
    ledger.run(
        "UPDATE declaration SET (prompt_state, prompt_origin) ="
        " (SELECT state, origin FROM prompt WHERE prompt.key = declaration.key)"
    )


def _stand_in(ledger: Ledger, key: str) -> None:
    """A declaration of which only the key is left; its next export completes it."""
    owner, _, digits = key.rpartition("/")
    frozen = ledger.value(
        "SELECT content FROM whole_entry WHERE declaration_key = ? AND content IS NOT NULL"
        " ORDER BY queued_at DESC",
        (key,),
    )
    said: Mapping[str, Any] = json.loads(frozen)["declaration"] if frozen else {}
    number = str(said.get("number", digits + "0"))
    facts = {
        "number": number,
        "direction": said.get("direction", "N" if digits.startswith("1") else "X"),
        "stage": "registered",
        "office_code": said.get("office_code"),
        "office_name": said.get("office_name"),
        "channel": said.get("channel"),
        "registered_at": said.get("registered_at"),
        "owner_tax_code": owner or None,
    }
    ledger.run(
        "INSERT INTO declaration (key, digits, number, owner_tax_code, office, channel,"
        " registered_at, searchable, facts, first_seen_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
        (
            key,
            digits,
            number,
            owner or None,
            said.get("office_code"),
            said.get("channel"),
            said.get("registered_at"),
            f"{number} {owner}".lower(),
            json.dumps(facts, ensure_ascii=False),
        ),
    )


def _drop_orphans(ledger: Ledger, violations: Iterable[Mapping[str, Any]]) -> None:
    for violation in violations:
        if violation["table"] != "entry":
            ledger.run(
                f"DELETE FROM {violation['table']} WHERE rowid = ?",  # noqa: S608  own names
                (violation["rowid"],),
            )
