"""A page that only a window reads is damaged: the start says so, and another try mends it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.settings import save_setting
from tests.support.damage import zero
from tests.support.ledgers import TEST_KEY

PAGE = 4096


@pytest.mark.parametrize("table", ["enrolment", "memory"])
def test_damage_met_while_it_starts_is_said_and_mended_by_another_try(
    tmp_path: Path, table: str
) -> None:
    paths = ProfilePaths.inside(tmp_path / "profile")
    paths.make()
    save_setting(paths.settings, "export_folders", [str(tmp_path)])
    with closing(Ledger.open(paths.ledger, TEST_KEY)) as ledger:
        page = ledger.value("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
    zero(paths.ledger, (page - 1) * PAGE + 100, 100)
    done = subprocess.run(
        [sys.executable, "-c", _A_MORNING, str(paths.data)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.split(), done.returncode) == (["said", "ready"], 0), done.stderr
    assert "Traceback" not in done.stderr
    assert list(paths.data.glob("ledger.damaged-*"))


_A_MORNING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from rating_client.app import run
from rating_client.base.paths import ProfilePaths
from rating_client.desktop import start_trouble
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

class TriedAgain(start_trouble.StartTrouble):
    def showEvent(self, event):
        super().showEvent(event)
        print("said", flush=True)
        QTimer.singleShot(200, self.again.click)

def ready(program):
    print("ready", flush=True)
    QTimer.singleShot(200, program.quit)

start_trouble.StartTrouble = TriedAgain
run(ProfilePaths.inside(Path(sys.argv[1])), vault=MemoryVault(TEST_KEY), when_ready=ready)
"""
