"""What one export file says about one declaration, whatever format it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

_SIGNS = re.compile(r"[^0-9A-Za-z]")
_BRANCH = 13  # digits


class Stage(StrEnum):
    """How far a declaration has come, in the order in which it comes there."""

    DRAFT = "draft"  # no number yet
    TEMPORARY = "temporary"  # IDA/EDA: it has a number, and is not registered
    DECLARED = "declared"  # sent, or told by a source that proves nothing
    REGISTERED = "registered"  # IDC/EDC: customs has routed it
    RELEASED = "released"  # goods released, or taken into or out of a warehouse
    CLEARED = "cleared"
    CANCELLED = "cancelled"

    @property
    def rank(self) -> int:
        """The further, the higher."""
        return list(Stage).index(self)


class Source(NamedTuple):
    """Where the facts stand: the file, the reader that read it, the digest of its bytes."""

    path: str
    format: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """The facts of one declaration. A fact the file does not give is None.

    `number` is twelve digits, or empty for a draft. Times are aware, in Viet Nam's offset; a day
    whose time is unknown is its midnight. `office_name` and `type_code` are as printed: the
    directory says what they mean.
    """

    number: str
    direction: str  # "N" import, "X" export
    stage: Stage
    type_code: str | None = None
    office_code: str | None = None
    office_name: str | None = None
    team_code: str | None = None
    registered_at: datetime | None = None
    amended_at: datetime | None = None
    released_at: datetime | None = None
    cleared_at: datetime | None = None
    channel: int | None = None  # 1 green, 2 yellow, 3 red
    owner_tax_code: str | None = None
    owner_name: str | None = None
    agent_code: str | None = None
    first_number: str | None = None
    source: Source | None = None

    @property
    def digits(self) -> str:
        """What amendments leave alone: the twelfth digit only counts them."""
        return self.number[:11]

    @property
    def key(self) -> str:
        return declaration_key(self.owner_tax_code, self.number)


def declaration_key(owner_tax_code: str | None, number: str) -> str:
    """Which declaration this is, for every copy, stage and amendment of it.

    Owner and first eleven digits together: numbers that are merely alike are different
    declarations. An unknown owner leaves its half empty: `/10000000011`.
    """
    return f"{normal_tax_code(owner_tax_code) or ''}/{number[:11]}"


def normal_tax_code(text: str | None) -> str | None:
    """Ten digits, with a branch as `0200000000-001`, however it was printed."""
    compact = _SIGNS.sub("", text or "").upper()
    if len(compact) == _BRANCH and compact.isdecimal():
        return f"{compact[:10]}-{compact[10:]}"
    return compact or None
