"""The log carries no personal data, not even out of an exception's words."""

from __future__ import annotations

import logging
from pathlib import Path

from rating_client.base.log import log, start_logging
from rating_client.base.paths import ProfilePaths


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
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
