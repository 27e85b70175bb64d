"""Folder events, which only wake the sweep. Without them a folder is read all the same.

The watcher drops events when its buffer overflows, hears nothing of other computers' changes on
a share, and dies with a share that goes away: nothing may depend on it.
"""

from __future__ import annotations

import logging
import os
import warnings
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Protocol

from rating_client.exports.sweep import is_candidate

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver

log = logging.getLogger(__name__)


class Wake(Protocol):
    """As `ExportFolder.wake`: a path if one file may have changed, none for anything."""

    def __call__(self, path: str | None = None, *, written: bool = False) -> None: ...


class FolderWatch:
    """Calls `wake`, on the watcher's own thread, when an export in `path` may have changed."""

    def __init__(self, path: str, wake: Wake) -> None:
        self._path = path
        self._wake = wake
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None

    def keep(self) -> bool:
        """Start or restart the watcher where needed; whether it runs. Cheap: call it often."""
        identity = self._identity()
        if self._observer and self._observer.is_alive() and identity == self._watched:
            return True
        self.stop()
        if identity is None:
            return False
        try:
            self._start()
        except (OSError, ImportError, RuntimeError) as error:
            log.info("no folder events: %s", type(error).__name__)
            self._observer = None
            return False
        self._watched = identity
        self._wake()  # what happened in between made no event
        return True

    def stop(self) -> None:
        observer, self._observer = self._observer, None
        if observer and observer.is_alive():
            observer.stop()
            observer.join(timeout=2.0)

    def _start(self) -> None:
        from watchdog import events
        from watchdog.observers import Observer

        # Where folders are made inside each other it warns on stderr, with the paths of all.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        # Reading a file makes events too: to wake on those would never end. Of a file that is
        # being written "modified" comes again and again; Windows has no "closed".
        telling = [
            events.FileCreatedEvent,
            events.FileModifiedEvent,
            events.FileMovedEvent,
            events.FileClosedEvent,
            events.DirCreatedEvent,
            events.DirMovedEvent,
        ]
        heard = self._heard

        class Handler(events.FileSystemEventHandler):
            def on_any_event(self, event: events.FileSystemEvent) -> None:
                heard(event)

        self._observer = Observer()
        self._observer.schedule(Handler(), self._path, recursive=True, event_filter=telling)
        self._observer.daemon = True
        self._observer.start()

    def _heard(self, event: FileSystemEvent) -> None:
        place = os.fsdecode(event.dest_path or event.src_path)
        if event.is_directory:
            self._wake()
        elif is_candidate(PurePath(place).name):
            self._wake(place, written=event.event_type != "modified")

    def _identity(self) -> tuple[int, int] | None:
        """Which folder this is: one taken away and made again has another watch."""
        try:
            about = Path(self._path).stat()
        except OSError:
            return None
        return about.st_dev, about.st_ino
