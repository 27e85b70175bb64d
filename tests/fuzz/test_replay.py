"""The cheap part of fuzzing: every seed and some thousand damaged copies, always the same ones.

They go through the real reading process. Whatever it is given, it must answer with a reading
that keeps the contract or with a refusal; a reader's own exception is an escape.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest

from rating_client.base.resources import resource
from rating_client.declarations.mapping_folder import FOLDER, mappings_in
from rating_client.declarations.readers import BUILT_IN, Reading
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.testing import broken_promises, mutations
from tests.fuzz.members import changed_member
from tests.fuzz.seeds import readers, seeds

ESCAPED = "declarations.reader-failed"
COPIES = 150  # of each seed
FORMATS = sorted(readers())


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    mappings = mappings_in(resource(FOLDER)).files
    with ReadingProcess(time_limit=3.0, mappings=lambda: mappings) as process:
        yield process


def outcome(process: ReadingProcess, data: bytes, name: str) -> str:
    """The format that read it, or the code of the refusal. Fails where a promise is broken."""
    try:
        reading = process.read(data, name)
    except Refusal as refusal:
        return refusal.code
    bare = tuple(replace(each, source=None) for each in reading.declarations)
    assert broken_promises(Reading(bare, reading.found_by)) == [], name
    return next(each.source.format for each in reading.declarations if each.source)


def copies(data: bytes) -> Iterator[bytes]:
    """Damaged copies, for a workbook also damaged inside."""
    yield from mutations(data, COPIES)
    chance = random.Random(1)
    for seed in range(COPIES if data.startswith(b"PK") else 0):
        changed = changed_member(data, chance, partial(_damaged, seed=seed))
        if changed is not None:
            yield changed


def _damaged(content: bytes, seed: int) -> bytes:
    return next(mutations(content, 1, seed))


def test_every_built_in_reader_is_fuzzed() -> None:
    assert len(FORMATS) >= len(BUILT_IN)
    assert [name for name in FORMATS if not seeds(name)] == []


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_seed_belongs_to_its_reader(process: ReadingProcess, format_name: str) -> None:
    outcomes = {outcome(process, data, name) for name, data in seeds(format_name).items()}
    assert not outcomes & {ESCAPED, "declarations.unrecognised", "declarations.reader-died"}
    read_as = {each for each in outcomes if not each.startswith("declarations.")}
    assert read_as <= {format_name}


@pytest.mark.parametrize("format_name", FORMATS)
def test_damaged_copies_are_read_or_refused(process: ReadingProcess, format_name: str) -> None:
    outcomes = Counter(
        outcome(process, copy, name)
        for name, data in seeds(format_name).items()
        for copy in copies(data)
    )
    print(f"{format_name}: {dict(outcomes.most_common())}")
    assert sum(outcomes.values()) >= COPIES
    assert outcomes[ESCAPED] == 0
    assert outcomes["declarations.reader-died"] == 0
