"""Text made comparable."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from rating_client.directory.folding import exact, fold, words


def test_diacritics_case_and_spaces_do_not_matter() -> None:
    assert fold("  Cảng   ĐÌNH Vũ ") == "cang dinh vu"
    assert fold("Hải Phòng-KV1") == "hai phong kv1"


def test_exports_with_mixed_case_names_fold_like_clean_ones() -> None:
    assert fold("CôNG TY TNHH THử NGHIệM") == fold("Công ty TNHH Thử nghiệm")


@given(st.text())
def test_folding_twice_changes_nothing_and_composition_does_not_matter(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_a_number_typed_in_groups_is_one_word() -> None:
    assert words("100 000 000 110") == ("100000000110",)
    assert words("đình vũ") == ("dinh", "vu")
    assert words("   ") == ()


def test_exact_names_keep_their_diacritics() -> None:
    assert exact("Hải quan  Vinh") == exact("hải quan vinh")
    assert exact("Hải") != exact("Hai")
