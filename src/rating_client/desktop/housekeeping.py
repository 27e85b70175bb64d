"""What goes on beside rating: settings, files carried by hand, the recovery code, the self-check.

Joined here, so that whoever joins the whole desktop has one thing more to join.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.errors import told
from rating_client.delivery.notices import Notice
from rating_client.desktop.carrying.desk import CarryingDesk
from rating_client.desktop.notices.book import put_away
from rating_client.desktop.settings.desk import SettingsDesk
from rating_client.desktop.workers.crew import Workers
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.diagnostics.desk import DiagnosticsDesk
    from rating_client.desktop.main.window import MainWindow
    from rating_client.desktop.recovery.desk import RecoveryDesk


class Housekeeping(QObject):
    """Serves the main window, and each one that takes its place in another language."""

    changed = Signal()  # entries or enrolments changed in the ledger
    shown_changed = Signal()  # only what windows show
    windows_outdated = Signal()  # they show another language or size than is chosen
    trouble = Signal(object)  # a Sentence

    def __init__(self, profile: Profile, workers: Workers, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = profile
        self.settings = SettingsDesk(profile, workers.exports, self)
        self.carrying = CarryingDesk(profile, lambda: workers.carrying, self)
        self.settings.windows_outdated.connect(self.carrying.build_anew)
        self.settings.windows_outdated.connect(self.windows_outdated)
        self.settings.changed.connect(self.shown_changed)
        self.settings.trouble.connect(self.trouble)
        self.carrying.changed.connect(self.changed)

    @cached_property
    def recovery(self) -> RecoveryDesk:
        from rating_client.desktop.recovery.desk import RecoveryDesk

        desk = RecoveryDesk(self._profile, self)
        desk.trouble.connect(self.trouble)
        return desk

    @cached_property
    def diagnostics(self) -> DiagnosticsDesk:
        from rating_client.desktop.diagnostics.desk import DiagnosticsDesk

        return DiagnosticsDesk(self._profile, self)

    def serve(self, window: MainWindow) -> None:
        page = window.settings
        self.settings.serve(page)
        page.carry_out_asked.connect(self.carrying.carry_out)
        page.bring_in_asked.connect(self.carrying.bring_in)
        page.code_asked.connect(self.recovery.make_code)
        self.recovery.made.connect(page.refresh)
        self.diagnostics.serve(window.diagnostics)
        window.notices.put_away.connect(self._notices_read)

    def _notices_read(self, notices: list[Notice]) -> None:
        with told("notices", self.trouble.emit):
            put_away(self._profile, notices)
            self.shown_changed.emit()
