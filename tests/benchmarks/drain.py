"""A thousand queued ratings to a receiver on loopback, beside what else one could have written.

The receiver of this benchmark opens nothing: it answers each envelope with a receipt signed before,
so that the way is measured and not the cryptography of the other side. Ours has the real ledger,
real envelopes, claims, settling; checking receipts is counted and also shown without it.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.contract.digests import token_sha256
from rating_client.contract.receipts import Receipt, stored_receipt
from rating_client.delivery import receipt_check
from rating_client.delivery.stage import Delivery
from rating_client.delivery.transport import Transport
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import EntryState
from rating_client.outbox.envelope import Envelope
from tests.benchmarks.drain_peers import BATCH, Item, Peers
from tests.benchmarks.stub import Stub
from tests.support.intake import Customs
from tests.support.submissions import KEY, content, known_declaration

RECORDS = 1000
RUNS = 5
BAR_AT_ONCE = 35.0  # times the usual script, without delay
BAR_DELAYED = 1.1  # of the batch socket, at 50 ms
BAR_CPU = 40.0  # microseconds a record, without JOSE


def main() -> None:
    """Print seconds, rates and ratios at 0 and 50 ms."""
    with tempfile.TemporaryDirectory() as folder:
        _Drain(Path(folder)).show()


class _Drain:
    """The same thousand envelopes for everybody."""

    def __init__(self, folder: Path) -> None:
        self.clock = SystemClock()
        self._path = folder / "ledger.db"
        self.template = Ledger.open(self._path, bytes(32))
        known_declaration(self.template, KEY)
        self.issuer = Customs()
        receipts: dict[str, str] = {}
        self.stub = Stub()
        self.issuer.base_urls = [self.stub.url]
        self.enrolments = EnrolmentBook(self.template)
        offer = read_offer(self.issuer.enrolment_file())
        self.enrolments.accept(offer, 1.0, fingerprint=offer.fingerprint)
        self.template.run("UPDATE enrolment SET request_state = 'receipted', request_receipt = 'x'")
        self.items = self._seal(receipts)
        self.others = Peers(self.stub, self.items, folder)
        self.stub.begin(receipts)
        self.cpu: list[float] = []
        self._busy = 0.0  # seconds of processor time in the last drain, every thread
        self.checked: dict[str, Receipt] = {
            receipt: stored_receipt(receipt) for receipt in receipts.values()
        }

    def show(self) -> None:
        peers: dict[str, Callable[[], float]] = {
            "keep-alive socket, one by one": self.others.socket_one_by_one,
            f"socket, batches of {BATCH}": self.others.socket_batches,
            "requests, new connection each": self.others.requests_each,
            "requests.Session": self.others.requests_session,
            "an outbox without a rule, batches": self.others.bare_outbox,
            "rating-client, receipts checked": self.rating_client,
            "rating-client, checking left out": self.rating_client_without_jose,
        }
        for delay, runs in ((0.0, RUNS), (0.05, 1)):
            self.stub.delay = delay
            taken: dict[str, list[float]] = {name: [] for name in peers}
            for _ in range(runs):
                for name, run in peers.items():
                    if delay and "batches" not in name and "rating-client" not in name:
                        continue  # a round trip each is 50 s by arithmetic
                    for _ in range(RUNS if delay else 1):
                        taken[name].append(run())
            self._print(delay, {n: statistics.median(t) for n, t in taken.items() if t})
        ours, bare = (
            statistics.median(seconds) / RECORDS * 1e6 for seconds in (self.cpu, self.others.cpu)
        )
        print(
            f"  CPU of the delivering process, checking left out: {ours:.0f} µs a record"
            f" (bar {BAR_CPU:.0f}); of the outbox without a rule {bare:.0f}"
        )
        self.stub.close()
        self.others.close()
        self.template.close()

    def _print(self, delay: float, seconds: dict[str, float]) -> None:
        print(f"drain of {RECORDS} ratings, {delay * 1000:.0f} ms delay, median of {RUNS}")
        usual = seconds.get("requests, new connection each")
        batches = seconds[f"socket, batches of {BATCH}"]
        for name, taken in seconds.items():
            line = f"  {name:34} {taken:7.3f} s {RECORDS / taken:8.0f}/s"
            if usual is not None:
                line += f"  {usual / taken:6.1f}x the usual script"
            line += f"  {taken / batches:5.2f} of the batch socket"
            print(line)
        bar = (
            f"{BAR_AT_ONCE:.0f}x the usual script"
            if usual
            else f"{BAR_DELAYED} of the batch socket"
        )
        print(f"  bar for rating-client: {bar}")

    # Ours ------------------------------------------------------------------------------------

    def rating_client(self) -> float:
        return self._deliver()

    def rating_client_without_jose(self) -> float:
        names, seen = vars(receipt_check), self.checked
        read = names["read_receipt"]
        names["read_receipt"] = lambda token, *_, **__: seen[token]
        try:
            taken = self._deliver()
        finally:
            names["read_receipt"] = read
        self.cpu.append(self._busy)
        return taken

    def _deliver(self) -> float:
        """From a full outbox to the last receipt, the first greeting included."""
        self._fill(self.template)
        ledger = Ledger.open(self._path, bytes(32))  # what was queued before is read from the disk
        transport = Transport(proxy="none")
        enrolments = EnrolmentBook(ledger)
        delivery = Delivery(
            ledger, enrolments, Addressing(ledger, enrolments), transport, self.clock
        )
        begun, busy = time.perf_counter(), time.process_time()
        while delivery.tally.receipts < RECORDS:
            delivery.step(self.clock.now())
        taken, self._busy = time.perf_counter() - begun, time.process_time() - busy
        transport.close()
        assert Outbox(ledger).counts()[EntryState.RECEIPTED] == RECORDS
        ledger.close()
        return taken

    def _fill(self, ledger: Ledger) -> None:
        """The outbox as it was before it was drained: a benchmark may do what nobody else may."""
        for trigger in ("entry_is_never_deleted", "content_is_kept", "envelope_is_kept"):
            ledger.run(f"DROP TRIGGER IF EXISTS {trigger}")
        outbox = Outbox(ledger)
        with ledger.transaction():
            for table in ("content", "envelope", "entry"):
                ledger.run(f"DELETE FROM {table}")
            ledger.run("DELETE FROM receiver_state")
            for entry_id, digest, envelope in self.items:
                outbox.put(
                    content(KEY, id=entry_id),
                    declaration_key=KEY,
                    now=self.clock.now() - 60,
                    envelope=Envelope(envelope.decode(), digest, self.issuer.id, "device"),
                )

    def _seal(self, receipts: dict[str, str]) -> list[Item]:
        from rating_client.outbox.envelope import seal

        device = self.enrolments.devices.current(1.0)
        statement = self.enrolments.statement(self.issuer.id)
        items = []
        for _ in range(RECORDS):
            entry_id = str(uuid.uuid4())
            jwe = seal(content(KEY, id=entry_id), statement, device).jwe
            items.append((entry_id, token_sha256(jwe), jwe.encode()))
            receipts[entry_id] = self.issuer.receipt(jwe, submission=entry_id, device=device.kid)
        return items


if __name__ == "__main__":
    main()
