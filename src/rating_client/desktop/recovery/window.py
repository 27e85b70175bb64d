"""A new recovery code, shown once: to be printed or copied, and kept away from the computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import local
from rating_client.base.errors import Trouble
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import IconView, mark_icon
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, PADDING, Type, scaled
from rating_client.desktop.paper.printing import ask_printer, print_on
from rating_client.desktop.recovery.paper import RecoveryPaper
from rating_client.desktop.times import day
from rating_client.desktop.words import language

_WIDTH = 560


class RecoveryWindow(QWidget):
    """The code is nowhere else: closing the window is forgetting it."""

    guide_page = GuidePage.SETTINGS
    closed = Signal()

    def __init__(self, code: str, made_at: float) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Mã khôi phục"))
        self.setWindowIcon(mark_icon())
        self.setFixedWidth(scaled(_WIDTH))
        self.paper = RecoveryPaper(
            title=self.tr("Mã khôi phục · Phiếu đánh giá hải quan"),
            code=code,
            made=self.tr("Tạo ngày {day}").format(day=day(local(made_at))),
            advice=self.tr(
                "Mã này mở dữ liệu đánh giá khi kho khóa của máy không còn khóa. "
                "Cất riêng, không để cạnh máy; ai có mã và tệp dữ liệu thì đọc được các phiếu."
            ),
        )
        groups = code.split("-")
        half = (len(groups) + 1) // 2
        shown = "\n".join("  –  ".join(part) for part in (groups[:half], groups[half:]))
        self.code = Label(shown, Type.FIGURE, weight="medium")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(self.tr("Mã khôi phục: {code}").format(code=" ".join(code)))
        self.code.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.trouble = Label("", Type.TABLE, "bad", wrap=True)
        self.trouble.hide()
        self.copy = PlainButton(self.tr("Sao chép"), icon="copy")
        self.print = PlainButton(self.tr("In…"), icon="printer")
        self.done = PrimaryButton(self.tr("Đã cất mã"))
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self._ask_printer)
        self.done.clicked.connect(self.close)
        self._lay_out()
        self.print.setFocus()

    def print_on(self, printer: QPrinter) -> None:
        """Print the sheet; where that cannot be, say so before the code is gone."""
        self.trouble.hide()
        try:
            print_on(self.paper, printer)
        except Trouble as trouble:
            self.trouble.setText(trouble.sentence.line(language()))
            self.trouble.show()
            self.adjustSize()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.paper.code)
        self.copy.setText(self.tr("Đã sao chép"))
        self.copy.set_icon("check")

    def _ask_printer(self) -> None:
        ask_printer(self, self.print_on)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        title = self.tr("Mã này chỉ hiện một lần")
        words.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True))
        words.addWidget(Label(self.paper.advice, Type.BODY, "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(CARD_GAP)
        head.addWidget(IconView("key", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        panel = Panel("subtle")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(PADDING, 20, PADDING, 20)
        inside.addWidget(self.code)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.print)
        foot.addWidget(self.copy)
        foot.addStretch()
        foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, PADDING)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(panel)
        column.addWidget(self.trouble)
        column.addLayout(foot)
