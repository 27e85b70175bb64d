"""Why a level was given: reasons to tick and room for details, under the row they belong to.

Levels that need a reason show all of it at once; for the others it opens when asked for, and
is built only then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import LinkButton
from rating_client.desktop.controls.chip import Chip
from rating_client.desktop.controls.fields import TextArea
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.form.message import FieldMessage
from rating_client.desktop.look.theme import GAP, INNER_RADIUS, PADDING, Type
from rating_client.desktop.words import language, thousands
from rating_client.ratings.form import Reason

_MOST_KEYS = 9


class ReasonsPanel(QWidget):
    """Tells with `changed` that a person ticked or wrote something."""

    changed = Signal()
    stops_changed = Signal()  # there is more, or something else, for Tab to stop at
    undo_wanted = Signal()  # ticks were lost with the level: back to the level before
    split_wanted = Signal()

    def __init__(self, subject: str = "") -> None:
        """`subject` is whom the reasons are about; empty where all share them."""
        super().__init__()
        self.offered: tuple[Reason, ...] = ()
        self._subject = subject
        self._required = False
        self._opened = False  # by the person, where reasons are optional
        self._ticked: set[str] = set()  # also those the present level does not offer
        self._lost: tuple[Reason, ...] = ()  # ticks that went with the level before
        self._comment = ""  # as long as nothing is built to write it in
        self._limit = 0
        self._panel: Panel | None = None
        self.chips: list[Chip] = []
        self._chips_for: tuple[Reason, ...] = ()

    def open(self) -> None:
        """Shows reasons that need not be given."""
        self._opened = True
        self._show()

    @property
    def is_open(self) -> bool:
        return self._required or self._opened

    # What was said --------------------------------------------------------------------------

    @property
    def ticked(self) -> tuple[str, ...]:
        """The codes ticked among those the level offers, in the form's order."""
        return tuple(r.code for r in self.offered if r.code in self._ticked)

    @property
    def comment(self) -> str:
        written = self._comment if self._panel is None else self.details.toPlainText()
        return written.strip()

    def set_said(self, ticked: Iterable[str], comment: str) -> None:
        """Fills the panel without saying that a person did."""
        self._ticked, self._lost = set(ticked), ()
        self._opened = bool(self._ticked or comment)
        self._comment = comment
        if self._panel is not None:
            self._write()
        self._show()

    def offer_reasons(self, reasons: Sequence[Reason], *, required: bool, limit: int) -> None:
        """The reasons of a new level. Ticks that exist in both lists stay."""
        if tuple(reasons) != self.offered:
            codes = {reason.code for reason in reasons}
            ticked = [r for r in self.offered if r.code in self._ticked]
            self._lost = tuple(r for r in ticked if r.code not in codes)
            self.offered = tuple(reasons)
        self._required, self._limit = required, limit
        self._show()

    def toggle(self, place: int) -> bool:
        """Ticks or clears the reason at this place, 0 first. False where there is none."""
        if place >= len(self.offered):
            return False
        self.open()
        self.chips[place].click()
        return True

    def say_wrong(self, part: str, words: str) -> None:
        """A message beside the reasons or under the details."""
        self.open()
        (self.details_message if part == "comment" else self.reasons_message).say(words)

    def clear_messages(self) -> None:
        if self._panel is None:
            return
        self.reasons_message.say("")
        self.details_message.say("")

    def first_stop(self, part: str) -> QWidget:
        """Where the keyboard goes to put this part right, once the panel is open."""
        return self.details if part == "comment" or not self.chips else self.chips[0]

    # Building -------------------------------------------------------------------------------

    def _build(self) -> Panel:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        panel = Panel("subtle", radius=INNER_RADIUS)
        outer.addWidget(panel)
        column = QVBoxLayout(panel)
        column.setContentsMargins(PADDING, 10, PADDING, 12)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        title = self.tr("Lý do") if self._subject else self.tr("Lý do chung")
        head.addWidget(Label(title, Type.TABLE, weight="semibold"))
        self._needed = Label("", Type.CAPTION, "text2")
        head.addWidget(self._needed)
        head.addStretch(1)
        if not self._subject:
            self.split = LinkButton(self.tr("Tách theo từng đối tượng"))
            self.split.clicked.connect(self.split_wanted)
            head.addWidget(self.split)
        self._keys = Label("", Type.CAPTION, "text2")
        head.addWidget(self._keys)
        column.addLayout(head)
        self._pills = QWidget()
        self._flow = FlowLayout(self._pills, GAP)
        column.addWidget(self._pills)
        self.reasons_message = FieldMessage()
        column.addWidget(self.reasons_message)
        column.addLayout(self._lost_line())
        low = QHBoxLayout()
        words = Label(self.tr("Nội dung chi tiết"), Type.TABLE, weight="semibold")
        low.addWidget(words)
        self._hint = Label("", Type.CAPTION, "warn")
        low.addSpacing(GAP)
        low.addWidget(self._hint)
        low.addStretch(1)
        self._counter = Label("", Type.CAPTION, "text2")
        low.addWidget(self._counter)
        column.addLayout(low)
        self.details = TextArea(lines=2)
        self.details.setAccessibleName(words.text())
        self.details.setAccessibleDescription(self._subject)
        words.setBuddy(self.details)
        column.addWidget(self.details)
        self.details_message = FieldMessage(self.details)
        column.addWidget(self.details_message)
        self._write()
        self.details.textChanged.connect(self._written)
        return panel

    def _lost_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._lost_words = Label("", Type.CAPTION, "text2", wrap=True)
        self.back = LinkButton(self.tr("Hoàn tác"))
        self.back.clicked.connect(self.undo_wanted)
        row.addWidget(self._lost_words, 1)
        row.addWidget(self.back)
        return row

    def _make_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for reason in self.offered:
            words = reason.text.of(language())
            chip = Chip(words, self.tr("Lý do: {reason}").format(reason=words))
            chip.setAccessibleDescription(self._subject)
            chip.toggled.connect(lambda on, code=reason.code: self._toggled(code, on))
            self._flow.addWidget(chip)
            self.chips.append(chip)
        self._chips_for = self.offered
        self.stops_changed.emit()

    # Acting ---------------------------------------------------------------------------------

    def _toggled(self, code: str, on: bool) -> None:
        if on:
            self._ticked.add(code)
        else:
            self._ticked.discard(code)
        self._opened = True  # what a person said stays in view, whatever the level
        self.reasons_message.say("")
        self._show_hint()
        self.changed.emit()

    def _written(self) -> None:
        self._opened = True
        self._count()
        self.changed.emit()

    def _write(self) -> None:
        """Puts what was said into the details, which no person did."""
        self.details.blockSignals(True)
        self.details.setPlainText(self._comment)
        self.details.blockSignals(False)

    def _show(self) -> None:
        """Everything as it stands, as far as it is open."""
        if self._panel is None:
            if not self.is_open:
                return
            self._panel = self._build()
        self._panel.setVisible(self.is_open)
        if self._chips_for != self.offered:
            self._make_chips()
        for chip, reason in zip(self.chips, self.offered, strict=True):
            chip.blockSignals(True)
            chip.setChecked(reason.code in self._ticked)
            chip.blockSignals(False)
        self._needed.setText(
            self.tr("chọn ít nhất một") if self._required else self.tr("không bắt buộc")
        )
        last = min(len(self.offered), _MOST_KEYS)
        self._keys.setText(self.tr("Alt+1 … Alt+{n}").format(n=last) if last > 1 else "")
        words = "; ".join(r.text.of(language()) for r in self._lost)
        self._lost_words.setText(self.tr("Đã bỏ vì đổi mức: {reasons}").format(reasons=words))
        self._lost_words.setVisible(bool(words))
        # What all share has no level before.
        self.back.setVisible(bool(words and self._subject))
        self._show_hint()
        self._count()

    def _show_hint(self) -> None:
        hints = [r.hint for r in self.offered if r.hint and r.code in self._ticked]
        self._hint.setText(hints[0].of(language()) if hints else "")

    def _count(self) -> None:
        written = len(self.comment)
        self._counter.setText(f"{thousands(written)} / {thousands(self._limit)}")
        self._counter.set_tone("bad" if written > self._limit else "text2")
