"""Trợ giúp, chẩn đoán: the self-check on the screen, and what support gets of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.diagnostics.checkup import Checkup
from rating_client.desktop.diagnostics.page import DiagnosticsPage
from rating_client.desktop.main.pages import Page
from rating_client.doctor.findings import CONNECTION, What
from tests.support.at_the_screen import click, said
from tests.support.customs_server import CustomsServer
from tests.support.workday import SAO_MAI, Workday

PATIENCE_MS = 30_000  # a reading process is started


@pytest.fixture
def desktop(day: Workday, qtbot: QtBot) -> Iterator[Coordinator]:
    desktop = Coordinator(day.profile)
    yield desktop
    desktop.lists.window.close()
    # Whoever looks has a thread of its own: the profile is closed once it has looked.
    qtbot.waitUntil(lambda: not desktop.house.diagnostics.checkup.busy, timeout=PATIENCE_MS)


def opened(desktop: Coordinator, qtbot: QtBot) -> DiagnosticsPage:
    """The page, looked over."""
    with qtbot.waitSignal(desktop.house.diagnostics.checkup.over, timeout=PATIENCE_MS):
        desktop.lists.open(Page.HELP)
    qtbot.addWidget(desktop.lists.window)
    return desktop.lists.window.diagnostics


def test_opening_the_page_looks_everything_over(desktop: Coordinator, qtbot: QtBot) -> None:
    page = opened(desktop, qtbot)
    assert {finding.what for finding in page.findings} >= set(What) - {What.DELIVERY}
    assert "Chưa chọn thư mục xuất tờ khai" in said(page)
    assert page.summary.text() == "Không có điều gì cần xử lý."
    assert page.again.isEnabled()


def test_the_page_is_a_click_away_from_any_other(desktop: Coordinator, qtbot: QtBot) -> None:
    desktop.lists.open(Page.SENT)
    window = desktop.lists.window
    qtbot.addWidget(window)
    with qtbot.waitSignal(desktop.house.diagnostics.checkup.over, timeout=PATIENCE_MS):
        click(window.rail.nav.buttons[Page.HELP])
    assert window.diagnostics.isVisible()
    assert window.diagnostics.findings


def test_what_needs_a_person_stands_first_and_another_look_sees_it_mended(
    desktop: Coordinator, day: Workday, qtbot: QtBot, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    day.profile.change_setting("export_folders", [str(exports)])
    page = opened(desktop, qtbot)
    assert page.summary.text() == "Có 1 điều cần xử lý."
    assert page.findings[0].sentence.code == "exports.folder-missing"
    exports.mkdir()
    with qtbot.waitSignal(desktop.house.diagnostics.checkup.over, timeout=PATIENCE_MS):
        click(page.again)
        assert not page.again.isEnabled()
    assert page.summary.text() == "Không có điều gì cần xử lý."


def test_what_is_copied_names_nobody_and_nothing(
    desktop: Coordinator, day: Workday, qtbot: QtBot, tmp_path: Path
) -> None:
    day.profile.change_setting("export_folders", [str(tmp_path / "khach-hang-mat")])
    page = opened(desktop, qtbot)
    click(page.copy)
    copied = QGuiApplication.clipboard().text()
    assert "trouble: folder: exports.folder-missing" in copied.splitlines()
    assert "khach-hang-mat" not in copied
    assert "Đã sao chép." in said(page)


def test_the_support_file_is_written_beside_what_lies_there(
    desktop: Coordinator, day: Workday, qtbot: QtBot, tmp_path: Path
) -> None:
    day.registered("100000000110")
    page = opened(desktop, qtbot)
    desk = desktop.house.diagnostics
    for name in ("rating-client-20261121.zip", "rating-client-20261121-2.zip"):
        with qtbot.waitSignal(desk.checkup.written, timeout=PATIENCE_MS):
            desk.write(str(tmp_path))
        qtbot.waitUntil(lambda: not desk.checkup.busy)
        assert name in said(page)
        with zipfile.ZipFile(tmp_path / name) as archive:
            parts = {each: archive.read(each).decode() for each in archive.namelist()}
        assert "findings.json" in parts
        assert json.loads(parts["counts.json"])["rows"]["prompt"] == 1
        for secret in ("10000000011", SAO_MAI, str(tmp_path)):
            assert secret not in "".join(parts.values())


def test_a_support_file_that_cannot_be_written_says_why(
    desktop: Coordinator, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(desktop, qtbot)
    desk = desktop.house.diagnostics
    with qtbot.waitSignal(desk.checkup.not_written, timeout=PATIENCE_MS) as why:
        desk.write(str(tmp_path / "gone"))
    assert why.args is not None
    assert why.args[0].line("vi") in said(page)
    assert not (tmp_path / "gone").exists()


def test_how_this_computer_stands_is_said_without_asking_anybody(
    busy: Workday, qtbot: QtBot
) -> None:
    desktop = Coordinator(busy.profile)
    busy.profile.seen.named("exports", busy.clock.now())
    busy.profile.seen.swept("exports", busy.clock.now())
    page = opened(desktop, qtbot)
    lines = said(page.facts)
    assert " hoặc sau đó" in lines  # the ledger hears of a look only four times an hour
    [enrolment] = busy.profile.enrolments.enrolments()
    assert enrolment.fingerprint in lines
    assert "2 chờ gửi · 1 đang giữ · 1 cần xử lý" in lines
    assert str(busy.paths.data) in lines
    desktop.lists.window.close()
    qtbot.waitUntil(lambda: not desktop.house.diagnostics.checkup.busy, timeout=PATIENCE_MS)


def test_the_connection_alone_is_checked_and_no_rating_is_sent(day: Workday, qtbot: QtBot) -> None:
    with CustomsServer() as customs:
        day.issuer = customs.issuer
        day.enrolled()
        checkup = Checkup(day.profile, CONNECTION)
        with qtbot.waitSignal(checkup.over, timeout=PATIENCE_MS) as over:
            checkup.look()
        qtbot.waitUntil(lambda: not checkup.busy)
        assert over.args is not None
        codes = [finding.sentence.code for finding in over.args[0]]
        assert codes[:3] == ["doctor.proxy-system", "doctor.trust", "doctor.receiver"]
        assert {request.method for request in customs.server.requests} == {"HEAD"}
