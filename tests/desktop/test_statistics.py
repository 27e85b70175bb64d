"""Thống kê: one's own numbers, as charts and as the tables behind them. Never by officer."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rating_client.desktop.look.palette import DARK, LIGHT, Roles
from rating_client.desktop.look.theme import font
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.paper.window import PaperWindow
from rating_client.desktop.statistics.charts import Chart, DataTable
from rating_client.desktop.statistics.page import StatisticsPage
from rating_client.desktop.statistics.painting import Fonts, paint_clearances
from rating_client.desktop.statistics.words import change_words, duration_words
from rating_client.desktop.statistics.worker import StatisticsWorker
from rating_client.desktop.workers.threads import Threads
from rating_client.outbox.statistics import Wanted
from rating_client.prompts.clearance import Clearance
from tests.support.at_the_screen import click, said
from tests.support.season import season
from tests.support.workday import Workday

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(day: Workday, qtbot: QtBot) -> Iterator[OpenWindow]:
    with Threads() as threads:
        worker = StatisticsWorker(day.profile)
        threads.run(worker, "statistics")
        windows = []  # kept until the event loop has seen what a test did last

        def make() -> MainWindow:
            window = MainWindow(day.profile)
            window.statistics.count_with(worker)
            qtbot.addWidget(window)
            windows.append(window)
            with qtbot.waitExposed(window):
                window.show()
            return window

        yield make
        QApplication.processEvents()


@pytest.fixture
def page(day: Workday, open_window: OpenWindow, qtbot: QtBot) -> StatisticsPage:
    """The page after half a year of work, opened by its key."""
    day.enrolled()
    season(day)
    return opened(open_window(), qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> StatisticsPage:
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert window.page is Page.STATISTICS
    qtbot.waitUntil(window.statistics.export.isEnabled, timeout=5_000)
    QApplication.processEvents()
    return window.statistics


def test_the_numbers_come_when_the_page_is_looked_at(page: StatisticsPage) -> None:
    words = said(page)
    assert "Tính và giữ trên máy này. Không gửi cho hải quan." in words
    assert "Mức theo đơn vị" in words
    assert "Từ đăng ký đến thông quan" in words
    assert "chậm hơn" in words
    assert "nhanh hơn" in words
    assert "phiếu có mức 1–2, trong 90 ngày" in words


def test_nothing_is_counted_before_anybody_looks(
    day: Workday, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    with qtbot.assertNotEmitted(window.statistics.figures_asked, wait=50):
        window.refresh()


def test_charts_say_their_tables_to_a_screen_reader(page: StatisticsPage) -> None:
    spoken = {each.accessibleName(): each.accessibleDescription() for each in charts(page)}
    assert set(spoken) == {
        "Mức theo đơn vị",
        "Từ đăng ký đến thông quan",
        "Tỷ lệ có ý kiến theo tuần",
    }
    assert "Đơn vị HQ CK cảng Đình Vũ, Phiếu 150, Mức 1 " in spoken["Mức theo đơn vị"]


def charts(page: StatisticsPage) -> list[Chart]:
    return [each for each in page.findChildren(Chart) if each.isVisible()]


def test_the_same_numbers_as_tables(page: StatisticsPage) -> None:
    click(page.tables)
    QApplication.processEvents()
    assert charts(page) == []
    assert len([t for t in page.findChildren(DataTable) if t.isVisible()]) == 4
    assert page.tables.text() == "Biểu đồ"
    click(page.tables)
    QApplication.processEvents()
    assert len(charts(page)) == 3


def test_one_office_over_the_months(page: StatisticsPage, qtbot: QtBot) -> None:
    page.offices.setFocus()
    QTest.keyClick(page.offices, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Mức theo tháng: HQ CK cảng Hải Phòng KV 1" in said(page), timeout=5000)
    [chart] = [each for each in charts(page) if "tháng" in each.accessibleName()]
    assert "Tháng 10/2026" in chart.accessibleDescription()


def test_no_officer_is_ever_named_or_counted(page: StatisticsPage) -> None:
    click(page.tables)
    spoken = "\n".join(each.accessibleDescription() for each in page.findChildren(Chart))
    assert "Nguyễn Văn Mẫu" not in said(page) + spoken
    assert "ông chức" not in said(page) + spoken


def test_few_forms_show_no_shares_and_say_why(
    day: Workday, open_window: OpenWindow, qtbot: QtBot
) -> None:
    day.enrolled()
    at = "2026-11-20T10:00:00+07:00"
    for n in range(4):
        day.rated(day.registered(f"1000000{n:04}0", at=at), "1", at=at)
    page = opened(open_window(), qtbot)
    words = said(page)
    assert "Đơn vị dưới 5 phiếu không hiện tỷ lệ." in words
    assert "Mỗi luồng cần ít nhất 5 tờ khai có giờ thông quan trong tệp." in words
    click(page.tables)
    assert "100%" in said(page)  # of this week's declarations; of levels only counts


def test_an_empty_profile_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    page = opened(open_window(), qtbot)
    assert "Chưa có phiếu nào trong thời gian này." in said(page)
    assert "Dấu: trung vị" not in said(page), "there is no chart whose marks these are"


def test_the_tables_open_in_excel(page: StatisticsPage, tmp_path: Path) -> None:
    click(page.export)
    assert page.menu.isVisible()
    QTest.keyClick(page.menu, Qt.Key.Key_Up)  # the last entry
    QTest.keyClick(page.menu, Qt.Key.Key_Return)
    [asking] = page.findChildren(QFileDialog)
    assert asking.selectedFiles()[0].endswith("thong-ke-2026-11-21.csv")
    asking.close()
    file = tmp_path / "thống kê.csv"
    asking.fileSelected.emit(str(file))
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["Thống kê", "24/08/2026 – 21/11/2026"]
    assert ["Tuần", "Từ ngày", "Tờ khai", "Đã có ý kiến", "Tỷ lệ"] in rows
    assert "Đã lưu thống kê.csv" in said(page)


def test_a_csv_that_cannot_be_written_is_one_sentence(page: StatisticsPage, tmp_path: Path) -> None:
    page.menu.save_csv(str(tmp_path / "nowhere" / "x.csv"))
    assert "Chưa lưu được tệp — " in said(page)


def test_the_page_can_be_printed_and_kept(page: StatisticsPage, tmp_path: Path) -> None:
    click(page.export)
    QTest.keyClick(page.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.menu, Qt.Key.Key_Return)
    [paper] = page.window().findChildren(PaperWindow)
    paper.save_to(str(tmp_path / "x.pdf"))
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    paper.close()


def test_a_change_in_the_ledger_is_counted_again_while_it_is_looked_at(
    day: Workday, page: StatisticsPage, qtbot: QtBot
) -> None:
    page._again.setInterval(1)
    day.registered("100000099990", at="2026-11-21T09:00:00+07:00")
    before = said(page)
    page.refresh()
    qtbot.waitUntil(lambda: said(page) != before, timeout=5_000)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (35, "35 giây"),
        (59 * 60 + 59, "59 phút"),
        (3 * 3600 + 5 * 60, "3 giờ 05"),
        (86_400, "1 ngày"),
        (2 * 86_400 + 4 * 3600 + 59, "2 ngày 4 giờ"),
    ],
)
def test_durations_in_two_parts_at_most(seconds: int, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (None, "–"),
        (3600, "nhanh hơn 30 phút"),
        (600, "chậm hơn 20 phút"),
        (1830, "như trước"),
    ],
)
def test_a_change_is_said_in_words(before: int | None, words: str) -> None:
    assert change_words(clearance(1800, 4000, before)).words == words


@pytest.mark.parametrize("ink", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("median", "nine_tenths"),
    [(1, 1), (60, None), (59, 60), (10, 10_000_000), (86_400, 86_400)],
)
def test_durations_of_any_length_find_a_place_on_the_axis(
    median: int, nine_tenths: int | None, ink: Roles, qapp: QApplication
) -> None:
    image = QImage(360, 120, QImage.Format.Format_RGB32)
    image.fill(ink.card)
    painter = QPainter(image)
    rows = [("Vàng", clearance(median, nine_tenths))]
    paint_clearances(rows, painter, QRectF(image.rect()), ink, Fonts(font(), font(), font()))
    painter.end()
    inside = [image.pixelColor(x, y) for x in range(90, 360) for y in range(96)]
    assert ink.warn in inside


def clearance(median: int, nine_tenths: int | None, before: int | None = None) -> Clearance:
    return Clearance(
        office=None,
        channel=2,
        measured=12,
        median=median,
        nine_tenths=nine_tenths,
        median_before=before,
    )


def test_the_weeks_are_those_of_the_calendar(day: Workday) -> None:
    figures = day.profile.statistics.figures(Wanted(), day.clock.now())
    assert figures.weeks[-1].monday == date(2026, 11, 16)
