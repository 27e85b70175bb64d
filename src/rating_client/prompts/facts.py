"""What is known about a declaration when one more export of it has been read. Pure."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, time
from typing import Any

from rating_client.declarations.declaration import Declaration, Stage

_ORDER = {stage: place for place, stage in enumerate(Stage)}  # cancelled last: it is never undone
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def merged(known: Declaration, seen: Declaration) -> Declaration:
    """Both exports of one declaration as one record.

    A known fact is never lost to a missing one, nor a time to its mere day, which is all that
    lists tell. Where two exports disagree, the one that stands
    later in the declaration's life wins: more amendments, then the further stage, then the
    later amendment time; among equals the one read last. The stage itself only moves forward.
    """
    later, earlier = (seen, known) if _standing(seen) >= _standing(known) else (known, seen)
    together = replace(later, **_gaps_filled(later, earlier))
    return replace(
        together,
        number=max(known.number, seen.number),
        stage=max(known.stage, seen.stage, key=_ORDER.__getitem__),
    )


def same_facts(one: Declaration, other: Declaration) -> bool:
    """Whether two records differ at most in the file they were read from."""
    return replace(one, source=None) == replace(other, source=None)


def _standing(d: Declaration) -> tuple[str, int, datetime]:
    return d.number[11:], _ORDER[d.stage], d.amended_at or _LONG_AGO


def _gaps_filled(later: Declaration, earlier: Declaration) -> dict[str, Any]:
    names = (field.name for field in fields(Declaration))
    facts = ((name, getattr(later, name), getattr(earlier, name)) for name in names)
    return {name: old for name, new, old in facts if new is None or _says_more(old, new)}


def _says_more(old: object, new: object) -> bool:
    """Whether one is a time of the day that the other only names."""
    if not isinstance(old, datetime) or not isinstance(new, datetime):
        return False
    return old.date() == new.date() and new.time() == time() != old.time()
