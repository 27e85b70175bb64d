"""One rating its receiver refused: what happened, in whose words, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import local
from rating_client.desktop.controls.buttons import (
    LinkButton,
    PlainButton,
    PrimaryButton,
    QuietButton,
)
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.sent.state import quoted_words, standing_of
from rating_client.desktop.times import short_time
from rating_client.outbox.entry import Entry
from rating_client.outbox.listing import SentRow
from rating_client.outbox.replaced import stands

translate = QCoreApplication.translate
_TOP = Qt.AlignmentFlag.AlignTop


class RefusedItem(Panel):
    """Emits what a person wishes; nothing is carried out here."""

    correct_asked = Signal()
    again_asked = Signal()
    export_asked = Signal()
    withdraw_asked = Signal()
    look_asked = Signal()

    def __init__(self, row: SentRow, entry: Entry, now: float) -> None:
        super().__init__()
        standing = standing_of(row)
        words = item_words(self, "alert", standing.title, short_time(row.queued_at, now))
        words.addLayout(declaration_line(row))
        if (quote := quoted_words(row)) is not None:
            words.addWidget(self._quoted(quote, entry))
        words.addSpacing(2)
        words.addWidget(Label(self.tr("Cách xử lý"), Type.BODY, weight="semibold"))
        words.addWidget(Label(standing.advice, Type.TABLE, wrap=True))
        pointers = row.reason.pointers if row.reason and not _is_too_late(entry) else ()
        if marked := marked_parts(entry.content, pointers):
            said = self.tr("Mục cần sửa: {parts}").format(parts=", ".join(marked))
            words.addWidget(Label(said, Type.TABLE, "bad", wrap=True))
        words.addSpacing(2)
        words.addWidget(self._buttons(entry))

    def _quoted(self, quote: str, entry: Entry) -> QWidget:
        panel = Panel("subtle")
        column = QVBoxLayout(panel)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(2)
        title = self.tr("Nguyên văn phản hồi của hải quan")
        column.addWidget(Label(title, Type.CAPTION, "text2"))
        said = Label(f"“{quote}”", Type.TABLE, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        if entry.last_attempt_at is not None:
            when = self.tr("Lần gửi thứ {n} · {time}").format(
                n=entry.attempts, time=f"{local(entry.last_attempt_at):%H:%M:%S · %d/%m/%Y}"
            )
            column.addWidget(Label(when, Type.CAPTION, "text2"))
        return panel

    def _buttons(self, entry: Entry) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=GAP)
        as_it_is = entry.envelope is not None and _may_go_as_it_is(entry)
        if as_it_is:
            again = PrimaryButton(self.tr("Gửi lại, không sửa"), icon="refresh", small=True)
            again.clicked.connect(self.again_asked)
            row.addWidget(again)
        if entry.content is not None and not _is_too_late(entry):
            kind = PlainButton if as_it_is else PrimaryButton
            correct = kind(self.tr("Sửa và gửi lại"), icon="pencil", small=True)
            correct.clicked.connect(self.correct_asked)
            row.addWidget(correct)
        if entry.envelope is not None and not _is_too_late(entry):
            export = PlainButton(self.tr("Xuất ra tệp…"), icon="usb", small=True)
            export.clicked.connect(self.export_asked)
            row.addWidget(export)
        if not stands(entry):  # of any other nobody may say that customs will not receive it
            withdraw = QuietButton(self.tr("Hủy gửi phiếu này…"), icon="trash", small=True)
            withdraw.clicked.connect(self.withdraw_asked)
            row.addWidget(withdraw)
        see = LinkButton(self.tr("Xem phiếu"))
        see.clicked.connect(self.look_asked)
        row.addWidget(see)
        return holder


def item_words(panel: Panel, icon: str, title: str, when: str) -> QVBoxLayout:
    """Gives a panel its title; what more there is to say goes into the layout."""
    row = QHBoxLayout(panel)
    row.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
    row.setSpacing(12)
    row.addWidget(IconView(icon, "bad" if icon == "alert" else "text2"), 0, _TOP)
    words = QVBoxLayout()
    words.setSpacing(6)
    head = QHBoxLayout()
    head.addWidget(Label(title, Type.HEADING, weight="semibold", wrap=True), 1)
    head.addWidget(Label(when, Type.TABLE, "text2"), 0, _TOP)
    words.addLayout(head)
    row.addLayout(words, 1)
    return words


def declaration_line(row: SentRow) -> QHBoxLayout:
    """Which declaration it is about."""
    about = QHBoxLayout()
    about.setSpacing(GAP)
    about.addWidget(NumberLabel(row.number, Type.TABLE))
    about.addWidget(ElidedLabel(row.owner_name or "", Type.TABLE, "text2"), 1)
    return about


def _may_go_as_it_is(entry: Entry) -> bool:
    """Whether the same bytes may be taken once customs has mended something on its side."""
    return entry.reason is not None and entry.reason.code == "delivery.not-opened"


def _is_too_late(entry: Entry) -> bool:
    """Whether neither a correction nor another way would be taken any more."""
    return entry.reason is not None and entry.reason.code == "delivery.too-late"


def marked_parts(content: Mapping[str, Any] | None, pointers: Sequence[str]) -> list[str]:
    """The parts of the form the receiver found fault with, in the form's words, each once."""
    found = (_part(content or {}, pointer.strip("/").split("/")) for pointer in pointers)
    return list(dict.fromkeys(part for part in found if part))


def _part(content: Mapping[str, Any], path: Sequence[str]) -> str:
    match path:
        case ["subjects", number, *_] if number.isascii() and number.isdecimal():
            subjects = content.get("subjects", ())
            place = int(number)
            return str(subjects[place]["name"]) if place < len(subjects) else ""
        case ["contact", *_]:
            return translate("RefusedItem", "Đầu mối liên hệ")
        case ["suggestion", *_]:
            return translate("RefusedItem", "Ý kiến, kiến nghị")
        case ["declaration", *_]:
            return translate("RefusedItem", "Tờ khai")
        case ["owner" | "declarant", *_]:
            return translate("RefusedItem", "Doanh nghiệp")
    return ""
