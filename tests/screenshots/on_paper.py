"""The statistics, and the pages a printer gets."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from rating_client.desktop.main.pages import Counts
from rating_client.desktop.main.window import MainWindow
from tests.support.paper_windows import paper_windows, show_statistics
from tests.support.workday import Workday


def on_paper(day: Workday) -> Iterator[tuple[str, QWidget]]:
    window = MainWindow(day.profile)
    window.show()
    window.show_counts(Counts(14, 1, 1))
    show_statistics(window, day)
    yield "main-statistics", window
    window.statistics.tables.click()
    yield "main-statistics-tables", window
    window.close()
    for name, paper in paper_windows(day):
        yield f"paper-{name}", paper
