"""One given rating: its declaration, what happened to it, the receipt, and what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.base.clock import Clock
from rating_client.desktop.controls.channel_pill import ChannelPill
from rating_client.desktop.controls.flow_layout import FlowLayout
from rating_client.desktop.controls.labels import ElidedLabel, Label
from rating_client.desktop.controls.number_label import NumberLabel
from rating_client.desktop.controls.owner_badge import OwnerBadge
from rating_client.desktop.look.theme import CARD_GAP, GAP, MARGIN, Type
from rating_client.desktop.paper.rating_forms import paper_of_sent
from rating_client.desktop.paper.receipt import ReceiptPaper
from rating_client.desktop.paper.window import show_paper
from rating_client.desktop.sent.answer_panel import AnswerPanel
from rating_client.desktop.sent.content import SentContent
from rating_client.desktop.sent.receipt_panel import ReceiptPanel
from rating_client.desktop.sent.state import SentState
from rating_client.desktop.sent.timeline import Timeline
from rating_client.desktop.times import time_and_day
from rating_client.directory.directory import Directory
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.entry import Entry
from rating_client.outbox.listing import SentDetail
from rating_client.outbox.replaced import stands
from rating_client.prompts.owners import Owners
from rating_client.ratings.form import Form, form_of
from rating_client.ratings.kept_forms import KeptForms


class SentDetailPane(QWidget):
    """Everything about one entry, top to bottom in the order in which it happened."""

    release_asked = Signal()
    attention_asked = Signal()
    replace_asked = Signal()

    def __init__(
        self,
        detail: SentDetail,
        *,
        enrolments: EnrolmentBook,
        forms: KeptForms,
        directory: Directory,
        owners: Owners,
        clock: Clock,
    ) -> None:
        super().__init__()
        self._detail, self._directory, self._owners = detail, directory, owners
        self._enrolments = enrolments
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN)
        layout.setSpacing(CARD_GAP)
        layout.addWidget(self._heading())
        layout.addWidget(Timeline(detail.timeline, detail.row.shown, clock.now()))
        for answer in detail.answers[:1]:
            layout.addWidget(AnswerPanel(answer))
        if detail.entry.receipt is not None:
            self._receipt = ReceiptPanel(detail.entry, enrolments)
            self._receipt.page_asked.connect(self._show_receipt)
            layout.addWidget(self._receipt)
        else:
            state = SentState(detail.row)
            state.release_asked.connect(self.release_asked)
            state.attention_asked.connect(self.attention_asked)
            layout.addWidget(state)
        form = _form_of(detail.entry, forms, enrolments)
        replaceable = detail.superseded_by is None and stands(detail.entry)
        content = SentContent(detail.entry.content, form, replaceable=replaceable)
        content.replace_asked.connect(self.replace_asked)
        content.print_asked.connect(lambda: self._show_form(form))
        layout.addWidget(content)
        layout.addStretch()

    def _show_receipt(self) -> None:
        holds = self._receipt.holds
        show_paper(ReceiptPaper(self._detail, self._enrolments, self._directory, holds=holds), self)

    def _show_form(self, form: Form) -> None:
        if self._detail.entry.content is not None:
            show_paper(paper_of_sent(self._detail.entry.content, form), self)

    def _heading(self) -> QWidget:
        heading = QWidget()
        layout = QVBoxLayout(heading)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        declaration = self._declaration()
        first = QWidget()
        row = FlowLayout(first, CARD_GAP)
        row.addWidget(NumberLabel(self._detail.row.number))
        if declaration.get("channel"):
            row.addWidget(ChannelPill(int(declaration["channel"])))
        layout.addWidget(first)
        if self._detail.row.owner_name or self._detail.row.owner_tax_code:
            layout.addLayout(self._owner())
        for line in self._lines(declaration):
            layout.addWidget(Label(line, Type.TABLE, "text2", wrap=True))
        return heading

    def _owner(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        tax_code = self._detail.row.owner_tax_code
        owner = self._owners.get(tax_code) if tax_code else None
        if owner is not None:
            row.addWidget(OwnerBadge(owner.letters, owner.colour))
        name = self._detail.row.owner_name or tax_code or ""
        row.addWidget(ElidedLabel(name, Type.BODY), 1)
        return row

    def _lines(self, declaration: Mapping[str, Any]) -> list[str]:
        registered = declaration.get("registered_at")
        at = datetime.fromisoformat(registered) if registered else None
        office = self._directory.read(
            declaration.get("office_code"),
            declaration.get("office_name") or self._detail.row.office,
            at,
        )
        where = f"{office.name} ({office.code})" if office.code else office.name
        parts = []
        if declaration.get("type_code"):
            parts.append(str(declaration["type_code"]))
        if at is not None:
            parts.append(self.tr("đăng ký {time}").format(time=time_and_day(at)))
        return [line for line in (where, " · ".join(parts)) if line]

    def _declaration(self) -> Mapping[str, Any]:
        content = self._detail.entry.content
        return content["declaration"] if content else {}


def _form_of(entry: Entry, forms: KeptForms, enrolments: EnrolmentBook) -> Form:
    """The form it was filled in with, for the words of reasons; where that is not kept, the
    receiver's in use, or the one that ships."""
    given = (entry.content or {}).get("form", {})
    kept = forms.find(given["id"], given["version"]) if given else None
    return form_of(kept or (enrolments.form(entry.receiver) if entry.receiver else None))
