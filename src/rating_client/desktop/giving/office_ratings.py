"""Ratings of the receiving office alone: what the card and the batch form give.

No window here: the same steps serve both, and a test that is killed in the middle of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rating_client.base.errors import Bug
from rating_client.desktop.giving.facts_for import unnamed_office
from rating_client.outbox.entry import Entry
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating, Subject


def rate_offices(profile: Profile, levels: Sequence[tuple[str, int]]) -> list[Entry]:
    """Give each declaration's office its level: `(key, level)`, one submission each.

    One transaction, because one press of a button meant all of them: a failure or a kill leaves
    every one open with its draft, never a part of them sent and the rest forgotten.
    """
    with profile.ledger.transaction():
        return [_rated(profile, key, level) for key, level in levels]


def plain_level(rating: Rating) -> tuple[int | None, bool]:
    """What a draft says in a batch: the office's level, and whether it says more than that.

    The office is the first subject of every draft. A contact may be there because it is
    remembered, so it says nothing.
    """
    if not rating.subjects or rating.subjects[0].kind != "office":
        return None, True
    office, *others = rating.subjects
    more = bool(rating.suggestion or office.reasons or office.comment) or any(
        subject.level is not None or subject.reasons or subject.comment for subject in others
    )
    return office.level, more


def _rated(profile: Profile, key: str, level: int) -> Entry:
    declaration = profile.prompts.declaration(key)
    if declaration is None:
        raise Bug("flow.unknown-declaration")
    d = declaration
    read = profile.directory.read(d.office_code, d.office_name, d.registered_at)
    office = Subject("office", read.name or unnamed_office(), code=read.code, level=level)
    return profile.flow.rating_given(key, Rating(subjects=(office,)), profile.form_for(d))
