"""Where a receiver can be reached: its addresses, TLS, and how it starts and ends."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import trustme

from rating_client.contract.statement import KeyStatement
from rating_client.receiver import command
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender


def test_a_new_address_is_a_new_version_of_the_statement(tmp_path: Path) -> None:
    with running_receiver(tmp_path / "receiver") as receiver:
        first = Sender(receiver).statement
        assert first.base_urls == (receiver.base_url,)
        receiver.restart()
        assert Sender(receiver).statement == first
        with receiver.opened() as same:
            same.move_to(["https://receiver.example"])
        moved = KeyStatement.verified(Sender(receiver).get("/v1/keys").text, first.receiver)
        assert moved.version == first.version + 1
        assert moved.base_urls == ("https://receiver.example",)
        assert moved.signing == first.signing


def test_it_speaks_tls_with_a_certificate_and_ends_in_good_order(tmp_path: Path) -> None:
    folder = RunningReceiver(tmp_path / "receiver").folder
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(tmp_path / "tls.pem")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "rating_client.receiver", "serve", folder, "--port", "0"),
            *("--port-file", tmp_path / "port", "--base-url", "https://127.0.0.1:{port}"),
            *("--certificate", tmp_path / "tls.pem", "--key", tmp_path / "tls.pem"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        deadline = time.monotonic() + 20
        while not (tmp_path / "port").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        port = int((tmp_path / "port").read_text("ascii"))
        context = ssl.create_default_context()
        authority.configure_trust(context)
        address = f"https://127.0.0.1:{port}"
        with urllib.request.urlopen(f"{address}/v1/keys", context=context, timeout=10) as reply:
            statement = KeyStatement.verified(reply.read().decode("ascii"))
        assert statement.base_urls == (address,)
        assert process.stdout.readline() == f"Sẵn sàng · Ready: {address} (Ctrl+C)\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--certificate", "{folder}/none.pem", "--key", "{folder}/none.pem"),
        ("--port", "{taken}"),
    ],
)
def test_what_keeps_it_from_serving_is_said(
    tmp_path: Path,
    receiver: RunningReceiver,
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = {"folder": tmp_path, "taken": receiver.port}
    filled = [argument.format(**facts) for argument in arguments]
    assert command.run(["serve", str(receiver.folder), *filled]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full, on Linux")
@pytest.mark.parametrize("where", ["1>/dev/full", "1>&-"], ids=["full", "closed"])
def test_it_serves_where_nobody_can_be_told(tmp_path: Path, where: str) -> None:
    folder = RunningReceiver(tmp_path / "receiver").folder
    process = subprocess.Popen(
        [
            *("sh", "-c", f'exec "$@" {where}', "sh"),
            *(sys.executable, "-m", "rating_client.receiver", "serve", folder, "--port", "0"),
            *("--port-file", tmp_path / "port"),
        ]
    )
    try:
        deadline = time.monotonic() + 30
        while not (tmp_path / "port").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        port = int((tmp_path / "port").read_text("ascii"))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/keys", timeout=30) as reply:
            assert reply.status == 200
    finally:
        process.terminate()
        process.wait(30)
