"""A person at the demo's desk: drives the real widgets by click and key, as the script says.

`python -m rating_client.demo.person --profile DIR --script JSON` starts the tray program with this
person in front of it. They see what is on the screen and nothing else; the ledger is not theirs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from rating_client.app import Program, run
from rating_client.base.paths import ProfilePaths
from rating_client.desktop.card.asking import AskingFace
from rating_client.desktop.card.review import ReviewFace
from rating_client.desktop.card.window import CardWindow
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.window import RatingWindow

_LOOKS_EVERY_MS = 200
_SETTLING_MS = 300  # until a window has laid itself out and its server has drawn it
_READING_SECONDS = 1.2  # before they press anything that just appeared
_COMMENT = "Yêu cầu bổ sung hồ sơ ba lần, mỗi lần một chứng từ."
_NO, _CTRL, _ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Person(QObject):
    """Rates what the card asks: a number means that level on the card, `form` the whole form."""

    def __init__(
        self, program: Program, script: dict[str, int | str], pictures: Path | None
    ) -> None:
        super().__init__()
        self._program = program
        self._script = script
        self._pictures = pictures
        self._seen: object = None
        self._seen_at = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOKS_EVERY_MS)

    def _look(self) -> None:
        """Look at the screen; act once something has stood there long enough to be read."""
        card, form = self._program.card, self._program.form
        on_screen: object = None
        if form.isVisible():
            on_screen = (form.key, form.page)
        elif card.isVisible():
            on_screen = (tuple(card.keys), type(card.face))
        if on_screen != self._seen:
            self._seen, self._seen_at = on_screen, time.monotonic()
        elif on_screen is not None and time.monotonic() - self._seen_at >= _READING_SECONDS:
            self._timer.stop()  # one thing at a time, though windows settle in between
            self._fill_in(form) if form.isVisible() else self._answer(card)
            self._seen_at = time.monotonic()
            self._timer.start(_LOOKS_EVERY_MS)

    def _answer(self, card: CardWindow) -> None:
        act = next((self._script[key] for key in card.keys if key in self._script), None)
        if isinstance(card.face, AskingFace):
            many = "batch" if len(card.keys) > 1 else "one"
            self._picture(card, f"card-{many}")
            if act == "form":
                _click(card.face.details)
            elif isinstance(act, int):
                _click(card.face.strip.cells[act - 1])
        elif isinstance(card.face, ReviewFace):
            self._picture(card, "card-review")
            _click(card.face.send)

    def _fill_in(self, form: RatingWindow) -> None:
        if form.page is Page.REVIEW:
            self._picture(form, "form-review")
            _key(form, Qt.Key.Key_Return)
            return
        self._picture(form, "form-empty")
        for _ in range(3):  # the office and two stages; the focus begins on the row for all
            _key(form, Qt.Key.Key_Down)
            _key(form, Qt.Key.Key_5)
        _key(form, Qt.Key.Key_O, _CTRL)
        _type(form, "Công chức Mẫu")
        _key(form, Qt.Key.Key_Return)
        _key(form, Qt.Key.Key_2)
        _key(form, Qt.Key.Key_1, _ALT)
        _key(form, Qt.Key.Key_M, _CTRL)
        _type(form, _COMMENT)
        _key(form, Qt.Key.Key_Return, _CTRL)  # what is missing gets the focus: the contact's name
        _type(form, "Người liên hệ Mẫu")
        _key(form, Qt.Key.Key_Tab)
        _type(form, "0900 000 000")
        _click(form.edit.when.at_once)
        self._picture(form, "form-filled")
        _key(form, Qt.Key.Key_Return, _CTRL)

    def _picture(self, window: QWidget, name: str) -> None:
        """What is on the whole screen, where there is a real one."""
        if self._pictures is None:
            return
        QTest.qWait(_SETTLING_MS)
        screen = window.screen()
        real = QApplication.platformName() != "offscreen"
        picture = screen.grabWindow(0) if real else window.grab()
        picture.save(str(self._pictures / f"{name}.png"))


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _key(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = _NO) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def _type(window: QWidget, words: str) -> None:
    """Letter by letter; an input method hands Vietnamese letters over whole."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, _NO, letter)
            QApplication.sendEvent(QApplication.focusWidget() or window, event)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--script", type=json.loads, required=True)
    parser.add_argument("--pictures", type=Path)
    asked = parser.parse_args()
    people: list[Person] = []  # a QObject nobody holds is gone
    return run(
        ProfilePaths.inside(asked.profile),
        hidden=True,
        when_ready=lambda program: people.append(Person(program, asked.script, asked.pictures)),
    )


if __name__ == "__main__":
    sys.exit(main())
