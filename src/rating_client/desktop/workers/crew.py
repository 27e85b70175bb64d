"""What works beside the GUI thread: a worker with a thread of its own for each."""

from __future__ import annotations

from rating_client.desktop.dropped_files import DroppedFiles
from rating_client.desktop.sent.receipts_worker import ReceiptsWorker
from rating_client.desktop.statistics.worker import StatisticsWorker
from rating_client.desktop.workers.delivery_worker import DeliveryWorker
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.desktop.workers.export_worker import ExportWorker
from rating_client.desktop.workers.threads import Threads
from rating_client.desktop.workers.tidy_worker import TidyWorker
from rating_client.profile import Profile


class Workers:
    """Those of one profile."""

    def __init__(self, profile: Profile) -> None:
        self.exports = ExportWorker(profile)
        self.delivery = DeliveryWorker(profile)
        self.drafts = DraftWorker(profile)
        self.tidying = TidyWorker(profile)
        self.statistics = StatisticsWorker(profile)
        self.receipts = ReceiptsWorker(profile)
        self.dropped = DroppedFiles(profile)

    def start(self, threads: Threads) -> None:
        threads.run(self.exports, "exports")
        threads.run(self.delivery, "delivery")
        threads.run(self.drafts, "drafts")
        threads.run(self.tidying, "tidying")
        threads.run(self.statistics, "statistics")
        threads.run(self.receipts, "receipts")
        threads.run(self.dropped, "dropped files")
