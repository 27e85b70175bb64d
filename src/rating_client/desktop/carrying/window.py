"""One small window for what is carried by hand: what it will be, how far it is, what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.delivery.forwarding import Destination
from rating_client.desktop.carrying.words import Told
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.facts import Facts
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.progress_line import ProgressLine
from rating_client.desktop.controls.tick_box import TickBox
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.look.icons import IconView, mark_icon
from rating_client.desktop.look.palette import Tone
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, PADDING, Type, scaled
from rating_client.desktop.words import language

_WIDTH = 560


class CarryingWindow(QWidget):
    """Emits what a person wishes. Closing it while something goes on asks for its end."""

    guide_page = GuidePage.CARRYING
    place_asked = Signal(bool)  # where to write; with what is held back too
    forward_asked = Signal()
    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Mang phiếu bằng USB"))
        self.setWindowIcon(mark_icon())
        self.setFixedWidth(scaled(_WIDTH))
        self._busy = False
        self._on_primary: Callable[[], object] = self.close
        self._icon = IconView("usb", "accent_text")
        self.title = Label("", Type.HEADING, weight="semibold", wrap=True)
        self.about = PathLabel("", Type.BODY, "text2")
        self.lines = Label("", Type.BODY, wrap=True)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.held = TickBox("")
        self.progress = ProgressLine()
        self._facts_at = QVBoxLayout()
        self.primary = PrimaryButton("")
        self.secondary = PlainButton("")
        self.primary.clicked.connect(lambda: self._on_primary())
        self.secondary.clicked.connect(self.close)
        self._lay_out()

    def offer_export(self, waiting: int, held: int) -> None:
        """How many ratings wait, and how many more are held back."""
        self._begin(self.tr("Xuất {n} phiếu thành tệp mã hóa").format(n=waiting))
        self._say(self.tr("Người mang tệp không đọc được nội dung. Phiếu vẫn tự gửi khi có mạng."))
        self.held.setChecked(False)
        self.held.setText(self.tr("Cả {n} phiếu đang giữ lại").format(n=held))
        self.held.setVisible(held > 0)
        self._buttons(self.tr("Chọn nơi lưu…"), self.tr("Đóng"))
        self._on_primary = lambda: self.place_asked.emit(self.held.isChecked())

    def show_work(self, title: str) -> None:
        """Something goes on; `show_progress` says how far."""
        self._begin(title)
        self._busy = True
        self.progress.show_share(0)
        self.progress.show()
        self._buttons("", self.tr("Dừng"))

    def show_progress(self, done: int, of: int) -> None:
        self.progress.show_share(done / of if of else 0)

    def offer_forwarding(self, where: Destination) -> None:
        """Where somebody's bundle goes, before a byte leaves."""
        n = len(where.bundle.items)
        self._begin(self.tr("Gửi hộ gói {n} mục này?").format(n=n), "send")
        self._say(self.tr("Gói đã mã hóa, máy này không đọc được. Nếu gửi hộ, gói đi đến:"))
        facts = Facts()
        facts.add(self.tr("Nơi nhận"), where.name.of(language()))
        facts.add(self.tr("Máy chủ"), "\n".join(where.hosts))
        facts.add(self.tr("Mã nhận dạng khóa"), where.fingerprint)
        panel = Panel("subtle")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(PADDING, CARD_GAP, PADDING, CARD_GAP)
        inside.addWidget(facts)
        self._facts_at.addWidget(panel)
        panel.show()  # now: the window's height is reckoned before the next turn
        self._buttons(self.tr("Gửi hộ"), self.tr("Không gửi"))
        self._on_primary = self.forward_asked.emit

    def show_told(self, told: Told) -> None:
        self._begin(told.title, "check", "ok")
        self._say(told.next)
        self.lines.setText("\n".join(told.lines))
        self.lines.setVisible(bool(told.lines))
        self._buttons(self.tr("Đóng"))

    def show_trouble(self, sentence: Sentence) -> None:
        self._begin(sentence.title.of(language()), "alert", "warn")
        self._say(sentence.advice.of(language()))
        self._buttons(self.tr("Đóng"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """While something goes on, what comes of stopping is shown first."""
        if self._busy:
            event.ignore()
            self.secondary.setEnabled(False)
            self.stop_asked.emit()
        else:
            super().closeEvent(event)

    def _begin(self, title: str, icon: str = "usb", tone: Tone = "accent_text") -> None:
        """A clean sheet under another title, in front: a person asked for it."""
        self._busy = False
        self._icon.show_icon(icon, tone)
        self.title.setText(title)
        for part in (self.about, self.lines, self.held, self.progress):
            part.hide()
        clear(self._facts_at)
        self._on_primary = self.close

    def _say(self, words: str) -> None:
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def _buttons(self, primary: str, secondary: str = "") -> None:
        for button, words in ((self.primary, primary), (self.secondary, secondary)):
            button.setText(words)
            button.setVisible(bool(words))
            button.setEnabled(True)
            button.updateGeometry()
        self.setAccessibleDescription(f"{self.title.text()} {self.about.text()}")
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))
        self.show()
        self.raise_()
        (self.primary if primary else self.secondary).setFocus()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(GAP)
        words.addWidget(self.title)
        words.addWidget(self.lines)
        words.addWidget(self.about)
        words.addLayout(self._facts_at)
        words.addWidget(self.held, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.progress)
        head = QHBoxLayout()
        head.setSpacing(CARD_GAP)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch()
        foot.addWidget(self.secondary)
        foot.addWidget(self.primary)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, PADDING)
        self._column.setSpacing(20)
        self._column.addLayout(head)
        self._column.addLayout(foot)
