"""What works beside the GUI thread: a worker with a thread of its own for each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from rating_client.desktop.workers.delivery_worker import DeliveryWorker
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.desktop.workers.dropped_files import DroppedFiles
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.desktop.workers.threads import Threads, Worker
from rating_client.desktop.workers.tidy_worker import TidyWorker
from rating_client.profile import Profile

if TYPE_CHECKING:
    from rating_client.desktop.carrying.worker import CarryingWorker
    from rating_client.desktop.sent.table_worker import TableWorker
    from rating_client.desktop.statistics.worker import StatisticsWorker

SomeWorker = TypeVar("SomeWorker", bound=Worker)


class Workers:
    """Those of one profile. Who works only when a person wants it is made with the first wish."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._threads: Threads | None = None
        self._made: list[tuple[Worker, str]] = []  # before there were threads
        self.exports = self._with_thread(ExportWorker(profile), "exports")
        self.delivery = self._with_thread(DeliveryWorker(profile), "delivery")
        self.drafts = self._with_thread(DraftWorker(profile), "drafts")
        self.tidying = self._with_thread(TidyWorker(profile), "tidying")
        self.dropped = self._with_thread(DroppedFiles(profile), "dropped files")

    def start(self, threads: Threads) -> None:
        self._threads = threads
        for worker, name in self._made:
            threads.run(worker, name)
        self._made.clear()

    @cached_property
    def carrying(self) -> CarryingWorker:
        from rating_client.desktop.carrying.worker import CarryingWorker

        return self._with_thread(CarryingWorker(self._profile), "carrying")

    @cached_property
    def sent_table(self) -> TableWorker:
        from rating_client.desktop.sent.table_worker import TableWorker

        return self._with_thread(TableWorker(self._profile), "sent table")

    @cached_property
    def statistics(self) -> StatisticsWorker:
        from rating_client.desktop.statistics.worker import StatisticsWorker

        return self._with_thread(StatisticsWorker(self._profile), "statistics")

    def _with_thread(self, worker: SomeWorker, name: str) -> SomeWorker:
        if self._threads is None:
            self._made.append((worker, name))
        else:
            self._threads.run(worker, name)
        return worker
