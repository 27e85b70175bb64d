"""What a disk may hold after the power failed: legal states made from a log of system calls.

After the model of ALICE (Pillai et al., OSDI 2014). Between two flushes of a file any of its
writes may be missing, in any combination, and a write may be torn at a sector. Names are
journalled: they come back in the order they were changed, up to some point, and no later than the
flush of the folder or of the file itself. A name may be there before the bytes it stands for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,openat"
TRACING = ["-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}"]

_FLUSHES = ("fsync", "fdatasync")
_FAILED = "failed flush"
_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_OPENED = re.compile(r"[\w-]+<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Step(NamedTuple):
    """One call that changed something: kind, file name, and what the kind needs."""

    kind: str  # make, write, cut, flush, failed flush, flush folder, remove, rename, done
    name: str
    at: int = 0
    data: bytes = b""
    to: str = ""


@dataclass
class _Body:
    """The bytes of one file, whatever its name: flushed, and not yet."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


class State(NamedTuple):
    """One disk after the power failed."""

    done: list[str]  # what the program had called done by then
    files: dict[str, bytes]

    def write_to(self, folder: Path) -> None:
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


def steps_in(log: Path, folder: Path, history: Path) -> list[Step]:
    """The steps of a traced run over the files directly in `folder`."""
    steps: list[Step] = []
    for line in log.read_text("ascii").splitlines():
        if found := _LINE.match(line):
            call, went_well = found[1], int(found[3]) >= 0
            if went_well or call in _FLUSHES:
                made = _step(call, found[2], folder, history)
                steps += made if went_well else (each._replace(kind=_FAILED) for each in made)
    return steps


def crash_states(
    begun: Mapping[str, bytes], steps: list[Step], number: int, seed: int
) -> Iterator[State]:
    """That many legal states: the power fails at random moments, with random losses."""
    chance = random.Random(seed)
    moments = sorted(chance.choices(range(len(steps) + 1), k=number))
    disk, taken = _Disk(begun, chance), 0
    for moment in moments:
        for step in steps[taken:moment]:
            disk.take(step)
        taken = max(taken, moment)
        yield State(list(disk.done), disk.after_a_failure())


class _Disk:
    def __init__(self, begun: Mapping[str, bytes], chance: random.Random) -> None:
        self._chance = chance
        self.done: list[str] = []
        self._names = {name: _Body(bytearray(content)) for name, content in begun.items()}
        self._safe_names = dict(self._names)
        self._renaming: list[tuple[str, _Body | None]] = []  # name -> its body from then on

    def take(self, step: Step) -> None:
        body = self._names.get(step.name)
        match step.kind:
            case "done":
                self.done.append(step.name)
            case "make" if body is None:
                self._name(step.name, _Body())
            case "write" | "cut" if body is not None:
                body.pending.append(step)
            case "flush" if body is not None:
                for each in body.pending:
                    _apply(body.safe, each)
                body.pending.clear()
                self._names_safe_up_to(body)
            case "failed flush" if body is not None:
                # The system takes these pages for written from now on: no later flush tries again.
                for each in body.pending:
                    if self._chance.random() < 0.5:
                        _apply(body.safe, each)
                body.pending.clear()
            case "flush folder":
                self._names_safe_up_to(None)
            case "remove" if body is not None:
                self._name(step.name, None)
            case "rename" if body is not None:
                self._name(step.to, body)
                self._name(step.name, None)

    def after_a_failure(self) -> dict[str, bytes]:
        chance = self._chance
        names: dict[str, _Body | None] = dict(self._safe_names)
        names.update(self._renaming[: chance.randint(0, len(self._renaming))])
        losing = chance.choice(("all", "none", "some", "torn", "the last"))
        return {
            name: _content(body, losing, chance) for name, body in names.items() if body is not None
        }

    def _name(self, name: str, body: _Body | None) -> None:
        if body is None:
            del self._names[name]
        else:
            self._names[name] = body
        self._renaming.append((name, body))

    def _names_safe_up_to(self, body: _Body | None) -> None:
        """All that was named so far, or only up to the last time this body got a name."""
        upto = len(self._renaming)
        if body is not None:
            upto = max(
                (n + 1 for n, (_, each) in enumerate(self._renaming) if each is body), default=0
            )
        for name, each in self._renaming[:upto]:
            if each is None:
                self._safe_names.pop(name, None)
            else:
                self._safe_names[name] = each
        del self._renaming[:upto]


def _content(body: _Body, losing: str, chance: random.Random) -> bytes:
    content = bytearray(body.safe)
    pending = body.pending
    if losing == "all":
        pending = []
    elif losing == "the last":
        pending = pending[: chance.randint(0, len(pending))]
    elif losing in ("some", "torn"):
        pending = [step for step in pending if chance.random() < 0.5]
    for step in pending:
        if losing == "torn" and step.kind == "write" and chance.random() < 0.5:
            for begun in range(0, len(step.data), SECTOR):
                if chance.random() < 0.5:
                    part = step.data[begun : begun + SECTOR]
                    _apply(content, step._replace(at=step.at + begun, data=part))
        else:
            _apply(content, step)
    return bytes(content)


def _apply(content: bytearray, step: Step) -> None:
    if step.kind == "cut":
        content[:] = content[: step.at].ljust(step.at, b"\0")
        return
    end = step.at + len(step.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[step.at : end] = step.data


def _step(call: str, arguments: str, folder: Path, history: Path) -> Iterator[Step]:
    texts = [bytes.fromhex(found.replace("\\x", "")) for found in _TEXT.findall(arguments)]
    opened = _OPENED.match(arguments)
    path = _decoded(opened[1]) if opened else ""
    if call == "write" and path == str(history):
        for line in texts[0].decode("utf-8").splitlines():
            yield Step("done", line)
    elif call in _FLUSHES and path == str(folder):
        yield Step("flush folder", "")
    elif call in ("pwrite64", "ftruncate", "write", *_FLUSHES):
        if name := _ours(path, folder):
            yield from _on_a_file(call, name, texts, arguments)
    elif call == "openat" and "O_CREAT" in arguments and (name := _ours(_named(texts[0]), folder)):
        yield Step("make", name)
        if "O_TRUNC" in arguments:
            yield Step("cut", name, 0)
    elif call in ("unlink", "unlinkat") and (name := _ours(_named(texts[0]), folder)):
        yield Step("remove", name)
    elif call == "rename" and (name := _ours(_named(texts[0]), folder)):
        yield Step("rename", name, to=Path(_named(texts[1])).name)


def _on_a_file(call: str, name: str, texts: list[bytes], arguments: str) -> Iterator[Step]:
    last = arguments.rpartition(", ")[2]
    if call == "pwrite64":
        yield Step("write", name, int(last), texts[0])
    elif call == "ftruncate":
        yield Step("cut", name, int(last))
    elif call != "write":  # streams are the program's log, which promises nothing
        yield Step("flush", name)


def _ours(path: str, folder: Path) -> str:
    """The name of a file right in `folder`; shared memory is rebuilt and promises nothing."""
    file = Path(path)
    return file.name if file.parent == folder and not path.endswith("-shm") else ""


def _named(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _decoded(shown: str) -> str:
    return _named(bytes.fromhex(shown.replace("\\x", ""))) if shown.startswith("\\x") else shown
