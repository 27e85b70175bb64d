"""Export files that a person drops on the window: read once, beside the work of the folders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.reading import Read, read_paths
from rating_client.declarations.registered import why_not_registered
from rating_client.desktop.workers.threads import Worker
from rating_client.profile import Profile


class DroppedFiles(Worker):
    """`read` may be called from any thread. Nothing but a registered declaration is noted."""

    found = Signal(list)  # keys of what the files tell of, in their order
    refused = Signal(list)  # a Sentence for each file or declaration that cannot be rated

    _asked = Signal(list)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._asked.connect(self._read)

    def read(self, paths: Sequence[str]) -> None:
        self._asked.emit(list(paths))

    @Slot(list)
    def _read(self, paths: list[str]) -> None:
        keys: list[str] = []
        refusals: list[Sentence] = []
        with told("dropped files", refusals.append):
            for file in read_paths(paths, self._profile.reading):
                self._take(file, keys, refusals)
        self.refused.emit(refusals)
        if keys:
            self.found.emit(keys)

    def _take(self, file: Read, keys: list[str], refusals: list[Sentence]) -> None:
        if file.refused is not None:
            refusals.append(file.refused)
        for declaration in file.declarations:
            if doubt := why_not_registered(declaration):
                refusals.append(doubt)
            elif key := self._noted(declaration):
                keys.append(key)

    def _noted(self, declaration: Declaration) -> str | None:
        return self._profile.flow.asked_by_hand(declaration).key
