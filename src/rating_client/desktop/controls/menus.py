"""Menus with room: entries as high as a control, so that none is hit by mistake."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QProxyStyle, QStyle, QStyleOption, QWidget

from rating_client.desktop.look.icons import icon
from rating_client.desktop.look.palette import Roles, roles
from rating_client.desktop.look.theme import CONTROL, ICON

_BETWEEN_GROUPS = 9


class Menu(QMenu):
    """A menu of words with icons, in the colours of the theme that holds when it opens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyle(_style())
        self.setToolTipsVisible(True)
        self._icons: dict[QAction, tuple[str, str]] = {}
        self.aboutToShow.connect(self.tint)

    def add(self, words: str, name: str = "", tone: str = "text") -> QAction:
        """An entry with the icon `name` in the colour of the role `tone`."""
        action = self.addAction(words)
        if name:
            self._icons[action] = (name, tone)
        return action

    def tint(self) -> None:
        ink: Roles = roles(QApplication.palette())
        for action, (name, tone) in self._icons.items():
            action.setIcon(icon(name, getattr(ink, tone)))


class _RoomyStyle(QProxyStyle):
    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        # The stub of this one overload forgets that Qt may pass no widget.
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # above
        if kind is QStyle.ContentsType.CT_MenuItem:
            words = getattr(option, "text", "")
            made.setHeight(max(made.height(), CONTROL) if words else _BETWEEN_GROUPS)
            made.setWidth(made.width() + 16)
        return made

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric is QStyle.PixelMetric.PM_SmallIconSize:
            return ICON
        return super().pixelMetric(metric, option, widget)


@cache
def _style() -> _RoomyStyle:
    return _RoomyStyle("Fusion")
