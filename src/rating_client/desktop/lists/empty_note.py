"""What stands where a list has nothing to show: why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import LinkButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import Type

_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_WIDEST = 420


class EmptyNote(QWidget):
    """A quiet icon, a sentence, and where it helps a link."""

    clicked = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addStretch(2)
        layout.addWidget(IconView(icon, "text3"), 0, _MIDDLE)
        layout.addSpacing(4)
        self._title = self._add(layout, Label("", Type.HEADING, weight="medium", wrap=True))
        self._advice = self._add(layout, Label("", Type.BODY, "text2", wrap=True))
        self._link = LinkButton("")
        self._link.clicked.connect(self.clicked)
        layout.addWidget(self._link, 0, _MIDDLE)
        layout.addStretch(3)

    def say(self, title: str, advice: str = "", link: str = "") -> None:
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._link.setText(link)
        self._link.setVisible(bool(link))

    def _add(self, layout: QVBoxLayout, label: Label) -> Label:
        label.setAlignment(_MIDDLE)
        label.setMaximumWidth(_WIDEST)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(label, 100)
        row.addStretch(1)
        layout.addLayout(row)
        return label
