"""A form shown and shown again, beside a bare one of Qt's own controls, alternating in one run.

The bare form has as many rows, cells, fields and buttons as ours and nothing else: no names for
screen readers, no painting of its own, no draft. Each time runs from the wish to the picture, in
processor time: nothing here waits, and whatever else the machine does is left out.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from PySide6 import QtWidgets as qt  # noqa: N813  a short name for sixty uses

RUNS = 9
BAR_BUILT, BAR_AGAIN_MS = 1.2, 8.0


class Times(NamedTuple):
    """Milliseconds, and megabytes that the first form took."""

    bare: float
    built: float
    again: float
    batch_built: float
    batch_again: float
    megabytes: float


def main() -> None:
    """Print the medians over fresh processes, the ratio and the bars."""
    runs = [_in_a_fresh_process() for _ in range(RUNS)]
    middle = Times(*(statistics.median(column) for column in zip(*runs, strict=True)))
    print(f"forms, median of {RUNS} fresh processes, offscreen")
    print(f"  bare form of Qt's controls    {middle.bare:6.1f} ms  1.00")
    for name, each, bar in (
        ("form, built and shown", middle.built, f"  (bar {BAR_BUILT})"),
        ("form, shown again", middle.again, f"  (bar {BAR_AGAIN_MS:.0f} ms)"),
        ("batch of 12, built and shown", middle.batch_built, ""),
        ("batch of 12, shown again", middle.batch_again, ""),
    ):
        print(f"  {name:28}  {each:6.1f} ms  {each / middle.bare:.2f}{bar}")
    print(f"  the first form took {middle.megabytes:.1f} MB")


def _in_a_fresh_process() -> Times:
    """Widgets are built once in a program's life, so each run is a program."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.forms", "--once"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return Times(*map(float, said.stdout.split()))


def _once() -> Times:
    from rating_client.desktop.asking import Asking
    from rating_client.desktop.desk import Senses
    from rating_client.desktop.draft_worker import DraftWorker
    from rating_client.desktop.theme import Theme
    from tests.support.workday import Workday

    application = qt.QApplication([])
    Theme(application, "light")
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        day = Workday(Path(folder))
        keys = [day.registered(f"100000000{i}0") for i in range(11, 23)]
        asking = Asking(day.profile, DraftWorker(day.profile), Senses())
        _bare_form().grab()  # fonts and styles are loaded by whoever comes first
        begun = time.process_time()
        _bare_form().grab()
        bare = (time.process_time() - begun) * 1000
        before = _megabytes()

        def form(key: str) -> float:
            begun = time.process_time()
            asking.open_form(key)
            asking.forms.window.grab()
            return (time.process_time() - begun) * 1000

        def batch() -> float:
            begun = time.process_time()
            asking.open_batch(keys)
            asking.batch.window.grab()
            return (time.process_time() - begun) * 1000

        built = form(keys[0])
        megabytes = _megabytes() - before
        asking.forms.window.close()
        again = statistics.median(_closing(asking.forms.window, form(key)) for key in keys[1:8])
        batch_built = _closing(asking.batch.window, batch())
        batch_again = statistics.median(_closing(asking.batch.window, batch()) for _ in range(7))
        day.close()
    return Times(bare, built, again, batch_built, batch_again, megabytes)


def _closing(window: qt.QWidget, took: float) -> float:
    window.close()
    return took


def _bare_form() -> qt.QWidget:
    """Four rows of five cells and one for all, a field, two texts, nine buttons, ten facts."""
    window, content = qt.QWidget(), qt.QWidget()
    window.resize(920, 730)
    grid = qt.QGridLayout(content)
    for place in range(10):
        grid.addWidget(qt.QLabel("Hải quan cửa khẩu cảng Đình Vũ"), place // 4, place % 4)
    for row in range(5):
        grid.addWidget(qt.QLabel("Kiểm tra hồ sơ hải quan"), 4 + row, 0)
        group = qt.QButtonGroup(content)
        for level in range(1, 6):
            cell = qt.QRadioButton(str(level))
            group.addButton(cell, level)
            grid.addWidget(cell, 4 + row, level)
    grid.addWidget(qt.QLineEdit(), 10, 0, 1, 3)
    grid.addWidget(qt.QPlainTextEdit(), 11, 0, 1, 6)
    grid.addWidget(qt.QPlainTextEdit(), 12, 0, 1, 6)
    for place in range(9):
        grid.addWidget(qt.QPushButton("Thêm đơn vị khác"), 13 + place // 5, place % 5)
    area = qt.QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    column = qt.QVBoxLayout(window)
    column.addWidget(area)
    window.show()
    return window


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if "--once" in sys.argv:
        print(*_once())
    else:
        main()
