"""What only a receiver with its rows on a PostgreSQL server can be asked."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from rating_client.base.errors import Trouble
from rating_client.base.sentences import say
from rating_client.receiver import tables
from rating_client.receiver.installation import Receiver
from rating_client.receiver.store import Store, next_in_sequence
from tests.receiver.test_command import NAMES, run
from tests.support.postgres import PostgresServer, connected
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

ADDRESS = ("--base-url", "https://customs.example")


@pytest.fixture
def receiver(tmp_path: Path, postgres: PostgresServer) -> Iterator[RunningReceiver]:
    with running_receiver(tmp_path / "receiver", database=postgres.create()) as receiver:
        yield receiver


def test_it_is_set_up_by_a_url_and_its_rows_are_there(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url = postgres.create()
    done = run("init", tmp_path / "receiver", *NAMES, *ADDRESS, "--database", url)
    assert done.code == 0, done.err
    assert not list((tmp_path / "receiver").glob("*.db*"))
    assert (tmp_path / "receiver" / "database").stat().st_mode & 0o077 == 0
    with closing(connected(url)) as beside:
        cursor = beside.cursor()
        cursor.execute("SELECT kind FROM document ORDER BY kind")
        assert [kind for (kind,) in cursor.fetchall()] == ["directory", "form", "keys"]


def test_a_database_that_has_a_receiver_is_left_alone(
    tmp_path: Path, receiver: RunningReceiver
) -> None:
    Sender.enrolled(receiver)
    assert receiver.database is not None
    second = run("init", tmp_path / "second", *NAMES, *ADDRESS, "--database", receiver.database)
    assert second.code == 1
    assert _title("database-taken") in second.err
    assert not (tmp_path / "second" / "keys").exists()
    with receiver.opened() as same:
        assert len(same.devices.listed()) == 1


def test_a_refused_address_leaves_no_half_receiver_in_the_database(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    url, folder = postgres.create(), tmp_path / "receiver"
    refused = run("init", folder, *NAMES, "--base-url", "http://customs.example", "--database", url)
    assert refused.code == 1
    assert run("init", folder, *NAMES, *ADDRESS, "--database", url).code == 0


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mysql://db.example/ratings", "database-refused"),
        ("postgresql://db.example", "database-refused"),
        ("postgresql:///ratings", "database-refused"),
        ("postgresql://db.example/ratings?sslmode=disable", "database-refused"),
        ("ratings", "database-refused"),
        ("postgresql://me:secret@127.0.0.1:1/ratings", "database-unusable"),
        ("postgresql:///ratings?host=/nowhere", "database-unusable"),
        ("postgresql://127.0.0.1.example/ratings?sslrootcert=/none", "certificate-unreadable"),
    ],
)
def test_what_is_wrong_with_the_database_is_one_sentence(
    tmp_path: Path, url: str, code: str
) -> None:
    done = run("init", tmp_path / "receiver", *NAMES, *ADDRESS, "--database", url)
    assert done.code == 1
    assert _title(code) in done.err
    assert "secret" not in done.err
    assert not (tmp_path / "receiver" / "keys").exists()


def _title(code: str) -> str:
    return say(f"receiver.{code}", path="", place="").title.vi


@pytest.mark.parametrize("reply", [b"N", b"S"], ids=["refuses TLS", "is no TLS server"])
def test_to_another_computer_nothing_is_said_without_tls(tmp_path: Path, reply: bytes) -> None:
    """Neither account nor password: only the wish for TLS, and its first handshake."""
    heard = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as impostor:

        def listen() -> None:
            connection, _ = impostor.accept()
            with connection:
                connection.settimeout(5)
                heard.extend(connection.recv(1024))
                connection.sendall(reply)
                with suppress(TimeoutError, ConnectionError):
                    while more := connection.recv(1024):
                        heard.extend(more)
                        connection.sendall(b"no TLS")

        listening = threading.Thread(target=listen)
        listening.start()
        # 0.0.0.0 leads here, and is none of the names of this computer itself.
        url = f"postgresql://an-account:a-password@0.0.0.0:{impostor.getsockname()[1]}/ratings"
        done = run("init", tmp_path / "receiver", *NAMES, *ADDRESS, "--database", url)
        listening.join()
    assert done.code == 1
    assert _title("database-unusable") in done.err
    assert heard.startswith(bytes.fromhex("0000000804d2162f"))  # SSLRequest
    assert b"an-account" not in heard
    assert b"a-password" not in heard


NUMBERS = """
import sys
from pathlib import Path
from rating_client.receiver.store import Store, next_in_sequence
store = Store.open(Path(sys.argv[1]))
sys.stdin.readline()
for _ in range(30):
    with store.writing() as connection:
        number = next_in_sequence(connection)[1]
    print(number)
