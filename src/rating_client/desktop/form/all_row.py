"""The row for all: one level for every subject nobody chose a level for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.form.metrics import RIGHT_EDGE
from rating_client.desktop.icons import IconView
from rating_client.desktop.labels import Label
from rating_client.desktop.level_cell import CellLook
from rating_client.desktop.level_strip import LevelStrip
from rating_client.desktop.panel import Panel
from rating_client.desktop.theme import CARD_GAP, GRID, INNER_RADIUS, PADDING, Type
from rating_client.desktop.words import language, unbroken
from rating_client.ratings.form import Form


class AllRow(QWidget):
    chosen = Signal(object)
    left = Signal(int)

    def __init__(self) -> None:
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
        words.addWidget(Label(self.tr("Cùng mức cho tất cả"), Type.BODY, weight="medium"))
        self.hint = Label("", Type.CAPTION, "text2", wrap=True)
        # Room for two lines always: nothing below may move when a level is set.
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        self.hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.hint)
        row.addLayout(words, 1)
        self.strip = LevelStrip()
        self.strip.set_subject(self.tr("tất cả đối tượng"))
        self.strip.chosen.connect(self.chosen)
        self.strip.left.connect(self.left)
        row.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        self._word = Label("", Type.CAPTION, weight="medium")
        self._word.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._word)
        self._narrow = False
        self._form: Form | None = None
        self.say(0, 0, officers_apart=False)

    def set_form(self, form: Form) -> None:
        self._form = form
        self.strip.set_names({n: t.of(language()) for n, t in form.levels.items()})

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.strip.set_look(CellLook.NARROW if narrow else CellLook.WIDE)
        self._show_word()

    def say(self, filled: int, apart: int, *, officers_apart: bool) -> None:
        """What the level did: how many subjects took it, how many were chosen apart."""
        level = self.strip.level
        if level is None:
            words = self.tr("Bấm phím 1–5; đối tượng nào khác mức thì chọn lại bên dưới")
        else:
            words = self.tr("Mức {level} cho {n} đối tượng").format(level=level, n=filled)
            if apart:
                words += " · " + self.tr("{n} đối tượng chọn riêng").format(n=apart)
            if officers_apart:
                words += " · " + self.tr("Mức 1–2 của công chức chọn riêng từng người.")
        self.hint.setText(words)
        self._show_word()

    def _show_word(self) -> None:
        level = self.strip.level
        words = self._form.levels[level].of(language()) if level and self._form else ""
        self._word.setText(unbroken(words))
        self._word.setVisible(self._narrow and bool(level))
