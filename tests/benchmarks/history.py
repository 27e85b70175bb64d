"""A hundred thousand declarations and ratings in the lists, shown and filtered.

The limit is the least that is a list: a plain sqlite3 file with one table of the same rows, a
model that fetches pages of it, Qt's own QTableView. The peer, QTableWidget, gets every row at
once; ten thousand of them, for it grows with each. Times run from the wish to the picture, in
processor time. Each round is a program of its own in which all of them alternate, after each was
shown once over a few rows: classes, fonts, icons and the directory are loaded by whoever comes
first.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6 import QtWidgets as qt  # noqa: N813  a short name for many uses
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rating_client.base.clock import local
from rating_client.outbox.statistics import Wanted
from rating_client.profile import Profile
from tests.support.clock import FakeClock
from tests.support.submissions import content
from tests.support.workday import COMPANIES, Workday

ROUNDS = 5
ROWS = 100_000
FEW = 10_000  # for the peer
FEWEST = 30  # more than a window shows
BAR, BAR_MEGABYTES, BAR_P95 = 1.2, 25.0, 100.0
SOUGHT = "10000077"  # a hundred numbers begin so
SIZE = (1120, 720)
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


def main() -> None:
    """Print the medians, their ratios and the bars."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _fill(folder)
        rounds = [_in_a_fresh_process(folder) for _ in range(ROUNDS)]
    figures = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    print(f"{ROWS:,} rows, median of {ROUNDS} fresh processes, offscreen")
    for wish in ("shown", "shown again", "filtered"):
        limit = figures[f"limit, {wish}"]
        print(f"  {wish}")
        for who in ("limit", "sent", "inbox"):
            found = figures[f"{who}, {wish}"]
            bar = "" if who == "limit" else f"  (bar {BAR})"
            print(f"    {who:14} {found:8.1f} ms  {found / limit:6.2f}{bar}")
        if found := figures.get(f"QTableWidget, {wish}", 0.0):
            print(f"    QTableWidget   {found:8.1f} ms  {found / limit:6.2f}  {FEW:,} rows")
    for wish in ("typing", "scrolling"):
        for who in ("limit", "sent", "inbox"):
            print(
                f"  {wish}, p95   {who:5} {figures[f'{who}, {wish}']:8.1f} ms  (bar {BAR_P95:.0f})"
            )
    for who in ("limit", "sent", "inbox", "QTableWidget"):
        bar = f"  (bar {BAR_MEGABYTES:.0f})" if who in ("sent", "inbox") else ""
        print(f"  {who:14} took {figures[f'{who}, MB']:6.1f} MB{bar}")
    print(f"  statistics of all of it, off the window's thread {figures['statistics']:8.1f} ms")


