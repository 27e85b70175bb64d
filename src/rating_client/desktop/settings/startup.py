"""Starting with Windows: on, off, or turned off by Windows, which only Windows turns on again."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from rating_client.desktop.controls.buttons import PlainButton
from rating_client.desktop.settings.row import Row
from rating_client.desktop.settings.switch import Switch
from rating_client.windows.autostart import Autostart

_WINDOWS_PAGE = "ms-settings:startupapps"


class StartupRow(Row):
    wished = Signal(bool)

    def __init__(self) -> None:
        title = self.tr("Mở cùng Windows")
        super().__init__("power", title)
        self.switch = Switch()
        self.switch.setAccessibleName(title)
        self.windows = PlainButton(self.tr("Mở cài đặt Windows"))
        self.windows.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(_WINDOWS_PAGE)))
        self.switch.clicked.connect(self.wished)
        for control in (self.windows, self.switch):
            self.head.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_state(None)

    def show_state(self, state: Autostart | None) -> None:
        """None where there is nothing to switch: the row is not there then."""
        self.is_there = state is not None
        self.setVisible(self.is_there)
        self.switch.setChecked(state is Autostart.ON)
        by_windows = state is Autostart.OFF_BY_WINDOWS
        self.switch.setVisible(not by_windows)
        self.windows.setVisible(by_windows)
        if by_windows:
            words = self.tr("Đã bị tắt trong Task Manager. Chỉ bật lại được ở đó.")
        elif state is Autostart.ON:
            words = self.tr("Đang bật: chương trình nằm sẵn ở khay hệ thống sau khi đăng nhập.")
        else:
            words = self.tr("Đang tắt: lời nhắc chỉ hiện sau khi mở chương trình.")
        self.explain.setText(words)
