"""What was shown and until when a person wants no cards; kept over a restart."""

from __future__ import annotations

import json

from rating_client.base.clock import local
from rating_client.base.ledger import Ledger

_CARDS = "prompts.cards"
_DIGEST = "prompts.digest_at"
_FLOOD = "prompts.flood_until"
_PAUSED = "prompts.paused_until"
_LONGEST_PAUSE = 86_400.0


class Showings:
    """A few small facts in the ledger's memory. A moment ahead of the clock counts for nothing:
    somebody set the clock back."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def shown(self, now: float, *, digest: bool) -> None:
        """A card appeared."""
        self._ledger.remember(_CARDS, json.dumps([*self.cards_today(now), now]))
        if digest:
            self._ledger.remember(_DIGEST, repr(now))

    def flooded(self, now: float) -> None:
        """The card stands for more than it can list."""
        self._ledger.remember(_FLOOD, repr(now))

    def cards_today(self, now: float) -> tuple[float, ...]:
        cards: list[float] = json.loads(self._ledger.recall(_CARDS) or "[]")
        return tuple(at for at in cards if _day(at) == _day(now))

    def last_digest(self, now: float) -> float:
        return self._moment(_DIGEST, now)

    def digest_shown_today(self, now: float) -> bool:
        """Also where it was a moment ahead of a clock that was just put right: not twice a day."""
        return _day(float(self._ledger.recall(_DIGEST) or 0)) == _day(now)

    def flood_until(self, now: float) -> float:
        """What was noticed until then was announced by a card that could not list it all."""
        return self._moment(_FLOOD, now)

    def pause(self, until: float | None) -> None:
        """No cards until then; None ends the pause. Prompts go on gathering in the inbox."""
        self._ledger.remember(_PAUSED, None if until is None else repr(until))

    def paused_until(self, now: float) -> float | None:
        """None where no pause is on. One that ends more than a day ahead was ordered before the
        clock was set back, and is over."""
        kept = float(self._ledger.recall(_PAUSED) or 0)
        return kept if now < kept <= now + _LONGEST_PAUSE else None

    def _moment(self, name: str, now: float) -> float:
        kept = float(self._ledger.recall(name) or 0)
        return kept if kept <= now else 0.0


def _day(moment: float) -> str:
    return local(moment).date().isoformat()
