"""What the declaration is, read only: it stays in view while the form scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rating_client.desktop.controls.buttons import IconButton
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.labels import ElidedLabel, Label, LongLabel
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.controls.panel import Line, Panel
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.words import unknown

_COPIED_MILLISECONDS = 1500
_LEAST_NAME = 120
# How the four facts share the width: type, office, team, time.
_SHARES = (28, 33, 25, 17)


class FormHeader(Panel):
    def __init__(self) -> None:
        super().__init__("card")
        self._facts: FormFacts | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, 10, PADDING, 10)
        column.setSpacing(GAP)
        column.addLayout(self._first_line())
        self._line = Line()
        column.addWidget(self._line)
        self._low = QWidget()
        column.addWidget(self._low)
        self._build_facts()

    def show_facts(self, facts: FormFacts) -> None:
        if facts == self._facts:
            return  # the header has been laid out with them
        self._facts = facts
        unsaid = unknown(by_hand=facts.by_hand)
        self._number.set_number(facts.number)
        self.channel.set_channel(facts.channel)
        self.channel.setVisible(facts.channel is not None or not facts.by_hand)
        self._badge.set_owner(facts.owner_letters, facts.owner_colour)
        self._say_owner(facts, unsaid.lower())
        self._short_office.setText(facts.office_line or unsaid)
        values = (facts.type_line, facts.office_line, facts.team_line, facts.registered_line)
        for label, value in zip(self._values, values, strict=True):
            label.setText(value or unsaid)
            label.set_tone("text" if value else "text2")

    def _say_owner(self, facts: FormFacts, unsaid: str) -> None:
        """Whatever is known comes first, and nothing is missed twice."""
        code = self.tr("MST {code}").format(code=facts.owner_tax_code or unsaid)
        nobody = self.tr("Doanh nghiệp: {unsaid}").format(unsaid=unsaid)
        self._owner.setText(facts.owner_name or (code if facts.owner_tax_code else nobody))
        self._tax_code.setText(code if facts.owner_name else "")
        self._tax_code.setHidden(not facts.owner_name or self._line.isHidden())

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """On a low screen one line is left: number, channel, office if it fits, owner."""
        self._line.setVisible(not low)
        self._low.setVisible(not low)
        self._tax_code.setVisible(not low and self._tax_code.text() != "")
        self._short_office.setVisible(low and not narrow)

    def _first_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self._number = NumberLabel()
        self.copy = IconButton("copy", self.tr("Sao chép số tờ khai"))
        self.copy.clicked.connect(self._copy_number)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MILLISECONDS)
        self._copied.timeout.connect(lambda: self.copy.set_icon("copy"))
        self.channel = ChannelPill()
        self._short_office = ElidedLabel("", Type.TABLE, "text2")
        # The owner has all the room its name needs, the office what is left.
        self._short_office.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._short_office.hide()
        self._badge = OwnerBadge(side=28)
        self._owner = LongLabel("", Type.BODY, weight="medium")
        self._owner.setMinimumWidth(_LEAST_NAME)  # one endless word must not widen the window
        self._tax_code = Label("", Type.CAPTION, "text2")
        owner = QVBoxLayout()
        owner.setSpacing(0)
        owner.addWidget(self._owner)
        owner.addWidget(self._tax_code)
        for widget in (self._number, self.copy, self.channel):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._short_office, 100)
        row.addStretch(1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(owner)
        return row

    def _build_facts(self) -> None:
        grid = QGridLayout(self._low)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(PADDING)
        grid.setVerticalSpacing(0)
        names = (
            self.tr("Loại hình"),
            self.tr("Hải quan tiếp nhận"),
            self.tr("Đội"),
            self.tr("Đăng ký lúc"),
        )
        self._values = [Label("", Type.TABLE, weight="medium", wrap=True) for _ in names]
        for column, (name, value) in enumerate(zip(names, self._values, strict=True)):
            head = Label(name, Type.CAPTION, "text2")
            head.setBuddy(value)
            for label in (head, value):  # the shares decide, not the words
                label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(head, 0, column)
            grid.addWidget(value, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, _SHARES[column])

    def _copy_number(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(self._facts.number)
            self.copy.set_icon("check")
            self._copied.start()
