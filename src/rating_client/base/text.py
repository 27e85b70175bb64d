"""A sentence in the two languages the program speaks."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """The same words in Vietnamese, the shipped default, and in English."""

    vi: str
    en: str

    def of(self, language: str) -> str:
        """The words in `language`; Vietnamese for any language but English."""
        return self.en if language == "en" else self.vi

    def filled(self, facts: dict[str, object]) -> Text:
        """Both languages with `{name}` replaced by the fact of that name.

        A fact given as a `Text` contributes its own words in each language. A fact nobody
        gave stays visible as `{name}`: a sentence with a hole still says what to do.
        """
        return Text(*(_fill(words, facts, lang) for lang, words in self._asdict().items()))


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def _fill(words: str, facts: dict[str, object], language: str) -> str:
    own = {k: v.of(language) if isinstance(v, Text) else v for k, v in facts.items()}
    return words.format_map(_Facts(own))
