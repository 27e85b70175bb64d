"""The two families of error: the world's trouble, and our own bugs.

Every error carries the code of a sentence and its facts, so that whoever catches it can show the
same words in a window, on the command line and as JSON. Third-party exceptions are converted at
one door each: the export folder, the reading process, the ledger, the vault, the transport.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rating_client.base.sentences import Sentence, say

log = logging.getLogger(__name__)


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


@contextmanager
def told(what: str, tell: Callable[[Sentence], object]) -> Iterator[None]:
    """Whatever goes wrong within is logged and told, and goes no further.

    For the outermost call of a thread or of a window: a trouble in its own sentence, anything
    else as a bug of ours.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, Trouble):
            log.warning("%s: %s", what, error.code)
        else:
            log.exception("%s: a bug", what)
        tell(sentence_of(error))


def sentence_of(error: BaseException) -> Sentence:
    """What a person is told of it: anything that is not one of ours is a bug."""
    return error.sentence if isinstance(error, RatingClientError) else say("base.bug")
