"""Customs' reply, word for word: plain text, no links, its status exactly as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rating_client.desktop.controls.labels import Label
from rating_client.desktop.controls.panel import Panel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.theme import GAP, PADDING, Type
from rating_client.desktop.times import time_and_day
from rating_client.desktop.words import language


class AnswerPanel(Panel):
    def __init__(self, answer: Mapping[str, Any]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING - 2, PADDING, PADDING)
        layout.setSpacing(GAP)
        title = QHBoxLayout()
        title.setSpacing(GAP)
        title.addWidget(IconView("reply", "accent_text"))
        title.addWidget(Label(self.tr("Phản hồi của hải quan"), Type.HEADING, weight="semibold"), 1)
        decided = datetime.fromisoformat(answer["decided_at"])
        title.addWidget(Label(time_and_day(decided), Type.TABLE, "text2"))
        layout.addLayout(title)
        said = Label(str(answer["text"]), Type.BODY, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(said)
        status = self.tr("Trạng thái do hải quan gửi: “{status}”").format(
            status=answer["status"][language()]
        )
        parts = [answer.get("office", {}).get("name", ""), status]
        layout.addWidget(Label(" · ".join(p for p in parts if p), Type.CAPTION, "text2", wrap=True))
