"""A thousand queued ratings to a receiver on loopback, beside what else one could have written.

The receiver of this benchmark opens nothing: it answers each envelope with a receipt signed before,
so that the way is measured and not the cryptography of the other side. Ours has the real ledger,
real envelopes, claims, settling; checking receipts is counted and also shown without it.
Peers send the same bytes, keep nothing on disk and check nothing.
"""

from __future__ import annotations

import json
import multiprocessing
import socket
import statistics
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

from rating_client.base.clock import SystemClock
from rating_client.base.ledger import Ledger
from rating_client.contract.digests import content_digest, token_sha256
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
from tests.support.intake import Customs
from tests.support.submissions import KEY, content, known_declaration

RECORDS = 1000
RUNS = 5
PEER_BATCH = 100
BAR_AT_ONCE = 35.0  # times the usual script, without delay
BAR_DELAYED = 1.1  # of the batch socket, at 50 ms
BAR_CPU = 40.0  # microseconds a record, without JOSE

Item = tuple[str, str, bytes]  # id, digest, envelope


class Stub:
    """An HTTP server of the bare minimum, in a process of its own as a receiver is; `delay`
    seconds before each reply."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        self._delay = multiprocessing.Value("d", 0.0)
        self._receipts: dict[str, str] = {}
        self._single: dict[bytes, bytes] = {}
        self._process = multiprocessing.get_context("fork").Process(
            target=self._accept, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def delay(self) -> float:
        return float(self._delay.value)

    @delay.setter
    def delay(self, seconds: float) -> None:
        self._delay.value = seconds

    def begin(self, receipts: dict[str, str]) -> None:
        self._receipts = receipts
        self._single = {
            entry_id.encode(): _reply(201, receipt.encode())
            for entry_id, receipt in receipts.items()
        }
        self._process.start()
        self._listener.close()

    def close(self) -> None:
        self._process.terminate()
        self._process.join()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb", buffering=1 << 18) as stream:
            while line := stream.readline():
                method, path, _ = line.split(b" ")
                length = 0
                while (header := stream.readline()) not in (b"\r\n", b""):
                    if header[:15].lower() == b"content-length:":
                        length = int(header[15:])
                body = stream.read(length)
                if self.delay and method != b"HEAD":
                    time.sleep(self.delay)
                connection.sendall(self._answer(method, path, body))

    def _answer(self, method: bytes, path: bytes, body: bytes) -> bytes:
        if method == b"PUT":
            return self._single[path.rpartition(b"/")[2]]
        if path == b"/v1/bundles":
            results = [
                {"sha256": item["sha256"], "receipt": self._receipts[item["submission"]]}
                for item in json.loads(body)["items"]
            ]
            return _reply(200, json.dumps({"results": results}).encode())
        return _reply(204 if method == b"HEAD" else 404, b"")


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
        self.stub.begin(receipts)
        self.cpu: list[float] = []
        self._busy = 0.0  # seconds of processor time in the last drain, every thread
        self.checked: dict[str, Receipt] = {
            receipt: stored_receipt(receipt) for receipt in receipts.values()
        }

    def show(self) -> None:
        peers: dict[str, Callable[[], float]] = {
            "keep-alive socket, one by one": self.socket_one_by_one,
            f"socket, batches of {PEER_BATCH}": self.socket_batches,
            "requests, new connection each": self.requests_each,
            "requests.Session": self.requests_session,
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
        print(
            "  CPU of the delivering process, checking left out:"
            f" {statistics.median(self.cpu) / RECORDS * 1e6:.0f} µs a record (bar {BAR_CPU:.0f})"
        )
        self.stub.close()
        self.template.close()

    def _print(self, delay: float, seconds: dict[str, float]) -> None:
        print(f"drain of {RECORDS} ratings, {delay * 1000:.0f} ms delay, median of {RUNS}")
        usual = seconds.get("requests, new connection each")
        batches = seconds[f"socket, batches of {PEER_BATCH}"]
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

    # Peers -----------------------------------------------------------------------------------

    def socket_one_by_one(self) -> float:
        return self._over_socket([_put(*item) for item in self.items])

    def socket_batches(self) -> float:
        bodies = []
        for start in range(0, RECORDS, PEER_BATCH):
            batch = self.items[start : start + PEER_BATCH]
            items = [
                {"submission": entry_id, "sha256": digest, "jwe": envelope.decode()}
                for entry_id, digest, envelope in batch
            ]
            bodies.append(_post("/v1/bundles", json.dumps({"items": items}).encode()))
        return self._over_socket(bodies)

    def _over_socket(self, requests: list[bytes]) -> float:
        begun = time.perf_counter()
        with socket.create_connection(("127.0.0.1", self.stub.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection.makefile("rb", buffering=1 << 18) as stream:
                for request in requests:
                    connection.sendall(request)
                    length = 0
                    while (header := stream.readline()) != b"\r\n":
                        if header.startswith(b"Content-Length:"):
                            length = int(header[15:])
                    stream.read(length)
        return time.perf_counter() - begun

    def requests_each(self) -> float:
        import requests

        begun = time.perf_counter()
        for entry_id, _, envelope in self.items:
            requests.put(
                f"{self.stub.url}/v1/submissions/{entry_id}", data=envelope, timeout=30
            ).raise_for_status()
        return time.perf_counter() - begun

    def requests_session(self) -> float:
        import requests

        begun = time.perf_counter()
        with requests.Session() as session:
            for entry_id, _, envelope in self.items:
                session.put(
                    f"{self.stub.url}/v1/submissions/{entry_id}", data=envelope, timeout=30
                ).raise_for_status()
        return time.perf_counter() - begun


def _reply(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nRating-Protocol: 1\r\nRating-Max-Body: 1048576\r\n"
    if status != 204:
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def _put(entry_id: str, _digest: str, envelope: bytes) -> bytes:
    head = (
        f"PUT /v1/submissions/{entry_id} HTTP/1.1\r\nHost: receiver\r\n"
        f"Content-Digest: {content_digest(envelope)}\r\nContent-Length: {len(envelope)}\r\n\r\n"
    )
    return head.encode() + envelope


def _post(path: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: receiver\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":
    main()
