"""The program cannot open its profile: why, what to do, and another try. Nothing is lost by it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.base.vault import Vault
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView, mark_icon
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, Type, scaled
from rating_client.desktop.recovery.entry import RecoveryEntry
from rating_client.desktop.recovery.recovering import Recovering
from rating_client.desktop.words import language

_WIDTH = 520


class StartTrouble(QWidget):
    """A small window of its own, because there is no other yet."""

    again_asked = Signal()
    recovered = Signal(object)  # a Vault that opens the profile
    quit_asked = Signal()  # also by closing the window: nothing else would be left to see

    def __init__(self, why: Sentence, recovering: Recovering | None = None) -> None:
        """`recovering` where a recovery code may help."""
        super().__init__()
        self._decided = False  # by a button; the window goes then by itself
        self.setWindowTitle(self.tr("Phiếu đánh giá hải quan"))
        self.setWindowIcon(mark_icon())
        self.setFixedWidth(scaled(_WIDTH))
        words = QVBoxLayout()
        words.setSpacing(GAP)
        title = why.title.of(language())
        words.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True))
        words.addWidget(Label(why.advice.of(language()), Type.BODY, "text2", wrap=True))
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(CARD_GAP)
        head.addWidget(IconView("alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.again = PrimaryButton(self.tr("Thử lại"))
        self.quit = PlainButton(self.tr("Thoát"))
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        foot.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN - GAP)
        column.setSpacing(MARGIN)
        column.addLayout(head)
        self.entry = RecoveryEntry(recovering) if recovering is not None else None
        if self.entry is not None:
            column.addWidget(self.entry)
            self.entry.recovered.connect(self._recovered)
        column.addLayout(foot)
        self.setAccessibleDescription(why.line(language()))
        self.again.clicked.connect(self._again)
        self.again.setFocus()
        self.quit.clicked.connect(self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._decided:
            self.quit_asked.emit()

    def _recovered(self, vault: Vault) -> None:
        self._decided = True
        self.close()
        self.recovered.emit(vault)

    def _again(self) -> None:
        self._decided = True
        self.close()
        self.again_asked.emit()
