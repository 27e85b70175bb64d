"""Ending the program: at once, or after a question where ratings wait to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from rating_client.desktop.quit_question import QuitQuestion


class Quitting(QObject):
    """Asks one question at a time."""

    agreed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.question: QuitQuestion | None = None

    def ask(self, waiting: int) -> None:
        """`waiting` ratings have not been sent."""
        if not waiting:
            self.agreed.emit()
            return
        from rating_client.desktop.quit_question import QuitQuestion

        self.question = QuitQuestion(waiting)
        self.question.agreed.connect(self.agreed)
        self.question.show()
        self.question.raise_()
        self.question.activateWindow()  # a person asked to quit
