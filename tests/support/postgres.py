"""A PostgreSQL server of one's own on a socket nobody else can reach; in memory where that fits.

It keeps its durable settings; a disk below is of no matter. PostgreSQL refuses to run as root, so
there it runs as `nobody`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pg8000.dbapi
from sqlalchemy import make_url

_USER = "receiver"
_PORT = 5432
_PATIENCE = 60.0  # seconds for a start on a busy machine
_MEMORY = Path("/dev/shm")
_ROOM = 1 << 30  # bytes; containers often give 64 MB, which one cluster nearly fills
_DEBIAN = Path("/usr/lib/postgresql")  # where each version has a folder of its own


def program(name: str) -> str | None:
    """Where this program of PostgreSQL is, of the newest version there is."""
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda each: int(each.parts[-3]))
    return str(versions[-1]) if versions else shutil.which(name)


class PostgresServer:
    """While entered it serves; `stop` and `start` between are as an administrator's."""

    def __init__(self) -> None:
        import pwd  # only where there are such accounts

        roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_MEMORY if roomy else None))
        self._account = pwd.getpwnam("nobody") if os.getuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def __enter__(self) -> PostgresServer:
        if self._account is not None:
            shutil.chown(self._folder, self._account.pw_uid, self._account.pw_gid)
        self._run("initdb", "--no-sync", "--auth=trust", f"--username={_USER}", "--encoding=UTF8")
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def start(self, *settings: str) -> None:
        """Serve, with these settings (`name=value`) beside the defaults."""
        arguments = [f"-k{self._folder}", "-clisten_addresses="]
        arguments += [f"-c{setting}" for setting in settings]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [_found("postgres"), "-D", str(self._folder / "data"), *arguments],
                user=self._account and self._account.pw_uid,
                group=self._account and self._account.pw_gid,
                extra_groups=self._account and [],
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self.execute("SELECT 1")
                return
            except pg8000.dbapi.Error:
                assert self._process.poll() is None, self._log()
                assert time.monotonic() < deadline, self._log()
                time.sleep(0.05)

    def stop(self, *, crash: bool = False) -> None:
        """End it; with a crash nothing is finished, and the next start recovers from the log."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT if crash else signal.SIGINT)
        self._process.wait(_PATIENCE)

    def create(self) -> str:
        """The URL of a new, empty database."""
        self._made += 1
        self.execute(f"CREATE DATABASE receiver_{self._made}")
        return self.url(f"receiver_{self._made}")

    def url(self, name: str) -> str:
        return f"postgresql://{_USER}@/{name}?host={self._folder}"

    def execute(self, statement: str) -> None:
        """As the administrator, in a database of his own."""
        _execute(self.url("postgres"), statement)

    def reload(self, setting: str, value: str) -> None:
        """Have what was set by ALTER SYSTEM be in force everywhere."""
        self.execute("SELECT pg_reload_conf()")
        deadline = time.monotonic() + _PATIENCE
        with closing(connected(self.url("postgres"))) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            while True:
                cursor.execute(f"SHOW {setting}")
                if cursor.fetchone()[0] == value:
                    return
                assert time.monotonic() < deadline, f"{setting} stays"
                time.sleep(0.02)

    def _run(self, name: str, *arguments: str) -> None:
        command = [_found(name), *arguments, str(self._folder / "data")]
        done = subprocess.run(
            command,
            user=self._account and self._account.pw_uid,
            group=self._account and self._account.pw_gid,
            extra_groups=self._account and [],
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def _log(self) -> str:
        return (self._folder / "log").read_text("utf-8", "replace")


def connected(url: str) -> Any:
    """A connection beside all of the product's own code; the caller closes it."""
    server = make_url(url)
    socket = f"{server.query['host']}/.s.PGSQL.{server.port or _PORT}"
    assert server.username is not None
    return pg8000.dbapi.connect(
        server.username, database=server.database, unix_sock=socket, ssl_context=False
    )


def dump(url: str, to: Path) -> None:
    """A backup of a database that is in use."""
    _tool("pg_dump", url, "--format=custom", f"--file={to}")


def restore(url: str, backup: Path) -> None:
    """Put a database back as it was; nobody may use it meanwhile."""
    name = make_url(url).database
    administrator = make_url(url).set(database="postgres").render_as_string(hide_password=False)
    _execute(administrator, f"DROP DATABASE {name} WITH (FORCE)")
    _execute(administrator, f"CREATE DATABASE {name}")
    _tool("pg_restore", url, str(backup))


def _execute(url: str, statement: str) -> None:
    with closing(connected(url)) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


def _tool(name: str, url: str, *arguments: str) -> None:
    command = [_found(name), f"--dbname={url}", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _found(name: str) -> str:
    found = program(name)
    assert found is not None, f"PostgreSQL's {name} is not installed"
    return found
