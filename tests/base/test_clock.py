"""Times as people see them."""

from __future__ import annotations

from datetime import datetime

import pytest

from rating_client.base.clock import VIETNAM, local


@pytest.mark.parametrize("year", [1601, 1969, 1980, 2026, 2099, 3001, 9999])
def test_whatever_a_file_or_a_receiver_says_is_a_time_on_every_system(year: int) -> None:
    """Windows' own calendar ends at 1970 and 3000, and its empty file time is in 1601."""
    moment = datetime(year, 1, 1, 7, 0, 0, 500_000, tzinfo=VIETNAM)
    assert local(moment.timestamp()) == moment
