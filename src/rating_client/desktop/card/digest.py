"""The face at the end of the working day: what is still unrated, once."""

from __future__ import annotations

from PySide6.QtCore import Signal

from rating_client.desktop.card.face import Face, button_row
from rating_client.desktop.card.facts import DigestFacts
from rating_client.desktop.card.parts import OfficeRows
from rating_client.desktop.controls.buttons import PlainButton, PrimaryButton, QuietButton
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.look.theme import GAP, Type


class DigestFace(Face):
    list_wanted = Signal()
    tomorrow_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, facts: DigestFacts) -> None:
        super().__init__()
        n = len(facts.keys) + facts.more
        self.set_title(self.tr("Cuối ngày: còn {n} tờ khai chưa đánh giá").format(n=n))
        words = self.tr(
            "Hôm nay đã đánh giá {a} / {b} tờ khai. Lời nhắc này không hiện lại trước {time} "
            "ngày làm việc tiếp theo."
        )
        words = words.format(a=facts.rated_today, b=facts.registered_today, time=facts.time)
        self.column.addWidget(Label(words, Type.TABLE, "text2", wrap=True))
        self.column.addWidget(OfficeRows(list(facts.offices)))
        self.column.addSpacing(GAP)
        self.list = PrimaryButton(self.tr("Mở danh sách"))
        self.tomorrow = PlainButton(self.tr("Ngày làm việc sau"))
        self.skip = QuietButton(self.tr("Bỏ qua cả {n}").format(n=n))
        self.list.clicked.connect(self.list_wanted)
        self.tomorrow.clicked.connect(self.tomorrow_wanted)
        self.skip.clicked.connect(self.skip_wanted)
        self.skip.setVisible(not facts.more)  # it would reach only those the card lists
        self.column.addLayout(button_row(self.list, self.tomorrow, right=self.skip))
        self.finish()
