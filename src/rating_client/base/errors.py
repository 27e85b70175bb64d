"""The two families of error: the world's trouble, and our own bugs.

Every error carries the code of a sentence and its facts, so that whoever catches it can show the
same words in a window, on the command line and as JSON. Third-party exceptions are converted at
one door each: the export folder, the reading process, the ledger, the vault, the transport.
"""

from __future__ import annotations

from rating_client.base.sentences import Sentence, say


class RatingClientError(Exception):
    """An error with a sentence. `facts` fill it; they never reach a log."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> Sentence:
        return say(self.code, **self.facts)


class Trouble(RatingClientError):
    """The world's fault: shown, retried or repaired by a person; nothing is lost."""


class Bug(RatingClientError):
    """Ours: logged whole, shown short."""
