"""The command line: exit 0 on success, 1 on trouble with one clear sentence, 2 on bad usage.

Imports Qt only when a window is wanted, and the slow libraries only in the commands that need
them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from rating_client.base.errors import RatingClientError
from rating_client.cli.parser import parser
from rating_client.cli.printing import complain


def run(arguments: Sequence[str]) -> int:
    """Carry out one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console may speak an older code page; a character it lacks must not end the program.
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # pytest replaces the streams by ones without it
    asked = parser().parse_args(arguments)
    try:
        return int(asked.command(asked))
    except RatingClientError as error:
        complain(error.sentence, asked)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `rating-client read … | head`
        sys.stderr.close()
        return 0
