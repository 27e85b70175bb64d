"""Asked before the program ends while ratings wait to be sent. Staying is the default."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.buttons import PlainButton, PrimaryButton
from rating_client.desktop.guide import GuidePage
from rating_client.desktop.icons import IconView, mark_icon
from rating_client.desktop.labels import Label
from rating_client.desktop.theme import GAP, MARGIN, Type

_WIDTH = 440


class QuitQuestion(QWidget):
    """A small window of its own; the program goes on behind it."""

    guide_page = GuidePage.SENT
    quit_wanted = Signal()

    def __init__(self, waiting: int) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(6)
        title = self.tr("Còn {n} phiếu chưa gửi").format(n=waiting)
        words.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True))
        said = self.tr("Chúng được lưu trên máy này và sẽ gửi khi mở lại chương trình.")
        words.addWidget(Label(said, Type.BODY, "text2", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconView("cloud", "accent_text"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.leave = PlainButton(self.tr("Thoát"))
        self.stay = PrimaryButton(self.tr("Để chạy nền"), hint="Enter")
        self.leave.clicked.connect(self._leave)
        self.stay.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(20)
        column.addLayout(head)
        column.addLayout(foot)
        self.stay.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.close()
        self.quit_wanted.emit()
