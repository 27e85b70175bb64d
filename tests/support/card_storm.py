"""`python -m tests.support.card_storm N`: N registered declarations, one card each.

The program's own desk over a real ledger. Each card appears, is turned to one of its other faces
and goes. Whether the active window fills the screen is asked of the X server, because Windows,
which the program asks itself, is not there. Prints how many cards were on the screen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from rating_client.desktop.asking import Asking
from rating_client.desktop.card.window import CardWindow
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.workers.draft_worker import DraftWorker
from tests.support.workday import Workday

CLASS = "card-storm"  # by which the X server knows its windows
_LOOK = 8  # milliseconds each face stays
_LONG_LOOK = 700  # the first card, so that it can be found on the screen


def main(n: int) -> None:
    application = QApplication([CLASS])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        day = Workday(Path(folder))
        senses = Senses(presenting=fills_the_screen, locked=lambda: False, idle_seconds=lambda: 60)
        asking = Asking(day.profile, DraftWorker(day.profile), senses)
        shown = 0
        for place in range(n):
            key = day.registered(f"1{place:010d}0")
            asking.prompter.ask()
            card = asking.prompter.card
            shown += card.isVisible()
            live(application, _LOOK if place else _LONG_LOOK)
            if card.isVisible():
                turn(card, place % 4)
                live(application)
                card.dismiss()
            day.profile.flow.declined([key])
            live(application)
        day.close()
    print(json.dumps({"cards": shown}), flush=True)
    os._exit(0)  # nothing of this process is looked at any more


def turn(card: CardWindow, way: int) -> None:
    """The card as it is, its review, the choice of a later time, or what was saved."""
    if way == 1:
        card._level_chosen(4)
    elif way == 2:
        card._ask_until_when()
    elif way == 3:
        card.show_saved("Đã lưu.", "100 000 000 110")


def live(application: QApplication, milliseconds: int = _LOOK) -> None:
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _LOOK)


def fills_the_screen() -> bool:
    screen = _asked("getdisplaygeometry").split()
    window = dict(
        line.split("=")
        for line in _asked("getactivewindow", "getwindowgeometry", "--shell").split()
    )
    return [window.get("WIDTH"), window.get("HEIGHT")] == screen


def _asked(*arguments: str) -> str:
    return subprocess.run(
        ["xdotool", *arguments], capture_output=True, text=True, check=False
    ).stdout


if __name__ == "__main__":
    main(int(sys.argv[1]))
