"""What lies in folders at present, for whoever does not watch them.

Each is looked at in a thread of its own, as by its keeper: a share that does not answer is said,
left behind, and holds up neither the others nor the end of the program.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from rating_client.base.errors import Trouble
from rating_client.base.sentences import Sentence, say
from rating_client.exports.locality import is_local
from rating_client.exports.names import shown_name
from rating_client.exports.seen import SeenFiles
from rating_client.exports.sweep import listed_in_parts

PATIENCE = 5.0  # seconds for all folders together; somebody waits for the answer


class AtPresent(NamedTuple):
    """How many files may be exports, None where that is not known; and what is wrong."""

    files: int | None
    condition: Sentence | None


def at_present(
    folders: Sequence[str], seen: SeenFiles | None = None, patience: float = PATIENCE
) -> list[AtPresent]:
    """How these folders stand, after at most `patience` seconds; `seen` knows where what lay in
    them came from."""
    looks = [_Look(each, bool(seen and seen.is_from_elsewhere(each))) for each in folders]
    for look in looks:
        look.thread.start()
    until = time.monotonic() + patience
    return [look.found(until - time.monotonic()) for look in looks]


class _Look:
    def __init__(self, folder: str, from_elsewhere: bool) -> None:
        self._folder = folder
        self._from_elsewhere = from_elsewhere
        self._found: AtPresent | None = None
        self.thread = threading.Thread(target=self._look, name="folder-at-present", daemon=True)

    def found(self, within: float) -> AtPresent:
        self.thread.join(max(0.0, within))
        shown = shown_name(self._folder)
        return self._found or AtPresent(None, say("exports.folder-slow", path=shown))

    def _look(self) -> None:
        try:
            files = sum(len(part.files) for part in listed_in_parts(self._folder))
        except Trouble as trouble:
            self._found = AtPresent(None, trouble.sentence)
            return
        emptied = not files and self._from_elsewhere and is_local(self._folder)
        code = "exports.folder-emptied" if emptied else "exports.folder-empty"
        self._found = AtPresent(files, None if files else say(code, path=shown_name(self._folder)))
