"""Xuất dữ liệu của tôi at work: a folder asked for, the file made beside the GUI thread."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.clock import local
from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.desktop.words import language
from rating_client.exports.names import shown_name
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.settings.page import SettingsPage


class MyDataDesk(QObject):
    """Serves the settings page of the main window, and of the one that replaces it."""

    _written = Signal(str)  # the file
    _failed = Signal(object)  # a Sentence

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._page: SettingsPage | None = None
        self.busy = False
        self._written.connect(self._tell)
        self._failed.connect(self._tell_why_not)

    def serve(self, page: SettingsPage) -> None:
        self._page = page
        page.my_data_asked.connect(self._ask_where)

    def write(self, folder: str) -> None:
        """Write the file into this folder, beside whatever lies there; whole or not at all."""
        if self.busy:
            return
        self.busy = True
        assert self._page is not None
        self._page.my_data_row.show_export(self.tr("Đang xuất dữ liệu…"), busy=True)
        threading.Thread(target=self._work, args=(Path(folder),), name="my data").start()

    def _work(self, folder: Path) -> None:
        """In a thread of its own, which the end of the program waits for."""
        from rating_client.base.whole_file import free_name, write_whole
        from rating_client.outbox.my_data import my_data

        with suppress(RuntimeError):  # the program has ended meanwhile
            written = ""
            with told("my data", self._failed.emit):
                now = self._profile.clock.now()
                file = free_name(folder, f"danh-gia-hai-quan-{local(now):%Y%m%d}", ".zip")
                write_whole(file, my_data(self._profile.ledger, now))
                written = str(file)
            if written:
                self._written.emit(written)

    def _ask_where(self) -> None:
        from rating_client.desktop.file_dialogs import ask_for_folder, documents

        title = self.tr("Chọn nơi lưu dữ liệu của tôi")
        ask_for_folder(self._page, title, self.write, start=documents())

    def _tell(self, path: str) -> None:
        said = self.tr(
            "Đã lưu {path}. Tệp không được mã hóa: cất giữ như giấy tờ của doanh nghiệp."
        )
        self._end(said.format(path=shown_name(path)))

    def _tell_why_not(self, why: Sentence) -> None:
        self._end(why.line(language()))

    def _end(self, said: str) -> None:
        self.busy = False
        if self._page is not None:
            self._page.my_data_row.show_export(said, busy=False)
