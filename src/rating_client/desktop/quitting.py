"""Ending the program: at once, or after a question where ratings wait to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from rating_client.desktop.question import Question


class Quitting(QObject):
    """Asks one question at a time."""

    agreed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.question: Question | None = None

    def ask(self, waiting: int) -> None:
        """`waiting` ratings have not been sent."""
        if not waiting:
            self.agreed.emit()
            return
        from rating_client.desktop.question import Question

        self.question = Question(
            "cloud",
            self.tr("Còn {n} phiếu chưa gửi").format(n=waiting),
            self.tr("Chúng được lưu trên máy này và sẽ gửi khi mở lại chương trình."),
            agree=self.tr("Thoát"),
            stay=self.tr("Để chạy nền"),
        )
        self.question.agreed.connect(self.agreed)
        self.question.ask()
