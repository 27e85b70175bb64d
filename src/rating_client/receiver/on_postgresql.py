"""Rows on a PostgreSQL server, named by a URL as libpq writes it.

`postgresql://USER@HOST:PORT/NAME`, or `postgresql:///NAME?host=/var/run/postgresql` for a server on
this computer. To another computer only by TLS with a certificate that verifies; `sslrootcert=FILE`
names who issued it, where the system does not know.
"""

from __future__ import annotations

import getpass
import logging
import ssl
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from rating_client.base.errors import Trouble
from rating_client.contract.addresses import is_loopback

_NAME = "rating-receiver"
_PORT = 5432
_SILENCE = 45.0  # seconds without a byte from the server, above any wait for a lock
_LOCK = 0x726174696E67  # "rating": the advisory lock of whoever writes

# One writer at a time, whichever process it is in, as SQLite has it: a number that is taken is
# committed before the next one is, so a sequence has no holes and no twins. The lock comes in a
# statement of its own, so that each later one sees what the writer before has committed. A reload
# can switch durability off under a running receiver: so it is asked about with every write.
_WRITE = f"SELECT pg_advisory_xact_lock({_LOCK})"
_DURABLE = " , ".join(
    f"current_setting('{name}') <> 'off'"
    for name in ("fsync", "full_page_writes", "synchronous_commit")
)
_READ = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_PATIENCE = "SET lock_timeout = '30s'", "SET idle_in_transaction_session_timeout = '60s'"
# Whatever the server's defaults: a writer that kept the view it had before it waited for the lock
# would fail whenever it had to wait.
_OWN_WAYS = (
    "SET default_transaction_isolation = 'read committed'",
    "SET default_transaction_read_only = off",
)


def engine(url: str) -> Engine:
    """`Trouble` for a URL that is none, and where the driver is not installed."""
    server = _read(url)
    try:
        made = create_engine(
            server.set(query={}, host=None if _socket(server) else server.host),
            connect_args=_connecting(server),
            hide_parameters=True,  # what was rated must not reach a log by way of an exception
            pool_pre_ping=True,  # a server that was restarted costs no request
        )
    except ImportError as error:
        raise Trouble("receiver.driver-missing") from error
    # The pool tells at length of each connection it cannot close, because its server is gone.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
    event.listen(made, "connect", _patient)
    event.listen(made, "begin", _begin)
    return made


def place(url: str) -> str:
    """The database as a sentence may name it: without user and password."""
    server = _read(url)
    return f"{server.host or server.query['host']}/{server.database}"


def _read(url: str) -> URL:
    try:
        server = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise Trouble("receiver.database-refused") from error
    if (
        server.drivername not in {"postgresql", "postgres"}
        or not server.database
        or not (server.host or _socket(server))
        or not set(server.query) <= {"host", "sslrootcert"}
        or not all(isinstance(each, str) for each in server.query.values())
    ):
        raise Trouble("receiver.database-refused")
    return server.set(drivername="postgresql+pg8000", username=server.username or getpass.getuser())


def _socket(server: URL) -> str | None:
    folder = server.query.get("host")
    return f"{folder}/.s.PGSQL.{server.port or _PORT}" if folder else None


def _connecting(server: URL) -> dict[str, Any]:
    told: dict[str, Any] = {"timeout": _SILENCE, "application_name": _NAME, "ssl_context": False}
    if (socket := _socket(server)) is not None:
        return {**told, "unix_sock": socket}
    if is_loopback(str(server.host)):
        return told
    issuer = server.query.get("sslrootcert")
    try:
        return {**told, "ssl_context": ssl.create_default_context(cafile=issuer)}  # type: ignore[arg-type]  # one text, seen above
    except OSError as error:
        raise Trouble("receiver.certificate-unreadable", path=issuer) from error


def _patient(connection: Any, _record: object) -> None:
    """Nobody waits for ever: not for a lock, nor for a writer that has fallen silent."""
    cursor = connection.cursor()
    for statement in _PATIENCE + _OWN_WAYS:
        cursor.execute(statement)
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(_READ)
        return
    connection.exec_driver_sql(_WRITE)
    if not all(connection.exec_driver_sql(f"SELECT {_DURABLE}").one()):
        raise Trouble("receiver.database-not-durable")
