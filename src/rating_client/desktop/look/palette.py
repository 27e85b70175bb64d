"""The colours, by the part they play.

A widget asks `roles(self.palette())` when it paints: the palette of the application says which
theme holds, so nothing has to be told when the theme changes. Contrast on the grounds each role
is used on is at least 4.5 for text and 3 for borders, in both themes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

Tone = Literal["text", "text2", "text3", "accent_text", "ok", "warn", "bad"]
Ground = Literal[
    "card", "subtle", "layer", "accent_ground", "ok_ground", "warn_ground", "bad_ground"
]


@dataclass(frozen=True)
class LevelInk:
    """What one level is written in, and the ground of its chosen cell."""

    ink: QColor
    tint: QColor


@dataclass(frozen=True)
class Roles:
    window: QColor
    layer: QColor
    card: QColor
    subtle: QColor
    accent_ground: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    on_accent: QColor
    accent_text: QColor
    ok: QColor
    ok_ground: QColor
    warn: QColor
    warn_ground: QColor
    bad: QColor
    bad_ground: QColor
    stroke: QColor  # quiet 1 px lines and frames that carry no meaning
    strong: QColor  # the border of a control: 3:1 on its ground
    hover: QColor  # laid over whatever lies under the pointer
    focus: QColor
    levels: tuple[LevelInk, ...]  # level 1 first
    line: int = 1  # px: how thick the border of a panel or a control is

    def level(self, level: int) -> LevelInk:
        return self.levels[level - 1]


def _c(text: str) -> QColor:
    return QColor(text)


LIGHT = Roles(
    window=_c("#F3F3F3"),
    layer=_c("#FBFBFB"),
    card=_c("#FFFFFF"),
    subtle=_c("#F6F7F8"),
    accent_ground=_c("#E6F0FA"),
    text=_c("#1B1B1B"),
    text2=_c("#595D62"),
    text3=_c("#686C71"),
    accent=_c("#005FB8"),
    on_accent=_c("#FFFFFF"),
    accent_text=_c("#00549F"),
    ok=_c("#0F6E0F"),
    ok_ground=_c("#E3F3E3"),
    warn=_c("#8A5100"),
    warn_ground=_c("#FFF1DC"),
    bad=_c("#B3261E"),
    bad_ground=_c("#FDE9E7"),
    stroke=_c("#E3E4E6"),
    strong=_c("#83888E"),
    hover=QColor(0, 0, 0, 12),
    focus=_c("#1B1B1B"),
    levels=(
        LevelInk(_c("#B3261E"), _c("#FDE9E7")),
        LevelInk(_c("#8A4B00"), _c("#FFEEDB")),
        LevelInk(_c("#4F5863"), _c("#E9ECEF")),
        LevelInk(_c("#00667A"), _c("#DDF2F5")),
        LevelInk(_c("#0F6E0F"), _c("#E3F3E3")),
    ),
)

DARK = Roles(
    window=_c("#202020"),
    layer=_c("#272727"),
    card=_c("#2E2E2E"),
    subtle=_c("#292929"),
    accent_ground=_c("#1D3A4A"),
    text=_c("#FFFFFF"),
    text2=_c("#C9C9C9"),
    text3=_c("#B0B0B0"),
    accent=_c("#60CDFF"),
    on_accent=_c("#00263B"),
    accent_text=_c("#8FDBFF"),
    ok=_c("#7CD672"),
    ok_ground=_c("#233823"),
    warn=_c("#FFC46B"),
    warn_ground=_c("#43331A"),
    bad=_c("#FFA39C"),
    bad_ground=_c("#4A2523"),
    stroke=_c("#3F3F3F"),
    strong=_c("#9A9A9A"),
    hover=QColor(255, 255, 255, 16),
    focus=_c("#FFFFFF"),
    levels=(
        LevelInk(_c("#FFA39C"), _c("#4A2523")),
        LevelInk(_c("#FFC07A"), _c("#45311C")),
        LevelInk(_c("#C3CAD3"), _c("#3A3F45")),
        LevelInk(_c("#6FDCEC"), _c("#1B3C42")),
        LevelInk(_c("#7CD672"), _c("#233823")),
    ),
)

# One of eight for each taxpayer, in order of appearance; white letters on each are 6.2:1 or more.
OWNER_COLOURS = tuple(
    _c(c)
    for c in (
        "#005A9E", "#8E3A59", "#4B6A1F", "#7A4F00", "#5B4B9A", "#006B66", "#9C3D10", "#4F5863",
    )
)  # fmt: skip


def roles(palette: QPalette) -> Roles:
    """The roles that go with `palette`: ours, or in high contrast the system's own colours."""
    # Whatever is painted asks: reading four colours would take longer. The key alone is the same
    # for a control that is disabled, whose words another colour may have.
    key = (palette.cacheKey(), palette.currentColorGroup())
    known = _known.get(key)
    if known is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[key] = _roles(
            palette.color(QPalette.ColorRole.Window).rgb(),
            palette.color(QPalette.ColorRole.WindowText).rgb(),
            palette.color(QPalette.ColorRole.Accent).rgb(),
            palette.color(QPalette.ColorRole.HighlightedText).rgb(),
        )
    return known


_known: dict[tuple[int, QPalette.ColorGroup], Roles] = {}
_MOST_KNOWN = 500


@cache
def _roles(window: int, text: int, accent: int, on_accent: int) -> Roles:
    for ours in (LIGHT, DARK):
        if ours.window.rgb() == window:
            if accent == ours.accent.rgb():
                return ours
            return replace(ours, accent=QColor(accent), on_accent=QColor(on_accent))
    return _plain(QColor(window), QColor(text), QColor(accent), QColor(on_accent))


def _plain(window: QColor, text: QColor, accent: QColor, on_accent: QColor) -> Roles:
    """High contrast: no tints, every ground the window's, every line and word the text's."""
    lines = dict.fromkeys(("text", "text2", "text3", "accent_text", "strong", "stroke"), text)
    grounds = dict.fromkeys(
        ("window", "layer", "card", "subtle", "accent_ground"), window
    ) | dict.fromkeys(("ok_ground", "warn_ground", "bad_ground"), window)
    hover = QColor(text)
    hover.setAlpha(40)
    return Roles(
        **lines,
        **grounds,
        accent=accent,
        on_accent=on_accent,
        ok=text,
        warn=text,
        bad=text,
        hover=hover,
        focus=text,
        levels=(LevelInk(text, window),) * 5,
        line=2,
    )


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
