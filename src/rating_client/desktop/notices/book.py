"""Which announcements of receivers a person has put away. A changed one is a new one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from rating_client.delivery.notices import Notice
from rating_client.profile import Profile

_READ = "desktop.notices-read"


def unread_notices(profile: Profile) -> list[Notice]:
    """What receivers announce now and nobody has put away, the first receiver's first."""
    kept = profile.ledger.recall(_READ)
    read = set(json.loads(kept)) if kept else set()
    return [notice for notice in profile.outlook.notices() if _mark(notice) not in read]


def put_away(profile: Profile, notices: Sequence[Notice]) -> None:
    """These are not shown again. What is announced no more is forgotten with it."""
    hidden = {_mark(each) for each in unread_notices(profile)} - {_mark(each) for each in notices}
    read = {_mark(each) for each in profile.outlook.notices()} - hidden
    profile.ledger.remember(_READ, json.dumps(sorted(read)))


def _mark(notice: Notice) -> str:
    said = "\n".join((notice.receiver, *notice.text))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
