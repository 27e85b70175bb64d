"""English that is right for one as for many: there is no form of a sentence for each number."""

from __future__ import annotations

import re

_COUNTS = "n|m|a|b|of|waiting|held|refused|unaddressed|low|sent|receipts"
_MANY = re.compile(
    rf"\{{(?:{_COUNTS})\}} (?:(?:more|earlier|other|new|separate|just) )?"
    r"(?:are|have|were|wait|need|\w+(?<!s)s)\b"
)
_ALWAYS_MANY = (
    "declarations just registered",  # of one its number is said
    "declarations were just registered",
    "for all {n} declarations",
    "{n} days",  # a week, a month, a quarter
    "{n} more days",
)


def only_for_many(english: str) -> bool:
    """Whether these words would be wrong of one, as in "1 are held" and "1 files"."""
    return bool(_MANY.search(english)) and not any(each in english for each in _ALWAYS_MANY)
