"""Nơi nhận phiếu: whom this computer may send to, and how to add another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock, local
from rating_client.base.sentences import say
from rating_client.base.text import Text
from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.facts import Facts
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.controls.pill import Pill
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.scrolling import scrolling
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, PADDING, Type
from rating_client.desktop.receivers.enrolment_panel import EnrolmentPanel
from rating_client.desktop.words import language
from rating_client.enrolment.book import Enrolment, EnrolmentBook
from rating_client.enrolment.routing import Undecided


class ReceiversPage(QWidget):
    """The accepted receivers, then the place for a new enrolment file."""

    accepted = Signal(object)  # the Enrolment
    receiver_chosen = Signal(str, str)  # office, receiver: which of several takes it

    def __init__(self, enrolments: EnrolmentBook, clock: Clock) -> None:
        super().__init__()
        self._enrolments = enrolments
        self._shown: list[Enrolment] | None = None
        self.panel = EnrolmentPanel(enrolments, clock)
        self.panel.accepted.connect(self._accepted)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
        self._column.setSpacing(CARD_GAP)
        title = Label(self.tr("Nơi nhận phiếu"), Type.TITLE, weight="semibold")
        self._subtitle = Label("", Type.TABLE, "text2", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(CARD_GAP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._subtitle)
        self._column.addLayout(words)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(CARD_GAP)
        self._column.addLayout(self._choices)
        self._column.addLayout(self._list)
        self._column.addWidget(self.panel)
        self._column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))
        self.refresh()

    def refresh(self) -> None:
        """Something changed in the ledger."""
        found = self._enrolments.enrolments()
        if found == self._shown:
            return
        self._shown = found
        clear(self._list)
        for enrolment in found:
            self._list.addWidget(self._card(enrolment))
        self._subtitle.setText(
            self.tr("Phiếu chỉ gửi đến các nơi nhận dưới đây, đã mã hóa cho riêng nơi nhận.")
            if found
            else self.tr(
                "Vẫn đánh giá được khi chưa có nơi nhận: phiếu được giữ trên máy này "
                "và tự gửi khi có tệp .rating-enrol."
            )
        )

    def show_choices(self, choices: Sequence[Undecided]) -> None:
        """Offices that several receivers take: a person chooses once, and it is kept."""
        clear(self._choices)
        names = {each.receiver: each.name for each in self._enrolments.enrolments()}
        for choice in choices:
            self._choices.addWidget(self._choice(choice, names))

    def _choice(self, choice: Undecided, names: Mapping[str, Text]) -> QWidget:
        panel = Panel("warn_ground", framed=False)
        column = QVBoxLayout(panel)
        column.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        column.setSpacing(GAP)
        title = self.tr("Phiếu của {office} gửi đến nơi nhận nào?").format(office=choice.office)
        column.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True))
        about = self.tr("Nhiều nơi nhận cùng tiếp nhận đơn vị này. Lựa chọn được ghi nhớ.")
        column.addWidget(Label(about, Type.TABLE, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for receiver in choice.receivers:
            known = names.get(receiver)
            button = PlainButton(known.of(language()) if known else receiver[:8], small=True)
            button.clicked.connect(
                lambda *, receiver=receiver: self.receiver_chosen.emit(choice.office, receiver)
            )
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        return panel

    def _card(self, enrolment: Enrolment) -> QWidget:
        panel = Panel()
        column = QVBoxLayout(panel)
        column.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(IconView("building"))
        name = Label(enrolment.name.of(language()), Type.HEADING, weight="semibold", wrap=True)
        head.addWidget(name, 1)
        head.addWidget(self._state(enrolment))
        column.addLayout(head)
        if enrolment.trouble is not None:
            advice = say(enrolment.trouble).advice.of(language())
            column.addWidget(Label(advice, Type.TABLE, wrap=True))
        facts = Facts()
        facts.add(self.tr("Địa chỉ"), "\n".join(enrolment.base_urls))
        everything = self.tr("Mọi đơn vị hải quan")
        offices = everything if enrolment.offices == "*" else ", ".join(enrolment.offices)
        facts.add(self.tr("Đơn vị hải quan"), offices)
        facts.add(self.tr("Mã nhận dạng khóa"), enrolment.fingerprint)
        accepted = local(enrolment.accepted_at)
        facts.add(self.tr("Chấp nhận lúc"), f"{accepted:%H:%M · %d/%m/%Y}")
        column.addWidget(facts)
        return panel

    def _state(self, enrolment: Enrolment) -> Pill:
        if enrolment.trouble is not None:
            return Pill(say(enrolment.trouble).title.of(language()), "key", "bad")
        if enrolment.request_state == "receipted":
            return Pill(self.tr("Đã đăng ký"), "check", "ok")
        return Pill(self.tr("Đang đăng ký"), "clock", "warn")

    def _accepted(self, enrolment: Enrolment) -> None:
        self.refresh()
        self.accepted.emit(enrolment)
