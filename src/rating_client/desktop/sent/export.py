"""Đã gửi as a file for Excel: asks where, has it written, and says in one line what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rating_client.base.clock import Clock, local
from rating_client.base.sentences import Sentence
from rating_client.desktop.file_dialogs import ask_where_to_save
from rating_client.desktop.words import language
from rating_client.exports.names import shown_name

if TYPE_CHECKING:
    from rating_client.desktop.sent.table_worker import TableWanted, TableWorker

    Wanted = Callable[[str], TableWanted]


class SentExport(QObject):
    said = Signal(str)  # for the page to say
    asked = Signal(object)  # TableWanted

    def __init__(self, page: QWidget, wanted: Wanted, clock: Clock) -> None:
        """`wanted` makes of a path what the page shows at that moment."""
        super().__init__(page)
        self._page, self._wanted, self._clock = page, wanted, clock

    def write_with(self, worker: TableWorker) -> None:
        """Have this worker write, in its own thread."""
        self.asked.connect(worker.write)
        worker.written.connect(self._written)
        worker.not_written.connect(self._not_written)

    def ask_where(self) -> None:
        title = self.tr("Lưu danh sách phiếu đã gửi")
        day = f"{local(self._clock.now()):%Y-%m-%d}"
        name = self.tr("phieu-da-gui-{day}.csv").format(day=day)
        ask_where_to_save(self._page, title, name, "csv", self.save)

    def save(self, path: str) -> None:
        """Into this file, because a person chose it."""
        self.said.emit(self.tr("Đang lưu…"))
        self.asked.emit(self._wanted(path))

    def _written(self, path: str, ratings: int) -> None:
        name = shown_name(Path(path).name)
        self.said.emit(self.tr("Đã lưu {n} phiếu vào {name}").format(n=ratings, name=name))

    def _not_written(self, sentence: Sentence) -> None:
        self.said.emit(sentence.line(language()))
