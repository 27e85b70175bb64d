"""Every sentence: two languages, something to do, and no hole nobody fills."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest

import rating_client
from rating_client.base.resources import resource
from rating_client.base.sentences import say
from rating_client.base.text import Text
from tests.support.plurals import only_for_many

SENTENCES = [
    (f"{file.stem}.{slug}", entry)
    for file in sorted(resource("sentences").glob("*.toml"))
    for slug, entry in tomllib.loads(file.read_text("utf-8")).items()
]


@pytest.mark.parametrize(("code", "entry"), SENTENCES, ids=[code for code, _ in SENTENCES])
def test_it_stands_in_both_languages_with_the_same_facts(
    code: str, entry: dict[str, dict[str, str]]
) -> None:
    sentence = say(code)
    for text in (sentence.title, sentence.advice):
        assert text.vi.strip()
        assert text.en.strip()
        assert _facts(text.vi) == _facts(text.en)
    assert set(entry) == {"title", "advice"}


def test_english_is_right_of_one_too() -> None:
    assert only_for_many("{n} are held.")
    assert only_for_many("{n} files; each says why.")
    found = [(say(code).title.en, say(code).advice.en) for code, _ in SENTENCES]
    assert [words for both in found for words in both if only_for_many(words)] == []


@pytest.mark.parametrize("code", [code for code, _ in SENTENCES])
def test_some_code_says_it(code: str) -> None:
    assert _is_said(code), "nobody will ever read it"


def test_facts_fill_it_and_a_missing_one_stays_visible() -> None:
    sentence = say("base.setting-not-understood", name="language")
    assert sentence.advice.en.startswith("language = {value} is not valid")


def test_a_fact_may_speak_two_languages() -> None:
    words = Text("Mức {level}", "Level {level}").filled({"level": Text("bốn", "four")})
    assert words == Text("Mức bốn", "Level four")


def _facts(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def _is_said(words: str) -> bool:
    """Whether the sources write these words, whole or as a beginning joined to such words."""
    texts, beginnings = _written()
    return words in texts or any(
        words.startswith(each) and _is_said(words.removeprefix(each)) for each in beginnings
    )


@cache
def _written() -> tuple[frozenset[str], frozenset[str]]:
    """Every text of the sources, and what stands before the one hole of `f"doctor.{slug}"`."""
    texts, beginnings = set(), set()
    for source in Path(rating_client.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.Constant(value=str(text)):
                    texts |= {text, *re.findall(r'"code": "([a-z.-]+)"', text)}  # SQL writes some
                case ast.JoinedStr(values=[ast.Constant(value=str(text)), ast.FormattedValue()]):
                    beginnings.add(text)
    return frozenset(texts), frozenset(beginnings)
