"""Half a year of a broker's work, for the statistics: the same every time."""

from __future__ import annotations

from datetime import datetime, timedelta

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.prompts.prompt import Origin
from tests.support.workday import (
    COMPANIES,
    DINH_VU,
    HAI_PHONG_1,
    HAI_PHONG_2,
    SAO_HOM,
    SAO_MAI,
    Workday,
)

_OFFICES = (DINH_VU, DINH_VU, DINH_VU, DINH_VU, HAI_PHONG_1, HAI_PHONG_1, HAI_PHONG_2)
_COUNT = 560
_LEVELS = "4454545354434542445345514445"
_MINUTES = {1: 3, 2: 190, 3: 650}  # about how long a channel takes


def season(day: Workday) -> None:
    """Declarations from June to last evening; most of them cleared, nine of ten rated."""
    last = datetime(2026, 11, 20, 16, 30, tzinfo=VIETNAM)
    with day.profile.ledger.transaction():
        for n in range(_COUNT):
            _one(day, n, last - timedelta(hours=7.3 * n))


def _one(day: Workday, n: int, at: datetime) -> None:
    channel = (1, 1, 2, 1, 2, 3)[n % 6]
    slower = n / 1400 * (-1 if channel == 3 else 1)  # red was quicker before, the rest slower
    minutes = _MINUTES[channel] * (0.4 + n * 37 % 29 / 14) * (1 + slower)
    owner = SAO_HOM if n % 5 == 0 else SAO_MAI
    declaration = Declaration(
        number=f"{(1, 3)[n % 2]}00002{n:05}0",
        direction="NX"[n % 2],
        stage=Stage.CLEARED,
        type_code="A11",
        office_code=_OFFICES[n % 7],
        registered_at=at,
        cleared_at=at + timedelta(minutes=minutes),
        channel=channel,
        owner_tax_code=owner,
        owner_name=COMPANIES[owner],
    )
    day.profile.prompts.note(declaration, at.timestamp(), Origin.LIVE)
    if n % 10 == 9 or n in (1, 4):
        return
    rated_at = at.timestamp() + 900
    day.profile.prompts.answer(declaration.key, rated_at)
    content = day.frozen(declaration.key, _LEVELS[n % len(_LEVELS)])
    day.profile.outbox.put(content, declaration_key=declaration.key, now=rated_at)
