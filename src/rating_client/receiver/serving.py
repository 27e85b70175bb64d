"""Serving over HTTP: the socket, the address the key statement names, who may do without TLS."""

from __future__ import annotations

import os
import signal
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from rating_client.base.errors import Trouble
from rating_client.base.whole_file import replace_whole
from rating_client.contract.addresses import is_loopback
from rating_client.receiver.app import build_app
from rating_client.receiver.installation import Receiver

if TYPE_CHECKING:
    import uvicorn


def serve(
    receiver: Receiver,
    *,
    host: str,
    port: int,
    base_url: str | None,
    port_file: Path | None,
    certificate: Path | None,
    key: Path | None,
) -> None:
    """Serve until told to stop (SIGINT, SIGTERM). Port 0 takes a free one.

    `base_url` is where clients reach this receiver, with `{port}` for the port taken; a new key
    statement says so where it is a new address. Plain HTTP is served on loopback only.
    """
    if certificate is None and not is_loopback(host):
        raise Trouble("receiver.plain-http", host=host)
    server = _server(build_app(receiver), certificate, key)
    listening = _listen(host, port)
    taken = listening.getsockname()[1]
    if base_url is not None:
        receiver.move_to([base_url.replace("{port}", str(taken))])
    if port_file is not None:
        _say_port(port_file, taken)
    scheme = "http" if certificate is None else "https"
    name = f"[{host}]" if ":" in host else host
    with suppress(OSError):  # a log nobody takes, or a full disk, keeps no receiver from serving
        ready = f"Sẵn sàng · Ready: {scheme}://{name}:{taken} (Ctrl+C)"
        print(ready, flush=True)  # noqa: T201  at a terminal; it passes over one that is closed
    for ending in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal again after its orderly end, which would look like a crash.
        signal.signal(ending, lambda *_: None)
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()


def _server(app: ASGIApp, certificate: Path | None, key: Path | None) -> uvicorn.Server:
    import uvicorn  # no other command serves

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=5,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    try:
        config.load()
    except OSError as error:
        raise Trouble("receiver.certificate-unreadable", path=certificate) from error
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":  # on Windows this would let two receivers share one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        raise Trouble("receiver.port-taken", host=host, port=port) from error
    return listening


def _say_port(file: Path, port: int) -> None:
    try:
        replace_whole(file, f"{port}\n".encode("ascii"))
    except OSError as error:
        raise Trouble("receiver.file-not-written", path=file) from error
