"""A receiver, and as many enrolled profiles as there are points: copies of one that is known."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rating_client.base.clock import SystemClock
from rating_client.base.opening import open_ledger
from tests.faults.nursery import Nursery, complaints, history
from tests.faults.oracle import judge, rows_of
from tests.faults.record import Figures
from tests.faults.scenarios import REFUSED, profile_in
from tests.support.journeys import Broker
from tests.support.ledgers import TEST_KEY
from tests.support.receivers import RunningReceiver, running_receiver


class Desk:
    """Where sweeps happen: `fresh` gives a profile for one point, `judged` its verdict."""

    def __init__(self, folder: Path, receiver: RunningReceiver, drained_by: Nursery) -> None:
        self.receiver = receiver
        self._folder = folder
        self._drained_by = drained_by
        self._template = folder / "template"
        self._template.mkdir()
        broker = Broker(self._template, SystemClock())
        broker.enrol(receiver)
        ended = drained_by.run("send", self._template)  # makes the device known
        assert ended.well, complaints(self._template)
        self._wait_until_the_device_is_kept()
        self.seen = 0  # the receiver's last row before the profile in use

    def fresh(self) -> Path:
        """The folder of a profile that is enrolled and has rated nothing yet."""
        folder = self._folder / "point"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._template, folder)
        (folder / "history").unlink(missing_ok=True)
        self.seen = max((row.number for row in rows_of(self.receiver.folder)), default=0)
        return folder

    def judged(self, folder: Path) -> Figures:
        """Faults off, all that is left goes out; then the oracle speaks."""
        ended = self._drained_by.run("submit_and_send", folder, ratings=0)
        assert ended.well, complaints(folder)
        rows = rows_of(self.receiver.folder, self.seen)
        ledger, _ = open_ledger(profile_in(folder), TEST_KEY)
        with closing(ledger):
            saved = [line for line in history(folder) if not line.startswith(REFUSED)]
            return judge(saved, ledger, rows)

    def _wait_until_the_device_is_kept(self) -> None:
        """A twin answers before it commits: killed then, it would forget the device as well, and
        everything after that would be refused, not lost."""
        deadline = time.monotonic() + 30
        with self.receiver.opened() as beside:
            while not beside.devices.listed():
                assert time.monotonic() < deadline
                time.sleep(0.02)


@contextmanager
def desk(
    folder: Path,
    program: str = "rating_client.receiver",
    database: str | None = None,
    planted: str = "",
) -> Iterator[Desk]:
    """A desk at a running receiver; `program` may be a twin of it, `database` on a server, and the
    clients may carry the bug `planted`."""
    with (
        running_receiver(folder / "receiver", program, database=database) as receiver,
        Nursery(planted) as nursery,
    ):
        yield Desk(folder, receiver, nursery)
