"""The windows of what is carried by hand, and of the recovery code."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from rating_client.base.sentences import say
from rating_client.delivery.forwarding import destination
from rating_client.desktop.carrying.window import CarryingWindow
from rating_client.desktop.carrying.words import export_told
from rating_client.desktop.carrying.worker import Export
from rating_client.desktop.recovery.recovering import Recovering
from rating_client.desktop.recovery.window import RecoveryWindow
from rating_client.desktop.start_trouble import StartTrouble
from tests.support.vaults import LockedVault
from tests.support.workday import Workday

CODE = "H7KD-2QWM-XT9C-PLAF-36VR-NYE8-UJ4B"


def carried_by_hand(day: Workday) -> Iterator[tuple[str, QWidget]]:
    window = CarryingWindow()
    window.offer_export(3, 1)
    yield "carrying-out", window
    window.show_work(QApplication.translate("CarryingDesk", "Đang xuất phiếu…"))
    window.show_progress(120, 250)
    yield "carrying-progress", window
    with tempfile.TemporaryDirectory() as stick:
        files = list(day.profile.carrying_out.write(Path(stick)))
        window.show_told(export_told(Export(files), held=1))
        yield "carrying-told", window
        window.offer_forwarding(destination(files[0].path.read_bytes()))
        yield "carrying-forward", window
    window.close()


def recovery_code(day: Workday) -> Iterator[tuple[str, QWidget]]:
    code = RecoveryWindow(CODE, day.clock.now())
    code.show()
    yield "recovery-code", code
    code.close()
    trouble = StartTrouble(say("base.key-gone"), Recovering(day.paths, LockedVault()))
    trouble.show()
    yield "start-trouble-code", trouble
    trouble.close()
