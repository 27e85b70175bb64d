"""Whether the receiver just accepted can be reached, said before anything is to be sent there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.diagnostics.finding_rows import FindingRows
from rating_client.desktop.look.theme import CARD_GAP, PADDING, Type
from rating_client.doctor.findings import Finding


class ConnectionPanel(Panel):
    """A button, and below it what came of it. Looking is done elsewhere; no rating is sent."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        said = self.tr("Chỉ xem có tới được nơi nhận không; không gửi phiếu nào.")
        self.check = PlainButton("", icon="refresh", small=True)
        self.check.clicked.connect(self.ask)
        self.found = FindingRows()
        head = QHBoxLayout()
        head.setSpacing(CARD_GAP)
        head.addWidget(Label(said, Type.TABLE, "text2", wrap=True), 1)
        head.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 10, PADDING, 10)
        column.setSpacing(CARD_GAP)
        column.addLayout(head)
        column.addWidget(self.found)
        self.show_found([])

    def ask(self) -> None:
        """Look now. What was found before holds no more."""
        self.show_found([])
        self.check.setEnabled(False)
        self.check.setText(self.tr("Đang kiểm tra…"))
        self.asked.emit()

    def show_found(self, findings: Sequence[Finding]) -> None:
        self.found.show_all(findings)
        self.found.setVisible(bool(findings))
        self.check.setEnabled(True)
        self.check.setText(self.tr("Kiểm tra kết nối"))
