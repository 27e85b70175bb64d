"""What a command prints: on its output for whoever asked, beside it for people."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from rating_client.base.errors import Trouble


def tell(line: str) -> None:
    """One line on stdout. `Trouble("cli.output-failed")` where it cannot be written."""
    with _on_stdout():
        print(line)


def say_json(document: Any) -> None:
    tell(json.dumps(document, ensure_ascii=False, indent=2))


def flush() -> None:
    """Everything said so far has left this process; else as `tell`."""
    if sys.stdout is not None:
        with _on_stdout():
            sys.stdout.flush()


def say_aside(line: str) -> None:
    """One line on stderr, if there is one: `print` would take stdout instead."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(line, file=sys.stderr)


def fall_silent() -> None:
    """What nobody takes: let Python not try again at its end, and complain that it failed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


@contextlib.contextmanager
def _on_stdout() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever read has enough: no trouble
        raise
    except OSError as error:
        raise Trouble("cli.output-failed") from error
