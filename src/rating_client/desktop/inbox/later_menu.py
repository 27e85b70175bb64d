"""Until when: the menu behind "Để sau" in the list. The card asks in its own way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rating_client.desktop.controls.menus import Menu


class LaterMenu(Menu):
    """Emits the choice: "15m", "1h", "cleared" or "day_end"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for choice, words, icon in (
            ("15m", self.tr("15 phút nữa"), "clock"),
            ("1h", self.tr("1 giờ nữa"), "clock"),
            ("cleared", self.tr("Khi tờ khai thông quan"), "hourglass"),
            ("day_end", self.tr("Cuối ngày làm việc"), "moon"),
        ):
            action = self.add(words, icon)
            action.triggered.connect(lambda _=False, choice=choice: self.chosen.emit(choice))
