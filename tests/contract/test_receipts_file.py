"""The file that comes home: every part as it went in, and nothing else taken for one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client.base.errors import Trouble
from rating_client.contract.answers import CarriedAnswers
from rating_client.contract.problems import problem
from rating_client.contract.receipts_file import (
    Advice,
    ReceiptsFile,
    is_receipts_file,
    read_receipts_file,
    receipts_file,
)
from rating_client.contract.strict_json import encode, parse_object
from tests.support.issuer import Issuer

MADE = "2026-11-21T12:00:00+07:00"
ISSUER = Issuer()
SUBMISSION = "00000000-0000-4000-8000-000000000001"
RECEIPT = ISSUER.receipt("a.b.c.d.e", submission=SUBMISSION, device="k" * 43)
WHOLE = receipts_file(
    ISSUER.statement(),
    [RECEIPT],
    MADE,
    problems=[Advice("0" * 64, problem("invalid-rating", "vi"))],
    answers=CarriedAnswers(("x.y.z",), 3, 7),
    published={"form": "f.f.f", "directory": "d.d.d", "resend": "r.r.r"},
)


def changed(**members: Any) -> bytes:
    return encode({**parse_object(WHOLE), **members})


def refused(data: bytes) -> bool:
    try:
        found = read_receipts_file(data)
    except Trouble as trouble:
        return trouble.code == "contract.receipts-file-unreadable"
    assert isinstance(found, ReceiptsFile)
    return False


def test_every_part_comes_back_as_it_went_in() -> None:
    found = read_receipts_file(WHOLE)
    assert [receipt.token for receipt in found.receipts] == [RECEIPT]
    assert [advice.problem.slug for advice in found.problems] == ["invalid-rating"]
    assert found.answers == CarriedAnswers(("x.y.z",), 3, 7)
    assert found.published == {"form": "f.f.f", "directory": "d.d.d", "resend": "r.r.r"}
    assert found.refused == 0


def test_a_file_with_receipts_alone_has_nothing_else() -> None:
    found = read_receipts_file(receipts_file(ISSUER.statement(), [RECEIPT], MADE))
    assert (found.problems, found.answers, found.published) == ((), None, {})


def test_a_receipt_of_somebody_else_spoils_no_other() -> None:
    forged = Issuer(identity=ISSUER.identity).receipt("a.b", submission=SUBMISSION, device="k" * 43)
    found = read_receipts_file(changed(receipts=[forged, RECEIPT, "rubbish", 5]))
    assert ([receipt.token for receipt in found.receipts], found.refused) == ([RECEIPT], 3)


def test_members_nobody_knows_yet_and_problems_of_later_versions_are_passed_over() -> None:
    later = [{"sha256": "0" * 64, "problem": {"type": "urn:rating:problem:of-2030"}}]
    found = read_receipts_file(changed(weather="fine", problems=later))
    assert found.problems == ()


@pytest.mark.parametrize(
    "members",
    [
        {"v": 2},
        {"receiver": "k" * 43},
        {"statement": Issuer().statement_token()},
        {"receipts": None},
        {"problems": [{"sha256": "short", "problem": {}}]},
        {"answers": ["not a token"]},
        {"answers_next": -1},
        {"form": 7},
    ],
    ids=lambda members: next(iter(members)),
)
def test_what_is_not_as_agreed_is_refused_whole(members: dict[str, Any]) -> None:
    assert refused(changed(**members))


@given(st.binary(max_size=200))
def test_no_bytes_are_taken_for_one(data: bytes) -> None:
    assert refused(data)


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(parse_object(WHOLE))), _JSON)
def test_whatever_stands_in_a_member_it_is_read_or_refused(member: str, value: Any) -> None:
    refused(changed(**{member: value}))


def test_it_is_told_from_other_files_by_its_receipts() -> None:
    assert is_receipts_file(WHOLE)
    assert is_receipts_file(changed(statement="broken"))
    assert not is_receipts_file(b'{"bundle": 1}')
    assert not is_receipts_file(b"\xff")
