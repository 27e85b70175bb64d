"""A quiet minute, and the memory it is passed in, beside a bare QApplication with one window.

Each program runs by itself through its start and everything that follows it, then a minute is
counted over every process of it: processor time, and how often any of its threads came to run.
Resident memory is summed over the processes; "own" is what no other process shares.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from rating_client.base.clock import SystemClock
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.benchmarks.compiled import compile_program
from tests.support.customs_server import CustomsServer
from tests.support.enrolling import enrol
from tests.support.program import start
from tests.support.workday import Workday

SETTLING = 80.0  # seconds: the reading process has ended, the first tidying is over
MINUTE = 60.0
BAR_MEMORY, BAR_CPU_MS, BAR_SWITCHES = 1.5, 10.0, 30

BARE = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
window = QLabel("bare")
window.show()
app.exec()
"""


class Sight(NamedTuple):
    """A program at one moment, all its processes together."""

    processes: int
    resident: float  # MB
    own: float  # MB
    cpu_ms: float
    switches: dict[str, int]  # by thread

    def since(self, before: Sight) -> tuple[float, int]:
        """Processor milliseconds and switches from then to now."""
        news = {
            thread: count - before.switches.get(thread, 0)
            for thread, count in self.switches.items()
        }
        return self.cpu_ms - before.cpu_ms, sum(news.values())


def main() -> None:
    """Print each program's minute, its memory and the bars."""
    compile_program()
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        programs = {
            "bare QApplication + window": stack.enter_context(_bare()),
            "no receiver yet": stack.enter_context(_ours(place / "alone", enrolled=False)),
            "receiver up": stack.enter_context(_ours(place / "up")),
            "receiver unreachable": stack.enter_context(_ours(place / "down", reachable=False)),
        }
        at_work = {name: _sight(program) for name, program in programs.items()}
        time.sleep(SETTLING)
        before = {name: _sight(program) for name, program in programs.items()}
        time.sleep(MINUTE)
        after = {name: _sight(program) for name, program in programs.items()}
    bare = after["bare QApplication + window"]
    print("one quiet minute, folder watched, nothing due; offscreen")
    for name, sight in after.items():
        cpu, switches = sight.since(before[name])
        bars = "" if sight is bare else f"  (bars {BAR_CPU_MS:.0f} and {BAR_SWITCHES})"
        print(f"  {name:27} {cpu:6.1f} ms  {switches:5} switches{bars}")
        if "--threads" in sys.argv:
            for thread, count in sight.switches.items():
                if news := count - before[name].switches.get(thread, 0):
                    print(f"      {thread:40} {news:5}")
    print("memory, resident (own)")
    for name, sight in after.items():
        bar = "" if sight is bare else f"  (bar {BAR_MEMORY})"
        print(
            f"  {name:27} {sight.resident:6.1f} MB ({sight.own:.1f})  "
            f"{sight.resident / bare.resident:.2f}{bar}"
        )
        if (early := at_work[name]).processes > sight.processes:
            print(
                f"  {'  while it reads exports':27} {early.resident:6.1f} MB ({early.own:.1f})  "
                f"{early.resident / bare.resident:.2f}  {early.processes} processes"
            )


@contextmanager
def _bare() -> Iterator[int]:
    program = subprocess.Popen(
        [sys.executable, "-c", BARE], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    try:
        yield program.pid
    finally:
        program.kill()
        program.wait()


@contextmanager
def _ours(place: Path, *, enrolled: bool = True, reachable: bool = True) -> Iterator[int]:
    """The program as it stands after its start with the computer: one export was recognised,
    and a receiver was asked for the first time, which loads what the network and JOSE take."""
    exports = place / "exports"
    exports.mkdir(parents=True)
    with CustomsServer() as customs:
        clock = SystemClock()
        customs.intake.now = clock.now()
        day = Workday(place, clock)
        if enrolled:
            enrol(day.profile, customs.issuer.enrolment_file())
        day.profile.change_setting("export_folders", [str(exports)])
        day.close()
        if not reachable:
            customs.server.__exit__(None, None, None)
        program = start(place / "profile", "--tray")
        try:
            time.sleep(5)
            # Cleared long ago when it is first seen: a row in the list, no card.
            (exports / "declaration.xml").write_bytes(ecus_xml(_last_month(clock.now())))
            time.sleep(5)
            yield program.pid
        finally:
            program.kill()
            program.wait()


def _last_month(now: float) -> SampleDeclaration:
    from datetime import datetime, timedelta

    from rating_client.base.clock import VIETNAM

    return SampleDeclaration(
        "100000000110", datetime.fromtimestamp(now, VIETNAM) - timedelta(days=30)
    )


def _sight(pid: int) -> Sight:
    resident = own = cpu = 0.0
    switches: dict[str, int] = {}
    family = [pid, *_children(pid)]
    for member in family:
        process = Path("/proc") / str(member)
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                resident += int(line.split()[1]) / 1024
            elif line.startswith(("Private_Clean:", "Private_Dirty:")):
                own += int(line.split()[1]) / 1024
        for task in (process / "task").iterdir():
            # nanoseconds on the processor
            cpu += int((task / "schedstat").read_text().split()[0]) / 1e6
            name = f"{(task / 'comm').read_text().strip()} {task.name}"
            switches[name] = sum(
                int(line.split()[1])
                for line in (task / "status").read_text().splitlines()
                if "ctxt_switches" in line
            )
    return Sight(len(family), resident, own, cpu, switches)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for other in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if int((other / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                found += [int(other.name), *_children(int(other.name))]
    return found


if __name__ == "__main__":
    main()
