"""Names alone: what they tell, what they cost, and what they cannot tell."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.exports.directories import Directories, Kept
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.kept_names import KeptNames
from rating_client.exports.locality import _file_system, is_local
from rating_client.exports.names import absolute
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML, Reader

LATER = 60.0  # seconds after which a directory's time is older than any clock's tick


class Listings:
    """Which directories were really listed, for as long as it stands in the door."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of: list[str] = []
        real: Callable[[str], list[str]] = os.listdir

        def listed(path: str) -> list[str]:
            self.of.append(Path(path).name)
            return real(path)

        monkeypatch.setattr("rating_client.exports.directories.os.listdir", listed)

    def taken(self) -> list[str]:
        taken, self.of = self.of, []
        return sorted(taken)


@pytest.fixture
def listings(monkeypatch: pytest.MonkeyPatch) -> Listings:
    return Listings(monkeypatch)


def nothing_known(_directory: str) -> set[str]:
    return set()


def directories(software: ExportFolder, *, gated: bool = True) -> Directories:
    return Directories(str(software.path), {}, nothing_known, trusted=lambda: gated)


def names(found: list[str]) -> set[str]:
    return {Path(path).name for path in found}


def test_candidates_in_every_folder_are_told(software: ExportFolder) -> None:
    software.write("a.xml", XML)
    software.write("SAO MAI/2026/b.XLSX", b"PK")
    software.write("SAO MAI/notes.docx", b"PK")
    software.write(".hidden/c.xml", XML)
    (software.path / "loop").symlink_to(software.path, target_is_directory=True)
    assert names(directories(software).look(0.0, whole=True).files) == {"a.xml", "b.XLSX"}


def test_behind_the_gate_only_the_changed_directory_is_listed(
    software: ExportFolder, listings: Listings
) -> None:
    software.write("SAO MAI/a.xml", XML)
    software.write("SAO HOM/b.xml", XML)
    looked = directories(software)
    looked.look(time.time() + LATER, whole=True)
    listings.taken()
    looked.look(time.time() + LATER, whole=False)
    assert listings.taken() == []
    software.write("SAO HOM/c.xml", OTHER)
    assert "c.xml" in names(looked.look(time.time() + LATER, whole=False).files)
    assert listings.taken() == ["SAO HOM"]


def test_a_time_as_young_as_a_clock_tick_is_not_trusted(
    software: ExportFolder, listings: Listings
) -> None:
    looked = directories(software)
    looked.look(time.time(), whole=True)
    for _ in range(2):
        looked.look(time.time(), whole=False)
    assert len(listings.taken()) == 3


def test_the_whole_pass_and_other_computers_disks_trust_no_time(
    software: ExportFolder, listings: Listings
) -> None:
    at = time.time() + LATER
    looked = directories(software)
    looked.look(at, whole=True)
    looked.look(at, whole=True)
    assert len(listings.taken()) == 2
    share = directories(software, gated=False)
    share.look(at, whole=False)
    share.look(at, whole=False)
    assert len(listings.taken()) == 2


def test_names_that_were_kept_ask_the_ledger_nothing(
    software: ExportFolder, ledger: Ledger
) -> None:
    software.write("SAO MAI/a.xml", XML)
    first = directories(software)
    first.look(0.0, whole=True)
    book = KeptNames(ledger)
    SeenFiles(ledger).named(str(software.path), 1.0)
    book.keep(str(software.path), first.kept)

    asked: list[str] = []

    def known(directory: str) -> set[str]:
        asked.append(Path(directory).name)
        return {"a.xml"}

    again = Directories(
        str(software.path), book.of(str(software.path)), known, trusted=lambda: False
    )
    assert again.look(0.0, whole=True).files == []
    assert asked == []
    software.write("SAO MAI/b.xml", OTHER)
    assert names(again.look(0.0, whole=True).files) == {"b.xml"}
    assert asked == ["SAO MAI"]


def test_a_folder_below_that_is_closed_is_told_each_time_and_hides_no_other(
    software: ExportFolder,
) -> None:
    software.write("closed/a.xml", XML)
    software.write("open/b.xml", XML)
    looked = directories(software)
    with software.locked("closed"):
        for _ in range(2):
            new = looked.look(time.time() + LATER, whole=False)
            assert [trouble.code for trouble in new.troubles] == ["exports.folder-denied"]
    (software.path / "closed").chmod(0o755)
    assert names(looked.look(time.time() + LATER, whole=False).files) == {"a.xml"}


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes are POSIX's")
def test_names_that_are_no_unicode_are_told_and_kept(
    software: ExportFolder, ledger: Ledger
) -> None:
    software.write(os.fsdecode(b"\xff.xml"), XML)
    (software.path / os.fsdecode(b"\xfe-folder")).mkdir()
    looked = directories(software)
    assert [os.fsencode(path)[-5:] for path in looked.look(0.0, whole=True).files] == [b"\xff.xml"]
    SeenFiles(ledger).named(str(software.path), 1.0)
    book = KeptNames(ledger)
    book.keep(str(software.path), looked.kept)
    assert book.of(str(software.path)) == looked.kept
    assert all(isinstance(each, Kept) for each in looked.kept.values())


def test_a_missing_folder_is_a_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="folder-missing"):
        Directories(str(tmp_path / "x"), {}, nothing_known, trusted=lambda: True).look(
            0.0, whole=True
        )


def test_only_disks_that_keep_times_are_local(tmp_path: Path) -> None:
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n"
        "//kt-02/tokhai /srv/to\\040khai cifs rw 0 0\n"
        "/dev/sdb1 /media/usb vfat rw 0 0\n"
    )
    assert _file_system("/home/x", mounts) == "ext4"
    assert _file_system("/srv/to khai/2026", mounts) == "cifs"
    assert _file_system("/srv/to khai muon", mounts) == "ext4"
    assert _file_system("/media/usb", mounts) == "vfat"
    assert not is_local(r"\\kt-02\tokhai")
    assert not is_local("//kt-02/tokhai")


@pytest.mark.skipif(sys.platform != "win32", reason="it is Windows that is asked")
def test_windows_says_which_disk_keeps_times(tmp_path: Path) -> None:
    assert is_local(str(tmp_path))
    assert not is_local("Q:\\no such drive")


@pytest.mark.parametrize("share", [r"\\kt-02\tokhai\2026", "//kt-02/tokhai"])
def test_a_share_is_named_as_text_and_said_to_be_out_of_reach(
    share: str, seen: SeenFiles, clock: FakeClock
) -> None:
    assert absolute(share) == share
    folder = Watched(share, seen, clock)
    condition = folder.sweep(clock.now()).condition
    assert condition is not None
    assert condition.code == "exports.folder-unreachable"
    assert "kt-02" in condition.line("vi")


def test_after_a_restart_only_what_is_new_is_read(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    for number in range(30):
        software.write(f"{number}.xml", XML)
    reader.run(130.0)
    assert seen.names.of(str(software.path))
    software.write("new.xml", OTHER)
    after = Reader(Watched(software.path, seen, clock), seen, clock)
    assert after.run(3.0) == ["new.xml"]
