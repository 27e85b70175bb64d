"""Settings from top to bottom, help and diagnostics, the guide, and the icon with its menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from rating_client.base.sentences import say
from rating_client.base.settings import load_settings
from rating_client.delivery.state import Link
from rating_client.desktop.first_run.folder_look import FolderLook, Verdict
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.help.window import HelpWindow
from rating_client.desktop.main.pages import Counts, Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.start_trouble import StartTrouble
from rating_client.desktop.status.delivery_words import ALL_QUIET
from rating_client.desktop.tray import Tray, TraySnapshot
from rating_client.desktop.tray_icon import tray_pixmap
from rating_client.doctor.findings import Finding, What, notice, trouble, well
from tests.support.workday import Workday

OFFLINE = replace(ALL_QUIET, link=Link.OFFLINE, waiting=3, next_try=1795233150.0)
STATES = (
    ALL_QUIET,
    replace(ALL_QUIET, waiting=3),
    replace(ALL_QUIET, waiting=12),
    OFFLINE,
    replace(ALL_QUIET, link=Link.NETWORK_LOGIN),
    replace(ALL_QUIET, link=Link.ENDPOINT),
    replace(ALL_QUIET, link=Link.SIGN_IN),
    replace(ALL_QUIET, link=Link.NO_RECEIVER),
)
SIZES = (16, 20, 24, 32, 48)
TASKBARS = ("#E8EDF5", "#1F1F1F")  # as Windows 11 paints them, light and dark


def settings(day: Workday) -> Iterator[tuple[str, QWidget]]:
    window = MainWindow(day.profile)
    window.show()
    window.show_counts(Counts(14, 1, 1))
    _decide(day)
    window.show_page(Page.SETTINGS)
    window.refresh()
    page = window.settings
    page.show_looks([FolderLook(r"D:\ECUS\XML_EXPORT", Verdict.READABLE, 37)])
    yield "main-settings", window
    page.receivers_row.show_found(reached())
    _settle()
    page.area.ensureWidgetVisible(page.rows["export_folders"], 0, 160)
    yield "main-settings-more", window
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "main-settings-end", window
    window.close()


def reached() -> list[Finding]:
    """What is found where nothing stands between this computer and the receiver."""
    return [
        well(What.PROXY, "proxy-system"),
        well(What.TRUST, "trust"),
        well(What.RECEIVER, "receiver", host="nhan-phieu.example"),
        well(What.CLOCK, "clock", n=1),
    ]


def help_and_diagnostics(day: Workday) -> Iterator[tuple[str, QWidget]]:
    window = MainWindow(day.profile)
    window.show()
    window.show_counts(Counts(14, 1, 1))
    window.show_page(Page.HELP)
    page = window.diagnostics
    page.show_looking()
    page.show_over(_found())
    yield "main-help", window
    window.close()
    guide = HelpWindow()
    guide.open_at(GuidePage.CARD)
    yield "help", guide
    guide.open_at(GuidePage.TROUBLE)
    yield "help-trouble", guide
    guide.close()
    stuck = StartTrouble(say("base.already-running"))
    stuck.show()
    yield "start-trouble-running", stuck
    stuck.close()


def tray(_day: Workday) -> Iterator[tuple[str, QWidget]]:
    icon = Tray()
    icon.show_snapshot(TraySnapshot(OFFLINE, to_rate=14, attention=2, hotkey="Ctrl+Alt+R"))
    icon.menu.popup(QPoint(0, 0))
    yield "tray-menu", icon.menu
    icon.menu.close()
    states = _icon_states()
    states.show()
    yield "tray-states", states
    states.close()


def _decide(day: Workday) -> None:
    """Something by a policy, something by the person, something by the setup program."""
    day.profile.change_setting("quiet_hours", ["11:30-13:00", "17:00-"])
    day.profile.change_setting("export_folders", [r"D:\ECUS\XML_EXPORT"])
    policy = {"low_levels_travel": "when_released", "erase_content_after_days": 90}
    day.profile.loaded = load_settings(day.paths.settings, policy, {"digest_at": "17:00"})


def _found() -> list[Finding]:
    """A computer on which one thing is wrong."""
    return [
        well(What.SETTINGS, "settings", n=2),
        well(What.DISK, "disk", n=54_700),
        well(What.KEY_STORE, "key-store"),
        well(What.LEDGER, "ledger", n=4_096, version=1),
        notice(What.BACKUP, say("doctor.no-backup")),
        trouble(What.FOLDER, say("exports.folder-missing", path=r"D:\ECUS\XML_EXPORT")),
        well(What.READING, "reading"),
        well(What.PROXY, "proxy-system"),
        well(What.TRUST, "trust"),
        well(What.RECEIVER, "receiver", host="nhan-phieu.example"),
        well(What.CLOCK, "clock", n=1),
        well(What.DELIVERY, "delivery", waiting=2, held=1, unaddressed=0),
    ]


def _icon_states() -> QWidget:
    """Every state in every size a taskbar asks for, on a light one and on a dark one."""
    wide, high = 72, 64
    sheet = QPixmap(len(STATES) * wide, len(TASKBARS) * len(SIZES) * high)
    painter = QPainter(sheet)
    cell = QRect(0, 0, wide, high)
    for line, (ground, size) in enumerate(product(TASKBARS, SIZES)):
        for column, state in enumerate(STATES):
            cell.moveTo(column * wide, line * high)
            painter.fillRect(cell, QColor(ground))
            icon = tray_pixmap(state, size)
            painter.drawPixmap(cell.center() - icon.rect().center(), icon)
    painter.end()
    shown = QLabel()
    shown.setPixmap(sheet)
    shown.setFixedSize(sheet.size())
    return shown


def _settle() -> None:
    for _ in range(4):  # layouts settle over several turns
        QApplication.processEvents()
