"""The command line: exit 0 on success, 1 on trouble with one clear sentence, 2 on bad usage.

Imports Qt only when a window is wanted, and the slow libraries only in the commands that need
them.
"""

from __future__ import annotations

import contextlib
import logging
import sys
from argparse import Namespace
from collections.abc import Sequence

from rating_client.base.errors import Bug, RatingClientError
from rating_client.base.printing import fall_silent, flush
from rating_client.base.sentences import say
from rating_client.cli.parser import parser
from rating_client.cli.printing import complain, paths_of

log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console may speak an older code page; a character it lacks must not end the program.
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # pytest replaces the streams by ones without it
    # What goes wrong is said in a sentence; without a handler Python would print warnings too.
    logging.getLogger("rating_client").addHandler(logging.NullHandler())
    asked = Namespace(profile=None)
    try:
        asked = parser().parse_args(arguments)
        code = int(asked.command(asked))
        flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `rating-client read … | head`
        return 0
    except RatingClientError as error:
        if isinstance(error, Bug):
            _begin_log(asked)
            log.exception("a command met a bug")
        complain(error.sentence, asked)
        return 1
    except Exception:
        _begin_log(asked)
        log.exception("a command met a bug")
        complain(say("base.bug"), asked)
        return 1
    finally:
        fall_silent()
    return code


def _begin_log(asked: Namespace) -> None:
    """Where the sentence says to look: in the profile's log, if it can be written."""
    from rating_client.base.log import start_logging

    with contextlib.suppress(ValueError):  # a profile that no path can name
        start_logging(paths_of(asked))
