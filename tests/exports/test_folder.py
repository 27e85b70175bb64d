"""A folder over time: when its files are offered, and how often."""

from __future__ import annotations

import sys

import pytest

from rating_client.exports.first_pass import Progress
from rating_client.exports.folder import BATCH
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import SettledFile
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, PRINT, XML, Reader


def test_a_complete_file_is_offered_at_first_sight(software: ExportFolder, reader: Reader) -> None:
    reader.settle()
    software.write_atomically("a.xlsx", PRINT)
    reader.folder.wake()
    assert reader.step() == ["a.xlsx"]
    assert reader.read == [("a.xlsx", PRINT, False)]


def test_a_file_is_offered_once(software: ExportFolder, reader: Reader) -> None:
    software.write("a.xml", XML)
    assert reader.run(600.0) == ["a.xml"]


def test_without_events_a_new_file_is_found_within_five_seconds(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    assert reader.run(5.0) == ["a.xml"]


def test_a_new_file_does_not_wait_for_all_that_were_found_before_it(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    for number in range(5 * BATCH):
        software.write(f"{number}.xml", XML)
    reader.folder.wake()
    reader.step()
    software.write("new.xml", XML)
    clock.advance(5.0)
    assert "new.xml" in reader.step()


def test_a_growing_file_is_not_read_until_it_rests(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    growing = software.begin("list.csv", b"So TK;Ngay DK\n" * 100, pieces=3)
    reader.folder.wake()
    assert reader.step() == []
    clock.advance(1.5)
    growing.grow()
    reader.folder.wake()
    assert reader.step() == []
    clock.advance(1.5)
    growing.grow()
    reader.folder.wake()
    assert reader.step() == []
    assert reader.run(4.0) == ["list.csv"]
    assert reader.read[0][1] == b"So TK;Ngay DK\n" * 100


def test_half_an_xml_file_is_not_offered_while_it_grows(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    growing = software.begin("a.xml", XML, pieces=12)
    names = []
    while growing.grow():
        reader.folder.wake()
        names += reader.step()
        clock.advance(1.0)
    reader.folder.wake()
    names += reader.step()
    assert names == ["a.xml"]
    assert reader.read == [("a.xml", XML, False)]


@pytest.mark.parametrize("year", [1980, 2099])
def test_absurd_modification_times_change_nothing(
    software: ExportFolder, reader: Reader, year: int
) -> None:
    reader.settle()
    software.write("a.csv", b"So TK\n1\n")
    software.stamp("a.csv", year)
    assert reader.run(6.0) == ["a.csv"]
    assert reader.run(60.0) == []


def test_replaced_in_place_it_is_read_again_and_is_live(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    reader.run(10.0)
    software.write("a.xml", OTHER)
    assert reader.run(10.0) == ["a.xml"]
    assert [before for _, _, before in reader.read] == [True, False]


def test_renamed_it_is_read_again_which_is_harmless(software: ExportFolder, reader: Reader) -> None:
    path = software.write("a.xml", XML)
    reader.run(10.0)
    path.rename(software.path / "a - Sao chép.xml")
    assert reader.run(10.0) == ["a - Sao chép.xml"]


def test_a_file_that_changes_between_offer_and_read_is_left_alone_until_it_settles(
    software: ExportFolder, reader: Reader, folder: Watched, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    folder.wake()
    offered = folder.sweep(clock.now()).ready
    software.write("a.xml", XML[: len(XML) // 2])
    assert [folder.read(file, clock.now()) for file in offered] == [None]
    software.write("a.xml", OTHER)
    assert reader.run(6.0) == ["a.xml"]
    assert reader.read[-1][1] == OTHER


def test_a_file_that_vanishes_between_offer_and_read_is_forgotten(
    software: ExportFolder, reader: Reader, folder: Watched, clock: FakeClock, seen: SeenFiles
) -> None:
    reader.settle()
    path = software.write("a.xml", XML)
    folder.wake()
    offered = folder.sweep(clock.now()).ready
    path.unlink()
    assert folder.read(offered[0], clock.now()) is None
    assert reader.run(20.0) == []
    assert seen.refused() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lists no time of change")
def test_a_replacement_of_the_same_size_and_time_is_read(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    software.stamp("a.xml", 2020)
    reader.run(10.0)
    other = XML.replace(b"100000000010", b"100000000020")
    software.write("a.tmp", other)
    software.stamp("a.tmp", 2020)
    (software.path / "a.tmp").replace(software.path / "a.xml")
    assert reader.run(10.0) == ["a.xml"]
    assert reader.read[-1][1] == other


def test_a_folder_inside_another_watched_one_has_its_files_read_once(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("SAO MAI/old.xml", XML)

    def both() -> list[Reader]:
        paths = software.path, software.path / "SAO MAI"
        return [Reader(Watched(path, seen, clock), seen, clock) for path in paths]

    outer, inner = both()
    assert outer.run(5.0) + inner.run(5.0) == ["old.xml"]
    software.write("SAO MAI/new.xml", OTHER)
    names = []
    for _ in range(10):
        names += outer.step() + inner.step()
        clock.advance(1.0)
    assert names == ["new.xml"]
    assert [reader.run(10.0) for reader in both()] == [[], []]


def test_a_settled_file_says_where_it_belongs(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    software.write("SAO MAI/a.xml", XML)
    (file,) = folder.sweep(clock.now()).ready
    about = (software.path / "SAO MAI/a.xml").stat()
    assert file == SettledFile(
        str(software.path / "SAO MAI/a.xml"),
        str(software.path),
        about.st_size,
        about.st_mtime_ns,
        before_setup=True,
        changed_ns=about.st_ctime_ns,
    )


def test_ten_thousand_files_are_one_list_and_many_small_batches(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    for number in range(2_000):
        (software.path / f"{number}.xml").write_bytes(b"<Root></Root>")
    sweep = folder.sweep(clock.now())
    assert len(sweep.ready) == BATCH
    assert sweep.wait == 0.0
    assert sweep.progress == Progress(0, 2_000)
