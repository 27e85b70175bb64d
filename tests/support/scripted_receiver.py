"""A loopback HTTP server that says exactly what a test tells it to, well-formed or not.

    with ScriptedReceiver(Say(503), Reset(), Say(201, body=b"...")) as receiver:
        ...
    assert [request.method for request in receiver.requests] == ["PUT", "PUT", "PUT"]

Each request takes the next line of the script; when the script is used up, `otherwise` answers.
`HEAD` is answered as a receiver would, without using up a line, unless `hello` is given.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.support.listening import Listening

PROTOCOL = {"Rating-Protocol": "1"}


@dataclass(frozen=True)
class Request:
    """What arrived. Header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Say:
    """A whole reply. `length` lies about the length of the body."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int | None = None

    def text(self, request: Request) -> bytes:
        head = [f"HTTP/1.1 {self.status} Scripted"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.status >= 200 and self.status not in (204, 304):
            head.append(f"Content-Length: {len(self.body) if self.length is None else self.length}")
        body = b"" if request.method == "HEAD" else self.body
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True)
class Raw:
    """These bytes and then the end, whether that is HTTP or not."""

    data: bytes = b""


@dataclass(frozen=True)
class Reset:
    """Reset the connection after the request was read."""


@dataclass(frozen=True)
class Cut:
    """The reply without its last `missing` bytes."""

    reply: Say
    missing: int = 10


@dataclass(frozen=True)
class SlowLoris:
    """The reply, one byte each `gap` seconds."""

    reply: Say
    gap: float = 0.05


@dataclass(frozen=True)
class Late:
    """The reply after `seconds`."""

    reply: Say
    seconds: float


@dataclass(frozen=True)
class Silence:
    """Never a byte."""


Action = Say | Raw | Reset | Cut | SlowLoris | Late | Silence
Line = Action | Callable[[Request], Action]

HELLO = Say(204, {**PROTOCOL, "Rating-Max-Body": "1048576"})


class ScriptedReceiver(Listening):
    """Runs while its `with` block runs. `tls` makes it speak TLS with that server context."""

    def __init__(
        self,
        *script: Line,
        otherwise: Line | None = None,
        hello: Line = HELLO,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__()
        self.script = list(script)
        self.otherwise = otherwise or Say(500)
        self.hello = hello
        self.requests: list[Request] = []
        self.connections = 0
        self.bytes_read = 0  # application bytes, after TLS
        self._tls = tls
        self._guard = threading.Lock()
        self._errors: list[Exception] = []

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}" if self._tls else super().url

    @property
    def carried(self) -> list[Request]:
        """The requests that were not handshakes."""
        return [request for request in self.requests if request.method != "HEAD"]

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if self._errors and error[0] is None:
            raise self._errors[0]

    def _serve(self, connection: socket.socket) -> None:
        with self._guard:
            self.connections += 1
            self._open.add(connection)
        with self._noting_errors_of_the_script(), connection:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as stream:
                while (request := self._read(stream)) is not None:
                    if not self._act(self._next(request), request, connection):
                        return

    @contextlib.contextmanager
    def _noting_errors_of_the_script(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            pass  # the other side went away, as tests want it to
        except Exception as error:  # noqa: BLE001  raised again when the block ends
            self._errors.append(error)

    def _read(self, stream: object) -> Request | None:
        readline, read = stream.readline, stream.read  # type: ignore[attr-defined]  # a makefile
        first = readline()
        self.bytes_read += len(first)
        if first.count(b" ") != 2:
            return None  # the end, or not HTTP at all
        method, path, _ = first.decode("latin-1").split(" ")
        headers: dict[str, str] = {}
        while line := readline().strip():
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        body = read(int(headers.get("content-length", "0")))
        self.bytes_read += len(body)
        request = Request(method, path, headers, body)
        self.requests.append(request)
        return request

    def _next(self, request: Request) -> Action:
        with self._guard:
            if request.method == "HEAD":
                line = self.hello
            else:
                line = self.script.pop(0) if self.script else self.otherwise
        return line(request) if callable(line) else line

    def _act(self, action: Action, request: Request, connection: socket.socket) -> bool:
        """Carry out one line of the script; whether the connection goes on."""
        match action:
            case Say():
                connection.sendall(action.text(request))
                return action.length is None
            case Raw():
                connection.sendall(action.data)
            case Cut():
                connection.sendall(action.reply.text(request)[: -action.missing])
            case Late():
                if not self._closing.wait(action.seconds):
                    connection.sendall(action.reply.text(request))
            case SlowLoris():
                for byte in action.reply.text(request):
                    connection.sendall(bytes([byte]))
                    time.sleep(action.gap)
            case Silence():
                self._closing.wait()
            case Reset():
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        return False
