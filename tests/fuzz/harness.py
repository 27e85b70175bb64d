"""One reader under atheris: `python -m tests.fuzz.harness FORMAT [libFuzzer's options]`.

The oracle is the contract: a reading that keeps its promises, a refusal with a sentence, or not
recognised. Any other exception, an abort, two seconds of processor time, 20 seconds on the clock
or 2 GB is an escape, and its input is kept in `build/fuzz`. What one reading may take of memory
is measured where no fuzzer is counted with it, in `test_hostile_containers`.
"""

from __future__ import annotations

import random
import sys
import time

import atheris

with atheris.instrument_imports(include=["rating_client.declarations"]):
    from rating_client.declarations.document import Document
    from rating_client.declarations.testing import read_or_refuse
    from tests.fuzz.seeds import CORPUS, FOUND, readers

from tests.fuzz.members import changed_member

_LONGEST = 2.0  # seconds of processor time for one reading
_LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1")


def mutated(data: bytes, max_size: int, seed: int) -> bytes:
    """libFuzzer's own mutation, for a workbook mostly inside one of its members."""
    chance = random.Random(seed)

    def change(content: bytes) -> bytes:
        return bytes(atheris.Mutate(content, max(len(content) * 2, 64)))

    if data.startswith(b"PK") and chance.random() < 0.9:
        changed = changed_member(data, chance, change)
        if changed is not None and len(changed) <= max_size:
            return changed
    return bytes(atheris.Mutate(data, max_size))


def main(format_name: str, options: list[str]) -> None:
    reader = readers()[format_name]
    own = FOUND / format_name
    own.mkdir(parents=True, exist_ok=True)
    slowest = 0.0

    def one_input(data: bytes) -> None:
        nonlocal slowest
        began = time.thread_time()
        read_or_refuse(reader, Document(data, "fuzz.bin"))
        took = time.thread_time() - began
        if took > slowest:
            slowest = took
            print(f"slowest_reading_s: {slowest:.3f}", file=sys.stderr)
        assert took <= _LONGEST

    atheris.Setup(
        [
            sys.argv[0],
            *_LIMITS,
            f"-artifact_prefix={FOUND}/{format_name}-",
            *options,
            str(own),
            str(CORPUS / format_name),
        ],
        one_input,
        custom_mutator=mutated,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