"""


def test_numbers_have_neither_holes_nor_twins_whichever_process_gives_them(
    receiver: RunningReceiver,
) -> None:
    with receiver.opened() as same:
        before = _number(same.store)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", NUMBERS, str(receiver.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for each in processes:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    taken = [int(line) for each in processes for line in each.communicate(timeout=60)[0].split()]
    assert sorted(taken) == list(range(before + 1, before + 91))


@pytest.mark.parametrize(
    "habit",
    ["default_transaction_isolation = 'serializable'", "default_transaction_read_only = on"],
)
def test_habits_of_a_server_are_not_those_of_the_receiver(
    tmp_path: Path, postgres: PostgresServer, habit: str
) -> None:
    """Each writer sees what the one before it has committed, whatever the database's default."""
    url = postgres.create()
    postgres.execute(f"ALTER DATABASE {make_url(url).database} SET {habit}")
    with running_receiver(tmp_path / "receiver", database=url) as receiver:
        sender = Sender.enrolled(receiver)
        payloads = [sender.rating() for _ in range(24)]
        envelopes = [sender.sealed(each) for each in payloads]
        replies: list[int] = []

        def send(part: int) -> None:
            for payload, envelope in list(zip(payloads, envelopes, strict=True))[part::4]:
                replies.append(sender.put(payload["id"], envelope).status)

        with receiver.opened() as beside:  # whose writes are another process's, to the server
            threads = [threading.Thread(target=send, args=(part,)) for part in range(4)]
            for each in threads:
                each.start()
            while any(each.is_alive() for each in threads):
                _number(beside.store)
            for each in threads:
                each.join()
        assert replies == [201] * 24


def test_a_writer_waits_for_the_one_before_whichever_process_that_is_in(
    receiver: RunningReceiver,
) -> None:
    """Two stores share nothing but the server, as two processes do."""
    entered = threading.Event()
    with receiver.opened() as one, receiver.opened() as other:

        def write() -> None:
            with other.store.writing():
                entered.set()

        waiting = threading.Thread(target=write)
        with one.store.writing():
            waiting.start()
            assert not entered.wait(0.3)
            with other.store.reading() as connection:  # nobody who reads waits
                assert connection.execute(select(tables.epoch)).first() is not None
        assert entered.wait(10)
        waiting.join()


def _number(store: Store) -> int:
    with store.writing() as connection:
        return next_in_sequence(connection)[1]


def test_a_number_that_is_not_committed_is_given_again(receiver: RunningReceiver) -> None:
    sender = Sender.enrolled(receiver)
    assert sender.send(sender.rating()).status == 201
    with (
        receiver.opened() as same,
        pytest.raises(ZeroDivisionError),
        same.store.writing() as connection,
    ):
        _ = next_in_sequence(connection)[1] / 0
    assert sender.send(sender.rating()).status == 201
    first, second = (row["sequence"] for row in receiver.stored())
    assert second == first + 1


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_forget_is_given_nothing(
    tmp_path: Path, postgres: PostgresServer, setting: str
) -> None:
    """Not at the start, and not when it is switched off under a receiver that serves."""
    with running_receiver(tmp_path / "receiver", database=postgres.create()) as receiver:
        sender = Sender.enrolled(receiver)
        payload = sender.rating()
        envelope = sender.sealed(payload)
        postgres.execute(f"ALTER SYSTEM SET {setting} = off")
        try:
            postgres.reload(setting, "off")
            reply = sender.put(payload["id"], envelope)
            with pytest.raises(Trouble, match="database-not-durable"):
                Receiver.open(receiver.folder)
        finally:
            postgres.execute(f"ALTER SYSTEM RESET {setting}")
            postgres.reload(setting, "on")
        assert (reply.status, reply.problem.slug) == (503, "unavailable")
        assert int(reply.headers["retry-after"]) > 0
        assert sender.put(payload["id"], envelope).status == 201
