"""No receipt without its row, also where the receiver is killed: the same one after the restart."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
from pathlib import Path

from rating_client.contract.digests import content_digest, token_sha256
from rating_client.receiver.store import Store
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender


def row_of(receiver: RunningReceiver, submission: str) -> str | None:
    """The stored receipt, looked up beside the serving process and without disturbing it."""
    uri = f"file:{receiver.folder / 'receiver.db'}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=10)
    try:
        row = connection.execute(
            "SELECT receipt FROM submission WHERE id = ?", (submission,)
        ).fetchone()
    finally:
        connection.close()
    return None if row is None else str(row[0])


def test_a_commit_is_on_the_disk_before_its_receipt_leaves(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store.writing() as connection:
        asked = [f"PRAGMA {name}" for name in ("journal_mode", "synchronous", "foreign_keys")]
        said = [connection.exec_driver_sql(each).scalar() for each in asked]
    store.close()
    assert said == ["wal", 2, 1]  # 2 is FULL


def test_killed_after_the_commit_a_replay_gets_the_same_receipt(tmp_path: Path) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender.enrolled(receiver)
        for _ in range(3):
            payload = sender.rating()
            envelope = sender.sealed(payload).encode()
            head = (
                f"PUT /v1/submissions/{payload['id']} HTTP/1.1\r\nHost: x\r\n"
                f"Content-Type: application/jose\r\nContent-Length: {len(envelope)}\r\n"
                f"Content-Digest: {content_digest(envelope)}\r\n\r\n"
            ).encode()
            with socket.create_connection(("127.0.0.1", receiver.port)) as connection:
                connection.sendall(head + envelope)
                deadline = time.monotonic() + 10
                while (stored := row_of(receiver, payload["id"])) is None:
                    assert time.monotonic() < deadline
                receiver.kill()  # whether or not the reply has left
            receiver.start()
            reply = sender.put(payload["id"], envelope)
            assert (reply.status, reply.text) == (200, stored)
            found = sender.get(f"/v1/receipts/{token_sha256(envelope.decode())}")
            assert found.text == stored


def test_killed_among_deliveries_no_receipt_lacks_its_row(tmp_path: Path) -> None:
    receipts: dict[str, str] = {}
    with running_receiver(tmp_path / "receiver") as receiver:
        sender = Sender.enrolled(receiver)
        payloads = [sender.rating() for _ in range(60)]
        envelopes = [sender.sealed(payload) for payload in payloads]

        def deliver(part: int) -> None:
            for payload, envelope in list(zip(payloads, envelopes, strict=True))[part::4]:
                try:
                    reply = sender.put(payload["id"], envelope)
                except OSError:
                    return
                if reply.status == 201:
                    receipts[payload["id"]] = reply.text

        senders = [threading.Thread(target=deliver, args=(part,)) for part in range(4)]
        for each in senders:
            each.start()
        while len(receipts) < 10:
            time.sleep(0.001)
        receiver.kill()
        for each in senders:
            each.join()
        acknowledged = dict(receipts)
        receiver.start()
        for payload, envelope in zip(payloads, envelopes, strict=True):
            reply = sender.put(payload["id"], envelope)
            assert reply.status in (200, 201)
            receipts.setdefault(payload["id"], reply.text)
            assert reply.text == receipts[payload["id"]]
        rows = receiver.stored()
    lost = [each for each in acknowledged if each not in {row["id"] for row in rows}]
    print(f"acknowledged before the kill {len(acknowledged)}, lost {len(lost)}, rows {len(rows)}")
    assert lost == []
    assert sorted(row["id"] for row in rows) == sorted(payload["id"] for payload in payloads)
