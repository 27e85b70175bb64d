"""Trợ giúp, chẩn đoán: the guide, what customs announce, the self-check, and what support needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.delivery.notices import Notice
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.facts import Facts
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.tab_order import tab_in_reading_order
from rating_client.desktop.diagnostics.finding_rows import FindingRows
from rating_client.desktop.diagnostics.standing import Line
from rating_client.desktop.look.scrolling import FollowsKeyboard, scrolling
from rating_client.desktop.look.theme import CARD_GAP, MARGIN, PADDING, Type
from rating_client.desktop.settings.row import Row
from rating_client.desktop.words import language
from rating_client.doctor.findings import Finding, Verdict

_BETWEEN_ROWS, _BETWEEN_GROUPS = 6, 20
_MOST_NOTICES = 20


class DiagnosticsPage(QWidget):
    """Emits what a person asks for; looks at nothing itself. Built when it is first opened."""

    guide_asked = Signal()
    look_asked = Signal()
    copy_asked = Signal()
    file_asked = Signal()
    logs_asked = Signal()

    def __init__(
        self, standing: Callable[[], Sequence[Line]], notices: Callable[[], Sequence[Notice]]
    ) -> None:
        super().__init__()
        self._standing, self._notices = standing, notices
        self._shown: tuple[object, object] | None = None
        self._built = False

    @property
    def findings(self) -> list[Finding]:
        return self.rows.findings

    def open(self) -> None:
        """The page is about to be seen. The first time everything is looked over by itself."""
        first = not self._built
        if first:
            self._build()
        self.refresh()
        if first:
            self.look_asked.emit()

    def refresh(self) -> None:
        """Something may have changed in the ledger."""
        if not self._built:
            return
        shown = (tuple(self._standing()), tuple(self._notices()))
        if shown == self._shown:
            return
        self._shown = shown
        self._show_standing(shown[0])
        self._show_notices(shown[1])

    def show_looking(self) -> None:
        """A look begins."""
        self.rows.clear()
        self.again.setEnabled(False)
        self.summary.set_tone("text2")
        self.summary.setText(self.tr("Đang kiểm tra…"))

    def add(self, finding: Finding) -> None:
        self.rows.add(finding)

    def show_over(self, findings: Sequence[Finding]) -> None:
        """The look is over: one line says how it went."""
        self.again.setEnabled(True)
        self.rows.show_all(findings)
        bad = sum(each.verdict is Verdict.TROUBLE for each in findings)
        if bad:
            self.summary.set_tone("bad")
            self.summary.setText(self.tr("Có {n} điều cần xử lý.").format(n=bad))
        else:
            self.summary.set_tone("text2")
            self.summary.setText(self.tr("Không có điều gì cần xử lý."))

    def say(self, words: str) -> None:
        """What came of copying or saving."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _build(self) -> None:
        self._built = True
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        self._column.setSpacing(_BETWEEN_GROUPS)
        self._column.addLayout(self._head())
        self._announced = self._group(self.tr("Thông báo của hải quan"))
        self._column.addWidget(self._announced)
        self._column.addWidget(self._check())
        self._column.addWidget(self._state())
        self._column.addWidget(self._support())
        self._column.addStretch()
        area = scrolling(content, MARGIN)
        self._follows = FollowsKeyboard(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Trợ giúp, chẩn đoán"), Type.TITLE, weight="semibold"))
        about = self.tr("Phím F1 mở hướng dẫn ở đúng trang của cửa sổ đang dùng.")
        words.addWidget(Label(about, Type.TABLE, "text2", wrap=True))
        self.guide = PlainButton(self.tr("Mở hướng dẫn"), icon="help", hint="F1")
        self.guide.clicked.connect(self.guide_asked)
        head = QHBoxLayout()
        head.setSpacing(CARD_GAP)
        head.addLayout(words, 1)
        head.addWidget(self.guide)
        return head

    def _check(self) -> QWidget:
        panel = Panel()
        self.summary = Label("", weight="semibold", wrap=True)
        self.again = PlainButton(self.tr("Kiểm tra lại tất cả"), icon="refresh", small=True)
        self.again.clicked.connect(self.look_asked)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.again)
        self.rows = FindingRows()
        column = QVBoxLayout(panel)
        column.setContentsMargins(PADDING, 12, PADDING, PADDING)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.rows)
        group = self._group(self.tr("Tự kiểm tra"))
        _add(group, panel)
        return group

    def _state(self) -> QWidget:
        panel = Panel()
        self._facts_place = QVBoxLayout(panel)
        self._facts_place.setContentsMargins(PADDING, 12, PADDING, 12)
        self.facts = Facts()
        self._facts_place.addWidget(self.facts)
        group = self._group(self.tr("Tình trạng máy này"))
        _add(group, panel)
        return group

    def _support(self) -> QWidget:
        group = self._group(self.tr("Cho bộ phận hỗ trợ"))
        copy = Row(
            "copy",
            self.tr("Sao chép chẩn đoán"),
            self.tr("Không chứa tên, số điện thoại, nội dung nhận xét hay số tờ khai."),
        )
        self.copy = copy.add_button(self.tr("Sao chép"))
        self.copy.clicked.connect(self.copy_asked)
        file = Row(
            "box",
            self.tr("Tệp hỗ trợ"),
            self.tr(
                "Một tệp .zip: phiên bản, kết quả tự kiểm tra, số đếm, nhật ký đã lược bỏ. Không có"
                " phiếu, tên, số tờ khai, mã số thuế, đường dẫn hay mật khẩu. Chương trình không tự"
                " gửi tệp này cho ai."
            ),
        )
        self.file = file.add_button(self.tr("Lưu tệp…"))
        self.file.clicked.connect(self.file_asked)
        logs = Row("folder", self.tr("Nhật ký"), self.tr("Chỉ có giờ, mã lỗi và số đếm."))
        self.logs = logs.add_button(self.tr("Mở thư mục"))
        self.logs.clicked.connect(self.logs_asked)
        self.told = PathLabel("", Type.TABLE, "text2")
        self.told.hide()
        for each in (copy, file, logs, self.told):
            _add(group, each)
        return group

    def _show_standing(self, lines: Sequence[Line]) -> None:
        clear(self._facts_place)
        self.facts = Facts()
        for line in lines:
            self.facts.add(*line)
        self._facts_place.addWidget(self.facts)

    def _show_notices(self, notices: Sequence[Notice]) -> None:
        """Also those that were put away, for whoever wants to read one again."""
        column = self._announced.layout()
        assert column is not None
        clear(column, keep=1)
        for notice in notices[:_MOST_NOTICES]:
            row = Row("info", notice.text.of(language()), notice.name.of(language()))
            _add(self._announced, row)
        self._announced.setVisible(bool(notices))
        tab_in_reading_order(self)

    def _group(self, title: str) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_BETWEEN_ROWS)
        column.addWidget(Label(title, weight="semibold"))
        return whole


def _add(group: QWidget, widget: QWidget) -> None:
    column = group.layout()
    assert column is not None
    column.addWidget(widget)
