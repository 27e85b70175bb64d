"""Scroll bars that keep to themselves: thin, without arrows, in the palette's own colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QProxyStyle,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)
from shiboken6 import isValid

from rating_client.desktop.look.palette import roles

_BAR, _ROOM = 12, 3
_LEAST_HANDLE = 38


def thin_scroll_bars(area: QAbstractScrollArea) -> None:
    """Gives `area` the program's scroll bars."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyle(_style())
        bar.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)


def scrolling(content: QWidget, margin: int = 0) -> QScrollArea:
    """A frameless area that scrolls `content` up and down on the window's ground.

    With a `margin`, the scroll bar lies inside the content's right margin of that width, so that
    nothing moves when it comes and goes. Tab goes to what is in the area, not to itself, where
    nothing would show it: a window with much to read in one hands it the keys that nobody took.
    """
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    area.setViewport(QWidget())  # one that fills nothing; Qt's own would fill its ground
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    thin_scroll_bars(area)
    layout = content.layout()
    if margin and layout is not None:
        bar = area.verticalScrollBar()

        def make_room(_low: int, high: int) -> None:
            margins = layout.contentsMargins()
            margins.setRight(margin - (_BAR if high else 0))
            layout.setContentsMargins(margins)

        bar.rangeChanged.connect(make_room)
    return area


class FollowsKeyboard(QObject):
    """Keeps what the keyboard is on in view, clear of what stands above and below the area, also
    when it grows."""

    def __init__(self, area: QScrollArea, margin: int = 64) -> None:
        super().__init__(area)
        self._area, self._margin = area, margin
        self._on: QWidget | None = None  # in the area, with the keyboard on it
        self._grew = False
        self._look_again = QTimer(self)
        self._look_again.setSingleShot(True)
        self._look_again.setInterval(0)
        self._look_again.timeout.connect(self._bring_into_view)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        area.widget().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What grows is higher at once, the page around it a turn or two later.
        if event.type() is QEvent.Type.Resize:
            self._grew = self._grew or watched is self._on
            if self._grew:
                self._look_again.start()
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not isValid(self._area):  # the window is being destroyed, and lets go of the keyboard
            return
        if self._on is not None and isValid(self._on):
            self._on.removeEventFilter(self)
        content = self._area.widget()
        inside = now is not None and content is not None and content.isAncestorOf(now)
        self._on, self._grew = (now if inside else None), False
        if self._on is not None:
            self._on.installEventFilter(self)
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        on = self._on
        if on is not None and isValid(on):
            margin = min(self._margin, max(0, (self._area.height() - on.height()) // 2))
            self._area.ensureWidgetVisible(on, 0, margin)


class _ThinBars(QProxyStyle):
    """Not a style sheet: that costs every bar, at every change of theme, a parse and a polish."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric is QStyle.PixelMetric.PM_ScrollBarExtent:
            return _BAR
        return super().pixelMetric(metric, option, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if isinstance(widget, QScrollBar):
            return _part(widget, part)
        # The stub of this overload forgets that Qt may pass no widget.
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # above

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if not isinstance(widget, QScrollBar):
            super().drawComplexControl(control, option, painter, widget)
            return
        handle = QRectF(_part(widget, QStyle.SubControl.SC_ScrollBarSlider))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(roles(widget.palette()).strong)
        painter.drawRoundedRect(handle.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM), _ROOM, _ROOM)
        painter.restore()


def _part(bar: QScrollBar, part: QStyle.SubControl) -> QRect:
    """Where a part of the bar lies. It has no arrows: the groove is all of it."""
    upright = bar.orientation() is Qt.Orientation.Vertical
    length = bar.height() if upright else bar.width()
    steps = bar.maximum() - bar.minimum()
    whole = steps + bar.pageStep()
    handle = max(_LEAST_HANDLE, length * bar.pageStep() // whole) if steps else length
    handle = min(handle, length)
    before = QStyle.sliderPositionFromValue(
        bar.minimum(), bar.maximum(), bar.sliderPosition(), length - handle
    )
    begin, size = {
        QStyle.SubControl.SC_ScrollBarGroove: (0, length),
        QStyle.SubControl.SC_ScrollBarSubPage: (0, before),
        QStyle.SubControl.SC_ScrollBarSlider: (before, handle),
        QStyle.SubControl.SC_ScrollBarAddPage: (before + handle, length - before - handle),
    }.get(part, (0, 0))
    return QRect(0, begin, bar.width(), size) if upright else QRect(begin, 0, size, bar.height())


@cache
def _style() -> _ThinBars:
    return _ThinBars("Fusion")
