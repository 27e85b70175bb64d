"""What the card is told: words ready to be shown, and the keys it answers with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from rating_client.desktop.times import clock_time, short_day


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """One registered declaration. An empty `owner_name` hides the owner."""

    key: str
    number: str  # 12 digits
    channel: int | None
    type_line: str  # "A11 · Nhập kinh doanh tiêu dùng"
    office_line: str  # "Hải quan cửa khẩu cảng Đình Vũ (03EE)"
    owner_letters: str
    owner_colour: int
    owner_name: str
    registered_at: datetime | None


@dataclass(frozen=True)
class CardQuestion:
    """What one card asks about: these declarations, and `more` than it can list.

    Of a flood a level for all would reach only a part, so such a card offers none.
    """

    batch: tuple[CardFacts, ...] = ()
    more: int = 0
    offers_digest: bool = False  # many cards in a short time: offer one at the end of the day

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.batch)

    @property
    def total(self) -> int:
        return len(self.batch) + self.more


@dataclass(frozen=True, kw_only=True)
class DigestFacts:
    """The end of the working day: what is still unrated, and `more` than the card can list."""

    keys: tuple[str, ...]
    more: int = 0
    rated_today: int
    registered_today: int
    time: str  # "16:30"
    offices: tuple[tuple[str, int], ...] = field(default=())  # name and count, most first


@dataclass(frozen=True)
class Owner:
    letters: str
    colour: int
    name: str


def offices_of(batch: tuple[CardFacts, ...]) -> list[tuple[str, int]]:
    """Each office with its number of declarations, most first."""
    return Counter(each.office_line for each in batch).most_common()


def owners_of(batch: tuple[CardFacts, ...]) -> list[tuple[Owner, int]]:
    """Each owner with its number of declarations, most first."""
    return Counter(
        Owner(each.owner_letters, each.owner_colour, each.owner_name) for each in batch
    ).most_common()


def channels_of(batch: tuple[CardFacts, ...]) -> list[tuple[int | None, int]]:
    """Green, yellow, red, then those without a channel; only what occurs."""
    counts = Counter(each.channel for each in batch)
    return [(channel, counts[channel]) for channel in (1, 2, 3, None) if counts[channel]]


def times_of(batch: tuple[CardFacts, ...]) -> str:
    """10:42, or 10:31–10:42 where the declarations lie apart, or 20/11–21/11 over several days."""
    moments = sorted(each.registered_at for each in batch if each.registered_at)
    if not moments:
        return ""
    first, last = moments[0], moments[-1]
    written = clock_time if first.date() == last.date() else short_day
    begin, end = written(first), written(last)
    return begin if begin == end else f"{begin}–{end}"
