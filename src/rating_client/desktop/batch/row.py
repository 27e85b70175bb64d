"""One declaration of a batch: whose it is, its channel, and the five levels for its office."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.batch.facts import BatchRowFacts
from rating_client.desktop.batch.round import ALONE, Choice
from rating_client.desktop.batch.words import channel_words
from rating_client.desktop.controls.buttons import IconButton, PlainButton, QuietButton
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.labels import ElidedLabel, Label, plain_tip
from rating_client.desktop.controls.level_badge import LevelBadge
from rating_client.desktop.controls.level_cell import CellLook
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.controls.panel import Line, Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import (
    CARD_GAP,
    GAP,
    GRID,
    INNER_RADIUS,
    PADDING,
    RIGHT_EDGE,
    Type,
)
from rating_client.desktop.words import grouped

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class BatchRow(QWidget):
    level_chosen = Signal(object)  # a level, or None where it was cleared
    open_wanted = Signal()  # its own form
    out_wanted = Signal(bool)  # out of this round, or back
    left = Signal(int)  # up or down to another row

    def __init__(self, facts: BatchRowFacts, names: Mapping[int, str]) -> None:
        super().__init__()
        self._out = False
        self.strip = LevelStrip()
        self.badge = LevelBadge(1)
        self.out = IconButton("x", "")
        self.back = QuietButton(self.tr("Đưa lại"), icon="undo", small=True)
        self.open = PlainButton(self.tr("Mở phiếu này"), icon="pencil", small=True)
        self._note = ElidedLabel("", Type.TABLE, "text2")
        self._bar: LowLevelBar | None = None  # made when a level first needs it
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._line())
        self._hairline = Line()
        self._column.addWidget(self._hairline)
        self.strip.chosen.connect(self.level_chosen)
        self.strip.left.connect(self.left)
        self.out.clicked.connect(lambda: self.out_wanted.emit(True))
        self.back.clicked.connect(lambda: self.out_wanted.emit(False))
        self.open.clicked.connect(self.open_wanted)
        self.show_facts(facts, names)

    def show_facts(self, facts: BatchRowFacts, names: Mapping[int, str]) -> None:
        """Stands for this declaration from now on."""
        self._facts, self._names = facts, names
        number = grouped(facts.number)
        self.strip.set_names(names)
        self.strip.set_subject(self.tr("tờ khai {number}").format(number=number))
        self.out.set_name(self.tr("Bỏ tờ khai {number} khỏi lượt này").format(number=number))
        self._owner.set_owner(facts.owner_letters, facts.owner_colour)
        self._owner.setToolTip(plain_tip(facts.owner_name))
        self._number.set_number(facts.number)
        self._pill.set_channel(facts.channel, words=channel_words(facts.channel))

    @property
    def key(self) -> str:
        return self._facts.key

    @property
    def wide_width(self) -> int:
        """What the row needs where its cells say their words."""
        width, _ = CellLook.WIDE.value
        named = (self._owner, self._number, self._pill)
        beside = PADDING + sum(each.sizeHint().width() + CARD_GAP for each in named)
        return beside + 5 * width + 4 * GRID + RIGHT_EDGE

    @property
    def stop(self) -> QWidget:
        """Where the keyboard rests in this row."""
        if self._out:
            return self.back
        return self.strip if not self.strip.isHidden() else self.open

    @property
    def bar(self) -> LowLevelBar | None:
        """What says that a low level needs its own form, while it does."""
        return self._bar if self._bar is not None and not self._bar.isHidden() else None

    def show_choice(self, choice: Choice, level: int | None, *, read_only: bool) -> None:
        """How the row stands. `read_only` for the review: its level in words, nothing to press."""
        self._out = choice.out
        self.strip.setHidden(choice.out or choice.begun or read_only)
        self.strip.set_level(level)
        self._given.setVisible(read_only and level is not None)
        if level is not None:
            self.badge.set_level(level, self._names[level])
        self._note.setHidden(not (choice.out or choice.begun) or read_only)
        self._note.setText(
            self.tr("Không có trong lượt này") if choice.out else self.tr("Đã điền riêng, chưa gửi")
        )
        self.back.setVisible(choice.out and not read_only)
        self.open.setVisible(choice.begun and not choice.out and not read_only)
        self.out.setHidden(choice.out or read_only)
        self._show_bar(level if level in ALONE and not choice.out and not read_only else None)

    def set_narrow(self, narrow: bool) -> None:
        self.strip.set_look(CellLook.NARROW if narrow else CellLook.WIDE)
        self._given.setFixedWidth(self.strip.sizeHint().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the declaration's own form, Delete leaves it out and takes it back."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._out:
            self.open_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.out_wanted.emit(not self._out)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.left.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 4, 0, 4)
        row.setSpacing(CARD_GAP)
        self._owner = OwnerBadge()
        self._number = NumberLabel("", Type.BODY)
        self._pill = ChannelPill()
        for each in (self._owner, self._number, self._pill):
            row.addWidget(each)
        row.addStretch(1)
        row.addStrut(CellLook.NARROW.value[1])  # also where the strip is hidden
        self._given = QWidget()  # as wide as the strip, so that the badges stand in a column
        self._given.setFixedWidth(self.strip.sizeHint().width())
        given = QHBoxLayout(self._given)
        given.setContentsMargins(0, 0, 0, 0)
        given.addWidget(self.badge)
        given.addStretch(1)
        self.out.keep_place()
        for widget in (self._note, self.back, self.open, self.strip, self._given, self.out):
            row.addWidget(widget, 0, _MIDDLE)
        return row

    def _show_bar(self, level: int | None) -> None:
        if self._bar is None and level is not None:
            self._bar = LowLevelBar()
            self._bar.open.clicked.connect(self.open_wanted)
            self._column.insertWidget(1, self._bar)
        if self._bar is not None:
            self._bar.say(grouped(self._facts.number), level)


class LowLevelBar(QWidget):
    """Under a row with level 1 or 2: what is still to be done, and the way to it."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(4, 2, 4, 6)
        ground = Panel("warn_ground", framed=False, radius=INNER_RADIUS)
        outer.addWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP)
        row.addWidget(IconView("alert", "warn"))
        self._words = Label("", Type.TABLE, wrap=True)
        row.addWidget(self._words, 1)
        self.open = PlainButton(self.tr("Mở phiếu này"), icon="pencil", small=True)
        row.addWidget(self.open)

    def say(self, number: str, level: int | None) -> None:
        words = self.tr("{number}: mức {level} cần mở riêng để nhập lý do và đầu mối liên hệ.")
        self._words.setText(words.format(number=number, level=level))
        self.setVisible(level is not None)
