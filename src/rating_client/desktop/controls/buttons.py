"""Buttons: one primary in a place, plain ones beside it, quiet ones for what is rarely wanted."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from rating_client.desktop.controls.labels import plain_tip
from rating_client.desktop.look.focus_ring import ShowsFocus
from rating_client.desktop.look.frame import paint_frame
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import (
    CONTROL,
    CONTROL_RADIUS,
    GAP,
    ICON,
    SMALL_CONTROL,
    SMALL_ICON,
    Type,
    font,
    medium,
)

_SIDE, _SIDE_AT_LEAST = 12, 5
_HINT_SIDE = 6


class Look(Enum):
    PRIMARY = "primary"  # filled with the accent: the one thing most people will do here
    PLAIN = "plain"  # framed
    QUIET = "quiet"  # words only, a ground under the pointer
    LINK = "link"  # words in the accent's colour


class Button(ShowsFocus, QPushButton):
    """A push button in one of four looks, with an icon before and a key hint after its words."""

    def __init__(
        self,
        text: str = "",
        look: Look = Look.PLAIN,
        *,
        icon: str = "",
        icon_after: str = "",
        hint: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(text)
        self._look, self._icon, self._icon_after, self._hint = look, icon, icon_after, hint
        self._height = SMALL_CONTROL if small else CONTROL
        self._icon_size = ICON if text and not small else SMALL_ICON
        self.setFont(medium(Type.TABLE if small else Type.BODY))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)  # Enter presses what the keyboard is on
        if look is Look.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_SIDE)

    def minimumSizeHint(self) -> QSize:
        """In a crowded row the sides give way; the words never do."""
        return self._size(_SIDE_AT_LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = roles(self.palette())
        self._paint_ground(painter, colours)
        self._paint_parts(painter, colours)

    def _size(self, side: int) -> QSize:
        if not self.text():
            return QSize(self._height, self._height)
        width = sum(width for width, _ in self._parts())
        sides = 0 if self._look is Look.LINK else 2 * side
        return QSize(width + sides, max(self._height, self.fontMetrics().height() + 2 * 6))

    def _parts(self) -> list[tuple[int, str]]:
        """What stands side by side, with its width: gaps are parts without a name."""
        parts: list[tuple[int, str]] = []
        if self._icon:
            parts.append((self._icon_size, "icon"))
        if self.text():
            parts += [(GAP, "")] if parts else []
            parts.append((self.fontMetrics().horizontalAdvance(_shown(self.text())), "text"))
        if self._icon_after:
            parts += [(4, ""), (16, "icon_after")]
        if self._hint:
            hint = QFontMetrics(font(Type.CAPTION)).horizontalAdvance(self._hint)
            parts += [(10, ""), (hint + 2 * _HINT_SIDE, "hint")]
        return parts

    def _paint_ground(self, painter: QPainter, colours: Roles) -> None:
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self._look is Look.PRIMARY:
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)
        elif self._look is Look.PLAIN:
            paint_frame(
                painter, box, CONTROL_RADIUS, colours.card, _quiet_border(colours), colours.line
            )
        if self._look is not Look.LINK and (self.isDown() or self.underMouse()):
            veil = QColor(colours.hover)
            veil.setAlpha(min(255, veil.alpha() * (3 if self._look is Look.PRIMARY else 2)))
            painter.setBrush(veil)
            painter.drawRoundedRect(box, CONTROL_RADIUS, CONTROL_RADIUS)

    def _paint_parts(self, painter: QPainter, colours: Roles) -> None:
        ink = self._ink(colours)
        parts = self._parts()
        total = sum(width for width, _ in parts)
        left = 0.0 if self._look is Look.LINK else (self.width() - total) / 2
        middle = Qt.AlignmentFlag.AlignCenter
        for width, part in parts:
            box = QRectF(left, 0, width, self.height())
            if part == "icon":
                paint_icon(painter, self._icon, ink, box)
            elif part == "icon_after":
                paint_icon(painter, self._icon_after, ink, box)
            elif part == "text":
                if self._look is Look.LINK and self.underMouse():
                    underlined = self.font()
                    underlined.setUnderline(True)
                    painter.setFont(underlined)
                painter.setPen(ink)
                painter.drawText(box.adjusted(-4, 0, 4, 0), middle, _shown(self.text()))
            elif part == "hint":
                self._paint_hint(painter, colours, box)
            left += width

    def _paint_hint(self, painter: QPainter, colours: Roles, box: QRectF) -> None:
        key = QRectF(box.left(), box.center().y() - 10, box.width(), 20)
        primary = self._look is Look.PRIMARY
        ground = QColor(colours.on_accent if primary else colours.text)
        ground.setAlpha(46 if primary else 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(key, CONTROL_RADIUS, CONTROL_RADIUS)
        painter.setFont(font(Type.CAPTION))
        painter.setPen(colours.on_accent if primary else colours.text2)
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._hint)

    def _ink(self, colours: Roles) -> QColor:
        if self._look is Look.PRIMARY:
            return colours.on_accent
        if self._look is Look.LINK:
            return colours.accent_text
        return colours.text if self.isEnabled() else colours.text3


class PrimaryButton(Button):
    def __init__(self, text: str, *, icon: str = "", hint: str = "", small: bool = False) -> None:
        super().__init__(text, Look.PRIMARY, icon=icon, hint=hint, small=small)


class PlainButton(Button):
    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        icon_after: str = "",
        hint: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(text, Look.PLAIN, icon=icon, icon_after=icon_after, hint=hint, small=small)


class QuietButton(Button):
    def __init__(self, text: str, *, icon: str = "", small: bool = False) -> None:
        super().__init__(text, Look.QUIET, icon=icon, small=small)


class LinkButton(Button):
    def __init__(self, text: str) -> None:
        super().__init__(text, Look.LINK, small=True)


class IconButton(Button):
    """A square with an icon alone; `name` is its accessible name and its tooltip."""

    def __init__(self, icon: str, name: str, *, small: bool = True) -> None:
        super().__init__("", Look.QUIET, icon=icon, small=small)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def keep_place(self) -> None:
        """What stands beside it does not move when it comes and goes."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)


def _shown(text: str) -> str:
    """The words without the marks of a mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _quiet_border(colours: Roles) -> QColor:
    """A button is known by its words; its frame may be quieter than an empty field's."""
    border = QColor(colours.strong)
    border.setAlpha(130)
    return border
