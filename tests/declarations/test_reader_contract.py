"""Our own readers keep the contract that readers of others are held to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.testing import ReaderContract, broken_promises, read_or_refuse
from tests.fuzz.seeds import readers, seeds

GOOD = Declaration(number="100000000110", direction="N", stage=Stage.DECLARED)
RULES = {"number": "a rule", "direction": "a rule", "stage": "a rule"}


@cache
def samples_of(format_name: str) -> dict[str, bytes]:
    """The seeds from which this reader learns of a declaration."""
    reader = readers()[format_name]
    read = {
        name: data
        for name, data in seeds(format_name).items()
        # A BIFF workbook that is damaged may make its parser eat all memory: that is shown in the
        # reading process.
        if not data.startswith(b"\xd0\xcf\x11\xe0")
        and isinstance(read_or_refuse(reader, Document(data, name)), Reading)
    }
    assert read or format_name == "ecus-xml-2.0", format_name
    return read


@pytest.mark.parametrize("format_name", sorted(readers()))
@pytest.mark.parametrize(
    "promise", [name for name in vars(ReaderContract) if name.startswith("test_")]
)
def test_our_readers_keep_every_promise(format_name: str, promise: str) -> None:
    class Ours(ReaderContract):
        reader = staticmethod(lambda: readers()[format_name])
        samples = samples_of(format_name)
        damaged_copies = 30

    getattr(Ours(), promise)()


class Acme:
    """A reader of others that works; each twin below breaks one promise."""

    format = "acme"

    def recognises(self, document: Document) -> bool:
        return document.data.startswith(b"ACME ")

    def read(self, document: Document) -> Reading:
        number = document.data[5:17]
        if len(number) != 12 or not number.isdigit():
            raise Refusal("declarations.damaged")
        return Reading((Declaration(**{**vars(GOOD), "number": number.decode()}),), (RULES,))


SAMPLES = {"a.acme": b"ACME 100000000110"}


class Greedy(Acme):
    def recognises(self, document: Document) -> bool:
        return True

    def read(self, document: Document) -> Reading:
        return Reading((GOOD,), (RULES,))


class ByName(Acme):
    def recognises(self, document: Document) -> bool:
        return document.name.endswith(".acme")


class Careless(Acme):
    def read(self, document: Document) -> Reading:
        return Reading(
            (Declaration(**{**vars(GOOD), "number": str(int(document.data[5:]))}),), (RULES,)
        )


class Curious(Acme):
    def read(self, document: Document) -> Reading:
        with open("/dev/null", "rb"):  # noqa: PTH123 - as careless code does it
            return super().read(document)


class Forgetful(Acme):
    def read(self, document: Document) -> Reading:
        return Reading(super().read(document).declarations, ({"number": "a rule"},))


TWINS: Mapping[type[Acme], str] = {
    Greedy: "test_it_leaves_other_files_alone",
    ByName: "test_it_recognises_its_samples_by_what_is_in_them",
    Careless: "test_damaged_samples_are_read_or_refused",
    Curious: "test_it_touches_neither_disk_nor_network",
    Forgetful: "test_each_sample_keeps_every_promise",
}


def contract(made: type[Acme]) -> Any:
    class Theirs(ReaderContract):
        reader = made
        samples = SAMPLES

    return Theirs()


@pytest.mark.parametrize("promise", TWINS.values())
def test_a_good_reader_of_others_passes(promise: str) -> None:
    getattr(contract(Acme), promise)()


@pytest.mark.parametrize("twin", TWINS)
def test_a_reader_that_breaks_a_promise_is_caught(twin: type[Acme]) -> None:
    with pytest.raises((AssertionError, ValueError)):
        getattr(contract(twin), TWINS[twin])()


WRONG: Mapping[str, Declaration] = {
    "number": Declaration(**{**vars(GOOD), "number": "12"}),
    "direction": Declaration(**{**vars(GOOD), "direction": "import"}),
    "channel": Declaration(**{**vars(GOOD), "channel": 4}),
    "stage": Declaration(**{**vars(GOOD), "number": ""}),
    "owner_name": Declaration(**{**vars(GOOD), "owner_name": " "}),
}


@pytest.mark.parametrize("field", WRONG)
def test_facts_that_are_none_are_named(field: str) -> None:
    rules = {**RULES, field: "a rule"}
    assert any(field in text for text in broken_promises(Reading((WRONG[field],), (rules,))))


def test_a_reading_without_declarations_is_no_reading() -> None:
    assert broken_promises(Reading((), ()))
    assert broken_promises(Reading((GOOD,), ()))
    assert broken_promises(Reading((GOOD,), (RULES,))) == []
