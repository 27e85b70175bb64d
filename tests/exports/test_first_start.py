"""What a person meets of a folder when it is first watched: cards for new ones, none for old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.paths import ProfilePaths
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.profile import Profile
from rating_client.prompts.prompt import Origin
from tests.support.clock import FakeClock
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault


@pytest.fixture
def profile(tmp_path: Path, clock: FakeClock) -> Iterator[Profile]:
    paths = ProfilePaths.inside(tmp_path / "profile")
    opened = Profile.open(paths, vault=MemoryVault(TEST_KEY), clock=clock)
    yield opened
    opened.close()


def exported(number: str, registered_at: datetime) -> bytes:
    return ecus_xml(SampleDeclaration(number, registered_at, "P", 2))


def origins(profile: Profile, folder: Watched, clock: FakeClock) -> dict[str, Origin]:
    """Read what is to be read; where each declaration is said to come from."""
    found = {}
    for _ in range(20):
        for file in folder.sweep(clock.now()).ready:
            for noted in profile.flow.export_settled(folder, file).noted:
                assert noted.prompt is not None
                found[noted.prompt.declaration.number] = noted.prompt.origin
        clock.advance(3.0)
    return found


def test_a_folder_made_after_the_first_start_gives_cards_for_what_is_new(
    profile: Profile, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "ToKhai"
    folder = Watched(path, profile.seen, clock)
    folder.sweep(clock.now())
    started = datetime.fromtimestamp(clock.now(), VIETNAM)
    clock.advance(86_400.0)
    path.mkdir()
    (path / "new.xml").write_bytes(exported("100000000010", started + timedelta(hours=20)))
    (path / "old.xml").write_bytes(exported("100000000020", started - timedelta(days=2)))
    assert origins(profile, folder, clock) == {
        "100000000010": Origin.LIVE,
        "100000000020": Origin.BEFORE_SETUP,
    }


def test_a_folder_that_is_there_gives_no_card_for_what_lies_in_it(
    profile: Profile, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "ToKhai"
    path.mkdir()
    today = datetime.fromtimestamp(clock.now(), VIETNAM)
    (path / "today.xml").write_bytes(exported("100000000010", today))
    folder = Watched(path, profile.seen, clock)
    assert origins(profile, folder, clock) == {"100000000010": Origin.BEFORE_SETUP}
    (path / "later.xml").write_bytes(exported("100000000020", today))
    assert origins(profile, folder, clock) == {"100000000020": Origin.LIVE}
