"""What else one could have written to bring a queue of ratings to a receiver.

All send the same bytes and check nothing. They keep nothing on disk either, but for one, an outbox
without a rule: the same cipher and flushes as ours, a second table for what was sent, and nothing
else. It is what a queue as durable as ours costs here at the least.
"""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

from rating_client.base.ledger import Ledger
from rating_client.contract.digests import content_digest
from tests.benchmarks.stub import Stub

BATCH = 100

Item = tuple[str, str, bytes]  # id, digest, envelope

_ITEM = '{"submission":"%s","sha256":"%s","jwe":"%s"}'


class Peers:
    """Each takes `items` to `stub` and tells the seconds it took."""

    def __init__(self, stub: Stub, items: list[Item], folder: Path) -> None:
        self._port, self._url = stub.port, stub.url
        self._items = items
        self.cpu: list[float] = []  # seconds of processor time of each drain of the outbox
        self._ledger = Ledger.open(folder / "bare.db", bytes(32))
        self._ledger.run("CREATE TABLE item (n INTEGER PRIMARY KEY, id TEXT, sha TEXT, jwe TEXT)")
        self._ledger.run("CREATE TABLE sent (n INTEGER PRIMARY KEY, receipt TEXT)")

    def close(self) -> None:
        self._ledger.close()

    def socket_one_by_one(self) -> float:
        return self._over_socket([_put(*item) for item in self._items])

    def socket_batches(self) -> float:
        bodies = []
        for start in range(0, len(self._items), BATCH):
            items = [
                {"submission": entry_id, "sha256": digest, "jwe": envelope.decode()}
                for entry_id, digest, envelope in self._items[start : start + BATCH]
            ]
            bodies.append(_post(json.dumps({"items": items}).encode()))
        return self._over_socket(bodies)

    def bare_outbox(self) -> float:
        """Read a batch, mark it, send it, keep its receipts: two durable transactions each."""
        ledger = self._ledger
        with ledger.transaction():
            ledger.run("DELETE FROM item")
            ledger.run("DELETE FROM sent")
            for number, (entry_id, digest, envelope) in enumerate(self._items):
                values = (number, entry_id, digest, envelope.decode())
                ledger.run("INSERT INTO item VALUES (?, ?, ?, ?)", values)
        begun, busy = time.perf_counter(), time.process_time()
        with _Talk(self._port) as talk:
            for start in range(0, len(self._items), BATCH):
                batch = (start, start + BATCH)
                with ledger.transaction():
                    rows = ledger.rows("SELECT * FROM item WHERE n >= ? AND n < ?", batch)
                    ledger.run(
                        "INSERT INTO sent SELECT n, NULL FROM item WHERE n >= ? AND n < ?", batch
                    )
                items = [_ITEM % (row["id"], row["sha"], row["jwe"]) for row in rows]
                body = ('{"items":[' + ",".join(items) + "]}").encode()
                reply = talk.say(_post(body, f"Content-Digest: {content_digest(body)}\r\n"))
                receipts = [result["receipt"] for result in json.loads(reply)["results"]]
                ledger.run_each(
                    "UPDATE sent SET receipt = ? WHERE n = ?",
                    [(receipt, row["n"]) for receipt, row in zip(receipts, rows, strict=True)],
                )
        self.cpu.append(time.process_time() - busy)
        return time.perf_counter() - begun

    def _over_socket(self, requests: list[bytes]) -> float:
        begun = time.perf_counter()
        with _Talk(self._port) as talk:
            for request in requests:
                talk.say(request)
        return time.perf_counter() - begun

    def requests_each(self) -> float:
        import requests

        begun = time.perf_counter()
        for entry_id, _, envelope in self._items:
            requests.put(
                f"{self._url}/v1/submissions/{entry_id}", data=envelope, timeout=30
            ).raise_for_status()
        return time.perf_counter() - begun

    def requests_session(self) -> float:
        import requests

        begun = time.perf_counter()
        with requests.Session() as session:
            for entry_id, _, envelope in self._items:
                session.put(
                    f"{self._url}/v1/submissions/{entry_id}", data=envelope, timeout=30
                ).raise_for_status()
        return time.perf_counter() - begun


class _Talk:
    """One connection that is kept, and no more of HTTP than the stub needs."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb", buffering=1 << 18)

    def say(self, request: bytes) -> bytes:
        self._socket.sendall(request)
        length = 0
        while (header := self._stream.readline()) != b"\r\n":
            if header.startswith(b"Content-Length:"):
                length = int(header[15:])
        body: bytes = self._stream.read(length)
        return body

    def __enter__(self) -> _Talk:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stream.close()
        self._socket.close()


def _put(entry_id: str, _digest: str, envelope: bytes) -> bytes:
    head = (
        f"PUT /v1/submissions/{entry_id} HTTP/1.1\r\nHost: receiver\r\n"
        f"Content-Digest: {content_digest(envelope)}\r\nContent-Length: {len(envelope)}\r\n\r\n"
    )
    return head.encode() + envelope


def _post(body: bytes, headers: str = "") -> bytes:
    head = f"POST /v1/bundles HTTP/1.1\r\nHost: receiver\r\n{headers}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
