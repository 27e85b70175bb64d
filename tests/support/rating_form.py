"""A rating form on the screen, driven by key and click the way a person does it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.form.footer import Page
from rating_client.desktop.form.subject_row import SubjectRow
from rating_client.desktop.form.suggestion import Lookups, Suggestion
from rating_client.desktop.form.window import FormManner, RatingWindow
from rating_client.outbox.entry import Hold
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Contact, Rating
from tests.support.clock import FakeClock

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def form_facts(**others: Any) -> FormFacts:
    """A yellow import at a border-gate office without teams, registered and not yet released."""
    usual: dict[str, Any] = {
        "key": "0000000001/10000000011",
        "number": "100000000110",
        "channel": 2,
        "type_line": "A11 · Nhập kinh doanh tiêu dùng",
        "office_name": "Hải quan cửa khẩu cảng Đình Vũ",
        "office_code": "03EE",
        "office_kind": "Hải quan cửa khẩu",
        "team_line": "Không áp dụng (từ 15/3/2025)",
        "registered_line": "10:42 · 21/11/2026",
        "released": False,
        "owner_name": "CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
        "owner_tax_code": "0000000001",
        "owner_letters": "SM",
        "owner_colour": 0,
    }
    return FormFacts(**(usual | others))


class OpenForm:
    """One window, and what a person sees and does in it."""

    def __init__(self, qtbot: QtBot, clock: FakeClock, manner: FormManner | None = None) -> None:
        self.qtbot = qtbot
        self.window = RatingWindow(
            Lookups(officers=_officers, offices=_offices),
            _content_of,
            clock=clock,
            manner=manner,
        )
        qtbot.addWidget(self.window)
        self.drafts = QSignalSpy(self.window.changed)
        self.sent = QSignalSpy(self.window.sent)
        self.closed = QSignalSpy(self.window.closed)

    def open(
        self,
        facts: FormFacts | None = None,
        *,
        draft: Rating | None = None,
        contact: Contact | None = None,
        office_level: int | None = None,
    ) -> OpenForm:
        self.window.open(
            facts or form_facts(),
            built_in_form(),
            draft,
            contact,
            office_level=office_level,
        )
        assert QTest.qWaitForWindowActive(self.window)
        return self

    # What a person does ---------------------------------------------------------------------

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        """One key where the keyboard is."""
        QTest.keyClick(self.focus or self.window, key, modifiers)

    def type(self, words: str) -> None:
        """ASCII, key by key."""
        QTest.keyClicks(self.focus or self.window, words)

    def click(self, widget: QWidget) -> None:
        QApplication.processEvents()  # layouts settle before a person can aim
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def click_level(self, row: SubjectRow, level: int) -> None:
        self.click(row.strip.cells[level - 1])

    # What a person sees ---------------------------------------------------------------------

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()

    @property
    def rows(self) -> list[SubjectRow]:
        return self.window.edit.matrix.rows

    @property
    def levels(self) -> list[int | None]:
        return [row.level for row in self.rows]

    def is_on(self, page: Page) -> bool:
        return self.window.page is page

    @property
    def missing(self) -> str:
        return self.window.footer.missing

    def last_draft(self) -> Rating:
        rating = self.drafts.at(self.drafts.count() - 1)[0]
        assert isinstance(rating, Rating)
        return rating

    def last_sent(self) -> tuple[Rating, Hold | None]:
        rating, hold = self.sent.at(self.sent.count() - 1)
        assert isinstance(rating, Rating)
        assert hold is None or isinstance(hold, Hold)
        return rating, hold


def _officers(typed: str) -> list[Suggestion]:
    return [Suggestion("Nguyễn Văn Thử", "Đội Thủ tục")] if typed.startswith("ngu") else []


def _offices(typed: str) -> list[Suggestion]:
    return [Suggestion("Hải quan cửa khẩu cảng Hải Phòng khu vực 1", "03CC", "03CC")]


def _content_of(rating: Rating) -> dict[str, object]:
    return {
        "id": "11111111-1111-4111-8111-111111111111",
        "subjects": [
            {"kind": s.kind, "name": s.name, "level": s.level, "reasons": list(s.reasons)}
            for s in rating.given
        ],
        "wants_answer": rating.wants_answer,
        "something_new": "kept under its own name",
    }
