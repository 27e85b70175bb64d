"""The numbers to a file for Excel, and to paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rating_client.base.errors import Trouble
from rating_client.desktop.chosen_file import save_file
from rating_client.desktop.controls.menus import Menu
from rating_client.desktop.file_dialogs import ask_where_to_save
from rating_client.desktop.paper.statistics import StatisticsPaper
from rating_client.desktop.paper.window import show_paper
from rating_client.desktop.statistics.tables import as_csv, tables_of
from rating_client.desktop.words import language
from rating_client.directory.directory import Directory
from rating_client.outbox.statistics import Figures


class ExportMenu(Menu):
    """What can be done with the figures that are shown."""

    said = Signal(str)  # what came of it, for the page to say

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._figures: Figures | None = None
        self._directory: Directory | None = None
        self.add(self.tr("Xem và in, lưu PDF…"), "printer").triggered.connect(self._show_paper)
        self.add(self.tr("Lưu bảng CSV (Excel)…"), "document").triggered.connect(self._ask_where)

    def show_figures(self, figures: Figures, directory: Directory) -> None:
        self._figures, self._directory = figures, directory

    def open_below(self, button: QWidget) -> None:
        self.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def save_csv(self, path: str) -> None:
        """Write the tables for Excel, and say so; where that cannot be, say what to do."""
        assert self._figures is not None
        assert self._directory is not None
        tables = tables_of(self._figures, self._directory)
        try:
            save_file(path, as_csv(self._figures, tables))
        except Trouble as trouble:
            self.said.emit(trouble.sentence.line(language()))
        else:
            self.said.emit(self.tr("Đã lưu {name}").format(name=Path(path).name))

    def _show_paper(self) -> None:
        assert self._figures is not None
        assert self._directory is not None
        show_paper(StatisticsPaper(self._figures, self._directory), self._page)

    def _ask_where(self) -> None:
        assert self._figures is not None
        name = self.tr("thong-ke-{day}.csv").format(day=self._figures.today)
        ask_where_to_save(self._page, self.tr("Lưu bảng CSV"), name, "csv", self.save_csv)
