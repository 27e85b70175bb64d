"""The icon in the notification area, what it says and its menu.

Everything here is drawn from one snapshot that others push in: opening the menu or hovering over
the icon asks nobody anything. The icon is made even where no tray exists, because one may appear.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSystemTrayIcon, QWidget, QWidgetAction

from rating_client.delivery.state import DeliveryState, Link
from rating_client.desktop.controls.menus import Menu
from rating_client.desktop.look.icons import paint_icon
from rating_client.desktop.look.palette import roles
from rating_client.desktop.look.theme import ICON, MARGIN, Type, font, semibold
from rating_client.desktop.main.pages import Page
from rating_client.desktop.status.delivery_words import (
    ALL_QUIET,
    delivery_detail,
    delivery_picture,
    delivery_title,
    to_send,
)
from rating_client.desktop.tray_icon import tray_icon

_LONGEST_TOOLTIP = 127  # what Windows keeps of it
_HEAD_ROOM, _HEAD_AT_LEAST = 7, 52  # above and below its words, and in all
_HEAD_ICON, _HEAD_TEXT = 6, 34  # in line with the icons and words of the entries below


@dataclass(frozen=True)
class TraySnapshot:
    """What the icon, its tooltip and its menu show."""

    delivery: DeliveryState = ALL_QUIET
    to_rate: int = 0
    attention: int = 0
    paused: bool = False  # no prompts for a while, by the user's own wish
    hotkey: str = ""  # that opens the next declaration from everywhere


class Tray(QObject):
    """The icon with its menu. Emits what a person asked for; decides nothing."""

    list_asked = Signal()
    next_asked = Signal()
    by_hand_asked = Signal()
    send_asked = Signal()
    carry_out_asked = Signal()
    bring_in_asked = Signal()
    page_asked = Signal(object)  # a Page
    pause_asked = Signal()
    no_more_today_asked = Signal()
    resume_asked = Signal()
    quit_asked = Signal()

    def __init__(self, icon: QSystemTrayIcon | None = None, parent: QObject | None = None) -> None:
        """`icon` may be on the screen already: it does not wait for its menu."""
        super().__init__(parent)
        self._snapshot = TraySnapshot()
        self._painted: DeliveryState | None = None
        self.menu = Menu()
        self._head = _Head(self.menu)
        self.icon = icon or QSystemTrayIcon(self)
        self.icon.activated.connect(self._activated)
        self._build_menu()
        self.icon.setContextMenu(self.menu)
        self.show_snapshot(self._snapshot)

    def show(self) -> None:
        self.icon.show()

    def say(self, words: str) -> None:
        """One quiet line beside the icon, where the system shows such lines."""
        title = self.tr("Phiếu đánh giá hải quan")
        self.icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.NoIcon)

    def show_delivery(self, state: DeliveryState) -> None:
        """Sending stands otherwise; the rest is as it was."""
        self.show_snapshot(replace(self._snapshot, delivery=state))

    def show_snapshot(self, snapshot: TraySnapshot) -> None:
        """Draw `snapshot`; the picture itself only when it changes."""
        self._snapshot = snapshot
        state = snapshot.delivery
        if self._painted is None or _look(self._painted) != _look(state):
            self._painted = state
            self.icon.setIcon(tray_icon(state))
        self.icon.setToolTip(self._tooltip())
        self._head_action.setText(f"{delivery_title(state)}\n{delivery_detail(state)}".strip())
        self._head.show_state(state)
        self._fill_menu()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_snapshot(self._snapshot)
        return False

    def _build_menu(self) -> None:
        self.menu.installEventFilter(self)
        self._head_action = QWidgetAction(self.menu)
        self._head_action.setDefaultWidget(self._head)
        self._head_action.setEnabled(False)
        self.menu.addAction(self._head_action)
        self.menu.addSeparator()
        self._list = self._add("inbox", self.list_asked)
        self.menu.setDefaultAction(self._list)
        self._next = self._add("pencil", self.next_asked)
        self._by_hand = self._add("plus", self.by_hand_asked)
        self.menu.addSeparator()
        self._send = self._add("refresh", self.send_asked)
        self._carry_out = self._add("usb", self.carry_out_asked)
        self._bring_in = self._add("document", self.bring_in_asked)
        self._attention = self._add_page("alert", Page.ATTENTION, "bad")
        self.menu.addSeparator()
        self._pause = self._add("pause", self.pause_asked)
        self._no_more = self._add("moon", self.no_more_today_asked)
        self._resume = self._add("bell", self.resume_asked)
        self.menu.addSeparator()
        self._settings = self._add_page("gear", Page.SETTINGS)
        self._help = self._add_page("help", Page.HELP)
        self._quit = self._add("power", self.quit_asked)

    def _add(self, name: str, asked: SignalInstance) -> QAction:
        action = self.menu.add("", name)
        action.triggered.connect(asked)
        return action

    def _add_page(self, name: str, page: Page, tone: str = "text") -> QAction:
        action = self.menu.add("", name, tone)
        action.triggered.connect(lambda: self.page_asked.emit(page))
        return action

    def _fill_menu(self) -> None:
        s = self._snapshot
        self._list.setText(self.tr("Mở Chờ đánh giá ({n})").format(n=s.to_rate))
        keys = f"\t{s.hotkey}" if s.hotkey else ""
        self._next.setText(self.tr("Đánh giá tờ khai tiếp theo") + keys)
        self._next.setEnabled(s.to_rate > 0)
        self._by_hand.setText(self.tr("Đánh giá tờ khai khác…"))
        self._send.setText(self.tr("Gửi ngay"))
        self._send.setEnabled(s.delivery.waiting > 0)
        self._carry_out.setText(self.tr("Xuất phiếu chờ ra USB…"))
        self._carry_out.setEnabled(s.delivery.waiting + s.delivery.held > 0)
        self._bring_in.setText(self.tr("Nhập tệp…"))
        self._attention.setText(self.tr("Cần xử lý ({n})").format(n=s.attention))
        self._attention.setVisible(s.attention > 0)
        self._pause.setText(self.tr("Tạm dừng lời nhắc 1 giờ"))
        self._no_more.setText(self.tr("Không nhắc nữa hôm nay"))
        self._resume.setText(self.tr("Nhắc trở lại"))
        self._pause.setVisible(not s.paused)
        self._no_more.setVisible(not s.paused)
        self._resume.setVisible(s.paused)
        self._settings.setText(self.tr("Cài đặt"))
        self._help.setText(self.tr("Trợ giúp, chẩn đoán"))
        self._quit.setText(self.tr("Thoát"))

    def _tooltip(self) -> str:
        s = self._snapshot
        lines = [self.tr("Phiếu đánh giá hải quan")]
        counts = [self.tr("{n} tờ khai chờ đánh giá").format(n=s.to_rate)] if s.to_rate else []
        lines.append(" · ".join([*counts, delivery_title(s.delivery)]))
        if detail := delivery_detail(s.delivery):
            lines.append(detail)
        while len("\n".join(lines)) > _LONGEST_TOOLTIP and len(lines) > 1:
            lines.pop()
        return "\n".join(lines)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            self.list_asked.emit()


class _Head(QWidget):
    """The first lines of the menu: how sending stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = self._detail = ""
        self._state = ALL_QUIET

    def show_state(self, state: DeliveryState) -> None:
        self._state = state
        self._title, self._detail = delivery_title(state), delivery_detail(state)
        self.setAccessibleName(f"{self._title}. {self._detail}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title, detail = QFontMetrics(semibold()), QFontMetrics(font(Type.CAPTION))
        wide = max(title.horizontalAdvance(self._title), detail.horizontalAdvance(self._detail))
        high = max(_HEAD_AT_LEAST, title.height() + detail.height() + 2 * _HEAD_ROOM)
        return QSize(_HEAD_TEXT + wide + MARGIN, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = roles(self.palette())
        name, tone = delivery_picture(self._state)
        middle = (self.height() - ICON) / 2
        paint_icon(painter, name, getattr(ink, tone), QRectF(_HEAD_ICON, middle, ICON, ICON))
        high = self.height() - 2 * _HEAD_ROOM
        box = QRectF(_HEAD_TEXT, _HEAD_ROOM, self.width() - _HEAD_TEXT - 8, high)
        top, centre = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(ink.text)
        painter.setFont(semibold())
        painter.drawText(box, top if self._detail else centre, self._title)
        painter.setPen(ink.text2)
        painter.setFont(font(Type.CAPTION))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom, self._detail)


def _look(state: DeliveryState) -> tuple[Link, int]:
    """What of a state the picture shows."""
    return state.link, min(to_send(state), 10)
