"""Folders that are not there, and what is said of them."""

from __future__ import annotations

from pathlib import Path

from rating_client.base.errors import Trouble
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import XML, Reader


def test_a_missing_folder_is_said_and_read_when_it_returns(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    reader.settle()
    away = software.path.rename(software.path.with_name("away"))
    reader.folder.wake()
    reader.step()
    assert reader.last.condition is not None
    assert reader.last.condition.code == "exports.folder-missing"
    assert 1 < reader.last.wait <= 60
    (away / "meanwhile.xml").write_bytes(XML)
    away.rename(software.path)
    assert reader.run(60.0) == ["meanwhile.xml"]
    assert reader.last.condition is None
    assert reader.read == [("meanwhile.xml", XML, False)]


def test_a_listing_that_fails_is_a_trouble_and_not_a_crash(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock, tmp_path: Path
) -> None:
    plain_file = tmp_path / "file"
    plain_file.write_bytes(b"")
    sweep = Watched(plain_file, seen, clock).sweep(clock.now())
    assert sweep.condition is not None
    assert sweep.ready == ()
    assert isinstance(Trouble(sweep.condition.code), Trouble)
