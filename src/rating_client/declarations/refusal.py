"""An export file that says nothing we can use, and the sentence that explains it."""

from __future__ import annotations

from rating_client.exports.trouble import FileTrouble

# Forms printed before anything was declared, and papers about a declaration already known.
_QUIET = {
    "declarations.empty-form",
    "declarations.empty-list",
    "declarations.supplement",
    "declarations.message-sent",
    "declarations.other-message",
}
# Seconds before each further look at bytes that did not change. A file caught in the middle of
# being written reads as damaged, and a busy computer may have been too slow for one.
_RETRIES = {"declarations.damaged": (2.0, 5.0, 15.0, 40.0), "declarations.reader-died": (60.0,)}


class Refusal(FileTrouble):
    """This file is not read, and `sentence` says why; the others go on.

    Readers raise it without the `file` fact: whoever asked for the reading knows the name.
    """

    @property
    def quiet(self) -> bool:
        return self.code in _QUIET

    def retry_after(self, tries: int) -> float | None:
        waits = _RETRIES.get(self.code, ())
        return waits[tries - 1] if tries <= len(waits) else None
