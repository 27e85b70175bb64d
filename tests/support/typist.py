"""`python -m tests.support.typist`: another program's window, in which somebody writes.

Reads commands from its standard input, a line each: `fullscreen`, and `report`, which it answers
with the number of characters it received and how often it lost the keyboard.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.support.x_screen import told

TITLE = "somebody else's work"


class Paper(QPlainTextEdit):
    lost = 0

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's own name
        super().focusOutEvent(event)
        self.lost += 1


def report(typist: subprocess.Popen[str], sent: int) -> dict[str, int]:
    """What the typist's window received, once the last key has come through."""
    said: dict[str, int] = {}
    for _ in range(50):
        said = json.loads(told(typist, "report"))
        if said["received"] >= sent:
            break
        time.sleep(0.1)
    return said


def main() -> None:
    application = QApplication([])
    paper = Paper()
    paper.setWindowTitle(TITLE)
    paper.resize(700, 500)
    paper.show()
    paper.activateWindow()

    def obey() -> None:
        match sys.stdin.readline().strip():
            case "fullscreen":
                paper.showFullScreen()
                print("done", flush=True)
            case "report":
                said = {"received": len(paper.toPlainText()), "focus_lost": paper.lost}
                print(json.dumps(said), flush=True)
            case "":
                application.quit()

    commands = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    commands.activated.connect(obey)
    application.exec()


if __name__ == "__main__":
    main()
