"""Which of customs' output messages prove that a declaration is registered.

Seven characters: five for the message, among them a digit that looks like the channel and is not
relied on, then code and generation, as in `VAD1AC0`. Families and titles: VNACCS message list.
"""

from __future__ import annotations

import re

from rating_client.declarations.declaration import Stage

_FAMILIES = (
    (re.compile(r"V[AR]D[123](AC|FC|RC|BK)"), Stage.REGISTERED),
    (re.compile(r"V[AR]E[123](LD|JD|RD)"), Stage.REGISTERED),
    (re.compile(r"V[AR]D[12](BJ|RG)"), Stage.RELEASED),
    (re.compile(r"V[AR]E[12]RF"), Stage.RELEASED),
    (re.compile(r"V[AR]D[12](AG|FG)"), Stage.CLEARED),
    (re.compile(r"V[AR]E[12](LF|JF)"), Stage.CLEARED),
)


def stage_of_message(code: str) -> Stage | None:
    """What a received message of this code proves; None where it proves nothing."""
    return next((stage for family, stage in _FAMILIES if family.match(code.strip())), None)
