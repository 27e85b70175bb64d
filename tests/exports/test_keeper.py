"""Folders side by side, each with a thread of its own: what one share does troubles no other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rating_client.base.clock import SystemClock
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.exports import keeper as keeper_module
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.keeper import FolderKeeper
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import SettledFile
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML
from tests.support.slow_share import SlowShare, can_mount, slow_share


class Desk:
    """Keeps folders as the program does; remembers which files were read and when."""

    def __init__(self, ledger: Ledger) -> None:
        self._clock = SystemClock()
        self._seen = SeenFiles(ledger)
        self.read: dict[str, float] = {}
        self.keepers: list[FolderKeeper] = []

    def keep(self, path: Path) -> FolderKeeper:
        keeper = FolderKeeper(
            Watched(path, self._seen, self._clock), self._clock, self.settled, lambda: None
        )
        self.keepers.append(keeper)
        keeper.start()
        return keeper

    def settled(self, folder: Watched, file: SettledFile) -> None:
        if folder.read(file, self._clock.now()) is not None:
            self.read.setdefault(Path(file.path).name, time.monotonic())
            self._seen.record(file, self._clock.now())

    def leave(self) -> None:
        for keeper in self.keepers:
            keeper.stop()
        for keeper in self.keepers:
            keeper.ended(10.0)


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Desk]:
    desk = Desk(ledger)
    yield desk
    desk.leave()


@pytest.fixture
def share(software: ExportFolder, tmp_path: Path) -> Iterator[SlowShare]:
    if not can_mount():
        pytest.skip("only a superuser may mount")
    with slow_share(software.path, tmp_path / "share") as share:
        yield share


def until(true: Callable[[], object], within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def condition(keeper: FolderKeeper) -> str | None:
    standing = keeper.standing
    return standing.condition.code if standing and standing.condition else None


def test_a_new_export_is_read_at_once(software: ExportFolder, desk: Desk) -> None:
    keeper = desk.keep(software.path)
    until(lambda: keeper.standing is not None)
    time.sleep(0.5)  # the watch stands
    software.write("a.xml", XML)
    written = time.monotonic()
    until(lambda: "a.xml" in desk.read, 2.0)
    assert desk.read["a.xml"] - written < 1.0  # and not at the next sweep


def test_a_slow_share_is_read_and_the_other_folder_does_not_wait(
    software: ExportFolder,
    share: SlowShare,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeper_module, "SLOW", 0.3)
    software.write("on-the-share.xml", XML)
    share.delay = 0.4
    other = ExportFolder(tmp_path / "local")
    slow, quick = desk.keep(tmp_path / "share"), desk.keep(other.path)
    until(lambda: quick.standing is not None)
    time.sleep(0.5)
    written = time.monotonic()
    other.write("local.xml", OTHER)
    until(lambda: "local.xml" in desk.read)
    waited = desk.read["local.xml"] - written
    until(lambda: condition(slow) == "exports.folder-slow")
    until(lambda: "on-the-share.xml" in desk.read, 30.0)
    print(f"a stat of 0.4 s on the share: the other folder waited {waited * 1000:.0f} ms")
    assert waited < 1.0
    assert condition(quick) is None
    share.delay = 0.0


def test_a_share_that_never_answers_is_said_left_behind_and_caught_up_when_it_answers(
    software: ExportFolder,
    share: SlowShare,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeper_module, "SLOW", 0.3)
    keeper = desk.keep(tmp_path / "share")
    until(lambda: keeper.standing is not None)
    with share.silent():
        software.write("meanwhile.xml", XML)
        until(lambda: condition(keeper) == "exports.folder-slow")
        keeper.stop()
        began = time.monotonic()
        assert not keeper.ended(0.3)
        assert time.monotonic() - began < 1.0
    assert keeper.ended(10.0)
    desk.keep(tmp_path / "share")
    until(lambda: "meanwhile.xml" in desk.read)


def test_a_share_that_vanishes_and_returns_is_said_and_read_again(
    software: ExportFolder,
    share: SlowShare,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rating_client.exports.folder._AWAY_OTHERWISE", 0.5)
    monkeypatch.setattr("rating_client.exports.folder._AWAY", {})
    software.write("before.xml", XML)
    keeper = desk.keep(tmp_path / "share")
    until(lambda: "before.xml" in desk.read)
    share.vanish()
    (tmp_path / "share").rmdir()
    until(lambda: condition(keeper) in ("exports.folder-missing", "exports.folder-unreachable"))
    software.write("meanwhile.xml", OTHER)
    with slow_share(software.path, tmp_path / "share"):
        until(lambda: "meanwhile.xml" in desk.read)
        until(lambda: condition(keeper) is None)
        print("vanished and returned: lost 0, read twice 0")
        assert sorted(desk.read) == ["before.xml", "meanwhile.xml"]
        desk.leave()


def test_a_ledger_in_trouble_is_a_condition_and_the_thread_lives(
    software: ExportFolder, ledger: Ledger
) -> None:
    def fails(_folder: Watched, _file: SettledFile) -> None:
        raise Trouble("base.disk-full")

    software.write("a.xml", XML)
    clock = SystemClock()
    turned = threading.Event()
    keeper = FolderKeeper(
        Watched(software.path, SeenFiles(ledger), clock), clock, fails, turned.set
    )
    keeper.start()
    assert turned.wait(5.0)
    assert condition(keeper) == "base.disk-full"
    keeper.stop()
    assert keeper.ended(5.0)
