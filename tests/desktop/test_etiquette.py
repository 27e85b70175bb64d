"""Cards while somebody types elsewhere: on a real screen, with a window manager and a keyboard.

Shown, not promised: keystrokes lost, changes of the keyboard's window, cards over a full-screen
window are counted, and each count has to be nothing.
"""

from __future__ import annotations

import json
import time

import pytest

from tests.support.card_storm import CLASS
from tests.support.typist import TITLE, report
from tests.support.x_screen import XScreen, needs_a_screen, pipe, told

_WORDS = "to khai da dang ky va duoc phan luong "
pytestmark = needs_a_screen


@pytest.mark.parametrize("cards", [50, pytest.param(1_000, marks=pytest.mark.slow)])
def test_cards_take_no_keystroke_and_no_focus(cards: int) -> None:
    with XScreen() as screen:
        typist = screen.start("tests.support.typist")
        screen.until_active(TITLE)
        storm = screen.start("tests.support.card_storm", str(cards))
        sent, windows, on_screen = 0, set(), False
        while storm.poll() is None:
            screen.xdotool("type", "--delay", "4", _WORDS)
            sent += len(_WORDS)
            windows.add(screen.xdotool("getactivewindow", "getwindowname"))
            on_screen |= bool(cards_on(screen))
        said = report(typist, sent)
        counts = json.loads(pipe(storm.stdout).read())
    print(f"{counts['cards']} cards: {sent} keys sent, {said}")
    assert counts == {"cards": cards}
    assert said == {"received": sent, "focus_lost": 0}
    assert windows == {TITLE}
    assert on_screen  # the X server knew of a card: they were no mere objects
    assert sent > 100


def test_a_window_that_does_take_the_keyboard_is_counted() -> None:
    """The measure itself: without this, nothing taken could mean nothing seen."""
    with XScreen() as screen:
        typist = screen.start("tests.support.typist")
        screen.until_active(TITLE)
        assert report(typist, 0)["focus_lost"] == 0
        screen.start("tests.support.typist")
        deadline = time.monotonic() + 20
        while report(typist, 0)["focus_lost"] == 0:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.mark.parametrize("cards", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_no_card_appears_over_a_full_screen_window(cards: int) -> None:
    with XScreen() as screen:
        typist = screen.start("tests.support.typist")
        screen.until_active(TITLE)
        assert told(typist, "fullscreen") == "done"
        time.sleep(0.5)  # the window manager has carried it out
        storm = screen.start("tests.support.card_storm", str(cards))
        seen = set()
        while storm.poll() is None:
            seen.add(cards_on(screen))
        counts = json.loads(pipe(storm.stdout).read())
    assert counts == {"cards": 0}
    assert seen == {""}


def cards_on(screen: XScreen) -> str:
    """The ids of the cards the X server shows at this moment."""
    return screen.xdotool("search", "--onlyvisible", "--class", CLASS)
