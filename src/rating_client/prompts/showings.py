"""What was shown today and until when a person wants no cards; kept over a restart."""

from __future__ import annotations

import json
from typing import Any

from rating_client.base.clock import local
from rating_client.base.ledger import Ledger

_CARDS = "prompts.cards"
_PAUSED = "prompts.paused_until"


class Showings:
    """A few small facts in the ledger's memory. Those of another day count as none."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def shown(self, now: float, *, digest: bool) -> None:
        """A card appeared."""
        today = {
            "day": _day(now),
            "cards": [*self.cards_today(now), now],
            "digest": digest or self.digest_shown_today(now),
        }
        self._ledger.remember(_CARDS, json.dumps(today))

    def cards_today(self, now: float) -> tuple[float, ...]:
        return tuple(self._today(now).get("cards", ()))

    def digest_shown_today(self, now: float) -> bool:
        return bool(self._today(now).get("digest", False))

    def pause(self, until: float | None) -> None:
        """No cards until then; None ends the pause. Prompts go on gathering in the inbox."""
        self._ledger.remember(_PAUSED, None if until is None else repr(until))

    def paused_until(self) -> float | None:
        kept = self._ledger.recall(_PAUSED)
        return float(kept) if kept else None

    def _today(self, now: float) -> dict[str, Any]:
        kept = json.loads(self._ledger.recall(_CARDS) or "{}")
        return kept if isinstance(kept, dict) and kept.get("day") == _day(now) else {}


def _day(now: float) -> str:
    return local(now).date().isoformat()
