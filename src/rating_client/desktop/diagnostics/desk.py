"""Trợ giúp, chẩn đoán at work: looks asked for, words copied, the support file written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from rating_client.base.clock import local
from rating_client.base.sentences import Sentence
from rating_client.base.whole_file import free_name
from rating_client.desktop.diagnostics.checkup import Checkup
from rating_client.desktop.file_dialogs import ask_for_folder, documents
from rating_client.desktop.words import language
from rating_client.doctor.findings import Finding, in_codes
from rating_client.exports.names import shown_name
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.diagnostics.page import DiagnosticsPage


class DiagnosticsDesk(QObject):
    """Serves the page of the main window, and of the one that replaces it in another language."""

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._page: DiagnosticsPage | None = None
        self.checkup = Checkup(profile, parent=self)
        self.checkup.found.connect(self._found)
        self.checkup.over.connect(self._over)
        self.checkup.written.connect(self._written)
        self.checkup.not_written.connect(self._not_written)

    def serve(self, page: DiagnosticsPage) -> None:
        self._page = page
        page.look_asked.connect(self._look)
        page.copy_asked.connect(self._copy)
        page.file_asked.connect(self._ask_where)
        page.logs_asked.connect(self._open_logs)

    def write(self, folder: str) -> None:
        """Write the support file into this folder, beside whatever lies there."""
        assert self._page is not None
        day = f"{local(self._profile.clock.now()):%Y%m%d}"
        self._page.say("")
        self._page.show_looking()
        self.checkup.write(free_name(Path(folder), f"rating-client-{day}", ".zip"))

    def _look(self) -> None:
        if self._page is not None and not self.checkup.busy:
            self._page.show_looking()
            self.checkup.look()

    def _found(self, finding: Finding) -> None:
        if self._page is not None:
            self._page.add(finding)

    def _over(self, findings: list[Finding]) -> None:
        if self._page is not None:
            self._page.show_over(findings)
            self._page.refresh()

    def _copy(self) -> None:
        assert self._page is not None
        QGuiApplication.clipboard().setText(in_codes(self._page.findings))
        self._page.say(self.tr("Đã sao chép."))

    def _ask_where(self) -> None:
        title = self.tr("Chọn nơi lưu tệp hỗ trợ")
        ask_for_folder(self._page, title, self.write, start=documents())

    def _open_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._profile.paths.logs)))

    def _written(self, path: str) -> None:
        if self._page is not None:
            said = self.tr("Đã lưu {path}. Có thể mở ra xem trước khi gửi.")
            self._page.say(said.format(path=shown_name(path)))

    def _not_written(self, why: Sentence) -> None:
        if self._page is not None:
            self._page.say(why.line(language()))
