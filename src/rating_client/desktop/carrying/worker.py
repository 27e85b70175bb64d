"""The carrying thread: sealed files out to a stick, receipts home, somebody else's bundle on.

One thing at a time. `stop` may come from any thread: what was done stays whole.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal, Slot

from rating_client.base.clock import SystemClock
from rating_client.base.errors import Trouble, told
from rating_client.base.sentences import Sentence, say
from rating_client.base.whole_file import free_name, write_whole
from rating_client.contract.receipts_file import MAX_RECEIPTS_FILE, SUFFIX, is_receipts_file
from rating_client.delivery.carrying_out import CarriedOut
from rating_client.delivery.forwarding import Destination, Forwarded, destination, forward
from rating_client.delivery.watching import Cancelled
from rating_client.desktop.workers.threads import Worker
from rating_client.profile import Profile, transport_for


@dataclass
class Export:
    """What came of writing files. `trouble` is why there are no more of them."""

    files: list[CarriedOut] = field(default_factory=list)
    trouble: Sentence | None = None


@dataclass(frozen=True)
class Bundle:
    """Somebody's bundle that lies at `path`, and where it is sealed to."""

    path: Path
    where: Destination


@dataclass(frozen=True)
class HandedOver:
    """A bundle was handed over; `file` is to be carried back."""

    done: Forwarded
    file: Path


class CarryingWorker(Worker):
    progress = Signal(int, int)  # done, out of
    exported = Signal(object)  # Export
    brought = Signal(object)  # BroughtHome
    found_bundle = Signal(object)  # Bundle: a person decides whether it is forwarded
    handed_over = Signal(object)  # HandedOver
    failed = Signal(object)  # Sentence

    _export_asked = Signal(str, bool)
    _one_asked = Signal(str, str)
    _bring_asked = Signal(str)
    _forward_asked = Signal(object)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._stopped = threading.Event()
        self._export_asked.connect(self._export)
        self._one_asked.connect(self._export_one)
        self._bring_asked.connect(self._bring)
        self._forward_asked.connect(self._forward)

    # Asked for, from any thread -------------------------------------------------------------

    def carry_out(self, folder: str, *, held: bool) -> None:
        """Write what waits into `folder`; with `held`, what is held back too."""
        self._stopped.clear()
        self._export_asked.emit(folder, held)

    def carry_one(self, folder: str, entry_id: str) -> None:
        """Write this one rating into `folder`, though its receiver refused it."""
        self._stopped.clear()
        self._one_asked.emit(folder, entry_id)

    def bring_in(self, path: str) -> None:
        """Take in a receipts file, or find out where a bundle goes."""
        self._stopped.clear()
        self._bring_asked.emit(path)

    def forward(self, bundle: Bundle) -> None:
        """Hand it over: a person has seen where it goes."""
        self._stopped.clear()
        self._forward_asked.emit(bundle)

    def stop(self) -> None:
        """A person said stop: after what is being done right now."""
        self._stopped.set()

    def interrupt(self) -> None:
        self.stop()

    # In this thread -------------------------------------------------------------------------

    @Slot(str, bool)
    def _export(self, folder: str, held: bool) -> None:
        out = self._profile.carrying_out
        self._write(lambda: out.write(Path(folder), held=held, progress=self._watch))

    @Slot(str, str)
    def _export_one(self, folder: str, entry_id: str) -> None:
        self._write(lambda: [self._profile.carrying_out.write_one(entry_id, Path(folder))])

    def _write(self, files: Callable[[], Iterable[CarriedOut]]) -> None:
        export = Export()
        export.trouble = self._tried(lambda: export.files.extend(files()))
        self.exported.emit(export)

    @Slot(str)
    def _bring(self, path: str) -> None:
        def bring() -> None:
            data = _bytes_of(Path(path))
            if is_receipts_file(data):
                self.brought.emit(self._profile.carrying_home.take(data, self._watch))
            else:
                self.found_bundle.emit(Bundle(Path(path), destination(data)))

        self._say(self._tried(bring))

    @Slot(object)
    def _forward(self, bundle: Bundle) -> None:
        def hand_over() -> None:
            transport = transport_for(self._profile.settings)
            done = forward(bundle.where, transport, SystemClock(), self._watch)
            file = free_name(bundle.path.parent, bundle.path.stem, SUFFIX)
            write_whole(file, done.file)
            self.handed_over.emit(HandedOver(done, file))

        self._say(self._tried(hand_over))

    def _tried(self, wish: Callable[[], None]) -> Sentence | None:
        """Why it was not done to the end; None where it was."""
        why: list[Sentence] = []
        with told("carrying", why.append):
            try:
                wish()
            except Cancelled:
                why.append(say("desktop.carrying-stopped"))
        return why[0] if why else None

    def _say(self, trouble: Sentence | None) -> None:
        if trouble is not None:
            self.failed.emit(trouble)

    def _watch(self, done: int, of: int) -> None:
        self.progress.emit(done, of)
        if self._stopped.is_set():
            raise Cancelled


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_RECEIPTS_FILE + 1)
    except OSError as error:
        raise Trouble("desktop.file-not-readable") from error
