"""Words on the screen: plain text in one of the theme's sizes and tones."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from rating_client.desktop.look.palette import Tone, roles
from rating_client.desktop.look.theme import Type, font, medium, semibold

Weight = Literal["normal", "medium", "semibold"]

_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{24,}")
_FONTS = {"normal": font, "medium": medium, "semibold": semibold}


def plain_tip(text: str) -> str:
    """`text` for a tool tip, which would read anything like HTML as HTML."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape  # with every entity there is: 350 kB, for the few tips that need it

    return f"<p>{escape(text)}</p>".replace("\n", "<br>")


class Label(QLabel):
    """A QLabel that never reads its text as HTML and keeps its tone in both themes."""

    def __init__(
        self,
        text: str = "",
        kind: Type = Type.BODY,
        tone: Tone = "text",
        weight: Weight = "normal",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: Tone = "text"  # the palette's own
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setFont(_FONTS[weight](kind))
        self.set_tone(tone)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        if tone != self._tone:
            self._tone = tone
            self._tint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        colour = getattr(roles(self.palette()), self._tone)
        if self.palette().color(QPalette.ColorRole.WindowText) != colour:
            own = QPalette()
            own.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(own)


class LongLabel(Label):
    """One line where there is room for it, else as few as the room allows: Qt's own label that
    wraps would rather be square."""

    def __init__(
        self, text: str = "", kind: Type = Type.BODY, tone: Tone = "text", weight: Weight = "normal"
    ) -> None:
        super().__init__(text, kind, tone, weight, wrap=True)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.lineSpacing())


class PathLabel(Label):
    """Words with a path in them, which is broken behind its separators where a line has no room
    for all of it. Not for what is selected and copied: Qt breaks at characters nobody sees."""

    def __init__(
        self, text: str = "", kind: Type = Type.BODY, tone: Tone = "text", weight: Weight = "normal"
    ) -> None:
        super().__init__(text, kind, tone, weight, wrap=True)

    def setText(self, text: str) -> None:
        super().setText(_LONG_WORD.sub(_with_breaks, text))
        self.setAccessibleName(text)

    def text(self) -> str:
        return super().text().replace(_BREAK, "")


def _with_breaks(word: re.Match[str]) -> str:
    return re.sub(r"[\\/_.-]+", rf"\g<0>{_BREAK}", word[0])


class ElidedLabel(Label):
    """One line, cut with an ellipsis where it does not fit; the whole text is the tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
