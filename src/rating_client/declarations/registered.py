"""Whether a declaration is officially registered, which is when it may be rated."""

from __future__ import annotations

import re

from rating_client.base.sentences import Sentence, say
from rating_client.declarations.declaration import Declaration, Stage

_RELEASED = (Stage.RELEASED, Stage.CLEARED)


def registered(declaration: Declaration) -> bool:
    """Registered means IDC/EDC: routed by customs on a known day.

    A number alone proves nothing, because IDA/EDA already give one. The channel may be missing
    once the goods are released or cleared: other programs' prints leave it out.
    """
    return (
        declaration.stage in (Stage.REGISTERED, *_RELEASED)
        and re.fullmatch(r"\d{12}", declaration.number, re.ASCII) is not None
        and declaration.registered_at is not None
        and (declaration.channel is not None or declaration.stage in _RELEASED)
    )


def why_not_registered(declaration: Declaration) -> Sentence | None:
    """The sentence for a declaration that cannot be rated yet, or never; None if it can."""
    if registered(declaration):
        return None
    if declaration.stage is Stage.CANCELLED:
        return say("declarations.cancelled")
    if declaration.stage is Stage.DECLARED and declaration.registered_at:
        return say("declarations.unproven", number=declaration.number)
    if declaration.stage.rank < Stage.REGISTERED.rank:
        return say("declarations.not-registered")
    # Registered, and yet the file lacks what it takes: waiting alone will not bring it.
    if declaration.registered_at is None:
        return say("declarations.no-registration-day", number=declaration.number)
    return say("declarations.no-channel", number=declaration.number)
