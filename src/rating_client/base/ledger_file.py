"""The ledger's file as SQLite has it: opened with its key, and SQLite's errors as ours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from rating_client.base.errors import Bug, RatingClientError, Trouble

_BUSY = 10.0  # seconds until a lock that another holds is given up
_NAP = 0.002  # seconds; SQLite's own naps grow to 100 ms, and sleep through every short gap


def unlocked(path: Path | str, key: bytes) -> apsw.Connection:
    """A bare connection that was seen to read a page with `key`; a file is made where none is.

    Raises apsw's own errors: for use inside `converted()`.
    """
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(str(path), flags=flags)
    try:
        connection.set_busy_handler(asks_again())
        # Ask again and again, as ever: the blocking locks of newer builds sleep through the whole
        # time under Wine, although the lock is free at once (`make test-installer` shows it).
        connection.setlk_timeout(0, 0)
        # Statements are planned once, and not again for each value: planning took longer than
        # asking what is due.
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        connection.pragma("cipher", "aegis")
        connection.pragma("key", f"raw:{key.hex()}")
        # The key is only tried when a page is read, so read one before anything is written.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close(True)
        raise
    return connection


def asks_again(seconds: float = _BUSY) -> Callable[[int], bool]:
    """What a connection does about a lock that another holds: it asks again for so long."""
    until = 0.0

    def asks(asked: int) -> bool:
        nonlocal until
        if not asked:
            until = time.monotonic() + seconds
        time.sleep(_NAP)
        return time.monotonic() < until

    return asks


@contextmanager
def converted() -> Iterator[None]:
    """SQLite's errors as ours: the environment's fault, or a bug of the caller."""
    try:
        yield
    except (apsw.ConstraintError, apsw.InterruptError, RatingClientError):
        raise
    except apsw.FullError as error:
        raise Trouble("base.disk-full") from error
    except apsw.NotADBError as error:
        raise Trouble("base.ledger-key-wrong") from error
    except apsw.CorruptError as error:
        raise Trouble("base.ledger-damaged") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise Trouble("base.ledger-busy") from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError) as error:
        raise Trouble("base.ledger-not-writable") from error
    except apsw.IOError as error:
        # What connections share beside the ledger fails to grow where the disk is full.
        full = getattr(error, "extendedresult", None) == apsw.SQLITE_IOERR_SHMSIZE
        raise Trouble("base.disk-full" if full else "base.disk-error") from error
    except apsw.Error as error:
        raise Bug("base.ledger-bug") from error
