"""The statistics with numbers on them, and what leaves on paper, over one busy day."""

from __future__ import annotations

from collections.abc import Iterator

from rating_client.desktop.main.pages import Page
from rating_client.desktop.main.window import MainWindow
from rating_client.desktop.paper.rating_forms import paper_to_fill
from rating_client.desktop.paper.receipt import ReceiptPaper
from rating_client.desktop.paper.statistics import StatisticsPaper
from rating_client.desktop.paper.window import PaperWindow
from rating_client.outbox.listing import SentFilter, ShownState
from rating_client.outbox.statistics import Wanted
from rating_client.prompts.inbox import InboxFilter
from rating_client.ratings.form import built_in_form
from tests.support.season import season
from tests.support.workday import Workday


def show_statistics(window: MainWindow, day: Workday) -> None:
    """Half a year of work on the page, counted here instead of in the worker's thread."""
    season(day)
    page, count = window.statistics, day.profile.statistics.figures
    page.figures_asked.connect(lambda wanted: page.show_figures(count(wanted, day.clock.now())))
    window.show_page(Page.STATISTICS)


def paper_windows(day: Workday) -> Iterator[tuple[str, PaperWindow]]:
    """Each open, and hidden before the next."""
    profile = day.profile
    received = SentFilter(states=frozenset({ShownState.RECEIPTED}))
    detail = profile.sent.detail(profile.sent.page(received, 0, 1)[0].id)
    declaration = profile.prompts.declaration(profile.inbox.keys(InboxFilter())[0])
    assert detail is not None
    assert declaration is not None
    figures = profile.statistics.figures(Wanted(), day.clock.now())
    for name, paper in (
        ("receipt", ReceiptPaper(detail, profile.enrolments, profile.directory, holds=True)),
        ("form", paper_to_fill(declaration, profile.directory, built_in_form(), None)),
        ("statistics", StatisticsPaper(figures, profile.directory)),
    ):
        window = PaperWindow(paper)
        window.show()
        yield name, window
        window.hide()
