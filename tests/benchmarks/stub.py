"""An HTTP server of the bare minimum that answers ratings with receipts signed before."""

from __future__ import annotations

import json
import multiprocessing
import socket
import threading
import time


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
            entry_id.encode(): reply(201, receipt.encode())
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
            return reply(200, json.dumps({"results": results}).encode())
        return reply(204 if method == b"HEAD" else 404, b"")


def reply(status: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nRating-Protocol: 1\r\nRating-Max-Body: 1048576\r\n"
    if status != 204:
        head += f"Content-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body
