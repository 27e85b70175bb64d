"""The face that shows what will be sent, in the place of the one that asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.sentences import Sentence
from rating_client.desktop.card.face import Face, button_row, card_width
from rating_client.desktop.card.facts import CardFacts, offices_of, owners_of, times_of
from rating_client.desktop.card.parts import OfficeRows, OwnerNames
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.level_badge import LevelBadge
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.theme import GAP, INNER_RADIUS, PADDING, Type
from rating_client.desktop.words import language

_INSIDE = 12


class ReviewFace(Face):
    send_wanted = Signal()
    edit_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, batch: tuple[CardFacts, ...], level: int) -> None:
        super().__init__(times_of(batch))
        self._sent = False
        self.set_title(self.tr("Xem lại trước khi gửi"))
        if len(batch) == 1:
            head = QHBoxLayout()
            head.addWidget(NumberLabel(batch[0].number))
            head.addStretch(1)
            head.addWidget(ChannelPill(batch[0].channel))
            self.column.addLayout(head)
        self.column.addSpacing(4)
        self.column.addWidget(self._content(batch, level))
        self.column.addSpacing(4)
        words = self.tr("Phiếu không ẩn danh: hải quan biết số tờ khai và mã số thuế.")
        self.low_line = Label(words, Type.CAPTION, "text2", wrap=True)
        self.column.addWidget(self.low_line)
        self.column.addSpacing(GAP)
        self.send = PrimaryButton(self.tr("Gửi"), icon="send")
        self.edit = PlainButton(self.tr("Sửa"), icon="pencil")
        self.later = QuietButton(self.tr("Để sau"))
        self.send.clicked.connect(self._send)
        self.edit.clicked.connect(self.edit_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.column.addLayout(button_row(self.send, self.edit, right=self.later))
        self.finish()

    def show_trouble(self, trouble: Sentence) -> None:
        self.low_line.set_tone("bad")
        self.low_line.setText(trouble.line(language()))
        self._sent = False

    def _send(self) -> None:
        if not self._sent:  # one press, one rating, however long the disk takes
            self._sent = True
            self.send_wanted.emit()

    def _content(self, batch: tuple[CardFacts, ...], level: int) -> QWidget:
        panel = Panel("card", radius=INNER_RADIUS)
        column = QVBoxLayout(panel)
        column.setContentsMargins(_INSIDE, 10, _INSIDE, 10)
        column.setSpacing(4)
        self.given = LevelBadge(level)
        column.addWidget(self.given)
        if len(batch) == 1:
            column.addWidget(ElidedLabel(batch[0].office_line, Type.TABLE, weight="medium"))
        else:
            column.addWidget(OfficeRows(offices_of(batch), whole=True))
            words = self.tr("{n} phiếu riêng").format(n=len(batch))
            owners = [each for each in owners_of(batch) if each[0].name]
            room = card_width() - 2 * (PADDING + _INSIDE)
            column.addWidget(OwnerNames(owners, room, words))
        words = self.tr("Không có lý do, không có nhận xét, không nêu công chức")
        column.addWidget(Label(words, Type.CAPTION, "text2", wrap=True))
        return panel
