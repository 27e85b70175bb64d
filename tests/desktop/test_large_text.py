"""Text at half again its size: nothing that is read or pressed is cut, nothing lies outside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from rating_client.base.sentences import say
from rating_client.desktop.asking import Asking
from rating_client.desktop.card.window import CardWindow
from rating_client.desktop.controls.buttons import Button
from rating_client.desktop.controls.fields import Combo
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.first_run.window import FirstRunWindow
from rating_client.desktop.giving.facts_for import card_facts
from rating_client.desktop.look.theme import Theme, Type, medium
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.question import Question
from rating_client.desktop.recovery.window import RecoveryWindow
from rating_client.desktop.sent.model import Column
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.statistics.charts import Chart
from rating_client.desktop.status.condition_bar import ConditionBar
from rating_client.desktop.system.senses import Senses
from rating_client.desktop.translation import speak
from rating_client.desktop.words import language
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.outbox.listing import ShownState
from tests.support.paper_windows import show_statistics
from tests.support.workday import Workday


@pytest.fixture(params=["vi", "en"])
def large_text(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    theme = Theme(qapp, "light", 1.5)
    speak(request.param, qapp)
    yield
    speak("vi", qapp)
    theme.set_scale(1.0)


def cut(window: QWidget) -> list[str]:
    """What is narrower than it needs to be. The sides of a button may give way, never its words."""
    found: list[str] = []
    for kind in (NumberLabel, OwnerBadge, Button):
        for each in window.findChildren(kind):
            needs = each.minimumSizeHint() if isinstance(each, Button) else each.sizeHint()
            if each.isVisible() and each.width() < needs.width():
                found.append(f"{kind.__name__} {each.accessibleName()}")
    return found


def cut_words(*parts: QWidget) -> list[str]:
    """Words that end in an ellipsis, or in a line that is not seen."""
    labels = [each for part in parts for each in part.findChildren(Label) if each.isVisible()]
    return [
        each.text()
        for each in labels
        if each.width() < each.fontMetrics().horizontalAdvance(each.text())
        and (not each.wordWrap() or each.height() < each.heightForWidth(each.width()))
    ]


def lies_within(sideways: QScrollBar) -> bool:
    return sideways.maximum() == 0


@pytest.mark.usefixtures("large_text")
def test_the_card_grows_with_its_words(qtbot: QtBot, day: Workday) -> None:
    keys = [day.registered(f"1000000001{n}0") for n in range(1, 5)]
    facts = card_facts(day.profile.prompts.prompts(keys), day.profile)
    card = CardWindow(day.clock)
    qtbot.addWidget(card)
    for several in (1, 4):
        card.show_batch(facts[:several])
        QApplication.processEvents()
        assert cut(card) == []
    card.show_batch(facts[:1])
    card._level_chosen(4)
    QApplication.processEvents()
    assert cut(card) == []


@pytest.mark.usefixtures("large_text")
def test_both_forms_scroll_down_and_never_sideways(qtbot: QtBot, day: Workday) -> None:
    asking = Asking(day.profile, DraftWorker(day.profile), Senses())
    keys = [day.registered(f"1000000001{n}0") for n in range(1, 5)]
    asking.open_form(keys[0], 2)
    form = asking.forms.window
    qtbot.addWidget(form)
    asking.open_batch(keys[1:])
    batch = asking.batch.window
    qtbot.addWidget(batch)
    batch.table.rows[0].strip.cells[1].click()
    for window, area in ((form, form.edit.area), (batch, batch._area)):
        for width in (920, window.minimumWidth()):
            window.resize(width, 730)
            sideways = area.horizontalScrollBar()
            qtbot.waitUntil(partial(lies_within, sideways))  # layouts settle over several turns
            assert cut(window) == []
        form.record()  # which names everything that is missing
        QApplication.processEvents()
        assert cut_words(form.header, form.footer, batch.footer) == []
    form.close()
    batch.close()


@pytest.mark.usefixtures("large_text")
def test_the_lists_cut_neither_a_choice_nor_a_state(qtbot: QtBot, busy: Workday) -> None:
    window = MainWindow(busy.profile)
    qtbot.addWidget(window)
    window.resize(window.minimumWidth(), 700)
    window.show()
    QApplication.processEvents()
    for combo in window.inbox.filters.findChildren(Combo):
        needs = combo.fontMetrics().horizontalAdvance(combo.currentText()) + 40
        assert combo.width() >= needs, combo.currentText()

    window.show_page(Page.SENT)
    QApplication.processEvents()
    view = window.sent.view
    room = view.columnWidth(Column.STATE) - 24 - 12  # the icon, and what a cell keeps clear of
    for state in ShownState:
        words = state_words(state).text
        lines = QFontMetrics(medium(Type.TABLE)).boundingRect(
            QRect(0, 0, room, 1000), Qt.TextFlag.TextWordWrap, words
        )
        assert lines.height() <= view.row_height(), words
        assert lines.width() <= room, words
    for row in range(window.sent.model.rowCount()):
        view.choose(window.sent.model.index(row, 0))
        sideways = window.sent._detail.horizontalScrollBar()
        qtbot.waitUntil(partial(lies_within, sideways), timeout=30_000)
    window.close()


@pytest.mark.usefixtures("large_text")
def test_what_is_shown_once_is_shown_whole(qtbot: QtBot, day: Workday) -> None:
    """The fourth group of a recovery code stood outside the window, and the end of a step."""
    recovery = RecoveryWindow("WWWW-WWWW-WWWW-WWWW-WWWW-WWWW-WWWW", day.clock.now())
    first_run = FirstRunWindow(day.profile.enrolments, day.clock)
    for window in (recovery, first_run):
        qtbot.addWidget(window)
        window.show()
    QApplication.processEvents()
    for part in (recovery.code, *first_run.rail.steps):
        assert part.width() >= part.sizeHint().width(), part.accessibleName()
    assert cut(recovery) == cut(first_run) == []
    assert cut_words(first_run) == []


@pytest.mark.usefixtures("large_text")
def test_a_question_is_as_high_as_its_words(qtbot: QtBot) -> None:
    last = "Phiếu đang chờ được lưu trên máy này và tự gửi khi mở lại chương trình, không mất. " * 2
    question = Question("trash", "Xóa nội dung của 12 phiếu?", last, agree="Xóa", stay="Giữ")
    qtbot.addWidget(question)
    question.show()
    assert question.height() >= question.heightForWidth(question.width())
    assert cut(question) == []


@pytest.mark.usefixtures("large_text")
def test_no_column_of_the_statistics_lies_outside(qtbot: QtBot, busy: Workday) -> None:
    window = MainWindow(busy.profile)
    qtbot.addWidget(window)
    window.resize(window.minimumWidth(), 700)
    window.show()
    show_statistics(window, busy)
    area = window.statistics._area
    for _ in ("charts", "tables"):
        qtbot.waitUntil(
            lambda: area.widget().minimumSizeHint().width() <= area.viewport().width(),
            timeout=30_000,
        )
        window.statistics.tables.click()
    window.close()


@pytest.mark.usefixtures("large_text")
def test_two_charts_without_room_beside_each_other_stand_in_turn(
    qtbot: QtBot, busy: Workday
) -> None:
    """Beside each other the figures below an office's name were cut: "160 forms" read "1…"."""
    window = MainWindow(busy.profile)
    qtbot.addWidget(window)
    window.resize(window.minimumWidth(), 700)
    window.show()
    show_statistics(window, busy)
    levels, channels, *_ = window.statistics.findChildren(Chart)
    content = window.statistics._area.widget()

    def lowest(chart: Chart) -> int:
        return chart.mapTo(content, chart.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: lowest(levels) < lowest(channels) - channels.height(), timeout=30_000)
    window.close()


@pytest.mark.usefixtures("large_text")
def test_a_long_path_is_broken_and_not_cut(qtbot: QtBot) -> None:
    """Also what it is read back as, and what a screen reader says, is the path as it is."""
    path = r"\\MAYCHU-VANPHONG\DuLieu\PhongXuatNhapKhau\ECUS5VNACCS\XML_EXPORT\2026"
    missing = say("exports.folder-missing", path=path)
    bar = ConditionBar()
    qtbot.addWidget(bar)
    bar.show_conditions([missing])
    bar.resize(500, bar.heightForWidth(500))
    bar.show()
    [advice] = bar.findChildren(PathLabel)
    longest = max(advice.fontMetrics().horizontalAdvance(part) for part in shown_parts(advice))
    assert longest < advice.width()
    assert advice.text() == advice.accessibleName() == missing.advice.of(language())


def shown_parts(label: PathLabel) -> list[str]:
    """What may stand in a line of its own."""
    return QLabel.text(label).replace("\u200b", " ").split()
