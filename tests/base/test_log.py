"""The log carries no personal data, not even out of an exception's words."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rating_client.base.log import log, start_logging
from rating_client.base.paths import ProfilePaths


@pytest.fixture(autouse=True)
def no_log_afterwards() -> Iterator[None]:
    yield
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()


def test_an_exceptions_words_never_reach_the_log(tmp_path: Path) -> None:
    start_logging(ProfilePaths.inside(tmp_path))
    try:
        raise ValueError("100000000110 Nguyễn Văn Canary")
    except ValueError:
        logging.getLogger("rating_client.anywhere").exception("uncaught")
    for handler in log.handlers:
        handler.flush()
    written = (tmp_path / "logs" / "rating-client.log").read_text("utf-8")
    assert "ValueError" in written
    assert "test_an_exceptions_words_never_reach_the_log" in written
    assert "Canary" not in written
    assert "100000000110" not in written


def test_where_no_log_can_be_written_everything_else_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    start_logging(ProfilePaths.inside(tmp_path))
    log.info("heard all the same")
    assert "heard all the same" in caplog.text


def test_a_full_log_that_cannot_be_set_aside_goes_on(tmp_path: Path) -> None:
    """As on Windows while somebody has it open; elsewhere a folder is in the way."""
    start_logging(ProfilePaths.inside(tmp_path))
    file = tmp_path / "logs" / "rating-client.log"
    first, second, third = (file.with_name(f"{file.name}.{number}") for number in (1, 2, 3))
    if os.name == "posix":
        second.touch()
        third.mkdir()
    with file.open("rb"):
        for number in range(1200):
            log.info("%s %d", "x" * 900, number)
        kept = file.read_text("utf-8").splitlines()
        assert [line.rpartition(" ")[2] for line in kept] == [str(n) for n in range(1200)]
    if os.name == "posix":
        third.rmdir()
    for number in range(600):
        log.info("%s %d", "x" * 900, number)
    assert first.is_file()
    assert file.stat().st_size < 512 * 1024


def test_a_slip_in_a_log_call_is_not_hidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what the disk does not take is dropped without a word."""
    start_logging(ProfilePaths.inside(tmp_path))
    wrong = log.makeRecord(log.name, logging.INFO, "here.py", 1, "%d", ("no number",), None)
    log.handlers[-1].handle(wrong)
    assert "TypeError" in capsys.readouterr().err
