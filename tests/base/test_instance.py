"""One program per profile, and how a second start reaches it."""

from __future__ import annotations

import subprocess
import sys
import time
from multiprocessing.connection import Client, Listener
from pathlib import Path

import pytest

from rating_client.base.instance import Instance, Message, _address, ask
from rating_client.base.paths import ProfilePaths

HOLDER = """
import sys, time
from pathlib import Path
from rating_client.base.instance import Instance
from rating_client.base.paths import ProfilePaths
held = Instance.claim(ProfilePaths.inside(Path(sys.argv[1])))
print("held" if held else "refused", flush=True)
time.sleep(60)
"""


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    return ProfilePaths.inside(tmp_path)


def test_a_second_process_does_not_get_the_profile(paths: ProfilePaths) -> None:
    instance = Instance.claim(paths)
    assert instance is not None
    with _holder(paths) as other:
        assert _says(other) == "refused"
        other.kill()
    instance.close()


def test_a_killed_program_leaves_no_lock_behind(paths: ProfilePaths) -> None:
    with _holder(paths) as other:
        assert _says(other) == "held"
        assert Instance.claim(paths) is None
        other.kill()
        other.wait()
    instance = Instance.claim(paths)
    assert instance is not None
    instance.close()


@pytest.mark.parametrize("deep", [False, True], ids=["short path", "path too long for a socket"])
def test_messages_reach_the_program_that_holds_the_profile(tmp_path: Path, deep: bool) -> None:
    paths = ProfilePaths.inside(tmp_path / ("d" * 120) if deep else tmp_path)
    instance = Instance.claim(paths)
    assert instance is not None
    heard: list[Message] = []

    def answer(message: Message) -> Message:
        heard.append(message)
        return {"done": True}

    instance.listen(answer)
    assert ask(paths, {"do": "open"}) == {"done": True}
    assert heard == [{"do": "open"}]
    instance.close()


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere another case is another folder")
def test_a_profile_is_reached_by_any_spelling_of_its_folder(tmp_path: Path) -> None:
    instance = Instance.claim(ProfilePaths.inside(tmp_path / "Profile"))
    assert instance is not None
    instance.listen(lambda _: {"done": True})
    spelled = ProfilePaths.inside(Path(str(tmp_path / "pROFILE").replace("\\", "/")))
    assert ask(spelled, {"do": "open"}) == {"done": True}
    instance.close()


def test_a_caller_that_says_nothing_keeps_nobody_waiting(paths: ProfilePaths) -> None:
    instance = Instance.claim(paths)
    assert instance is not None
    instance.listen(lambda _: {"done": True})
    with Client(_address(paths)):
        assert ask(paths, {"do": "open"}) == {"done": True}
    instance.close()


def test_a_bug_in_the_answer_ends_neither_the_door_nor_the_caller(paths: ProfilePaths) -> None:
    instance = Instance.claim(paths)
    assert instance is not None

    def answer(message: Message) -> Message:
        return {"done": message["done"]}

    instance.listen(answer)
    assert ask(paths, {"do": "open"}) is None
    assert ask(paths, {"done": 1}) == {"done": 1}
    instance.close()


def test_a_program_that_is_stopped_is_no_answer_in_time(paths: ProfilePaths) -> None:
    paths.make()
    with Listener(_address(paths)):
        (paths.data / "running.key").write_bytes(b"k" * 32)
        begun = time.monotonic()
        assert ask(paths, {"do": "quit"}, timeout=0.3) is None
        assert time.monotonic() - begun < 5


def test_nobody_there_is_no_answer(paths: ProfilePaths) -> None:
    assert ask(paths, {"do": "open"}) is None


def _holder(paths: ProfilePaths) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(paths.data)], stdout=subprocess.PIPE, text=True
    )


def _says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
