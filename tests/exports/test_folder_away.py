"""Folders that are not there, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.exports.at_present import at_present
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML, Reader
from tests.support.slow_share import can_mount, slow_share


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


def said(reader: Reader) -> str | None:
    reader.folder.wake()
    reader.step()
    return reader.last.condition.code if reader.last.condition else None


@pytest.mark.skipif(not can_mount(), reason="only a superuser may mount")
@pytest.mark.parametrize("restarted", [False, True], ids=["seen to go", "gone at the start"])
def test_a_share_that_left_an_empty_folder_is_said_and_read_when_it_returns(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock, tmp_path: Path, restarted: bool
) -> None:
    mounted = tmp_path / "mounted"
    software.write("a.xml", XML)
    reader = Reader(Watched(mounted, seen, clock), seen, clock)
    with slow_share(software.path, mounted):
        reader.settle()
        assert reader.last.condition is None
    if restarted:
        reader = Reader(Watched(mounted, seen, clock), seen, clock)
    assert [said(reader) for _ in range(2)] == ["exports.folder-emptied"] * 2
    [now] = at_present([str(mounted)], seen)  # as the self-check looks
    assert now.condition is not None
    assert now.condition.code == "exports.folder-emptied"
    software.write("b.xml", OTHER)
    with slow_share(software.path, mounted):
        assert reader.run(60.0) == ["b.xml"]
        assert reader.last.condition is None

    assert said(reader) == "exports.folder-emptied"
    (mounted / "c.xml").write_bytes(XML)  # the share is not wanted any more
    assert reader.run(60.0) == ["c.xml"]
    (mounted / "c.xml").unlink()
    assert said(reader) is None


@pytest.mark.skipif(not can_mount(), reason="only a superuser may mount")
def test_whoever_clears_a_share_out_hears_nothing(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock, tmp_path: Path
) -> None:
    software.write("a.xml", XML)
    with slow_share(software.path, tmp_path / "mounted"):
        for _ in range(2):  # and after a restart
            reader = Reader(Watched(tmp_path / "mounted", seen, clock), seen, clock)
            reader.settle()
            (software.path / "a.xml").unlink(missing_ok=True)
            assert said(reader) is None


def test_whoever_clears_a_folder_of_this_computer_out_hears_nothing(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    reader.settle()
    (software.path / "a.xml").unlink()
    assert said(reader) is None
    assert said(Reader(Watched(software.path, seen, clock), seen, clock)) is None


def test_a_listing_that_fails_is_a_trouble_and_not_a_crash(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock, tmp_path: Path
) -> None:
    plain_file = tmp_path / "file"
    plain_file.write_bytes(b"")
    sweep = Watched(plain_file, seen, clock).sweep(clock.now())
    assert sweep.condition is not None
    assert sweep.ready == ()
    assert isinstance(Trouble(sweep.condition.code), Trouble)
