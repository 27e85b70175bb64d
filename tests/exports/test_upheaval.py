"""What may happen to a whole folder: every declaration in it asks once, whatever its files do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM, iso
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.broker_desk import BrokerDesk
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder

FILES = 12


class Upheaval:
    """A watched folder in which some declarations lie, asked about already."""

    def __init__(self, software: ExportFolder, desk: BrokerDesk, clock: FakeClock) -> None:
        self.software, self.desk, self.clock = software, desk, clock
        self.folder = software.path
        for number in range(FILES):
            self.software.write(f"{number}.xml", ecus_xml(self.declaration(number)))
        desk.work(10.0)

    def declaration(self, number: int) -> SampleDeclaration:
        registered = datetime.fromtimestamp(self.clock.now(), VIETNAM) - timedelta(minutes=1)
        return SampleDeclaration(f"10000000{number:03}0", registered, "P", 2)

    def another(self) -> None:
        """One more declaration is exported, into whatever the folder is now."""
        self.software.write("more.xml", ecus_xml(self.declaration(FILES)))


def a_storm_of_renames(at: Upheaval) -> None:
    for turn in range(8):
        for number in range(FILES):
            before = at.folder / (f"{number}.xml" if not turn else f"{number} ({turn}).xml")
            before.rename(at.folder / f"{number} ({turn + 1}).xml")
        at.desk.work(0.7)


def replaced_by_a_link(at: Upheaval) -> None:
    elsewhere = at.folder.with_name("elsewhere")
    at.folder.rename(elsewhere)
    at.desk.work(20.0)
    at.folder.symlink_to(elsewhere, target_is_directory=True)


def taken_away_and_made_again(at: Upheaval) -> None:
    kept = at.folder.with_name("kept")
    shutil.copytree(at.folder, kept)
    shutil.rmtree(at.folder)
    at.desk.work(20.0)
    shutil.copytree(kept, at.folder)


def names_in_another_case(at: Upheaval) -> None:
    for number in range(FILES):
        (at.folder / f"{number}.xml").rename(at.folder / f"{number}.XML")


def permission_withdrawn_and_returned(at: Upheaval) -> None:
    with at.software.locked("."):
        at.desk.work(60.0)
    at.folder.chmod(0o755)


def the_clock_set_back_a_year(at: Upheaval) -> None:
    at.clock.set_wall(iso(at.clock.now() - 365 * 86_400))
    for number in range(FILES):
        (at.folder / f"{number}.xml").touch()


def the_same_in_another_format(at: Upheaval) -> None:
    for number in range(FILES):
        at.software.write(f"{number}.xlsx", excel_print(at.declaration(number)))


def moved_into_a_folder_below(at: Upheaval) -> None:
    below = at.folder / "2026" / "11"
    below.mkdir(parents=True)
    for number in range(FILES):
        (at.folder / f"{number}.xml").rename(below / f"{number}.xml")


UPHEAVALS: tuple[Callable[[Upheaval], None], ...] = (
    a_storm_of_renames,
    replaced_by_a_link,
    taken_away_and_made_again,
    names_in_another_case,
    permission_withdrawn_and_returned,
    the_clock_set_back_a_year,
    the_same_in_another_format,
    moved_into_a_folder_below,
)


@pytest.fixture
def upheaval(software: ExportFolder, tmp_path: Path, clock: FakeClock) -> Iterator[Upheaval]:
    desk = BrokerDesk(tmp_path, software.path, clock)
    yield Upheaval(software, desk, clock)
    desk.close()


@pytest.mark.parametrize("happens", UPHEAVALS, ids=lambda happens: happens.__name__)
def test_each_declaration_still_asks_once_and_the_next_one_is_seen(
    upheaval: Upheaval, happens: Callable[[Upheaval], None]
) -> None:
    happens(upheaval)
    upheaval.desk.work(90.0)
    upheaval.another()
    upheaval.desk.work(90.0)
    asked = upheaval.desk.asked
    print(
        f"{happens.__name__}: {FILES + 1} declarations, prompts {asked.total()},"
        f" refused {len(upheaval.desk.refused)}"
    )
    assert len(asked) == FILES + 1
    assert set(asked.values()) == {1}
    assert upheaval.desk.refused == []


def test_another_device_below_the_same_path_is_read_and_the_first_one_asks_nothing_again(
    upheaval: Upheaval,
) -> None:
    """As where a share is mounted over another one: every name is known, and no file is."""
    folder, first = upheaval.folder, upheaval.folder.with_name("first")
    folder.rename(first)
    for number in range(FILES):
        other = ecus_xml(upheaval.declaration(500 + number))
        upheaval.software.write(f"{number}.xml", other)
    upheaval.desk.work(90.0)
    folder.rename(folder.with_name("second"))
    first.rename(folder)
    upheaval.desk.work(90.0)
    upheaval.another()
    upheaval.desk.work(90.0)
    asked = upheaval.desk.asked
    print(f"exchanged and back: {2 * FILES + 1} declarations, prompts {asked.total()}")
    assert len(asked) == asked.total() == 2 * FILES + 1
    assert upheaval.desk.refused == []
