"""The reading process: started on demand, ended when idle, killed when it overstays."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import threading
import time
from datetime import datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.errors import Trouble
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration

SAMPLE = SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))
XML = ecus_xml(SAMPLE)


def scripted(behaviour: str) -> list[str]:
    """A reading process whose reader does `behaviour` with a file, of which it knows the `name`."""
    code = (
        "import os, sys, time\n"
        "from rating_client.declarations import worker\n"
        "true_answer = worker.answer\n"
        "def answer(data, name):\n"
        f"    {behaviour}\n"
        "    return true_answer(data, name)\n"
        "worker.answer = answer\n"
        "raise SystemExit(worker.main())\n"
    )
    return [sys.executable, "-c", code]


class Started:
    """Remembers the processes that were started."""

    def __init__(self) -> None:
        self.all: list[subprocess.Popen[bytes]] = []

    def __call__(self, process: subprocess.Popen[bytes]) -> None:
        self.all.append(process)


@pytest.fixture
def started() -> Started:
    return Started()


def test_it_starts_with_the_first_file_and_serves_the_next_ones(started: Started) -> None:
    with ReadingProcess(confine=started) as process:
        assert started.all == []
        for name in ("/exports/a.xml", "/exports/b.xml"):
            (declaration,) = process.read(XML, name).declarations
            assert declaration.source == (name, "ecus-xml-1.0", hashlib.sha256(XML).hexdigest())
        assert len(started.all) == 1
    assert started.all[0].returncode is not None


def test_a_reader_that_hangs_is_killed_and_costs_one_file(started: Started) -> None:
    hangs = scripted("'bad' in name and time.sleep(600)")
    with ReadingProcess(hangs, time_limit=1.0, confine=started) as process:
        process.read(XML, "good.xml")
        began = time.monotonic()
        with pytest.raises(Refusal, match=r"declarations\.reader-died"):
            process.read(XML, "bad.xml")
        assert 0.9 < time.monotonic() - began < 4.0
        assert process.read(XML, "good.xml").declarations[0].number == SAMPLE.number
        assert len(started.all) == 2


@pytest.mark.parametrize(
    "behaviour",
    [
        "'bad' in name and os.abort()",
        "'bad' in name and os.kill(os.getpid(), 9)",
        "'bad' in name and os._exit(0)",
    ],
)
def test_a_reader_that_dies_costs_one_file(behaviour: str) -> None:
    with ReadingProcess(scripted(behaviour)) as process:
        process.read(XML, "good.xml")
        with pytest.raises(Refusal, match=r"declarations\.reader-died") as refused:
            process.read(XML, "bad.xml")
        assert "bad.xml" in refused.value.sentence.line("vi")
        assert process.read(XML, "good.xml").declarations[0].number == SAMPLE.number


def test_memory_is_capped() -> None:
    eats = scripted("'bad' in name and bytearray(3 << 30)")
    with ReadingProcess(eats) as process:
        with pytest.raises(Refusal, match=r"declarations\.reader-died"):
            process.read(XML, "bad.xml")
        assert process.read(XML, "good.xml").declarations


def test_a_stray_print_does_not_disturb_the_talk() -> None:
    prints = scripted("print('hello', flush=True); os.write(1, b'there')")
    with ReadingProcess(prints) as process:
        for _ in range(3):
            assert process.read(XML, "a.xml").declarations[0].number == SAMPLE.number


def test_a_bug_of_a_reader_is_logged_by_its_place_and_without_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # The scripted reader fails inside `answer`'s own try, like a real one.
    code = (
        "from rating_client.declarations import readers, worker\n"
        "def read(document): raise KeyError('secret 100000000110')\n"
        "readers.read_document = read\n"
        "raise SystemExit(worker.main())\n"
    )
    fails = [sys.executable, "-c", code]
    with ReadingProcess(fails) as process, caplog.at_level(logging.ERROR):
        with pytest.raises(Refusal, match=r"declarations\.reader-failed"):
            process.read(XML, "a.xml")
        with pytest.raises(Refusal, match=r"declarations\.reader-failed"):
            process.read(XML, "a.xml")
    assert "KeyError in read:" in caplog.text
    assert "secret" not in caplog.text


def test_an_idle_process_ends_and_another_takes_the_next_file(started: Started) -> None:
    with ReadingProcess(idle_limit=0.3, confine=started) as process:
        process.read(XML, "a.xml")
        started.all[0].wait(timeout=5.0)
        assert process.read(XML, "a.xml").declarations
        assert len(started.all) == 2


def test_a_process_ended_from_outside_between_two_files_is_no_files_fault(
    started: Started,
) -> None:
    with ReadingProcess(confine=started) as process:
        process.read(XML, "a.xml")
        started.all[0].kill()
        assert process.read(XML, "a.xml").declarations
        started.all[1].kill()
        started.all[1].wait()
        assert process.read(XML, "a.xml").declarations


@pytest.mark.parametrize("command", [["/nowhere/python"], [sys.executable, "-c", "1/0"]])
def test_a_reader_that_does_not_start_refuses_no_file(command: list[str]) -> None:
    with ReadingProcess(command) as process, pytest.raises(Trouble) as trouble:
        process.read(XML, "a.xml")
    assert trouble.value.code == "declarations.reader-not-starting"
    assert not isinstance(trouble.value, Refusal)


def test_it_ends_with_the_program_that_started_it(started: Started) -> None:
    process = ReadingProcess(confine=started)
    process.read(XML, "a.xml")
    stdin = started.all[0].stdin
    assert stdin is not None
    stdin.close()  # what a killed program leaves behind
    assert started.all[0].wait(timeout=5.0) == 0
    process.close()


def test_closing_ends_process_and_threads(started: Started) -> None:
    threads = threading.active_count()
    process = ReadingProcess(confine=started)
    process.read(XML, "a.xml")
    process.close()
    process.close()
    assert started.all[0].returncode is not None
    deadline = time.monotonic() + 3.0
    while threading.active_count() > threads and time.monotonic() < deadline:
        time.sleep(0.02)
    assert threading.active_count() <= threads


def test_calls_from_several_threads_each_get_their_own_answer(process: ReadingProcess) -> None:
    files = {
        f"{number}.xml": ecus_xml(SampleDeclaration(f"1000000{number:05}", SAMPLE.registered_at))
        for number in range(10, 50)
    }
    answers: dict[str, str] = {}

    def read(names: list[str]) -> None:
        for name in names:
            answers[name] = process.read(files[name], name).declarations[0].number

    threads = [threading.Thread(target=read, args=([*files][n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {f"{number}.xml": f"1000000{number:05}" for number in range(10, 50)}


def test_a_name_that_is_no_unicode_survives(process: ReadingProcess) -> None:
    (declaration,) = process.read(XML, "/exports/\udcff.xml").declarations
    assert declaration.source is not None
    assert declaration.source.path == "/exports/\\udcff.xml"


def test_the_worker_needs_neither_qt_nor_the_network() -> None:
    code = (
        "import sys\n"
        "from rating_client.declarations import worker\n"
        "from rating_client.demo.ecus_dump import ecus_xml\n"
        "worker.answer(b'<Root><App/></Root>', 'a.xml'); worker.answer(b'PK', 'a.xlsx')\n"
        "print(*sorted(name.split('.')[0] for name in sys.modules))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {
        "PySide6",
        "requests",
        "joserfc",
        "keyring",
        "apsw",
        "watchdog",
        "openpyxl",
    }
