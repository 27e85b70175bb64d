"""Folder events only wake; without them everything still works."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Iterator

import pytest

from rating_client.exports.watch import FolderWatch
from tests.support.export_folder import ExportFolder


class Bell:
    """Counts how often it was rung."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self, path: str | None = None, *, written: bool = False) -> None:
        self._rung.set()

    def rang(self, within: float) -> bool:
        heard = self._rung.wait(within)
        self._rung.clear()
        return heard


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def watch(software: ExportFolder, bell: Bell) -> Iterator[FolderWatch]:
    watch = FolderWatch(str(software.path), bell.ring)
    yield watch
    watch.stop()


def quiet(bell: Bell) -> None:
    while bell.rang(0.2):
        pass


def test_a_new_export_wakes(software: ExportFolder, watch: FolderWatch, bell: Bell) -> None:
    assert watch.keep()
    assert bell.rang(1.0)  # what happened before it began to listen
    quiet(bell)
    software.write("a.xml", b"<Root/>")
    assert bell.rang(2.0)


def test_an_export_renamed_into_place_in_a_new_subfolder_wakes(
    software: ExportFolder, watch: FolderWatch, bell: Bell
) -> None:
    watch.keep()
    (software.path / "SAO MAI").mkdir()
    quiet(bell)
    software.write_atomically("SAO MAI/a.xlsx", b"PK")
    assert bell.rang(2.0)


def test_reading_an_export_does_not_wake(
    software: ExportFolder, watch: FolderWatch, bell: Bell
) -> None:
    path = software.write("a.xml", b"<Root/>")
    watch.keep()
    quiet(bell)
    path.read_bytes()
    list(software.path.iterdir())
    assert not bell.rang(0.4)


def test_a_folder_that_is_not_there_is_no_error(
    software: ExportFolder, watch: FolderWatch, bell: Bell
) -> None:
    software.path.rmdir()
    assert not watch.keep()
    assert not watch.keep()


def test_a_folder_taken_away_and_made_again_is_watched_again(
    software: ExportFolder, watch: FolderWatch, bell: Bell
) -> None:
    assert watch.keep()
    software.path.rename(software.path.with_name("away"))
    assert not watch.keep()
    software.path.mkdir()
    assert watch.keep()
    quiet(bell)
    software.write("a.xml", b"<Root/>")
    assert bell.rang(2.0)


def test_stopping_ends_its_threads(software: ExportFolder, bell: Bell) -> None:
    before = threading.active_count()
    watch = FolderWatch(str(software.path), bell.ring)
    watch.keep()
    watch.stop()
    deadline = time.monotonic() + 3.0
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert threading.active_count() == before


def test_the_watchers_warnings_quote_no_path_on_stderr(watch: FolderWatch) -> None:
    said = ("Callback already exists for /clients/SAO MAI", RuntimeWarning, "inotify.py", 365)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert watch.keep()
        warnings.warn_explicit(*said, module="watchdog.observers.inotify")
        warnings.warn_explicit(*said, module="elsewhere")
    assert len(told) == 1
