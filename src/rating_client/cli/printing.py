"""How the command line speaks: a line for people, or one JSON document."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import Sentence


def say_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def complain(sentence: Sentence, asked: Namespace) -> None:
    """The sentence on stderr, and as JSON on stdout where JSON was asked for."""
    if getattr(asked, "json", False) is True:
        say_json({"trouble": sentence.as_json()})
    print(sentence.line(language_of(asked)), file=sys.stderr)


def paths_of(asked: Namespace) -> ProfilePaths:
    profile: Path | None = asked.profile
    return ProfilePaths.usual() if profile is None else ProfilePaths.inside(profile)


def language_of(asked: Namespace) -> str:
    """The profile's language; Vietnamese where nothing was decided."""
    from rating_client.base.settings import load_settings, policy_of_this_computer

    return load_settings(paths_of(asked).settings, policy_of_this_computer()).settings.language
