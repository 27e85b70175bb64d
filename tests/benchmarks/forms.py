"""A form built ahead, shown and shown again, beside a bare one of Qt's own controls.

The bare form has as many rows, cells, fields and buttons as ours and nothing else: no names for
screen readers, no painting of its own, no draft. Each time runs from the wish to the picture that
stays: the event loop turns until everything is painted, also what is painted a second time.
Modules are compiled before, as the installed program's are.
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
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6 import QtWidgets as qt  # noqa: N813  a short name for sixty uses

from tests.support.screen import DESK  # both windows are as large as they ask to be

RUNS = 9
TURNS = 4  # of the event loop: what is laid out after the first would be painted in a later one
BAR_SHOWN, BAR_AGAIN_MS, BAR_MEGABYTES = 1.2, 8.0, 25


class Times(NamedTuple):
    """Milliseconds, and megabytes that the form took."""

    bare: float
    bare_again: float
    ahead: float  # all steps of building it before anybody asks
    longest: float  # of those steps
    first: float  # shown for the first time after that
    again: float
    batch_built: float
    batch_again: float
    megabytes: float


def main() -> None:
    """Print the medians over fresh processes, the ratios and the bars."""
    with tempfile.TemporaryDirectory() as compiled:
        _in_a_fresh_process("--ahead", compiled)
        ahead = _middle([_in_a_fresh_process("--ahead", compiled) for _ in range(RUNS)])
        other = _middle([_in_a_fresh_process("--other", compiled) for _ in range(RUNS)])
        cold = _middle([_in_a_fresh_process("--cold", compiled) for _ in range(RUNS)])
    print(f"forms, median of {RUNS} fresh processes each, offscreen, processor time")
    print(f"  bare form of Qt's controls     {ahead.bare:6.1f} ms  1.00")
    for name, milliseconds, bar in (
        ("form, built while nobody waits", ahead.ahead, ""),
        ("  the longest step of that", ahead.longest, "  (at most 50 ms)"),
        ("form, first shown, built ahead", ahead.first, f"  (bar {BAR_SHOWN})"),
        ("  about another than the newest", other.first, ""),
        ("form, shown again", ahead.again, f"  (bar {BAR_AGAIN_MS:.0f} ms)"),
        ("form, built when asked for", cold.first, ""),
        ("batch of 12, built and shown", ahead.batch_built, ""),
        ("batch of 12, shown again", ahead.batch_again, ""),
    ):
        print(f"  {name:31}{milliseconds:6.1f} ms  {milliseconds / ahead.bare:.2f}{bar}")
    print(f"  a bare form shown again        {ahead.bare_again:6.1f} ms")
    print(f"  the form takes {ahead.megabytes:.1f} MB  (bar {BAR_MEGABYTES})")


def _middle(runs: list[Times]) -> Times:
    return Times(*(statistics.median(column) for column in zip(*runs, strict=True)))


def _in_a_fresh_process(how: str, compiled: str) -> Times:
    """Widgets are built once in a program's life, so each run is a program."""
    around = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.forms", how],
        env={**around, "QT_QPA_PLATFORM": DESK, "PYTHONPYCACHEPREFIX": compiled},
        capture_output=True,
        text=True,
        check=True,
    )
    return Times(*map(float, said.stdout.split()))


def _once(how: str) -> Times:
    from rating_client.desktop.asking import Asking
    from rating_client.desktop.look.theme import Theme
    from rating_client.desktop.system.senses import Senses
    from rating_client.desktop.workers.draft_worker import DraftWorker
    from tests.support.workday import HAI_PHONG_1, SAO_HOM, Workday

    application = qt.QApplication([])
    Theme(application, "light")
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        day = Workday(Path(folder))
        keys = [day.registered(f"100000000{i}0") for i in range(11, 23)]
        day_before = "2026-11-20T09:15:00+07:00"
        other = day.registered("100000000230", at=day_before, owner=SAO_HOM, office=HAI_PHONG_1)
        nobody_sees_cards = replace(Senses(), locked=lambda: True)
        asking = Asking(day.profile, DraftWorker(day.profile), nobody_sees_cards)
        kept = _bare_form()  # fonts and styles are loaded by whoever comes first
        _turn()
        kept.hide()  # else it were painted once more when the next window takes the keyboard
        _turn()
        before = _megabytes()
        steps = [0.0]
        for step in asking.ahead.steps() if how != "--cold" else ():
            steps.append(_milliseconds(step))
            _turn()  # steps are taken by a timer
        bare = _shown(_bare_form)

        def form(key: str) -> float:
            took = _shown(lambda: asking.open_form(key))
            asking.forms.window.close()
            _turn()
            return took

        def batch() -> float:
            took = _shown(lambda: asking.open_batch(keys))
            asking.batch.window.close()
            _turn()
            return took

        first = form(other if how == "--other" else keys[0])
        megabytes = _megabytes() - before
        again = statistics.median(form(key) for key in keys[1:8])
        bare_again = _shown(kept.show)
        kept.hide()
        batch_built = batch()
        batch_again = statistics.median(batch() for _ in range(7))
        day.close()
    return Times(
        bare,
        bare_again,
        sum(steps),
        max(steps),
        first,
        again,
        batch_built,
        batch_again,
        megabytes,
    )


def _shown(show: Callable[[], object]) -> float:
    shown = []  # what `show` made must not be destroyed while the time runs

    def until_it_stays() -> None:
        shown.append(show())
        _turn()

    return _milliseconds(until_it_stays)


def _turn() -> None:
    for _ in range(TURNS):
        qt.QApplication.processEvents()


def _milliseconds(act: Callable[[], object]) -> float:
    """Processor time: nothing here waits, and what else the machine does is left out."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


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
    """What this process has in memory now."""
    with Path("/proc/self/statm").open() as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*_once(sys.argv[1]))
    else:
        main()
