"""Killed at its own writes and syncs: a receiver that answers before them is caught here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.bundling import item, post, rated, results
from tests.support.receivers import RunningReceiver, running_receiver
from tests.support.sender import Sender

POINTS = [("fdatasync", 1), ("pwrite64", 1), ("pwrite64", 3)]

# Continuous integration installs strace, so there a missing one is a failure.
pytestmark = pytest.mark.skipif(
    shutil.which("strace") is None and not os.environ.get("CI"), reason="strace is not installed"
)


# Sends one submission and says whether it was acknowledged.
Delivery = Callable[[Sender, str, str], bool]


def alone(sender: Sender, submission: str, envelope: str) -> bool:
    return sender.put(submission, envelope).status == 201


def among_others(sender: Sender, submission: str, envelope: str) -> bool:
    items = [rated(sender), item(submission, envelope), rated(sender)]
    return all(result.receipt is not None for result in results(post(sender, items)))


class Swept(NamedTuple):
    fired: int
    acknowledged: int  # answered although the process died before that write or sync
    lost: int  # of those acknowledged, not held after the restart


def sweep(folder: Path, program: str, deliver: Delivery) -> Swept:
    """Kill the receiver at each point while it takes a submission, then ask again."""
    fired = acknowledged = lost = 0
    with running_receiver(folder, program) as receiver:
        sender = Sender.enrolled(receiver)
        for call, when in POINTS:
            payload = sender.rating()
            envelope = sender.sealed(payload)
            tracer = _kill_at(receiver, call, when)
            try:
                answered = deliver(sender, payload["id"], envelope)
            except OSError:
                answered = False
            killed = _ended(receiver)
            tracer.send_signal(signal.SIGINT)
            tracer.wait(10)
            receiver.kill()
            receiver.start()
            held = payload["id"] in {row["id"] for row in receiver.stored()}
            fired += killed
            acknowledged += killed and answered
            lost += answered and not held
            assert sender.put(payload["id"], envelope).status in (200, 201)
    return Swept(fired, acknowledged, lost)


def _kill_at(receiver: RunningReceiver, call: str, when: int) -> subprocess.Popen[str]:
    """Have the running receiver killed at its next `when`-th system call of this name."""
    tracer = subprocess.Popen(
        [
            *("strace", "-f", "-p", str(receiver.pid), "-o", str(receiver.folder / "trace")),
            *("-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}"),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    if "attached" not in tracer.stderr.readline():
        tracer.kill()
        pytest.skip("strace may not attach here")
    return tracer


def _ended(receiver: RunningReceiver) -> bool:
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if receiver.ended:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("deliver", [alone, among_others])
def test_nothing_is_acknowledged_before_it_is_on_disk(tmp_path: Path, deliver: Delivery) -> None:
    swept = sweep(tmp_path / "receiver", "rating_client.receiver", deliver)
    print(f"receiver killed at its writes: points {len(POINTS)}, {swept}")
    assert swept.fired >= 1
    assert (swept.acknowledged, swept.lost) == (0, 0)


@pytest.mark.parametrize(
    ("twin", "deliver"), [("early_receiver", alone), ("early_bundles", among_others)]
)
def test_a_receiver_that_answers_early_is_caught(
    tmp_path: Path, twin: str, deliver: Delivery
) -> None:
    swept = sweep(tmp_path / "receiver", f"tests.support.{twin}", deliver)
    print(f"planted twin, answers before commit: points {len(POINTS)}, {swept}")
    assert swept.lost > 0
