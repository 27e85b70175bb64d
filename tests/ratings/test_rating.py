"""A rating as JSON: in a draft, in a submission, from another program."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rating_client.ratings.form import built_in_form
from rating_client.ratings.rating import Rating, Subject, from_json, to_json
from rating_client.ratings.submission import content
from tests.support.declared import routed
from tests.support.ratings import OFFICE, STAGE, dissatisfied, satisfied


@pytest.mark.parametrize(
    "rating",
    [
        satisfied(),
        dissatisfied(suggestion="Thêm quầy tiếp nhận.", role="agent", wants_answer=False),
        Rating(subjects=()),
        satisfied(subjects=(OFFICE, Subject("officer", "Công chức B"))),
    ],
)
def test_what_is_written_is_read_back(rating: Rating) -> None:
    assert from_json(json.loads(json.dumps(to_json(rating)))) == rating


def test_a_submission_can_be_opened_again_for_a_correction() -> None:
    sent = dissatisfied(role="owner", suggestion="Thêm quầy tiếp nhận.")
    frozen = content(sent, routed(), built_in_form(), id="x", now=0.0)
    assert from_json(frozen) == sent


def test_rows_without_a_level_are_no_answers() -> None:
    rating = satisfied(subjects=(OFFICE, Subject("stage", "Thông quan"), STAGE))
    assert rating.given == (OFFICE, STAGE)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("kind", "minister"),
        ("kind", None),
        ("level", 0),
        ("level", 6),
        ("level", "5"),
        ("level", True),
        ("level", 4.0),
        ("reasons", "khac"),
        ("reasons", [1]),
        ("comment", 7),
        ("name", ["A"]),
    ],
)
def test_another_program_is_told_which_member_is_wrong(member: str, value: object) -> None:
    subject: dict[str, Any] = {"kind": "office", "name": "A", "level": 5, member: value}
    with pytest.raises((TypeError, ValueError), match=member):
        from_json({"subjects": [subject]})


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"subjects": 3},
        {"subjects": [], "contact": "0900"},
        {"subjects": [], "role": "boss"},
        {"subjects": [], "suggestion": 1},
        {"subjects": [], "declarant": "owner"},
    ],
)
def test_anything_else_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(document)
