"""Whatever goes wrong at the outermost call is told in a sentence, and logged as what it is."""

from __future__ import annotations

import logging

import pytest

from rating_client.base.errors import Bug, Trouble, told
from rating_client.base.sentences import Sentence


@pytest.mark.parametrize(
    ("error", "code", "level"),
    [
        (Trouble("base.disk-full"), "base.disk-full", logging.WARNING),
        (Bug("flow.unknown-declaration"), "flow.unknown-declaration", logging.ERROR),
        (ZeroDivisionError(), "base.bug", logging.ERROR),
    ],
)
def test_it_is_told_and_a_bug_of_ours_is_logged_whole(
    error: Exception, code: str, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Sentence] = []
    with told("a test", heard.append):
        raise error
    assert [sentence.code for sentence in heard] == [code]
    [record] = caplog.records
    assert record.levelno == level
    assert (record.exc_info is None) == (level == logging.WARNING)


def test_what_goes_well_is_not_talked_about() -> None:
    heard: list[Sentence] = []
    with told("a test", heard.append):
        pass
    assert heard == []


def test_the_end_of_the_program_is_no_error() -> None:
    with pytest.raises(SystemExit), told("a test", lambda _sentence: None):
        raise SystemExit
