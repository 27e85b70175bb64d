"""What each setting is called and does, and its choices, in both languages.

The words are data, `resources/settings/settings.toml`, so that the settings page and the group
policy templates say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rating_client.base.resources import resource
from rating_client.base.text import Text

Value = str | int


@dataclass(frozen=True)
class SettingWords:
    """`choices` are values with their names, the default first; empty for a free value."""

    title: Text
    explain: Text
    choices: tuple[tuple[Value, Text], ...] = ()


def words_of(name: str) -> SettingWords:
    """The words for one setting; `KeyError` where there is none of this name."""
    return _table()[name]


@cache
def _table() -> dict[str, SettingWords]:
    import tomllib  # only who shows settings needs it

    table = tomllib.loads(resource("settings", "settings.toml").read_text("utf-8"))
    return {
        name: SettingWords(
            Text(**entry["title"]),
            Text(**entry["explain"]),
            tuple(
                (each["value"], Text(each["vi"], each["en"])) for each in entry.get("choices", ())
            ),
        )
        for name, entry in table.items()
    }
