"""The self-check beside the GUI thread: each finding as soon as it is there.

In a thread of its own that nobody waits for: a share or a receiver that does not answer must
hold up neither a window nor the end of the program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import told
from rating_client.base.whole_file import write_whole
from rating_client.doctor.findings import Finding, What
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.doctor.checkup import Bench


class Checkup(QObject):
    """One look at a time over one profile. Sends no rating."""

    found = Signal(object)  # a Finding
    over = Signal(list)  # every Finding of this look
    written = Signal(str)  # the support file's path
    not_written = Signal(object)  # a Sentence

    _ended = Signal()

    def __init__(
        self,
        profile: Profile,
        only: Collection[What] = frozenset(What),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile = profile
        self._only = only
        self.busy = False
        self._ended.connect(self._end)

    def look(self) -> None:
        """Look everything over; nothing new begins while a look goes on."""
        self._begin(self._look)

    def write(self, file: Path) -> None:
        """Look everything over and write the support file, whole or not at all."""
        self._begin(lambda: self._write(file))

    def _begin(self, work: Callable[[], object]) -> None:
        if self.busy:
            return
        self.busy = True

        def run() -> None:
            with suppress(RuntimeError):  # the program has ended meanwhile
                work()
                self._ended.emit()

        threading.Thread(target=run, name="checkup", daemon=True).start()

    def _end(self) -> None:
        self.busy = False

    # In the other thread --------------------------------------------------------------------

    def _look(self) -> list[Finding]:
        from rating_client.doctor.checkup import look_over  # with all that it looks at

        findings = []
        for finding in look_over(self._bench(), self._only):
            findings.append(finding)
            self.found.emit(finding)
        self.over.emit(findings)
        return findings

    def _write(self, file: Path) -> None:
        from rating_client.doctor.support_file import support_file

        findings = self._look()
        with told("support file", self.not_written.emit):
            write_whole(file, support_file(self._bench(), findings))
            self.written.emit(str(file))

    def _bench(self) -> Bench:
        from rating_client.doctor.checkup import Bench

        profile = self._profile
        return Bench(profile.paths, profile.loaded, profile.clock, profile)
