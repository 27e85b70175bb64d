"""When a file counts as finished."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
import xlwt

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.completeness import complete
from rating_client.exports.settling import Look, compared, settled
from tests.support.telegrams import telegram

SAMPLE = SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))


def test_two_equal_looks_two_seconds_apart_settle_a_file() -> None:
    first = Look(10, 1, at=100.0)
    assert not settled(first, first, None)
    assert not settled(first, Look(10, 1, at=101.9), None)
    assert settled(first, Look(10, 1, at=102.0), None)


def test_a_file_that_says_it_is_whole_needs_no_second_look() -> None:
    assert settled(Look(10, 1, at=100.0), Look(10, 1, at=100.0), whole=True)


def test_a_file_that_says_its_end_is_missing_waits_for_a_writer_who_pauses() -> None:
    first = Look(10, 1, at=100.0)
    assert not settled(first, Look(10, 1, at=119.0), whole=False)
    assert settled(first, Look(10, 1, at=120.0), whole=False)


@pytest.mark.parametrize("changed", [Look(11, 1, at=103.0), Look(10, 2, at=103.0)])
def test_a_change_of_size_or_time_starts_the_rest_again(changed: Look) -> None:
    first = Look(10, 1, at=100.0)
    assert not settled(first, changed, None)
    assert compared(first, changed) == changed


def test_an_unchanged_file_keeps_the_time_of_its_first_look() -> None:
    assert compared(Look(10, 1, at=100.0), Look(10, 1, at=101.0)).at == 100.0
    assert compared(None, Look(10, 1, at=101.0)).at == 101.0


@pytest.mark.parametrize("year", [1980, 2099])
def test_what_the_modification_time_says_does_not_matter(year: int) -> None:
    then = (year - 1970) * 365 * 86_400 * 10**9
    assert settled(Look(10, then, at=5.0), Look(10, then, at=7.0), None)


def biff() -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("TKN")
    for row in range(200):
        sheet.write(row, 2, f"Số tờ khai {row}")
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


WHOLE = {
    "xml": ecus_xml(SAMPLE),
    "xml-2.0": ecus_xml_opaque(),
    "xlsx": excel_print(SAMPLE),
    "xls": biff(),
    "telegram": telegram("VAD1AG0", SAMPLE),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_says_so_itself(kind: str) -> None:
    data = WHOLE[kind]
    assert complete(io.BytesIO(data), len(data))


@pytest.mark.parametrize("kind", WHOLE)
def test_no_beginning_of_a_file_passes_for_the_whole(kind: str) -> None:
    data = WHOLE[kind].rstrip()
    cuts = range(1, len(data), 37 if len(data) < 20_000 else 211)
    passed = [cut for cut in cuts if complete(io.BytesIO(data[:cut]), cut)]
    assert passed == []


def test_a_telegram_says_that_it_is_cut_and_not_that_no_other_follows() -> None:
    data = WHOLE["telegram"]
    assert complete(io.BytesIO(data[:-1]), len(data) - 1) is False
    assert complete(io.BytesIO(data * 2), len(data) * 2) is None


def test_a_format_without_an_end_waits_for_its_rest(tmp_path: Path) -> None:
    text = "Số TK;Ngày ĐK\n".encode()
    assert not complete(io.BytesIO(text), len(text))
    assert not complete(io.BytesIO(b""), 0)
