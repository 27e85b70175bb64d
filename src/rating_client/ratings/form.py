"""The rating form: signed, versioned data that a receiver publishes; one of its own ships.

The form says which stages and reasons exist, which levels need a reason or a contact, and how
long texts may be. A rating names the version it was filled in with.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rating_client.base.clock import seconds_of
from rating_client.base.errors import Trouble
from rating_client.base.resources import resource
from rating_client.base.text import Text

log = logging.getLogger(__name__)

LEVELS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class StageItem:
    """A stage of the procedure (khâu nghiệp vụ) that can be rated."""

    code: str
    name: Text
    channels: frozenset[int]  # where it occurs
    shown_first: frozenset[int]  # where the form shows it without being asked


@dataclass(frozen=True)
class Reason:
    """A reason that can be ticked for one kind of subject at some levels."""

    code: str
    kind: str
    levels: frozenset[int]
    text: Text
    shared_group: str | None = None  # the same reason of another kind of subject
    needs_text: bool = False  # it says nothing without words of one's own
    hint: Text | None = None


@dataclass(frozen=True)
class Limits:
    """The longest texts, in characters, and the most subjects of one rating.

    A form may ask for less than these, which are what the wire takes, never for more.
    """

    comment: int = 1000
    suggestion: int = 1000
    name: int = 200
    contact: int = 200
    subjects: int = 60


@dataclass(frozen=True, kw_only=True)
class Form:
    """One version of the form; immutable."""

    id: str
    version: int
    levels: Mapping[int, Text]
    stages: tuple[StageItem, ...]
    reasons: tuple[Reason, ...]
    reason_levels: frozenset[int]  # these need at least one reason
    contact_levels: frozenset[int]  # these need a name and a phone number
    phone_digits: tuple[int, int]  # at least, at most
    limits: Limits
    accept_until: float | None  # from then on the receiver takes only a newer version
    notices: tuple[Text, ...]
    payload: Mapping[str, Any]

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Form:
        """Read the document a receiver signs, or the one that ships.

        `Trouble("ratings.form-unreadable")` for anything that is no such document. Members it
        does not know are ignored.
        """
        try:
            return _read(payload)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Trouble("ratings.form-unreadable") from error

    def reasons_for(self, kind: str, level: int) -> tuple[Reason, ...]:
        """The reasons to choose from, in the form's order."""
        return tuple(r for r in self.reasons if r.kind == kind and level in r.levels)

    def stages_for(
        self, channel: int | None
    ) -> tuple[tuple[StageItem, ...], tuple[StageItem, ...]]:
        """The stages shown at once for a channel, and the others that can be added.

        Those of the channel come before the rest, which stay in reach: a channel can change
        without another export. An unknown channel shows what every declaration goes through.
        """
        first = tuple(s for s in self.stages if (channel or 1) in s.shown_first)
        others = [s for s in self.stages if s not in first]
        return first, tuple(
            sorted(others, key=lambda s: bool(channel) and channel not in s.channels)
        )

    def stage_name(self, code: str) -> Text:
        """The stage's name, or its code where this version does not know it."""
        return next((s.name for s in self.stages if s.code == code), Text(code, code))


@cache
def built_in_form() -> Form:
    """The form that ships, until a receiver publishes its own."""
    return Form.from_payload(json.loads(resource("form", "form.json").read_text("utf-8")))


def form_of(published: Mapping[str, Any] | None) -> Form:
    """The form a receiver published, or the built-in one where it published none that reads."""
    try:
        return built_in_form() if published is None else Form.from_payload(published)
    except Trouble as trouble:
        log.warning("form of a receiver: %s", trouble.code)
        return built_in_form()


def _read(payload: Mapping[str, Any]) -> Form:
    rules = payload.get("rules", {})
    at_least, at_most = rules.get("phone_digits", (9, 11))
    accept_until = payload.get("accept_until")
    return Form(
        id=str(payload["id"]),
        version=int(payload["version"]),
        levels={level: _text(payload["levels"][str(level)]) for level in LEVELS},
        stages=tuple(
            StageItem(
                code=row["code"],
                name=_text(row),
                channels=frozenset(row.get("channels", (1, 2, 3))),
                shown_first=frozenset(row.get("shown_first", ())),
            )
            for row in payload["stages"]
        ),
        reasons=tuple(
            Reason(
                code=row["code"],
                kind=row["kind"],
                levels=frozenset(row["levels"]),
                text=_text(row),
                shared_group=row.get("shared_group"),
                needs_text=bool(row.get("needs_text", False)),
                hint=_text(row["hint"]) if "hint" in row else None,
            )
            for row in payload["reasons"]
        ),
        reason_levels=frozenset(rules.get("reason_levels", (1, 2))),
        contact_levels=frozenset(rules.get("contact_levels", (1, 2))),
        phone_digits=(int(at_least), int(at_most)),
        limits=_limits(payload.get("limits", {})),
        accept_until=None if accept_until is None else seconds_of(accept_until),
        notices=tuple(_text(row) for row in payload.get("notices", ())),
        payload=payload,
    )


def _text(row: Mapping[str, Any]) -> Text:
    return Text(str(row["vi"]), str(row["en"]))


def _limits(given: Mapping[str, Any]) -> Limits:
    most = vars(Limits())
    return Limits(**{name: min(int(given.get(name, most[name])), most[name]) for name in most})
