"""The commands that want a window: the only ones that load Qt.

The icon waits for whatever is imported above the commands.
"""

from __future__ import annotations

import json
import re
import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance, ask
from rating_client.base.paths import ProfilePaths
from rating_client.cli.files import made, opened_profile, vault_of, written
from rating_client.cli.printing import paths_of

if TYPE_CHECKING:
    from rating_client.declarations.declaration import Declaration
    from rating_client.profile import Profile

_NUMBER = re.compile(r"\d{12}", re.ASCII)
SCHEME = "rating-client"
_PATIENCE = 10.0  # seconds


def start_or_quit(asked: Namespace) -> int:
    """Without a command: the tray program; with `--quit`, its end."""
    if asked.quit:
        _end(paths_of(asked))
        return 0
    from rating_client import app

    return app.run(made(asked), hidden=asked.tray)


def _end(paths: ProfilePaths) -> None:
    """Ask the program to end, and wait until it has: then somebody replaces its files.

    `Trouble("base.already-running")` where it does not.
    """
    ask(paths, {"do": "quit"})
    until = time.monotonic() + _PATIENCE
    while paths.lock.exists():  # else nothing ever ran there
        if (instance := Instance.claim(paths)) is not None:
            instance.close()
            return
        if time.monotonic() > until:
            raise Trouble("base.already-running")
        time.sleep(0.1)


def rate(asked: Namespace) -> int:
    """Open the form for a number, an export file, or a `rating-client://rate?number=…` link."""
    from rating_client import app
    from rating_client.desktop.system.screen import need_screen

    need_screen()  # before anything is noted that no form would follow
    paths = paths_of(asked)
    vault = vault_of(paths)
    while True:
        try:
            with opened_profile(asked, vault) as profile:
                noted = profile.flow.asked_by_hand(_declaration(asked.what, profile))
            break
        except Trouble as trouble:
            # Windows' own menu starts it without a console: nobody would read the sentence.
            if sys.stderr is not None or not app.wants_to_try_again(trouble.sentence, paths):
                raise
    assert noted.key is not None  # a declaration without a number was refused
    return app.run(paths, rate=noted.key, vault=vault)


def demo(asked: Namespace) -> int:
    """Receiver, sample exports and client together."""
    from rating_client.demo.play import play

    if asked.screenshots is not None:
        with written(asked.screenshots):
            asked.screenshots.mkdir(parents=True, exist_ok=True)
    return play(asked.profile, headless=asked.headless, pictures=asked.screenshots)


def selftest(asked: Namespace) -> int:
    """Import everything, open a ledger, build the windows; write what was found as JSON."""
    from rating_client.desktop.selftest import look_over

    found = look_over()
    with written(asked.report):
        asked.report.write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")
    return 0 if found["ok"] else 1


def _declaration(what: str, profile: Profile) -> Declaration:
    from rating_client.cli.plug_in import declaration_by_number, exported_declaration

    number = re.sub(r"[\s.]", "", _from_link(what) if what.startswith(f"{SCHEME}:") else what)
    if _NUMBER.fullmatch(number):
        return declaration_by_number(number)
    try:
        there = Path(what).exists()
    except OSError:  # too long to be a path
        there = False
    if not there:
        raise Trouble("cli.not-a-number", what=what)
    return exported_declaration(Path(what), profile)


def _from_link(link: str) -> str:
    try:
        return parse_qs(urlsplit(link).query).get("number", [""])[0]
    except ValueError:
        return ""