def _in_a_fresh_process(folder: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.history", "--once", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(said.stdout)
    return found


def _once(folder: Path) -> dict[str, float]:
    from rating_client.desktop.inbox import page as inbox_page
    from rating_client.desktop.look.theme import Theme
    from rating_client.desktop.sent import page as sent_page

    del inbox_page, sent_page  # only imported, before anything is timed
    application = qt.QApplication([])
    Theme(application, "light")
    day = Workday(folder)
    figures: dict[str, float] = {}
    gc.disable()  # as the program does, which collects between two events
    _warm(folder)

    makers: dict[str, Callable[[], qt.QWidget]] = {
        "limit": lambda: _bare(folder),
        "sent": lambda: _sent(day.profile),
        "inbox": lambda: _inbox(day.profile),
        "QTableWidget": lambda: _table(folder),
    }
    for who, make in makers.items():
        before = _megabytes()
        figures[f"{who}, shown"], page = _timed(lambda make=make: _shown(make()))  # type: ignore[misc]  # mypy loses the type of `make`
        figures[f"{who}, filtered"], _ = _timed(lambda page=page: _filtered(page))  # type: ignore[misc]  # and of `page`
        figures[f"{who}, MB"] = _megabytes() - before
        if who != "QTableWidget":
            page.hide()
            figures[f"{who}, shown again"], _ = _timed(lambda page=page: _again(page))  # type: ignore[misc]  # as above
            figures[f"{who}, typing"], figures[f"{who}, scrolling"] = (
                _typing(page),
                _scrolling(page),
            )
        page.deleteLater()
    now = day.clock.now()
    figures["statistics"], _ = _timed(lambda: day.profile.statistics.figures(Wanted(), now))
    day.close()
    return figures


def _warm(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        small = Workday(Path(place))
        _put(small, range(FEWEST), small.clock.now())
        for page in (_bare(folder), _sent(small.profile), _inbox(small.profile)):
            _filtered(_shown(page))
            page.deleteLater()
        small.close()


def _timed(wish: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    result = wish()
    return (time.process_time() - begun) * 1000, result


def _shown(page: qt.QWidget) -> qt.QWidget:
    page.resize(*SIZE)
    page.show()
    page.grab()
    return page


def _filtered(page: qt.QWidget) -> None:
    _search(page, SOUGHT)
    page.grab()


def _again(page: qt.QWidget) -> None:
    _search(page, "")
    page.show()
    page.grab()


def _typing(page: qt.QWidget) -> float:
    """The 95th of a hundred answers to one more letter, of numbers new and old and of names."""
    typed = ("10000099999", "10000000007", "10000050000", "thu nghiem 2", "cong ty", "khong co")
    begun = [text[:length] for text in typed for length in range(1, len(text) + 1)]

    def answer(text: str) -> None:
        _search(page, text)
        page.grab()

    return _p95(partial(answer, text) for text in begun)


def _scrolling(page: qt.QWidget) -> float:
    """The 95th of the steps by a window's height through the newest rows, fetched on the way."""
    _search(page, "")
    view = page.findChild(qt.QTableView)
    assert view is not None
    bar = view.verticalScrollBar()
    bar.setValue(0)

    def step() -> None:
        bar.setValue(bar.value() + bar.pageStep())
        if bar.value() == bar.maximum():
            view.model().fetchMore(QModelIndex())  # as Qt does a turn of the event loop later
        page.grab()

    return _p95(step for _ in range(60))


def _p95(wishes: Iterable[Callable[[], object]]) -> float:
    times = sorted(_timed(wish)[0] for wish in wishes)
    return times[int(len(times) * 0.95)]


def _search(page: qt.QWidget, text: str) -> None:
    """What follows once the person stops typing."""
    from rating_client.desktop.inbox.page import InboxPage
    from rating_client.desktop.sent.page import SentPage

    if isinstance(page, InboxPage | SentPage):
        page.filters.search.setText(text)
        page.filters._changed()
    elif isinstance(page, qt.QTableWidget):
        for row in range(page.rowCount()):
            item = page.item(row, 0)
            page.setRowHidden(row, item is not None and text not in item.text())
    else:
        model, field = page.findChild(BareModel), page.findChild(qt.QLineEdit)
        assert model is not None
        assert field is not None
        field.setText(text)
        model.show_only(text)


# Ours -----------------------------------------------------------------------------------------


def _sent(profile: Profile) -> qt.QWidget:
    from rating_client.desktop.sent.page import SentPage

    return SentPage(
        profile.sent,
        enrolments=profile.enrolments,
        forms=profile.forms,
        directory=lambda: profile.directory,
        owners=profile.owners,
        clock=profile.clock,
    )


def _inbox(profile: Profile) -> qt.QWidget:
    from rating_client.desktop.inbox.page import InboxPage

    return InboxPage(profile.inbox, lambda: profile.directory, profile.clock)


# The limit and the peer -----------------------------------------------------------------------


class BareModel(QAbstractTableModel):
    """Pages of one table, newest first; a search walks it once."""

    def __init__(self, connection: sqlite3.Connection, parent: qt.QWidget) -> None:
        super().__init__(parent)
        self._connection = connection
        self._words = ""
        self._rows: list[tuple[Any, ...]] = []
        self._more = True
        self._fetch()

    def show_only(self, text: str) -> None:
        self.beginResetModel()
        self._words, self._rows = text, []
        self._fetch()
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802  Qt's own name
        return len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802  Qt's own name
        return 4

    def data(
        self,
        index: Index,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        value = self._rows[index.row()][index.column()]
        return f"{local(value):%d/%m %H:%M}" if index.column() == 2 else value

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802  Qt's own name
        return self._more

    def fetchMore(self, parent: Index) -> None:  # noqa: N802  Qt's own name
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + 199)
        self._fetch()
        self.endInsertRows()

    @property
    def _where(self) -> str:
        return "WHERE instr(searchable, ?)" if self._words else ""

    def _fetch(self) -> None:
        page = self._connection.execute(
            f"SELECT number, levels, at, state FROM history {self._where}"
            " ORDER BY at DESC LIMIT 200 OFFSET ?",
            (*([self._words] if self._words else []), len(self._rows)),
        ).fetchall()
        self._rows += page
        self._more = len(page) == 200


def _bare(folder: Path) -> qt.QWidget:
    """What stands around both lists too: a title, a search field and a choice."""
    page = qt.QWidget()
    column = qt.QVBoxLayout(page)
    column.addWidget(qt.QLabel("Đã gửi"))
    column.addWidget(qt.QLineEdit())
    column.addWidget(qt.QComboBox())
    view = qt.QTableView()
    view.setModel(BareModel(sqlite3.connect(folder / "plain.db"), page))
    column.addWidget(view)
    return page


def _table(folder: Path) -> qt.QWidget:
    table = qt.QTableWidget(FEW, 4)
    rows = sqlite3.connect(folder / "plain.db").execute(
        "SELECT number, levels, at, state FROM history ORDER BY at DESC LIMIT ?", (FEW,)
    )
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(number, column, qt.QTableWidgetItem(str(value)))
    return table


# A hundred thousand of each -------------------------------------------------------------------


def _fill(folder: Path) -> None:
    """All of them wait in the one list and were rated in the other: more than any broker has."""
    day = Workday(folder, FakeClock())
    now = day.clock.now()
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("CREATE TABLE history (number, levels, at, state, searchable)")
    for batch in range(0, ROWS, 2000):
        numbers = range(batch, batch + 2000)
        _put(day, numbers, now)
        plain.executemany(
            "INSERT INTO history VALUES (?, ?, ?, ?, ?)",
            [
                (f"{10_000_000_000 + n}0", "54", now - 600.0 * n, "waiting", _searchable(n))
                for n in numbers
            ],
        )
    plain.execute("CREATE INDEX by_time ON history (at DESC)")
    plain.commit()
    plain.close()
    day.close()


def _put(day: Workday, numbers: range, now: float) -> None:
    tax_codes = list(COMPANIES)
    with day.profile.ledger.transaction():
        _declare(day, [(n, tax_codes[n % 3]) for n in numbers], now)
        for n in numbers:
            _give(day, f"{tax_codes[n % 3]}/{10_000_000_000 + n}", n, now - 600.0 * n)


def _searchable(n: int) -> str:
    return f"{10_000_000_000 + n}0 cong ty thu nghiem {n % 3}"


def _declare(day: Workday, numbered: list[tuple[int, str]], now: float) -> None:
    rows = json.dumps(
        [
            [
                f"{owner}/{10_000_000_000 + n}",
                str(10_000_000_000 + n),
                owner,
                COMPANIES[owner],
                f"{local(now - 600.0 * n):%Y-%m-%dT%H:%M:%S+07:00}",
                _searchable(n),
            ]
            for n, owner in numbered
        ]
    )
    day.profile.ledger.run(
        "INSERT INTO declaration (key, digits, number, owner_tax_code, owner_name, office, channel,"
        " registered_at, searchable, facts, first_seen_at, changed_at)"
        " SELECT value ->> 0, value ->> 1, (value ->> 1) || '0', value ->> 2, value ->> 3, '03EE',"
        " 2, value ->> 4, value ->> 5, json_object('number', (value ->> 1) || '0', 'direction',"
        " 'N', 'stage', 'registered', 'owner_tax_code', value ->> 2, 'office_code', '03EE'), 1, 1"
        " FROM json_each(?)",
        (rows,),
    )
    day.profile.ledger.run(
        "INSERT INTO prompt (key, state, origin, noticed_at)"
        " SELECT value ->> 0, 'due', 'live', ? FROM json_each(?)",
        (now, rows),
    )


def _give(day: Workday, key: str, n: int, at: float) -> None:
    rating = {**content(key), "subjects": [{"kind": "office", "name": "HQ", "level": 5 - n % 3}]}
    day.profile.outbox.put(rating, declaration_key=key, now=at)


def _megabytes() -> float:
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError


if __name__ == "__main__":
    if "--once" in sys.argv:
        print(json.dumps(_once(Path(sys.argv[-1]))))
    else:
        main()
