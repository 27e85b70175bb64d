"""What watching costs, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder as Watched
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import PRINT, XML, Reader


def test_nothing_in_the_folder_is_changed_by_watching_it(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    software.write("SAO MAI/b.xlsx", PRINT)
    software.write("broken.xlsx", PRINT[:100])
    before = software.state()
    open_before = set(Path("/proc/self/fd").iterdir())
    reader.run(300.0)
    assert software.state() == before
    assert set(Path("/proc/self/fd").iterdir()) <= open_before


def test_a_quiet_folder_is_not_looked_at_all_the_time(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    reader.settle()
    sweeps = 0
    until = clock.monotonic() + 60.0
    while clock.monotonic() < until:
        reader.step()
        sweeps += 1
        clock.advance(reader.last.wait)
    assert sweeps <= 21


def test_a_writer_cannot_wake_the_sweep_without_end(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    folder.sweep(clock.now())
    folder.wake()
    assert 0 < folder.sweep(clock.now()).wait <= 0.1


def test_trouble_of_the_ledger_is_not_swallowed(
    software: ExportFolder, folder: Watched, ledger: Ledger, clock: FakeClock
) -> None:
    ledger.run("DROP TABLE export_file")
    with pytest.raises(Exception, match="base"):
        folder.sweep(clock.now())
