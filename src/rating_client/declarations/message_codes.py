"""What customs' output messages say by their code alone.

Seven characters: six for the message, as in `VAD1AC`, then its generation. The digit among them
looks like the channel and is not relied on. `VRD` and `VRE` are `VAD` and `VAE` put out again.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from rating_client.base.resources import resource
from rating_client.declarations.declaration import Stage
from rating_client.declarations.titles import TitleRule, rule_of

# The families that are about one declaration; the other messages speak of fees, lists, licences.
_OF_DECLARATIONS = re.compile(r"VA[DE](?:[123][A-Z]{2}|4(?:74|78|87|91)|800)|VAL80\d")


def plain_code(code: str) -> str:
    """The six characters that name the message, the same for a message put out again."""
    return re.sub(r"^VR(?=[DE])", "VA", code.strip().upper())[:6]


def title_of_message(code: str) -> str | None:
    """The title above this message; None for one that is not known."""
    plain = plain_code(code)
    # Some messages are listed for one channel only; a 0 there makes it a mere view.
    digits = "123" if plain[3:4] in ("1", "2", "3") else ""
    codes = (plain, *(f"{plain[:3]}{digit}{plain[4:]}" for digit in digits))
    return next((_titles()[code] for code in codes if code in _titles()), None)


def rule_of_message(code: str) -> TitleRule | None:
    """The rule its title falls under; None for a message that proves nothing."""
    title = title_of_message(code)
    return rule_of(title) if title and _OF_DECLARATIONS.match(plain_code(code)) else None


def stage_of_message(code: str) -> Stage | None:
    """What a received message of this code proves; None where it proves nothing."""
    rule = rule_of_message(code)
    return rule.stage if rule else None


@cache
def _titles() -> dict[str, str]:
    with resource("telegrams", "titles.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["title"] for row in csv.DictReader(file)}
