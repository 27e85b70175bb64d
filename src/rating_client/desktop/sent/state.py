"""How one rating stands, in a sentence and what follows from it; before there is a receipt."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rating_client.base.clock import local
from rating_client.desktop.controls.buttons import Button
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.sent.words import state_words
from rating_client.desktop.words import language
from rating_client.outbox.entry import HoldFor
from rating_client.outbox.listing import SentRow, ShownState

translate = QCoreApplication.translate


class Standing(NamedTuple):
    title: str
    advice: str


class SentState(Panel):
    """One sentence; the receiver's own words below it; then what a person can do about it."""

    release_asked = Signal()
    attention_asked = Signal()  # what can be done about a refused one, where it is done

    def __init__(self, row: SentRow) -> None:
        super().__init__()
        words, standing = state_words(row.shown, row.hold), standing_of(row)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        layout.setSpacing(GAP)
        title = QHBoxLayout()
        title.setSpacing(GAP)
        title.addWidget(IconView(words.icon, words.tone))
        title.addWidget(Label(standing.title, Type.HEADING, weight="semibold", wrap=True), 1)
        layout.addLayout(title)
        layout.addWidget(Label(standing.advice, Type.TABLE, "text2", wrap=True))
        if (quote := quoted_words(row)) is not None:
            layout.addSpacing(4)
            quoted = self.tr("Nguyên văn phản hồi của hải quan")
            layout.addWidget(Label(quoted, Type.CAPTION, "text2"))
            layout.addWidget(Label(f"“{quote}”", Type.TABLE, wrap=True))
        if row.shown is ShownState.HELD:
            self._offer(Button(self.tr("Gửi ngay"), icon="send", small=True), self.release_asked)
        elif row.shown is ShownState.NEEDS_ATTENTION:
            there = Button(self.tr("Xem cách xử lý"), icon="alert", small=True)
            self._offer(there, self.attention_asked)

    def _offer(self, button: Button, asked: SignalInstance) -> None:
        button.clicked.connect(asked)
        self._column.addSpacing(4)
        self._column.addWidget(button)


def quoted_words(row: SentRow) -> str | None:
    """The receiver's own words, where the sentence does not hold them already."""
    words = row.reason.words if row.reason else None
    return words if words and words not in standing_of(row).advice else None


def standing_of(row: SentRow) -> Standing:
    """What happened and what is to be done, or that nothing is."""
    if row.sentence is not None and row.shown is not ShownState.HELD:
        sentence, words = row.sentence, row.reason.words if row.reason else None
        advice = sentence.advice.of(language())
        return Standing(  # the receiver's own words stand apart
            sentence.title.of(language()), advice.removeprefix(f"“{words}”. ")
        )
    title = state_words(row.shown, row.hold).text
    match row.shown:
        case ShownState.UNADDRESSED:
            return Standing(
                title,
                translate(
                    "SentState",
                    "Phiếu đã lưu trên máy này và sẽ tự gửi khi có tệp đăng ký (.rating-enrol) "
                    "của nơi nhận.",
                ),
            )
        case ShownState.HELD if row.hold and row.hold.reason is not HoldFor.RELEASED:
            return Standing(
                title,
                translate("SentState", "Đã mã hóa, giữ trên máy này; tự gửi từ {time}.").format(
                    time=f"{local(row.hold.until):%H:%M %d/%m/%Y}"
                ),
            )
        case ShownState.HELD:
            return Standing(
                translate("SentState", "Giữ đến khi thông quan hoặc giải phóng hàng"),
                translate("SentState", "Đã mã hóa, giữ trên máy này; quá 30 ngày sẽ hỏi lại."),
            )
        case ShownState.UNCONFIRMED:
            return Standing(title, state_words(row.shown).tip)
        case ShownState.SENDING:
            return Standing(title, translate("SentState", "Phiếu đang trên đường đến hải quan."))
        case ShownState.WITHDRAWN:
            return Standing(title, translate("SentState", "Phiếu này không được gửi đến hải quan."))
    return Standing(title, translate("SentState", "Đã lưu trên máy. Tự động gửi khi có mạng."))
