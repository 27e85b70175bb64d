"""The declarations known to this profile: one row a key, whatever number of exports told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from rating_client.base.clock import VIETNAM, iso
from rating_client.base.ledger import Ledger
from rating_client.declarations.declaration import Declaration, Stage, normal_tax_code
from rating_client.declarations.record import from_json, to_json
from rating_client.directory.folding import fold
from rating_client.prompts.facts import merged, same_facts

_OUT = (Stage.RELEASED, Stage.CLEARED)


@dataclass(frozen=True)
class Entered:
    """A declaration's row before and after one more export was read."""

    key: str
    before: Declaration | None
    after: Declaration

    @property
    def changed(self) -> bool:
        return self.before is None or not same_facts(self.before, self.after)

    @property
    def released_now(self) -> bool:
        """Whether this export is the first that says the goods are released or cleared."""
        return is_released(self.after) and not (self.before and is_released(self.before))


def is_released(d: Declaration) -> bool:
    return d.stage in _OUT or d.released_at is not None or d.cleared_at is not None


class Register:
    """The table `declaration`. Its methods are called inside a transaction of the caller."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, key: str) -> Declaration | None:
        facts = self._ledger.value("SELECT facts FROM declaration WHERE key = ?", (key,))
        return from_json(json.loads(facts)) if facts else None

    def current(self, key: str) -> str:
        """`key`, or for a provisional key that is gone, the one named key of its digits."""
        if not key.startswith("/") or self.get(key) is not None:
            return key
        rows = self._ledger.rows("SELECT key FROM declaration WHERE digits = ?", (key[1:],))
        return str(rows[0]["key"]) if len(rows) == 1 else key

    def take_in(self, seen: Declaration, now: float) -> Entered:
        """Enter one export's facts under the key they belong to. Idempotent."""
        key = self._key_for(seen, now)
        before = self.get(key)
        after = merged(before, seen) if before else seen
        entered = Entered(key, before, after)
        if entered.changed:
            self._write(key, after, now)
        return entered

    def _key_for(self, seen: Declaration, now: float) -> str:
        """The key of these facts. An unknown owner is the one with exactly these 11 digits.

        With no such row, or with several, the number alone is a provisional key. The first
        export that names the owner takes the provisional row over, with all that hangs on it.
        """
        provisional = f"/{seen.digits}"
        rows = self._ledger.rows("SELECT key FROM declaration WHERE digits = ?", (seen.digits,))
        keys = {row["key"] for row in rows}
        named = keys - {provisional}
        if seen.key == provisional:
            return named.pop() if len(named) == 1 else provisional
        if provisional in keys and named <= {seen.key}:
            self._take_over(provisional, seen.key, now)
        return seen.key

    def _take_over(self, old: str, new: str, now: float) -> None:
        own, other = self.get(new), self.get(old)
        if own is None or other is None:
            self._ledger.run("UPDATE declaration SET key = ? WHERE key = ?", (new, old))
            return
        for statement in _JOIN_ROWS:
            self._ledger.run(statement, {"old": old, "new": new})
        self._write(new, merged(other, own), now)

    def _write(self, key: str, d: Declaration, now: float) -> None:
        owner = normal_tax_code(d.owner_tax_code)
        self._ledger.run(
            _UPSERT,
            {
                "key": key,
                "digits": d.digits,
                "number": d.number,
                "owner_tax_code": owner,
                "owner_name": d.owner_name,
                "office": office_text(d),
                "channel": d.channel,
                "registered_at": _iso(d.registered_at),
                "released_at": _iso(d.released_at or d.cleared_at)
                or (iso(now) if d.stage in _OUT else None),
                "searchable": _searchable(d, owner),
                "facts": json.dumps(to_json(d), ensure_ascii=False),
                "now": now,
            },
        )


def office_text(d: Declaration) -> str | None:
    """The office as the ledger keys it: the code, or the printed name where no code is known."""
    return d.office_code or d.office_name


def _searchable(d: Declaration, owner: str | None) -> str:
    said = (d.number, owner, d.owner_name, d.type_code, d.office_code, d.office_name)
    return fold(" ".join(text for text in said if text))


def _iso(moment: Any) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None


_UPSERT = """
INSERT INTO declaration (key, digits, number, owner_tax_code, owner_name, office, channel,
                         registered_at, released_at, searchable, facts, first_seen_at, changed_at)
VALUES (:key, :digits, :number, :owner_tax_code, :owner_name, :office, :channel,
        :registered_at, :released_at, :searchable, :facts, :now, :now)
ON CONFLICT (key) DO UPDATE SET
    number = excluded.number,
    owner_tax_code = excluded.owner_tax_code,
    owner_name = excluded.owner_name,
    office = excluded.office,
    channel = excluded.channel,
    registered_at = excluded.registered_at,
    released_at = coalesce(declaration.released_at, excluded.released_at),
    searchable = excluded.searchable,
    facts = excluded.facts,
    changed_at = excluded.changed_at
"""

# Two rows turned out to be one declaration. Entries all stand; of two drafts the later one, and
# of two prompts the one a person has decided, is what that person would look for.
_JOIN_ROWS = (
    "UPDATE entry SET declaration_key = :new WHERE declaration_key = :old",
    """DELETE FROM draft WHERE key IN (:old, :new) AND saved_at <
           (SELECT max(saved_at) FROM draft WHERE key IN (:old, :new))""",
    "UPDATE OR IGNORE draft SET key = :new WHERE key = :old",
    "DELETE FROM draft WHERE key = :old",
    """DELETE FROM prompt WHERE key = (
           SELECT key FROM prompt WHERE key IN (:old, :new) ORDER BY
               CASE state WHEN 'answered' THEN 0 WHEN 'declined' THEN 1 WHEN 'withdrawn' THEN 2
                          ELSE 3 END,
               key = :old
           LIMIT 1 OFFSET 1)""",
    "UPDATE prompt SET key = :new WHERE key = :old",
    "DELETE FROM declaration WHERE key = :old",
)
