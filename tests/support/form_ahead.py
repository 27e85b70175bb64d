"""`python -m tests.support.form_ahead`: the program's form built ahead, and opened when told to.

Reads commands from its standard input, a line each, and answers each with one: `step`, `open`, and
`report`, which says how often the keyboard came to one of its windows or went, and the level.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from rating_client.desktop.asking import Asking
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.words import grouped
from rating_client.desktop.workers.draft_worker import DraftWorker
from tests.support.workday import Workday

CLASS = "form-ahead"  # by which the X server knows its windows
FORM_TITLE = f"Phiếu đánh giá · {grouped('100000000110')}"


def main() -> None:
    application = QApplication([CLASS])
    with tempfile.TemporaryDirectory() as folder:
        day = Workday(Path(folder))
        key = day.registered("100000000110")
        nobody_sees_cards = Senses(locked=lambda: True)
        asking = Asking(day.profile, DraftWorker(day.profile), nobody_sees_cards)
        changes: list[object] = []
        application.focusWindowChanged.connect(changes.append)
        steps = iter(asking.ahead.steps())

        def obey() -> None:
            match sys.stdin.readline().strip():
                case "step":
                    step = next(steps, None)
                    if step is not None:
                        step()
                    print("none left" if step is None else "done", flush=True)
                case "open":
                    asking.open_form(key)
                    print("done", flush=True)
                case "report":
                    level = asking.forms.window.edit.matrix.all.strip.level
                    print(f"keyboard {len(changes)} times, level {level}", flush=True)
                case "":
                    application.quit()

        commands = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        commands.activated.connect(obey)
        application.exec()
        day.close()


if __name__ == "__main__":
    main()
