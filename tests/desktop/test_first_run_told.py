"""The first run says what lies in a folder, what becomes of it, and whether customs answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.clock import VIETNAM
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict, look_into
from rating_client.desktop.first_run.setting_up import SettingUp
from rating_client.desktop.first_run.window import FirstRunWindow, Step
from rating_client.desktop.workers.export_worker import ExportWorker
from tests.support.at_the_screen import click, said
from tests.support.workday import Workday

REGISTERED = SampleDeclaration(
    "100000000010", datetime(2026, 11, 21, 10, 0, tzinfo=VIETNAM), "P", 2
)


@pytest.fixture
def window(day: Workday, qtbot: QtBot) -> Iterator[FirstRunWindow]:
    setting_up = SettingUp(day.profile, ExportWorker(day.profile))
    setting_up.open()
    assert setting_up.window is not None
    qtbot.addWidget(setting_up.window)
    yield setting_up.window
    QApplication.processEvents()


def test_a_folder_names_the_kind_of_its_files(tmp_path: Path, window: FirstRunWindow) -> None:
    (tmp_path / "a.xml").write_bytes(ecus_xml(REGISTERED))
    (tmp_path / "b.xml").write_bytes(ecus_xml(REGISTERED))
    with ReadingProcess() as reading:
        look = look_into(str(tmp_path), reading.read)
    window.show_looks([look])
    [card] = window.folders.cards
    assert card.accessibleName().endswith("loại ECUS5 XML")


def test_a_kind_only_a_mapping_has_a_name_for_is_left_unsaid(window: FirstRunWindow) -> None:
    window.show_looks([FolderLook("/exports", Verdict.READABLE, 3, 1.0, ("mapped-own",))])
    assert "loại" not in window.folders.cards[0].accessibleName()


def test_what_lies_in_the_ticked_folders_is_said_to_ask_for_nothing(
    window: FirstRunWindow,
) -> None:
    window.show_looks(
        [
            FolderLook("/exports", Verdict.READABLE, 37, 1.0),
            FolderLook("/share", Verdict.READABLE, 412, 1.0),
        ]
    )
    assert "37 tệp đã có sẽ không làm hiện lời nhắc." in said(window)
    window.folders.cards[1].setChecked(True)
    assert "449 tệp đã có" in said(window)
    for card in window.folders.cards:
        card.setChecked(False)
    assert not window.folders.note.isVisible()


def test_an_accepted_receiver_is_looked_for_at_once(
    window: FirstRunWindow, day: Workday, tmp_path: Path, qtbot: QtBot
) -> None:
    """`receiver.example` answers nobody: that is said here, before anything is to be sent."""
    file = tmp_path / "hai-quan.rating-enrol"
    file.write_bytes(day.issuer.enrolment_file())
    window._go(Step.RECEIVER)
    assert not window.connection.isVisible()  # nobody is known yet
    window.panel.read(file)
    assert window.panel.card is not None
    click(window.panel.card.compared)
    click(window.panel.card.accept)
    assert window.step is Step.RECEIVER
    assert window.connection.isVisible()
    assert not window.connection.check.isEnabled()
    qtbot.waitUntil(lambda: bool(window.connection.found.findings), timeout=30_000)
    assert window.connection.check.isEnabled()
    assert window.next.isVisible()
