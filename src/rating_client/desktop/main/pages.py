"""The pages of the main window, and how much waits on each."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from rating_client.outbox.entry import EntryState
from rating_client.outbox.listing import SentFilter, ShownState
from rating_client.prompts.inbox import InboxFilter

if TYPE_CHECKING:
    from rating_client.profile import Profile


class Page(IntEnum):
    INBOX = 0
    SENT = 1
    ATTENTION = 2
    STATISTICS = 3
    RECEIVERS = 4
    SETTINGS = 5
    HELP = 6


class Counts(NamedTuple):
    """What waits on each page."""

    to_rate: int = 0
    new_answers: int = 0
    attention: int = 0


def counted(profile: Profile) -> Counts:
    """What waits now, by the ledger."""
    refused = profile.outbox.counts()[EntryState.NEEDS_ATTENTION]
    overdue = profile.outbox.held_too_long(profile.clock.now())
    # What lay unreadable in the folder before the set-up is listed, and waits for nobody.
    unreadable = profile.seen.refused_count(live=True)
    answered = SentFilter(states=frozenset({ShownState.NEW_ANSWER}))
    return Counts(
        to_rate=profile.inbox.count(InboxFilter()),
        new_answers=profile.sent.count(answered),
        attention=refused + len(overdue) + unreadable,
    )
