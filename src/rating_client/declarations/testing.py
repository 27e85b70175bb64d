"""What a reader promises, as tests: for readers of others, and ours pass them too.

In a test module of your own package, run with pytest:

    from rating_client.declarations.testing import ReaderContract

    class TestAcme(ReaderContract):
        reader = AcmeReader
        samples = {"a.dat": Path("samples/a.dat").read_bytes()}

Each sample must be one whole export with at least one declaration. `docs/readers.md` tells how
such a package is made and what the promises are for.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from rating_client.base.sentences import say
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reader, Reading
from rating_client.declarations.record import from_json, to_json
from rating_client.declarations.refusal import Refusal

_FOREIGN = {
    "nothing": b"",
    "zeros": b"\0" * 600,
    "a letter": "Gửi anh chị bảng kê ngày mai.".encode(),
    "a page": b"<!DOCTYPE html><html><body><p>Hello</p></body></html>",
    "some XML": b"<?xml version='1.0'?><note><to>you</to></note>",
    "some JSON": b'{"number": "100000000110"}',
    "a list of something": b"a;b;c\r\n1;2;3\r\n4;5;6\r\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
}
_SEPARATELY = {"number", "direction", "stage"}  # always there, and always explained


def read_or_refuse(reader: Reader, document: Document) -> Reading | Refusal | None:
    """What becomes of a document: the oracle behind every test and every fuzzer.

    None where the reader does not recognise it. Fails where a reading breaks a promise; an
    exception other than `Refusal` is passed on, because it must not happen.
    """
    try:
        if not reader.recognises(document):
            return None
        reading = reader.read(document)
    except Refusal as refusal:
        say(refusal.code, **refusal.facts)  # a code without a sentence is a KeyError
        return refusal
    broken = broken_promises(reading)
    assert not broken, broken
    return reading


def broken_promises(reading: Reading) -> list[str]:
    """What is wrong with a reading, one text for each; nothing for a good one."""
    if not reading.declarations:
        return ["a reading without declarations: raise Refusal instead"]
    if len(reading.found_by) != len(reading.declarations):
        return ["found_by must have one entry for each declaration"]
    pairs = zip(reading.declarations, reading.found_by, strict=True)
    return [
        text
        for declaration, rules in pairs
        for text in (*_wrong_facts(declaration), *_wrong_rules(declaration, rules))
    ]


def mutations(data: bytes, count: int, seed: int = 0) -> Iterator[bytes]:
    """`count` damaged copies, always the same ones: cut, overwritten, doubled, left out."""
    chance = random.Random(seed)  # noqa: S311 - to damage files, not to keep secrets
    for _ in range(count):
        copy = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(copy) + 1)
            length = chance.choice((1, 1, 2, 4, 16, 200))
            piece = bytes(copy[at : at + length])
            match chance.randrange(5):
                case 0:
                    del copy[at:]
                case 1:
                    copy[at : at + length] = chance.randbytes(len(piece))
                case 2:
                    copy[at:at] = piece * chance.choice((1, 2, 50))
                case 3:
                    del copy[at : at + length]
                case 4:
                    copy[at : at + 1] = chance.choice((b"0", b"9", b"\xff", b"<", b"\0", b" "))
        yield bytes(copy)


class ReaderContract:
    """The promises of one reader. Subclass it and name the `reader` and some `samples`."""

    reader: ClassVar[Callable[[], Any]]
    samples: ClassVar[Mapping[str, bytes]]
    damaged_copies: ClassVar[int] = 200  # of each sample

    def test_it_is_made_without_arguments_and_names_its_format(self) -> None:
        first, second = self._made(), self._made()
        assert first.format == second.format
        assert first.format == first.format.strip().lower() != ""

    def test_it_recognises_its_samples_by_what_is_in_them(self) -> None:
        for name, data in self.samples.items():
            assert self._made().recognises(Document(data, name)), name
            assert self._made().recognises(Document(data, "renamed.bin")), name

    def test_it_leaves_other_files_alone(self) -> None:
        for name, data in _FOREIGN.items():
            outcome = read_or_refuse(self._made(), Document(data, "a.dat"))
            assert not isinstance(outcome, Reading), name

    def test_each_sample_keeps_every_promise(self) -> None:
        for name, data in self.samples.items():
            outcome = read_or_refuse(self._made(), Document(data, name))
            assert isinstance(outcome, Reading), name

    def test_it_keeps_nothing_from_one_file_to_the_next(self) -> None:
        reader = self._made()
        for name, data in self.samples.items():
            alone = read_or_refuse(self._made(), Document(data, name))
            for _ in range(2):
                assert read_or_refuse(reader, Document(data, name)) == alone, name

    def test_damaged_samples_are_read_or_refused(self) -> None:
        reader = self._made()
        for name, data in self.samples.items():
            for share in range(20):
                read_or_refuse(reader, Document(data[: len(data) * share // 20], name))
            for copy in mutations(data, self.damaged_copies):
                read_or_refuse(reader, Document(copy, name))

    def test_it_touches_neither_disk_nor_network(self) -> None:
        reader = self._made()
        for name, data in self.samples.items():
            read_or_refuse(reader, Document(data, name))  # what is imported, is imported now
            with _Watched() as watched:
                read_or_refuse(reader, Document(data, name))
            assert watched.seen == [], (name, watched.seen)

    def _made(self) -> Reader:
        made: Reader = type(self).reader()
        return made


class _Watched:
    """Notes what is opened, started or connected while it is entered."""

    _now: ClassVar[_Watched | None] = None
    _hooked: ClassVar[bool] = False

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __enter__(self) -> _Watched:
        if not _Watched._hooked:  # a hook stays until the process ends
            sys.addaudithook(_Watched._hook)
            _Watched._hooked = True
        _Watched._now = self
        return self

    def __exit__(self, *_error: object) -> None:
        _Watched._now = None

    @staticmethod
    def _hook(event: str, arguments: tuple[object, ...]) -> None:
        doors = ("open", "os.", "socket.", "subprocess.", "shutil.", "sqlite3.", "urllib.")
        if _Watched._now is not None and event.startswith(doors):
            _Watched._now.seen.append(f"{event} {arguments[:1]}")


def _wrong_facts(d: Declaration) -> Iterator[str]:
    if d.number and not (len(d.number) == 12 and d.number.isascii() and d.number.isdigit()):
        yield f"number {d.number!r}: twelve digits, or empty for a draft"
    if not d.number and d.stage not in (Stage.DRAFT, Stage.CANCELLED):
        yield f"stage {d.stage.value} without a number: only a draft has none"
    if d.direction not in ("N", "X"):
        yield f"direction {d.direction!r}: N or X"
    if d.channel not in (None, 1, 2, 3):
        yield f"channel {d.channel!r}: 1, 2, 3 or None"
    if d.source is not None:
        yield "source: whoever asked for the reading fills it in"
    for field, fact in vars(d).items():
        if isinstance(fact, datetime) and fact.tzinfo is None:
            yield f"{field}: a time needs Viet Nam's offset (rating_client.base.clock.VIETNAM)"
        if isinstance(fact, str) and field != "number" and not fact.strip():
            yield f"{field}: a fact that is not known is None"
        if isinstance(fact, str) and not _is_text(fact):
            yield f"{field}: no text that can be stored"
    if not any(isinstance(fact, datetime) and fact.tzinfo is None for fact in vars(d).values()):
        back = from_json(to_json(d))
        yield from (
            f"{field}: does not survive being stored"
            for field, fact in vars(d).items()
            if getattr(back, field) != fact
        )


def _wrong_rules(d: Declaration, rules: Mapping[str, str]) -> Iterator[str]:
    for field, fact in vars(d).items():
        known = fact not in (None, "")
        if known and field not in rules and field != "source":
            yield f"found_by says nothing about {field}"
        if field in rules and not known and field not in _SEPARATELY:
            yield f"found_by explains {field}, which is not known"
    for field, rule in rules.items():
        if field not in vars(d) or not isinstance(rule, str) or not rule:
            yield f"found_by[{field!r}]: a fact of the declaration, and a text"


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\0" not in text
