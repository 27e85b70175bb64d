"""Widgets are destroyed in the GUI thread, whichever thread makes garbage."""

from __future__ import annotations

import subprocess
import sys

# Without the collector this program crashes, or hangs in the destructor of a window.
PROGRAM = """
import gc, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from rating_client.desktop.workers.collector import GuiCollector

app = QApplication([])
collector = GuiCollector()
class Window(QWidget):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.timer = QTimer(self)
        self.timer.start(1000)
        self.show()
for _ in range(50):
    Window()
def litter():
    for _ in range(200_000):
        loop = []
        loop.append(loop)
thread = threading.Thread(target=litter)
thread.start()
thread.join()
before = len(app.topLevelWidgets())
while gc.get_count()[0] > gc.get_threshold()[0]:
    collector.collect()
print(before - len(app.topLevelWidgets()))
"""


def test_garbage_made_by_another_thread_destroys_no_window_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "50"


PROGRAM_THAT_RESTS = """
import gc
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from rating_client.desktop.workers.collector import GuiCollector

app = QApplication([])
collector = GuiCollector(rest=0.0)
class Litter: pass
left = []
class Told(Litter):
    def __del__(self): left.append(self)
def litter():
    for _ in range(1000):
        loop = Litter()
        loop.itself = loop
    told = Told()
    told.itself = told
    QTimer.singleShot(50, app.quit)
QTimer.singleShot(0, litter)
app.exec()
print(len(left))
"""


def test_garbage_goes_when_the_window_thread_comes_to_rest() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM_THAT_RESTS],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "1"
