"""The self-check beside a program that is at work."""

from __future__ import annotations

from pathlib import Path

from rating_client.base.clock import SystemClock
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import load_settings
from rating_client.doctor.checkup import Bench, look_over
from rating_client.doctor.findings import What
from rating_client.profile import Profile
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault


def test_the_data_is_as_large_as_what_was_checked(tmp_path: Path) -> None:
    """While the program runs, most of it may not have reached the ledger's own file yet."""
    paths = ProfilePaths.inside(tmp_path)
    with Profile.open(paths, vault=MemoryVault(TEST_KEY)) as profile:
        bench = Bench(paths, load_settings(paths.settings, {}), SystemClock(), profile)
        found = {each.what: each.sentence for each in look_over(bench, {What.LEDGER})}
        on_the_way = paths.ledger.stat().st_size
    size = paths.ledger.stat().st_size  # closed: everything is in it
    assert size > on_the_way
    assert f"{size // 1024} KB" in found[What.LEDGER].line("vi")
