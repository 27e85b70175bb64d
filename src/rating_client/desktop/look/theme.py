"""Light, dark or as the system has it: the application's palette, its type and its spacing.

The one place where sizes live. All lengths are device-independent pixels on a 4 px grid.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from rating_client.desktop.look.palette import DARK, LIGHT, Roles, contrast
from rating_client.windows.contrast import high_contrast

GRID = 4
GAP = 8  # inside a group
CARD_GAP = 12  # between cards
PADDING = 16  # inside a card
MARGIN = 24  # around a page
FORM_MARGIN = 20  # around the pages of a form
CONTROL_RADIUS, INNER_RADIUS, CARD_RADIUS = 4, 6, 8
CONTROL, SMALL_CONTROL = 32, 28  # heights
ICON, SMALL_ICON = 20, 16
# Right of the strips of levels, which stand under each other, is room for a button.
RIGHT_EDGE = CARD_GAP + SMALL_CONTROL

_FAMILIES = ["Segoe UI Variable Text", "Segoe UI", "Inter", "Noto Sans", "DejaVu Sans"]
_BODY_PIXELS = 14


class Type(Enum):
    """The type scale: size and line height."""

    CAPTION = (12, 16)
    TABLE = (13, 18)
    BODY = (14, 20)
    HEADING = (15, 20)
    TITLE = (20, 28)
    FIGURE = (24, 32)

    @property
    def pixels(self) -> int:
        return self.value[0]


def font(kind: Type = Type.BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """This size at the user's text scale, with figures of equal width."""
    return QFont(_font(kind, weight, QGuiApplication.font().pixelSize()))


@cache  # every painted word asks
def _font(kind: Type, weight: QFont.Weight, pixels: int) -> QFont:
    """`pixels` is the size of the application's font; below 1 where nobody has set it."""
    made = QFont(QGuiApplication.font())
    body = pixels if pixels > 0 else _BODY_PIXELS
    made.setPixelSize(max(12, round(kind.pixels * body / _BODY_PIXELS)))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def scaled(length: int) -> int:
    """The length of what holds words and does not ask them, at the user's text scale."""
    return round(length * max(QGuiApplication.font().pixelSize() / _BODY_PIXELS, 1.0))


def medium(kind: Type = Type.BODY) -> QFont:
    return font(kind, QFont.Weight.Medium)


def semibold(kind: Type = Type.BODY) -> QFont:
    return font(kind, QFont.Weight.DemiBold)


class Theme(QObject):
    """Sets palette and font of the application, and keeps them with the system's scheme.

    `choice` is the setting `appearance`: system, light or dark. In the system's high contrast its
    own palette holds whatever the choice, and our tints are dropped.

    Widgets need no signal to repaint: a new palette repaints them. `changed` is for pictures
    kept outside widgets, such as the tray icon and its menu.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        choice: str = "system",
        scale: float = 1.0,
        *,
        in_high_contrast: Callable[[], bool] = high_contrast,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._in_high_contrast = in_high_contrast
        self._high_contrast = in_high_contrast()
        self._system_accent = app.palette().color(QPalette.ColorRole.Accent)
        app.setStyle("Fusion")  # the same everywhere; the Windows 11 style ignores our palette
        self.set_scale(scale)
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        # Qt tells of high contrast from 6.10 on. Who turned it on elsewhere comes back after that.
        app.applicationStateChanged.connect(self._look_again)
        self._apply()

    @property
    def dark(self) -> bool:
        if self._choice == "system":
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice == "dark"

    def choose(self, choice: str) -> None:
        self._choice = choice
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Text at 1.0 to 1.5 of its size."""
        base = QFont()
        base.setFamilies(_FAMILIES)
        base.setPixelSize(round(_BODY_PIXELS * min(max(scale, 1.0), 1.5)))
        self._app.setFont(base)

    def _system_changed(self) -> None:
        self._high_contrast = self._in_high_contrast()
        self._apply()

    def _look_again(self) -> None:
        if self._high_contrast != self._in_high_contrast():
            self._system_changed()

    def _apply(self) -> None:
        if self._high_contrast:
            self._app.setPalette(QPalette())  # nothing of ours: the system's own
        else:
            self._app.setPalette(palette_of(DARK if self.dark else LIGHT, self._system_accent))
        self.changed.emit()


def palette_of(roles: Roles, system_accent: QColor) -> QPalette:
    """The palette that carries `roles`. The system's accent replaces ours where it reads well."""
    accent, on_accent = roles.accent, roles.on_accent
    if _reads_well(system_accent, roles):
        accent = system_accent
    part = QPalette.ColorRole
    palette = QPalette(roles.window)
    for role, colour in {
        part.Window: roles.window,
        part.WindowText: roles.text,
        part.Base: roles.card,
        part.AlternateBase: roles.subtle,
        part.Text: roles.text,
        part.PlaceholderText: roles.text3,
        part.Button: roles.layer,
        part.ButtonText: roles.text,
        part.ToolTipBase: roles.card,
        part.ToolTipText: roles.text,
        part.BrightText: roles.bad,
        part.Highlight: accent,
        part.HighlightedText: on_accent,
        part.Accent: accent,
        part.Link: roles.accent_text,
        part.LinkVisited: roles.accent_text,
        part.Light: roles.card,
        part.Midlight: roles.stroke,
        part.Mid: roles.strong,
        part.Dark: roles.strong,
        part.Shadow: roles.strong,
    }.items():
        palette.setColor(role, colour)
    for role in (part.Text, part.WindowText, part.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, roles.text3)
    return palette


def _reads_well(accent: QColor, roles: Roles) -> bool:
    return (
        contrast(accent, roles.on_accent) >= 4.5
        and contrast(accent, roles.card) >= 4.5
        and contrast(accent, roles.window) >= 3
    )
