"""One subject that can be rated: who or what it is, its five levels, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import IconButton
from rating_client.desktop.controls.fields import Combo
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.level_cell import CellLook
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.form.reasons import ReasonsPanel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import CARD_GAP, PADDING, RIGHT_EDGE, Type
from rating_client.desktop.words import language, unbroken
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Subject

_ICONS = {"office": "building", "team": "team", "stage": "steps", "officer": "user"}


class SubjectRow(QWidget):
    changed = Signal()  # anything a person did in this row
    level_set = Signal()  # and that it was the level, by hand
    removed = Signal()
    left = Signal(int)
    stops_changed = Signal()  # for Tab

    def __init__(self, form: Form, subject: Subject, caption: str = "") -> None:
        super().__init__()
        self._form = form
        self._subject = subject
        self._shown_level: int | None = None
        self._former_level: int | None = None
        self.by_hand = False
        self.follows_shared = False  # its reasons are those of the shared block
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(4)
        column.addLayout(self._line())
        self.word = Label("", Type.CAPTION, weight="medium")
        self.word.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.word.setContentsMargins(0, 0, RIGHT_EDGE, 0)
        self.word.hide()
        column.addWidget(self.word)
        self.reasons: ReasonsPanel | None = None  # made when a level first needs it
        self._column = column
        self.show_subject(form, subject, caption)

    def show_subject(self, form: Form, subject: Subject, caption: str = "") -> None:
        """Begin anew with this subject; `kind` stays what the row was made for."""
        assert subject.kind == self.kind
        self._form, self._subject = form, subject
        self._shown_level = self._former_level = None
        self.by_hand = self.follows_shared = False
        if self.reasons is not None:
            # Left to Qt, its place in the layout would go with it, and PySide not hear of that:
            # whatever is made at that address next would pass for the place that is gone.
            self._column.removeWidget(self.reasons)
            self.reasons.hide()
            self.reasons.deleteLater()
            self.reasons = None
        self._name.setText(subject.name)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        words = self.tr("Bỏ {subject} khỏi phiếu").format(subject=subject.name)
        self.remove.set_name(words)
        self.strip.set_names({n: t.of(language()) for n, t in form.levels.items()})
        self.strip.set_subject(subject.name)
        self._show_level(subject.level)
        if subject.reasons or subject.comment:
            self._panel().set_said(subject.reasons, subject.comment)

    def serves(self, kind: str) -> bool:
        """Whether the row can show another subject of this kind; an officer's is its own."""
        return self.kind == kind != "officer"

    # What the row says ----------------------------------------------------------------------

    @property
    def kind(self) -> str:
        return self._subject.kind

    @property
    def name(self) -> str:
        return self._subject.name

    @property
    def code(self) -> str | None:
        return self._subject.code

    @property
    def level(self) -> int | None:
        return self.strip.level

    def subject(self) -> Subject:
        """The row as it stands; one without a level is kept in a draft and not sent."""
        stage = self.stage.currentData() if self.stage is not None else self._subject.stage
        said = self.reasons
        return Subject(
            kind=self._subject.kind,
            name=self._subject.name,
            code=self._subject.code,
            stage=stage,
            level=self.level,
            reasons=said.ticked if said is not None else (),
            comment=said.comment if said is not None else "",
        )

    # What is done to it ---------------------------------------------------------------------

    def fill(self, level: int | None) -> None:
        """The level of the row for all; nobody chose it here."""
        self._show_level(level)

    def set_by_hand(self, level: int | None) -> None:
        self._show_level(level)
        self.by_hand = True

    def say(self, reasons: Sequence[str], comment: str) -> None:
        """Puts reasons and details into the row, as from a draft or the shared block."""
        self._panel().set_said(reasons, comment)

    def set_follows_shared(self, follows: bool) -> None:
        self.follows_shared = follows
        self._show_reasons()

    def open_reasons(self) -> None:
        """Shows the reasons of a level that needs none."""
        self._panel().open()
        self._show_reasons()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.strip.set_look(CellLook.NARROW if narrow else CellLook.WIDE)
        self._show_word()

    # Building -------------------------------------------------------------------------------

    def _line(self) -> QHBoxLayout:
        self._narrow = False
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 0, 0, 0)
        row.setSpacing(CARD_GAP)
        row.addWidget(IconView(_ICONS[self._subject.kind]))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = Label("", Type.BODY, weight="medium", wrap=True)
        self._caption = ElidedLabel("", Type.CAPTION, "text2")
        words.addWidget(self._name)
        words.addWidget(self._caption)
        self.stage: Combo | None = None
        if self._subject.kind == "officer":
            words.setSpacing(4)
            words.addWidget(self._stage_combo())
        row.addLayout(words, 1)
        self.remove = IconButton("x", "")
        self.remove.clicked.connect(self.removed)
        self.remove.hide()
        row.addWidget(self.remove)
        self.strip = LevelStrip()
        self.strip.chosen.connect(self._chosen)
        self.strip.left.connect(self.left)
        row.addWidget(self.strip, 0, Qt.AlignmentFlag.AlignVCenter)
        self.why = IconButton("pencil", self.tr("Thêm lý do (không bắt buộc)"))
        self.why.clicked.connect(self._reasons_wanted)
        self.why.keep_place()
        self.why.hide()
        row.addWidget(self.why, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _stage_combo(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        self.stage = Combo(small=True)
        # Its list stays: sized by that at each choice it would be painted too wide, then as wide
        # as the row has room.
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.stage.setAccessibleName(
            self.tr("Khâu nghiệp vụ của {subject}").format(subject=self._subject.name)
        )
        self.stage.addItem(self.tr("Chọn khâu nghiệp vụ"), None)
        for stage in self._form.stages:
            self.stage.addItem(stage.name.of(language()), stage.code)
        self.stage.setCurrentIndex(max(0, self.stage.findData(self._subject.stage)))
        self.stage.activated.connect(lambda _: self.changed.emit())
        row.addWidget(self.stage)
        row.addStretch(1)
        return holder

    def _panel(self) -> ReasonsPanel:
        if self.reasons is None:
            self.reasons = ReasonsPanel(self.name)
            self.reasons.setContentsMargins(PADDING, 2, RIGHT_EDGE, 0)
            self.reasons.changed.connect(self.changed)
            self.reasons.undo_wanted.connect(self._back_to_former_level)
            self.reasons.stops_changed.connect(self.stops_changed)
            self._column.addWidget(self.reasons)
            self._show_reasons()
        return self.reasons

    # Acting ---------------------------------------------------------------------------------

    def _chosen(self, level: int | None) -> None:
        self.by_hand = True
        self._show_level(level)
        self.level_set.emit()
        self.changed.emit()

    def _show_level(self, level: int | None) -> None:
        if level != self._shown_level:
            self._former_level, self._shown_level = self._shown_level, level
        if level != self.strip.level:
            self.strip.set_level(level)
        self._show_word()
        self._show_reasons()

    def _show_reasons(self) -> None:
        level = self.level
        wanted = level is not None and not self.follows_shared
        if wanted:
            if self.reasons is None:
                self._panel()
                return
            assert level is not None
            self.reasons.offer_reasons(
                self._form.reasons_for(self._subject.kind, level),
                required=level in self._form.reason_levels,
                limit=self._form.limits.comment,
            )
        is_open = self.reasons is not None and self.reasons.is_open
        if self.reasons is not None:
            self.reasons.setVisible(wanted and is_open)
        self.why.setVisible(wanted and not is_open)

    def _reasons_wanted(self) -> None:
        self.open_reasons()
        self._panel().first_stop("reasons").setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_word(self) -> None:
        level = self.level
        words = self._form.levels[level].of(language()) if level else ""
        self.word.setText(unbroken(words))
        self.word.setVisible(self._narrow and bool(level))

    def _back_to_former_level(self) -> None:
        self._chosen(self._former_level)
