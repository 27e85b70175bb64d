"""Every sentence a user can meet, by code, in both languages.

The words are data: `resources/sentences/<package>.toml` holds one table per sentence, with a
`title` (what happened) and an `advice` (what to do, or that nothing is to be done). The code of
a sentence is `<package>.<slug>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from rating_client.base.resources import resource
from rating_client.base.text import Text


@dataclass(frozen=True)
class Sentence:
    """What happened and what to do about it, ready to be shown or printed."""

    code: str
    title: Text
    advice: Text

    def line(self, language: str = "vi") -> str:
        """One line for a terminal or a status bar."""
        return f"{self.title.of(language)} — {self.advice.of(language)}"

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "title": self.title._asdict(),
            "advice": self.advice._asdict(),
        }


def say(code: str, **facts: object) -> Sentence:
    """The sentence with this code, filled with `facts`. An unknown code is a `KeyError`."""
    package, slug = code.split(".", 1)
    entry = _sentences_of(package)[slug]
    return Sentence(
        code,
        Text(**entry["title"]).filled(facts),
        Text(**entry["advice"]).filled(facts),
    )


@cache
def _sentences_of(package: str) -> dict[str, dict[str, dict[str, str]]]:
    import tomllib  # most starts have nothing to say

    return tomllib.loads(resource("sentences", f"{package}.toml").read_text("utf-8"))
