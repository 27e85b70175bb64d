"""The row above all others: one level for everything nobody chose a level for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.level_cell import CellLook
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.palette import Tone
from rating_client.desktop.look.theme import CARD_GAP, GRID, INNER_RADIUS, PADDING, RIGHT_EDGE, Type
from rating_client.desktop.words import level_names, unbroken


class LevelForAll(QWidget):
    """A title, a line that says what the level does, and the five levels."""

    chosen = Signal(object)  # a level, or None where it was cleared
    left = Signal(int)  # up or down to another row

    def __init__(self, subject: str) -> None:
        """`subject` is whom the level is for, as a screen reader says it."""
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, 0, GRID, 0)
        ground = Panel("accent_ground", framed=False, radius=INNER_RADIUS)
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(PADDING - GRID, 8, RIGHT_EDGE - GRID, 8)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(CARD_GAP)
        row.addWidget(IconView("star"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = Label("", Type.BODY, weight="medium")
        words.addWidget(self.title)
        self.hint = Label("", Type.CAPTION, "text2", wrap=True)
        # Room for two lines always: nothing below may move when a level is set.
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        self.hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.hint)
        row.addLayout(words, 1)
        self.strip = LevelStrip()
        self.strip.set_subject(subject)
        self.strip.chosen.connect(self.chosen)
        self.strip.left.connect(self.left)
        row.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        self._word = Label("", Type.CAPTION, weight="medium")
        self._word.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._word)
        self._narrow = False
        self._names: Mapping[int, str] = level_names()
        self._show_word()

    def set_names(self, names: Mapping[int, str]) -> None:
        """The words of the five levels, from the form that is filled in."""
        self._names = names
        self.strip.set_names(names)
        self._show_word()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.strip.set_look(CellLook.NARROW if narrow else CellLook.WIDE)
        self._show_word()

    def say_hint(self, words: str, tone: Tone = "text2") -> None:
        self.hint.setText(words)
        self.hint.set_tone(tone)
        self._show_word()

    def _show_word(self) -> None:
        level = self.strip.level
        self._word.setText(unbroken(self._names[level]) if level else "")
        self._word.setVisible(self._narrow and bool(level))
