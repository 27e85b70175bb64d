"""A desk at which something goes wrong in earnest, and what its windows say about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from rating_client.base.resources import resource
from rating_client.desktop.coordinator import Coordinator
from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.system.senses import Senses
from rating_client.exports.folder import ExportFolder
from rating_client.outbox.entry import Entry, Hold
from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject
from tests.support.clock import FakeClock
from tests.support.customs_server import CustomsServer
from tests.support.enrolling import enrol
from tests.support.intake import Customs, problem
from tests.support.scripted_receiver import Request, Say
from tests.support.workday import Workday

SATISFIED = Rating(subjects=(Subject("office", "Hải quan cửa khẩu mẫu", level=5),))
_HOLE = re.compile(r"\\\{\w+\\\}")


class ProblemDesk:
    """A profile in `place`, its desktop without threads, and receivers that end with it.

    Nothing works by itself: `work` lets the deliverer's time pass, `sweep` looks into a folder.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.with_it = ExitStack()
        self.clock = FakeClock()

    @cached_property
    def day(self) -> Workday:
        day = Workday(self.place, self.clock)
        self.with_it.callback(day.close)
        return day

    @cached_property
    def desktop(self) -> Coordinator:
        senses = Senses(presenting=lambda: False, locked=lambda: False, idle_seconds=lambda: None)
        return Coordinator(self.day.profile, senses=senses)

    def close(self) -> None:
        for each in QApplication.topLevelWidgets():
            each.close()
        if "desktop" in self.__dict__:
            self.desktop.deleteLater()  # its timers would read a ledger that is closed
            QCoreApplication.sendPostedEvents(self.desktop, QEvent.Type.DeferredDelete)
        self.with_it.close()

    # What can be seen -----------------------------------------------------------------------

    def main(self) -> MainWindow:
        return self._page(Page.INBOX)

    def attention(self) -> MainWindow:
        return self._page(Page.ATTENTION)

    def _page(self, page: Page) -> MainWindow:
        """A window in the language of now."""
        self.desktop.lists.build_anew()
        self.desktop.lists.open(page)
        return self.desktop.lists.window

    # What happens ---------------------------------------------------------------------------

    def rated(self, number: str = "100000000110", *, hold: Hold | None = None) -> Entry:
        key = self.day.registered(number)
        return self.day.profile.flow.rating_given(key, SATISFIED, built_in_form(), hold)

    def enrolled(self, customs: Customs) -> None:
        enrol(self.day.profile, customs.enrolment_file())

    def customs(self) -> CustomsServer:
        """A receiver that knows this device, and with which all is well."""
        customs = self.with_it.enter_context(CustomsServer())
        customs.intake.now = self.clock.now()
        self.enrolled(customs.issuer)
        self.work(30)
        return customs

    def work(self, seconds: float = 60) -> None:
        """The deliverer's own worker, in this thread, by the clock of the test."""
        worker = self.desktop.delivery
        end = self.clock.now() + seconds
        worker.begin()
        for _ in range(200):
            if self.clock.now() >= end:
                break
            self.clock.advance(max(0.001, min(worker._due, end) - self.clock.now()))
            worker._turn()
        worker.end()

    def sweep(
        self, path: str | Path, file: tuple[str, bytes] | Callable[[], None] | None = None
    ) -> None:
        """The program looks into a folder, into which `file` is exported meanwhile."""
        profile = self.day.profile
        folder = ExportFolder(path, profile.seen, self.clock)
        for _ in range(20):
            sweep = folder.sweep(self.clock.now())
            for ready in sweep.ready:
                profile.flow.export_settled(folder, ready)
            happens, file = file, None  # once
            if isinstance(happens, tuple):
                (Path(path) / happens[0]).write_bytes(happens[1])
            elif happens is not None:
                happens()
            self.clock.advance(60)
        self.desktop.exports.conditions.emit([sweep.condition] if sweep.condition else [])


def refusing(customs: CustomsServer, slug: str, *pointers: str) -> None:
    """From now on submissions are met by this problem."""

    def otherwise(request: Request) -> Say:
        return problem(slug, *pointers) if request.method == "PUT" else customs.intake(request)

    customs.server.otherwise = otherwise


def words_of(code: str, language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the title and the advice of this sentence look like with their holes filled."""
    package, slug = code.split(".")
    entry = tomllib.loads(resource("sentences", f"{package}.toml").read_text("utf-8"))[slug]
    title, advice = (
        re.compile(_HOLE.sub(".+?", re.escape(entry[part][language])))
        for part in ("title", "advice")
    )
    return title, advice


def on_screen(window: QWidget) -> str:
    """Every word a person can read in this window."""
    for _ in range(3):  # a row that comes into a layout is shown a turn later
        QApplication.processEvents()
    widgets: list[QLabel | QAbstractButton] = [
        *window.findChildren(QLabel),
        *window.findChildren(QAbstractButton),
    ]
    return "\n".join(each.text() for each in widgets if each.isVisible())
