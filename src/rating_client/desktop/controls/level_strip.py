"""The five levels for one subject, as one stop of the Tab key.

1 to 5 choose wherever in the strip the keyboard is, and the same digit again clears. Left and
right move between cells without choosing; Space chooses. Up and down leave for the next row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QHBoxLayout, QSizePolicy, QWidget

from rating_client.desktop.controls.level_cell import CellLook, LevelCell, paint_plain
from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import GRID, INNER_RADIUS
from rating_client.desktop.words import level_line, level_names
from rating_client.ratings.form import LEVELS


class LevelStrip(ShowsFocus, QGroupBox):
    """A group of radio buttons that permits having none chosen. Nothing is chosen at first."""

    chosen = Signal(object)  # the level a person chose, or None where they cleared it
    left = Signal(int)  # the person wants the next row (1) or the one before (-1)
    refused = Signal(int)  # a level that cannot be chosen here
    focus_radius = INNER_RADIUS

    def __init__(self, look: CellLook = CellLook.WIDE) -> None:
        super().__init__()
        self._level: int | None = None
        self._subject = ""
        self._names: Mapping[int, str] = {}
        self._closed: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group = QButtonGroup(self)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self.cells = [LevelCell(level, look, self) for level in LEVELS]
        for cell in self.cells:
            self._group.addButton(cell, cell.level)
            row.addWidget(cell)
        self._group.idClicked.connect(self._toggle)
        self.set_names(level_names())

    @property
    def level(self) -> int | None:
        return self._level

    def set_level(self, level: int | None) -> None:
        """Shows a level without saying that a person chose it."""
        self._level = level
        self._group.setExclusive(False)  # an exclusive group does not let go of its last button
        for cell in self.cells:
            cell.setChecked(cell.level == level)
        self._group.setExclusive(True)
        self._name_group()

    def set_names(self, names: Mapping[int, str]) -> None:
        if names == self._names:
            return
        self._names = names
        for cell in self.cells:
            cell.set_name(names[cell.level])
        self._name_group()

    def set_subject(self, subject: str) -> None:
        """Whom the level is for, as a screen reader says it: "Mức cho …"."""
        self._subject = subject
        self._name_group()

    def close_levels(self, levels: Iterable[int], instead: str) -> None:
        """These cannot be chosen here. `instead` says in the cell what to do."""
        self._closed = frozenset(levels)
        for cell in self.cells:
            cell.set_closed(instead if cell.level in self._closed else "")

    def set_look(self, look: CellLook) -> None:
        for cell in self.cells:
            cell.set_look(look)

    @property
    def column(self) -> int | None:
        """The cell the keyboard is on, 0 to 4, or None where it is on the whole group."""
        return next((i for i, cell in enumerate(self.cells) if cell.hasFocus()), None)

    def take_focus(self, column: int | None = None) -> None:
        """Puts the keyboard on the whole group, or on one cell."""
        target = self if column is None else self.cells[column]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._act_on(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not QGroupBox's own, which would pass the focus on to its first button.
        QWidget.focusInEvent(self, event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.show_ring()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QWidget.resizeEvent(self, event)  # a group box would make room for its frame and title

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.setContentsMargins(0, 0, 0, 0)  # and makes that room again with each new font

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Not the frame of a group box: what lies below the cells that have nothing to say."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = [cell for cell in self.cells if cell.is_plain]
        paint_plain(painter, plain, roles(self.palette()))

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def _act_on(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            if not event.isAutoRepeat():
                self._toggle(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Space and self.column is not None:
            if not event.isAutoRepeat():
                self._toggle(self.column + 1)
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        if self.column is None:
            start = (self._level or (1 if step > 0 else 5)) - 1
        else:
            start = min(max(self.column + step, 0), 4)
        self.take_focus(start)

    def _toggle(self, level: int) -> None:
        if level in self._closed:
            self.set_level(self._level)  # a click has checked its button already
            self.refused.emit(level)
            return
        self.set_level(None if level == self._level else level)
        self.chosen.emit(self._level)

    def _name_group(self) -> None:
        if self._level is None:
            name = self.tr("Mức cho {subject}, chưa chọn").format(subject=self._subject)
        else:
            name = self.tr("Mức cho {subject}: {level}").format(
                subject=self._subject, level=level_line(self._level, self._names[self._level])
            )
        self.setAccessibleName(name)
