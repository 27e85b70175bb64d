"""How the command line speaks: a line for people, or one JSON document."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import Sentence


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


def complain(sentence: Sentence, asked: Namespace) -> None:
    """The sentence on stderr, and as JSON on stdout where JSON was asked for."""
    if getattr(asked, "json", False) is True:
        with contextlib.suppress(Trouble, BrokenPipeError):
            say_json({"trouble": sentence.as_json()})
            flush()
    warn(sentence, asked)


def warn(sentence: Sentence, asked: Namespace) -> None:
    """The sentence on stderr."""
    say_aside(sentence.line(language_of(asked)))


def say_aside(line: str) -> None:
    """One line on stderr, if there is one: `print` would take stdout instead."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(line, file=sys.stderr)


def paths_of(asked: Namespace) -> ProfilePaths:
    profile: Path | None = asked.profile
    return ProfilePaths.usual() if profile is None else ProfilePaths.inside(profile)


def language_of(asked: Namespace) -> str:
    """The profile's language; Vietnamese where nothing was decided."""
    from rating_client.base.settings import settings_here

    return settings_here(paths_of(asked).settings).settings.language


@contextlib.contextmanager
def _on_stdout() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever read has enough: no trouble
        raise
    except OSError as error:
        raise Trouble("cli.output-failed") from error
