"""The settings page at work: what a person wishes written down, and in force at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from rating_client.base.errors import RatingClientError, told
from rating_client.base.sentences import say
from rating_client.base.settings import Settings
from rating_client.desktop.first_run.folder_look import FolderLook
from rating_client.desktop.help.guide import GuidePage
from rating_client.desktop.settings.my_data_desk import MyDataDesk
from rating_client.desktop.translation import speak
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.profile import Profile
from rating_client.windows import autostart

if TYPE_CHECKING:
    from rating_client.desktop.diagnostics.checkup import Checkup
    from rating_client.desktop.question import Question
    from rating_client.desktop.settings.page import SettingsPage
    from rating_client.doctor.findings import Finding

log = logging.getLogger(__name__)

_OF_THE_NETWORK = ("proxy", "certificates")


class SettingsDesk(QObject):
    """Serves the page of the main window, and of the one that replaces it in another language."""

    windows_outdated = Signal()  # they show another language or size than is chosen
    appearance_changed = Signal(str)
    text_size_changed = Signal(float)
    hotkey_changed = Signal(str)
    network_changed = Signal()
    asking_changed = Signal()  # when and how cards are shown may be otherwise
    trouble = Signal(object)  # a Sentence
    changed = Signal()

    def __init__(
        self, profile: Profile, exports: ExportWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile, self._exports = profile, exports
        self._page: SettingsPage | None = None
        self.question: Question | None = None  # that waits for a person
        exports.looked.connect(self._show_looks)
        self.my_data = MyDataDesk(profile, self)

    @cached_property
    def _connection(self) -> Checkup:
        from rating_client.desktop.diagnostics.checkup import Checkup
        from rating_client.doctor.findings import CONNECTION

        checkup = Checkup(self._profile, CONNECTION, self)
        checkup.over.connect(self._show_connection)
        return checkup

    def serve(self, page: SettingsPage) -> None:
        self._page = page
        self.my_data.serve(page)
        page.wished.connect(self._change)
        page.letters_wished.connect(self._change_letters)
        page.travel_wished.connect(self._change_travel)
        page.startup_wished.connect(self._switch_startup)
        page.look_asked.connect(self._exports.look_into)
        page.connection_asked.connect(self._check_connection)
        page.forget_asked.connect(self._forget_contacts)

    def _change(self, name: str, value: object) -> None:
        """A shorter time to keep what was sent is asked about first: what it erases is gone."""
        if name == "erase_content_after_days":
            if self.question is not None and isValid(self.question):
                self.question.close()  # it asked about another choice
            if n := self._would_lose(value):
                self._ask_about_losing(n, value)
                return
        self._carry_out(name, value)

    def _would_lose(self, days: object) -> int:
        """How many ratings lose their content by this, and by the setting that holds do not."""
        default = Settings().erase_content_after_days
        wanted, now = default if days is None else days, self._profile.clock.now()
        assert isinstance(wanted, int)
        lost = self._profile.retention.would_erase
        return lost(now, wanted) - lost(now, self._profile.settings.erase_content_after_days)

    def _ask_about_losing(self, n: int, value: object) -> None:
        from rating_client.desktop.question import Question

        self.question = Question(
            "trash",
            self.tr("Xóa nội dung của {n} phiếu?").format(n=n),
            self.tr(
                "Các phiếu này đã quá thời hạn vừa chọn. Mã phiếu và xác nhận tiếp nhận vẫn còn;"
                " lý do, nhận xét và tên không lấy lại được."
            ),
            agree=self.tr("Xóa"),
            stay=self.tr("Giữ như cũ"),
        )
        self.question.guide_page = GuidePage.SETTINGS
        self.question.agreed.connect(lambda: self._carry_out("erase_content_after_days", value))
        self.question.ask()
        if self._page is not None:
            self._page.show_again("erase_content_after_days")

    def _carry_out(self, name: str, value: object) -> None:
        assert self._page is not None
        try:
            self._profile.change_setting(name, value)
        except ValueError:  # by hand, and not what the setting takes
            self._page.show_trouble(name, say("base.setting-not-taken", value=_written(value)))
            return
        except RatingClientError as error:
            log.warning("settings: %s", error.code)
            self._page.show_trouble(name, error.sentence)
            return
        self._page.refresh()
        self._take_effect(name)

    def _take_effect(self, name: str) -> None:
        settings = self._profile.settings
        if name == "language":
            application = QCoreApplication.instance()
            assert application is not None
            speak(settings.language, application)
            self.windows_outdated.emit()
        elif name == "appearance":
            self.appearance_changed.emit(settings.appearance)
        elif name == "text_percent":
            self.text_size_changed.emit(settings.text_percent / 100)
            self.windows_outdated.emit()
        elif name == "hotkey":
            self.hotkey_changed.emit(settings.hotkey)
        elif name == "export_folders":
            self._exports.folders_changed()
            self._exports.look_into(settings.export_folders)
        elif name in _OF_THE_NETWORK:
            self.network_changed.emit()
            if self._page is not None:
                self._page.receivers_row.show_found([])  # it was found over another way
        else:
            self.asking_changed.emit()

    def _change_letters(self, tax_code: str, letters: str) -> None:
        self._done(lambda: self._profile.owners.set_letters(tax_code, letters))

    def _change_travel(self, tax_code: str, travels: str | None) -> None:
        self._done(lambda: self._profile.remembered.keep_low_levels_travel(tax_code, travels))

    def _forget_contacts(self) -> None:
        self._done(self._profile.remembered.forget_contacts)

    def _switch_startup(self, on: bool) -> None:
        try:
            autostart.switch(on)
        except OSError:
            log.warning("autostart: the registry refused")
            self.trouble.emit(say("base.autostart-refused"))
        if self._page is not None:
            self._page.refresh()

    def _check_connection(self) -> None:
        if self._page is not None and not self._connection.busy:
            self._page.receivers_row.show_checking()
            self._connection.look()

    def _show_connection(self, findings: list[Finding]) -> None:
        if self._page is not None:
            self._page.receivers_row.show_found(findings)

    def _show_looks(self, looks: list[FolderLook]) -> None:
        if self._page is not None:
            self._page.show_looks(looks)

    def _done(self, wish: Callable[[], object]) -> None:
        with told("settings", self.trouble.emit):
            wish()
            self.changed.emit()
        if self._page is not None:
            self._page.refresh()


def _written(value: object) -> object:
    """What a person wrote last, where it is one of several."""
    return value[-1] if isinstance(value, list) and value else value
