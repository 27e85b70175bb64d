"""Text as it may be sent."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rating_client.ratings.wording import composed, composed_lines


def test_text_is_composed_and_freed_of_what_nobody_sees() -> None:
    decomposed = unicodedata.normalize("NFD", "Hải quan")
    assert composed(f"  {decomposed}\u0000\tĐình\u200b Vũ \n") == "Hải quan Đình\u200b Vũ"


def test_lines_stay_lines() -> None:
    assert composed_lines(" Một \r\n\r\nhai\u000bba\rbốn\n") == "Một\n\nhai ba\nbốn"


@given(st.text())
def test_nothing_unsendable_is_left_and_doing_it_again_changes_nothing(text: str) -> None:
    for once, again in (
        (composed(text), composed(composed(text))),
        (composed_lines(text), composed_lines(composed_lines(text))),
    ):
        assert once == again
        assert unicodedata.is_normalized("NFC", once)
        once.encode()
        assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in once)
