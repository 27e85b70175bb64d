"""A flood of files with every event lost: the sweep finds them all, and one card tells of them."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM, SystemClock
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from rating_client.exports.sweep import MAX_BYTES
from rating_client.prompts.policy import Card, Desk
from tests.support.broker_desk import BrokerDesk
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML, Reader

ALL_AT_ONCE = [2_000, pytest.param(100_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("files", ALL_AT_ONCE)
def test_every_file_of_a_flood_is_offered_once_without_any_event(
    software: ExportFolder, seen: SeenFiles, files: int
) -> None:
    clock = SystemClock()
    folder = Watched(software.path, seen, clock)
    folder.sweep(clock.now())
    for number in range(files):
        software.write(f"{number % 50}/{number}.xml", b"<Root></Root>")
    offered: dict[str, int] = {}
    longest = 0.0
    until = time.monotonic() + 60 + files / 50
    while len(offered) < files and time.monotonic() < until:
        began = time.monotonic()
        sweep = folder.sweep(clock.now())
        longest = max(longest, time.monotonic() - began)
        with seen._ledger.transaction():
            for file in sweep.ready:
                offered[file.path] = offered.get(file.path, 0) + 1
                seen.record(file, clock.now())
        time.sleep(min(sweep.wait, 0.5))
    print(f"{files} files at once: found {len(offered)}, longest sweep {longest * 1000:.0f} ms")
    assert len(offered) == files
    assert set(offered.values()) == {1}


def test_a_flood_of_declarations_is_one_card(
    software: ExportFolder, tmp_path: Path, clock: FakeClock
) -> None:
    desk = BrokerDesk(tmp_path, software.path, clock)
    registered = datetime.fromtimestamp(clock.now(), VIETNAM) - timedelta(minutes=1)
    for number in range(120):
        declaration = SampleDeclaration(f"10000000{number:03}0", registered, "P", 2)
        software.write(f"{number}.xml", ecus_xml(declaration))
    desk.work(30.0)
    assert desk.asked.total() == len(desk.asked) == 120
    card = desk.profile.flow.next_card(clock.now(), Desk())
    assert isinstance(card, Card)
    print(f"120 declarations at once: one card for {card.total}")
    assert card.total == 120
    desk.close()


def test_files_of_any_size_cost_a_look_and_no_memory(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    resource = pytest.importorskip("resource", reason="POSIX's measure of memory")
    reader.settle()
    with (software.path / "1 GB.xml").open("wb") as file:
        file.truncate(1 << 30)
    with (software.path / "1 TB.xlsx").open("wb") as file:
        file.truncate(1 << 40)
    software.write("a.xml", XML)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    assert reader.run(10.0) == ["a.xml"]
    took = time.monotonic() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"1 GB and a sparse 1 TB: refused in {took * 1000:.0f} ms, memory {grown >> 10:+} MB")
    assert {each.sentence.code for each in seen.refused()} == {"exports.file-too-large"}
    assert took < 2.0
    assert grown < 20 << 10


def test_a_file_that_grows_for_ever_is_never_read_and_holds_up_no_other(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    reader.settle()
    growing = software.path / "log.xml"
    names = []
    piece = b"<Root>" + b" " * (MAX_BYTES // 40)
    for second in range(60):
        with growing.open("ab") as file:
            file.write(piece)
        if second == 30:
            software.write("a.xml", OTHER)
        reader.folder.wake(str(growing), written=True)
        names += reader.step()
        clock.advance(1.0)
    assert names == ["a.xml"]
    assert [each.sentence.code for each in seen.refused()] == ["exports.file-too-large"]
