"""The user's guide: true to the screen, the same in both languages, and one key away."""

from __future__ import annotations

import re
import tomllib
import warnings
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.resources import resource
from rating_client.desktop.card.window import CardWindow
from rating_client.desktop.help.desk import HelpDesk
from rating_client.desktop.help.guide import GuidePage, guide
from rating_client.desktop.help.window import HelpWindow
from rating_client.desktop.main.by_hand import ByHand
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.paper.window import PaperWindow
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.translation import speak
from tests.support.every_window import every_window
from tests.support.paper_windows import paper_windows
from tests.support.workday import Workday

DOCS = Path(__file__).parents[2] / "docs"
FILES = {"vi": DOCS / "huong-dan.md", "en": DOCS / "guide.md"}
both = pytest.mark.parametrize("language", ["vi", "en"])


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[HelpDesk]:
    with warnings.catch_warnings(action="ignore"):  # where this test is the first, there are none
        qapp.focusWindowChanged.disconnect()  # desks of earlier tests, which a program has one of
    desk = HelpDesk()
    yield desk
    desk.build_anew()


def words_on_screen(language: str) -> set[str]:
    """Every sentence, setting and widget text of the program in this language."""
    known = set()
    for file in (*resource("sentences").glob("*.toml"), resource("settings", "settings.toml")):
        for entry in tomllib.loads(file.read_text("utf-8")).values():
            known.add(entry["title"][language])
    for message in ElementTree.parse(resource("translations", "rating_client_en.ts")).iter(
        "message"
    ):
        known.add(message.findtext("source" if language == "vi" else "translation") or "")
    return known


@both
def test_each_page_is_there_in_the_order_of_the_other_language(language: str) -> None:
    pages = guide(language)
    assert list(pages) == list(GuidePage)
    for page in pages.values():
        assert page.text.startswith(f"## {page.title}")
        assert "<a id" not in page.text
        assert "![" not in page.text


@both
def test_what_the_guide_calls_by_its_name_is_on_the_screen(language: str) -> None:
    text = FILES[language].read_text("utf-8")
    named = {" ".join(words.split()) for words in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    assert len(named) > 80
    assert named - words_on_screen(language) - {"đậm", "bold"} == set()


@both
def test_pictures_and_links_lead_somewhere(language: str) -> None:
    text = FILES[language].read_text("utf-8")
    pictures = re.findall(r"!\[.*\]\((.*)\)", text)
    assert len(pictures) > 10
    for picture in pictures:
        assert picture.endswith(f"-{language}-light.png")
        assert (DOCS / picture).exists(), picture
    for target in re.findall(r"\]\(#(.*?)\)", text):
        assert GuidePage(target)


def test_f1_opens_the_page_of_the_window_in_use(day: Workday, desk: HelpDesk, qtbot: QtBot) -> None:
    main, by_hand = MainWindow(day.profile), ByHand(lambda _typed: ())
    for window, page, expected in (
        (main, Page.SENT, GuidePage.SENT),
        (main, Page.RECEIVERS, GuidePage.RECEIVERS),
        (by_hand, None, GuidePage.INBOX),
    ):
        if page is not None:
            main.show_page(page)
        in_front(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_F1)
        assert desk.window is not None
        assert desk.window.isVisible()
        assert desk.window.page is expected
        QTest.keyClick(desk.window, Qt.Key.Key_Escape)
        assert not desk.window.isVisible()
    main.close()
    by_hand.close()


def test_every_page_of_the_main_window_has_one_of_the_guide() -> None:
    assert {page.name for page in Page} <= {page.name for page in GuidePage}


def test_a_click_on_help_opens_it_and_links_lead_on(
    day: Workday, desk: HelpDesk, qtbot: QtBot
) -> None:
    main = MainWindow(day.profile)
    main.help_asked.connect(desk.open)
    in_front(main, qtbot)
    QTest.mouseClick(main.rail.nav.buttons[Page.HELP], Qt.MouseButton.LeftButton)
    QTest.mouseClick(main.diagnostics.guide, Qt.MouseButton.LeftButton)
    assert desk.window is not None
    assert desk.window.text.toPlainText().startswith("Trợ giúp, chẩn đoán")
    desk.window.text.anchorClicked.emit(QUrl("#privacy"))
    assert desk.window.page is GuidePage.PRIVACY
    assert desk.window.text.toPlainText().startswith("Ai biết gì")
    main.close()


def test_help_speaks_the_language_that_was_chosen(desk: HelpDesk, qapp: QApplication) -> None:
    desk.open()
    speak("en", qapp)
    desk.build_anew()
    desk.open()
    assert desk.window is not None
    assert desk.window.text.toPlainText().startswith("The first start")
    speak("vi", qapp)


def test_every_window_that_takes_the_keyboard_names_its_page(
    busy: Workday, desk: HelpDesk, qtbot: QtBot
) -> None:
    """F1 is pressed in each; the card never has the keyboard, and the guide is the guide."""
    asked: set[GuidePage] = set()
    for name, window in every_window(busy):
        if isinstance(window, CardWindow | HelpWindow | StartTrouble | PaperWindow):
            continue  # paper is opened from a window; after a failed start there is no desk
        top = window.window()
        QApplication.processEvents()  # the one before is gone only then
        in_front(top, qtbot)
        QTest.keyClick(top, Qt.Key.Key_F1)
        assert desk.window is not None, name
        assert desk.window.isVisible(), name
        asked.add(desk.window.page)
        QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    assert {
        GuidePage.FORM,
        GuidePage.BATCH,
        GuidePage.CARRYING,
        GuidePage.FIRST_START,
        GuidePage.INBOX,
        *(GuidePage[page.name] for page in Page),
    } <= asked


def test_paper_has_the_page_of_the_window_it_was_opened_from(
    busy: Workday, desk: HelpDesk, qtbot: QtBot
) -> None:
    main = MainWindow(busy.profile)
    qtbot.addWidget(main)
    main.show_page(Page.STATISTICS)
    in_front(main, qtbot)
    _, paper = next(paper_windows(busy))
    paper.setParent(main, Qt.WindowType.Window)
    in_front(paper, qtbot)
    QTest.keyClick(paper, Qt.Key.Key_F1)
    assert desk.window is not None
    assert desk.window.page is GuidePage.STATISTICS
    paper.close()
    main.close()


def in_front(window: QWidget, qtbot: QtBot) -> None:
    """As somebody who clicks on it again where another window has just opened over it."""
    window.show()

    def has_the_keyboard() -> None:
        window.activateWindow()
        instead = QApplication.activeWindow(), QApplication.activeModalWidget()
        assert window.isActiveWindow(), f"active, modal: {instead}"

    qtbot.waitUntil(has_the_keyboard, timeout=30_000)
