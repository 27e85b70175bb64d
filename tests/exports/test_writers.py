"""The ways programs write, lock, rename and replace exports: one prompt each, and no half file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.broker_desk import BrokerDesk
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder


class Exporting:
    """Declaration software at work while the desk looks on."""

    def __init__(self, software: ExportFolder, desk: BrokerDesk, clock: FakeClock) -> None:
        self.software = software
        self.desk = desk
        self._clock = clock
        self._exported = 0

    def new(self, kind: str = "xml") -> bytes:
        """The bytes of an export nobody has seen yet."""
        self._exported += 1
        registered = datetime.fromtimestamp(self._clock.now(), VIETNAM) - timedelta(minutes=1)
        declaration = SampleDeclaration(f"10000000{self._exported:03}0", registered, "P", 2)
        return ecus_xml(declaration) if kind == "xml" else excel_print(declaration)

    @property
    def exported(self) -> int:
        return self._exported


def slowly(at: Exporting, name: str) -> None:
    growing = at.software.begin(name + ".xml", at.new(), pieces=9)
    while growing.grow():
        at.desk.work(1.3)


def slowly_a_workbook(at: Exporting, name: str) -> None:
    growing = at.software.begin(name + ".xlsx", at.new("xlsx"), pieces=7)
    while growing.grow():
        at.desk.work(2.4)  # longer than the rest after which a file counts as settled


def empty_first(at: Exporting, name: str) -> None:
    at.software.write(name + ".xml", b"")
    at.desk.work(20.0)
    at.software.write(name + ".xml", at.new())


def locked(at: Exporting, name: str) -> None:
    at.software.write(name + ".xml", at.new())
    with at.software.locked(name + ".xml"):
        at.desk.work(30.0)


def renamed_into_place(at: Exporting, name: str) -> None:
    at.software.write_atomically(name + ".xlsx", at.new("xlsx"))


def renamed_afterwards(at: Exporting, name: str) -> None:
    path = at.software.write(name + ".xml", at.new())
    at.desk.work(5.0)
    path.rename(path.with_name(f"{name} - bản lưu.xml"))


def taken_away_and_made_again(at: Exporting, name: str) -> None:
    data = at.new()
    path = at.software.write(name + ".xml", data)
    at.desk.work(5.0)
    path.unlink()
    at.desk.work(5.0)
    at.software.write(name + ".xml", data)


def another_under_the_same_name(at: Exporting, name: str) -> None:
    at.software.write(name + ".xml", at.new())
    at.desk.work(5.0)
    at.software.write(name + ".xml", at.new())


def dated_1980(at: Exporting, name: str) -> None:
    at.software.write(name + ".xml", at.new())
    at.software.stamp(name + ".xml", 1980)


def dated_2099(at: Exporting, name: str) -> None:
    at.software.write(name + ".xlsx", at.new("xlsx"))
    at.software.stamp(name + ".xlsx", 2099)


def copied_many_times(at: Exporting, name: str) -> None:
    data = at.new()
    for number in range(5):
        at.software.write(f"{name} ({number}).xml", data)


WAYS: tuple[Callable[[Exporting, str], None], ...] = (
    slowly,
    slowly_a_workbook,
    empty_first,
    locked,
    renamed_into_place,
    renamed_afterwards,
    taken_away_and_made_again,
    another_under_the_same_name,
    dated_1980,
    dated_2099,
    copied_many_times,
)


@pytest.fixture
def exporting(software: ExportFolder, tmp_path: Path, clock: FakeClock) -> Iterator[Exporting]:
    desk = BrokerDesk(tmp_path, software.path, clock)
    yield Exporting(software, desk, clock)
    desk.close()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_declaration_asks_once_and_no_half_file_is_read(
    exporting: Exporting, way: Callable[[Exporting, str], None]
) -> None:
    for turn in range(3):
        way(exporting, f"ToKhai {turn}")
        exporting.desk.work(1.0)
    exporting.desk.work(90.0)
    asked = exporting.desk.asked
    print(
        f"{way.__name__}: {exporting.exported} declarations, prompts {asked.total()}, "
        f"half files read {len(exporting.desk.refused)}"
    )
    assert len(asked) == exporting.exported
    assert set(asked.values()) == {1}
    assert exporting.desk.refused == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no time of change")
def test_a_file_replaced_under_its_name_size_and_time_is_found_within_fifteen_minutes(
    exporting: Exporting,
) -> None:
    """In a folder so large that looking at every file has to wait: by the latest look."""
    first, second = exporting.new(), exporting.new()
    assert len(first) == len(second)
    path = exporting.software.write("a.xml", first)
    exporting.software.stamp("a.xml", 2020)
    exporting.desk.work(10.0)
    exporting.desk.folder._cadence.files_looked_at(exporting.desk._clock.monotonic(), 60.0)
    path.write_bytes(second)
    exporting.software.stamp("a.xml", 2020)
    exporting.desk.work(880.0)
    assert exporting.desk.asked.total() == 1
    exporting.desk.work(30.0)
    assert exporting.desk.asked.total() == 2
