"""The face that asks: one declaration, or several at once, and the five levels."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout

from rating_client.desktop.card.face import Face, button_row, card_width
from rating_client.desktop.card.facts import (
    CardFacts,
    CardQuestion,
    channels_of,
    offices_of,
    owners_of,
    times_of,
)
from rating_client.desktop.card.parts import OWNERS_SHOWN, OfficeRows, OfflineStrip, OwnerNames
from rating_client.desktop.controls.buttons import (
    LinkButton,
    PlainButton,
    PrimaryButton,
    QuietButton,
)
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.level_cell import CellLook
from rating_client.desktop.controls.level_strip import LevelStrip
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.look.theme import GAP, PADDING, Type, font
from rating_client.desktop.words import thousands


class AskingFace(Face):
    level_chosen = Signal(int)
    form_wanted = Signal()  # Đánh giá chi tiết…, or the list for several declarations
    later_wanted = Signal()
    skip_wanted = Signal()
    digest_wanted = Signal()  # no more cards today but one at the end of the day

    def __init__(self, question: CardQuestion, *, offline: bool) -> None:
        batch = question.batch
        one = question.total == 1
        super().__init__(times_of(batch))
        self.set_title(
            self.tr("Tờ khai vừa đăng ký")
            if one
            else self.tr("{n} tờ khai vừa đăng ký").format(n=thousands(question.total))
        )
        if one:
            self._say_one(batch[0])
        else:
            # There is more below: a card stays under 320 px.
            self._say_many(batch, rows=2 if offline or question.offers_digest else 4)
        if offline:
            self.column.addWidget(OfflineStrip())
        self.column.addSpacing(GAP - 2)
        if question.more:
            self._say_too_many()
        else:
            self._ask(
                self.tr("Mức độ hài lòng với đơn vị hải quan:")
                if one
                else self._for_all(question.total)
            )
        self._offer(self.tr("Đánh giá chi tiết…") if one else self.tr("Mở danh sách"))
        if question.more:
            self.skip.hide()  # it would reach only those the card lists
        if question.offers_digest and not offline:
            self._offer_digest()
        self.finish()

    def _say_one(self, facts: CardFacts) -> None:
        head = QHBoxLayout()
        head.addWidget(NumberLabel(facts.number))
        head.addStretch(1)
        head.addWidget(ChannelPill(facts.channel))
        self.column.addLayout(head)
        self.column.addWidget(ElidedLabel(facts.type_line, Type.TABLE, "text2"))
        self.column.addWidget(ElidedLabel(facts.office_line, Type.TABLE, weight="medium"))
        if facts.owner_name:
            owner = QHBoxLayout()
            owner.setSpacing(GAP)
            owner.addWidget(OwnerBadge(facts.owner_letters, facts.owner_colour))
            owner.addWidget(ElidedLabel(facts.owner_name, Type.TABLE), 1)
            self.column.addLayout(owner)

    def _say_many(self, batch: tuple[CardFacts, ...], *, rows: int) -> None:
        self.column.addWidget(OfficeRows(offices_of(batch), rows))
        owners = owners_of(batch)
        marks = QHBoxLayout()
        marks.setSpacing(GAP)
        named = owners[0][0].name != ""
        for owner, count in owners[:OWNERS_SHOWN] if named else []:
            marks.addWidget(OwnerBadge(owner.letters, owner.colour))
            marks.addWidget(Label(str(count), Type.TABLE))
        marks.addStretch(1)
        for channel, count in channels_of(batch):
            pill = ChannelPill(channel)
            pill.set_channel(channel, count)
            marks.addWidget(pill)
        self.column.addLayout(marks)
        if named:
            self.column.addWidget(OwnerNames(owners, _room()))

    def _for_all(self, total: int) -> str:
        """Where one line is too short for it, the bracket goes to the next as a whole."""
        words = self.tr("Mức độ hài lòng chung cho cả {n} tờ khai (mức 1–2: mở từng tờ):")
        words = words.format(n=total)
        needed = QFontMetrics(font(Type.CAPTION)).horizontalAdvance(words)
        return words if needed <= _room() else words.replace(" (", "\n(")

    def _ask(self, question: str) -> None:
        self.column.addWidget(Label(question, Type.CAPTION, "text2", wrap=True))
        self.strip = LevelStrip(CellLook.TALL)
        self.strip.set_subject(self.tr("đơn vị hải quan"))
        self.strip.chosen.connect(self._chosen)
        self.column.addWidget(self.strip)
        self.column.addSpacing(GAP)

    def _say_too_many(self) -> None:
        words = self.tr("Nhiều hơn một lời nhắc liệt kê được. Mở danh sách để đánh giá nhiều tờ.")
        self.column.addWidget(Label(words, Type.CAPTION, "text2", wrap=True))
        self.column.addSpacing(GAP)

    def _offer_digest(self) -> None:
        """After a few cards in a short time, as a way out that loses nothing."""
        self.merge = LinkButton(self.tr("Gộp thành một lời nhắc cuối buổi"))
        self.merge.clicked.connect(self.digest_wanted)
        self.column.addSpacing(GAP)
        self.column.addWidget(self.merge)

    def _offer(self, primary: str) -> None:
        self.details = PrimaryButton(primary)
        self.later = PlainButton(self.tr("Để sau"), icon_after="chevron-down")
        self.skip = QuietButton(self.tr("Bỏ qua"))
        self.details.clicked.connect(self.form_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.skip.clicked.connect(self.skip_wanted)
        self.column.addLayout(button_row(self.details, self.later, right=self.skip))

    def _chosen(self, level: int | None) -> None:
        self.strip.set_level(None)  # a face that comes back asks anew
        if level is not None:
            self.level_chosen.emit(level)


def _room() -> int:
    """How wide a line may be, in pixels."""
    return card_width() - 2 * PADDING
