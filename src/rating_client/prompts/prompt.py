"""The standing question "rate this declaration?": one for each registered declaration key.

`due -> shown -> (snoozed -> due) | answered | declined | withdrawn`, and back:
`answered -> due` by undo, `declined -> due` when a person re-opens it. The ledger holds the same
edges and refuses any other. A card only shows prompts; hiding it moves no question to the bin.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rating_client.declarations.declaration import Declaration


class PromptState(StrEnum):
    DUE = "due"
    SHOWN = "shown"
    SNOOZED = "snoozed"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({PromptState.DUE, PromptState.SHOWN, PromptState.SNOOZED})


class Origin(StrEnum):
    """How the declaration came to notice. Only `live` ones get a card unasked."""

    LIVE = "live"
    BEFORE_SETUP = "before_setup"  # lay in the folder at the first start
    OLD = "old"  # registered more than a week before it was first seen
    MANUAL = "manual"  # a person typed the number, so asking again would be silly


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """One row of the book, with the declaration's facts as they are known now.

    `times_shown` counts the cards since a person last ordered a reminder, that one from 1.
    """

    key: str
    state: PromptState
    origin: Origin
    declaration: Declaration
    noticed_at: float
    snoozed_until: float | None = None
    wake_on_cleared: bool = False
    times_shown: int = 0
