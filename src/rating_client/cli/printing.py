"""How the command line says what went wrong, and of which profile it speaks."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from pathlib import Path

from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths
from rating_client.base.printing import flush, say_aside, say_json
from rating_client.base.sentences import Sentence


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


def paths_of(asked: Namespace) -> ProfilePaths:
    profile: Path | None = asked.profile
    return ProfilePaths.usual() if profile is None else ProfilePaths.inside(profile)


def language_of(asked: Namespace) -> str:
    """The profile's language; Vietnamese where nothing was decided."""
    from rating_client.base.settings import settings_here

    return settings_here(paths_of(asked).settings).settings.language
