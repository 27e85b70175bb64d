"""Every setting has words in both languages, and names for exactly the values it takes."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any

import pytest

from rating_client.base.setting_words import words_of
from rating_client.base.settings import Settings

SETTINGS = pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.name)


@SETTINGS
def test_a_setting_is_named_and_explained_in_both_languages(setting: Field[Any]) -> None:
    words = words_of(setting.name)
    for text in (words.title, words.explain):
        assert text.vi.strip()
        assert text.en.strip()


@SETTINGS
def test_choices_are_named_in_the_order_of_the_settings(setting: Field[Any]) -> None:
    named = tuple(value for value, _ in words_of(setting.name).choices)
    assert named == setting.metadata.get("choices", ())


def test_an_unknown_setting_has_no_words() -> None:
    with pytest.raises(KeyError):
        words_of("colour")
