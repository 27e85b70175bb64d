from __future__ import annotations

import json

import pytest

from rating_client.base.text import Text
from rating_client.contract.problems import PREFIX, STATUS, problem_json, read_problem
from rating_client.contract.shape import Fault


@pytest.mark.parametrize("slug", STATUS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_type_has_words_and_comes_back_as_it_was(slug: str, language: str) -> None:
    problem = read_problem(problem_json(slug, language))
    assert problem is not None
    assert (problem.slug, problem.status) == (slug, STATUS[slug])
    assert problem.title
    assert problem.words == f"{problem.title} {problem.detail}"


def test_faults_travel_with_their_places() -> None:
    body = problem_json("invalid-rating", "en", [Fault("/moment", Text("sai", "wrong"))])
    problem = read_problem(body)
    assert problem is not None
    assert [(error.pointer, error.detail) for error in problem.errors] == [("/moment", "wrong")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>404</html>",
        b"[]",
        json.dumps({"type": "about:blank", "status": 404}).encode(),
        json.dumps({"type": PREFIX + "made-up"}).encode(),
        json.dumps({"type": 5}).encode(),
        b'{"type":"urn:rating:problem:unavailable","type":"urn:rating:problem:malformed"}',
    ],
)
def test_what_is_no_problem_of_ours_is_not_taken_for_one(body: bytes) -> None:
    assert read_problem(body) is None


def test_odd_words_in_a_problem_do_no_harm() -> None:
    odd = {"type": PREFIX + "malformed", "title": 7, "detail": "x" * 5000, "errors": [1, {}]}
    problem = read_problem(json.dumps(odd).encode())
    assert problem is not None
    assert (problem.title, len(problem.detail), len(problem.errors)) == ("", 1000, 1)
