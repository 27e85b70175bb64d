"""Mapping files: a format described in TOML instead of a reader in Python.

What a mapping file may say is described in `docs/readers.md`. Here its content is checked, so
that the reader (`readers/mapped.py`) can trust it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from rating_client.declarations.declaration import Declaration, Stage

FIELDS = tuple(each.name for each in fields(Declaration) if each.name not in ("stage", "source"))
TIMES = tuple(name for name in FIELDS if name.endswith("_at"))
STAGES = {  # the latest that holds counts
    "cancelled_when": Stage.CANCELLED,
    "cleared_when": Stage.CLEARED,
    "released_when": Stage.RELEASED,
    "registered_when": Stage.REGISTERED,
}
_KEYS = {"match", "layout", "each", "fields", "times", "values", "date_formats", "null_tokens"}
_NOTHING = ("NULL", "<null/>")  # besides an empty text, a dash and a slash
_LAYOUTS = ("table", "form")

Places = tuple[str, ...]  # paths or labels; the first that has a value counts


class NotUnderstood(Exception):
    """Part of a mapping file means nothing; `str` is where, as the file spells it."""


@dataclass(frozen=True)
class Rule:
    """Whether one place of a declaration has a value, or one of these."""

    places: Places
    among: tuple[str, ...] = ()  # empty: any value will do
    negated: bool = False


@dataclass(frozen=True)
class MappingFile:
    """One checked mapping file; `name` is that of the file without its extension.

    `root` is an XML root's local name, or empty for tables and forms, which are known by their
    `labels`. A field may stand in other places for each direction: keys N and X, or else "".
    """

    name: str
    extensions: tuple[str, ...]
    roots: tuple[str, ...]
    labels: tuple[str, ...]
    layout: str
    each: str
    fields: Mapping[str, Mapping[str, Places]]
    times: Mapping[str, Places]
    values: Mapping[str, Mapping[str, str]]
    date_formats: tuple[str, ...]
    null_tokens: tuple[str, ...]
    stages: Mapping[Stage, tuple[Rule, ...]]
    document: Mapping[str, Any]  # what it was made from

    @property
    def version(self) -> str:
        """Another text wherever the file may make something else of a declaration."""
        return f"{self.name}={json.dumps(self.document, sort_keys=True)}"

    @property
    def places(self) -> frozenset[str]:
        """Every path or label that is looked for."""
        sources = [
            places for by_direction in self.fields.values() for places in by_direction.values()
        ]
        sources += [*self.times.values()]
        sources += [rule.places for rules in self.stages.values() for rule in rules]
        return frozenset(place for places in sources for place in places)


def mapping_file(name: str, document: Mapping[str, Any]) -> MappingFile:
    """The mapping that a TOML document describes. Raises `NotUnderstood`."""
    _only(document, _KEYS | set(STAGES), "")
    match = _table(document, "match")
    _only(match, {"ext", "root", "labels"}, "match.")
    roots, labels = _texts(match, "root", "match."), _texts(match, "labels", "match.")
    if bool(roots) == bool(labels):
        raise NotUnderstood("match")
    layout = document.get("layout", _LAYOUTS[0])
    if layout not in _LAYOUTS or (roots and "layout" in document):
        raise NotUnderstood("layout")
    each = document.get("each", "")
    if not isinstance(each, str) or (each and labels):
        raise NotUnderstood("each")
    found = _table(document, "fields")
    _only(found, set(FIELDS), "fields.")
    if "number" not in found:
        raise NotUnderstood("fields.number")
    times = _table(document, "times")
    _only(times, set(TIMES), "times.")
    formats = _texts(document, "date_formats")
    if not all("%" in each for each in formats):
        raise NotUnderstood("date_formats")
    return MappingFile(
        name=name,
        extensions=tuple(_extension(text) for text in _texts(match, "ext", "match.")),
        roots=roots,
        labels=labels,
        layout=layout,
        each=each,
        fields={field: _by_direction(found, field) for field in found},
        times={field: _texts(times, field, "times.") for field in times},
        values=_values(_table(document, "values")),
        date_formats=formats,
        null_tokens=_texts(document, "null_tokens", empty=True) or _NOTHING,
        stages={stage: _rules(document, key) for key, stage in STAGES.items() if key in document},
        document=document,
    )


def _by_direction(found: Mapping[str, Any], field: str) -> dict[str, Places]:
    source = found[field]
    if not isinstance(source, Mapping):
        return {"": _texts(found, field, "fields.")}
    where = f"fields.{field}."
    _only(source, {"N", "X"}, where)
    if field in ("number", "direction"):  # which decide the direction
        raise NotUnderstood(f"fields.{field}")
    return {direction: _texts(source, direction, where) for direction in source}


def _values(tables: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    _only(tables, set(FIELDS), "values.")
    values = {}
    for field in tables:
        words = _table(tables, field, "values.")
        for word, meant in words.items():
            if not isinstance(meant, str | int) or isinstance(meant, bool):
                raise NotUnderstood(f"values.{field}.{word}")
        values[field] = {word: str(meant) for word, meant in words.items()}
    allowed = {"direction": {"N", "X"}, "channel": {"1", "2", "3"}}
    for field, choices in allowed.items():
        for word, meant in values.get(field, {}).items():
            if meant not in choices:
                raise NotUnderstood(f"values.{field}.{word}")
    return values


def _rules(document: Mapping[str, Any], key: str) -> tuple[Rule, ...]:
    listed = document[key]
    if not isinstance(listed, list) or not listed:
        raise NotUnderstood(key)
    rules = []
    for number, each in enumerate(listed, start=1):
        where = f"{key}[{number}]"
        if not isinstance(each, Mapping):
            raise NotUnderstood(where)
        _only(each, {"has", "of", "is", "is_not"}, f"{where}.")
        if set(each) == {"has"}:
            rules.append(Rule(_texts(each, "has", f"{where}.")))
        elif set(each) in ({"of", "is"}, {"of", "is_not"}):
            word = "is" if "is" in each else "is_not"
            among = _texts(each, word, f"{where}.")
            rules.append(Rule(_texts(each, "of", f"{where}."), among, negated=word == "is_not"))
        else:
            raise NotUnderstood(where)
    return tuple(rules)


def _table(document: Mapping[str, Any], key: str, above: str = "") -> Mapping[str, Any]:
    table = document.get(key, {})
    if not isinstance(table, Mapping):
        raise NotUnderstood(above + key)
    return table


def _texts(
    table: Mapping[str, Any], key: str, above: str = "", *, empty: bool = False
) -> tuple[str, ...]:
    """One text or a list of them; nothing where the key is missing."""
    found = table.get(key, [])
    texts = [found] if isinstance(found, str) else found
    fits = isinstance(texts, list) and all(
        isinstance(t, str) and (t.strip() or empty) for t in texts
    )
    if not fits or (key in table and not texts):
        raise NotUnderstood(above + key)
    return tuple(texts)


def _only(table: Mapping[str, Any], known: set[str], above: str) -> None:
    for key in table:
        if key not in known:
            raise NotUnderstood(above + key)


def _extension(text: str) -> str:
    return "." + text.strip().lstrip(".").casefold()
