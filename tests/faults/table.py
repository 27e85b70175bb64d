"""The figures of `make faults` as the tables in docs/reliability.md."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apsw

from tests.faults.elsewhere import ELSEWHERE, Shown

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
_BEGIN, _END = "<!-- measured -->", "<!-- /measured -->"
_COUNTS = ("points", "fired", "saved", "lost", "duplicated", "invented", "false_acks")

Result = Mapping[str, Any]


def write_page(results: Sequence[Result], passed: Mapping[str, tuple[int, int]]) -> str:
    """Put the tables between the marks of the page; what it says at a glance, as lines.

    `results` are lines of the record; `passed` says of each test elsewhere, by its name, how many
    of its cases passed, of how many.
    """
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    assert after, "the page has lost its marks"
    tables = "\n\n".join((_when(), _sweeps(results), _twins(results), _elsewhere(passed)))
    PAGE.write_text(f"{before}{_BEGIN}\n{tables}\n{_END}{after}", "utf-8")
    return _at_a_glance(results, passed)


def _at_a_glance(results: Sequence[Result], passed: Mapping[str, tuple[int, int]]) -> str:
    """One line for each fault: all its sweeps together, its twins, its tests elsewhere."""
    swept = list(_largest(each for each in results if "what" in each))
    twins = list(_largest(each for each in results if "twin" in each))
    known = {each["fault"] for each in (*swept, *twins)} | {shown.fault for shown in ELSEWHERE}
    lines = [("fault", *(name.replace("_", " ") for name in _COUNTS), "twins caught", "elsewhere")]
    for fault in sorted(known, key=_number):
        sums = [sum(each[name] for each in swept if each["fault"] == fault) for name in _COUNTS]
        planted = [bool(each["caught"]) for each in twins if each["fault"] == fault]
        cases = [_cases(shown, passed) for shown in ELSEWHERE if shown.fault == fault]
        good, every = (sum(numbers) for numbers in zip((0, 0), *cases, strict=True))
        beside = (f"{sum(planted)} of {len(planted)}", f"{good} of {every}")
        lines.append((fault, *(f"{number:,}" for number in sums), *beside))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(word.rjust(width) for word, width in zip(line, widths, strict=True))
        for line in lines
    )


def _when() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = ".".join(platform.release().split(".")[:2])
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {platform.machine()}, {os.cpu_count()} cores,"
        f" {memory:.0f} GiB, {platform.system()} {kernel}, Python {platform.python_version()},"
        f" SQLite {apsw.sqlite_lib_version()}."
    )


def _sweeps(results: Sequence[Result]) -> str:
    heads = ("fault", "what", *(name.replace("_", " ") for name in _COUNTS), "beside")
    rows = [
        (each["fault"], each["what"], *(f"{each[name]:,}" for name in _COUNTS), each["note"])
        for each in _largest(result for result in results if "what" in result)
    ]
    return _table(heads, rows, right=range(2, 2 + len(_COUNTS)))


def _twins(results: Sequence[Result]) -> str:
    rows = []
    for each in _largest(result for result in results if "twin" in result):
        seen = [f"{name.replace('_', ' ')} {each[name]}" for name in _COUNTS[3:] if each[name]]
        shown = ", ".join([*seen, *([each["note"]] if each["note"] else [])])
        rows.append((each["fault"], each["twin"], "yes" if each["caught"] else "**no**", shown))
    return _table(("fault", "planted bug", "caught", "by"), rows)


def _elsewhere(passed: Mapping[str, tuple[int, int]]) -> str:
    rows = []
    for shown in ELSEWHERE:
        good, every = _cases(shown, passed)
        names = ", ".join(f"`{name.removeprefix('test_')}`" for name in map(_function, shown.by))
        rows.append((shown.fault, shown.what, f"{good} of {every}", names))
    return _table(("fault", "what", "cases passed", "tests"), rows)


def _cases(shown: Shown, passed: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """How many cases of these tests passed, of how many."""
    counts = [passed.get(_function(name), (0, 0)) for name in shown.by]
    good, every = (sum(numbers) for numbers in zip(*counts, strict=True))
    return good, every


def _largest(results: Iterable[Result]) -> list[Result]:
    """One line for each sweep: where a short and a full one were made, the full one."""
    kept: dict[tuple[str, str], Result] = {}
    for each in results:
        name = (each["fault"], each.get("what") or each["twin"])
        if name not in kept or kept[name]["points"] <= each["points"]:
            kept[name] = each
    return sorted(kept.values(), key=lambda each: _number(each["fault"]))


def _number(fault: str) -> int:
    return int(re.sub(r"\D", "", fault))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> str:
    aligned = ["---:" if n in set(right) else "---" for n in range(len(heads))]
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, aligned, *rows))


def _function(name: str) -> str:
    return name.rpartition("::")[2]
