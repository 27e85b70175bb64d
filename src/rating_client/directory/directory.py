"""The directory: what codes and printed short names mean on a day.

Nothing is matched by similarity. The old "khu vực III" office is 03TG while the new "khu vực
III" is a whole region, and the new "cảng Sài Gòn khu vực 2" is not the old one. A code or a name
the directory does not know is shown as it stands, and is never an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.base.resources import resource
from rating_client.base.text import Text
from rating_client.directory.folding import exact, fold, words
from rating_client.directory.offices import Office, OfficeReading, as_day
from rating_client.directory.sections import Section, SectionReading, section_at, teams_at


@dataclass(frozen=True, kw_only=True)
class Directory:
    """One version of the directory; immutable. Times of day in `at` are ignored."""

    id: str
    version: int
    offices: Mapping[str, Office]
    short_names: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, tuple[Section, ...]]
    types: Mapping[str, Text]
    officers: tuple[Mapping[str, str], ...] = ()
    taught: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Directory:
        """Read the document a receiver signs, or the one that ships.

        Raises `Trouble("directory.unreadable")` for anything that is not such a document.
        Members it does not know are ignored.
        """
        try:
            return _read(payload)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Trouble("directory.unreadable") from error

    def over(self, base: Directory) -> Directory:
        """This directory where it knows something, `base` where it does not.

        A receiver publishes its own offices; a declaration of another still has a name.
        """
        return replace(
            self,
            offices={**base.offices, **self.offices},
            short_names={**base.short_names, **self.short_names},
            sections={**base.sections, **self.sections},
            types={**base.types, **self.types},
            officers=(*self.officers, *base.officers),
            taught={**base.taught, **self.taught},
        )

    def with_taught(self, taught: Mapping[str, str]) -> Directory:
        """The same directory, knowing what people said printed names mean (see `taught`)."""
        return self if taught == self.taught else replace(self, taught=dict(taught))

    def office(self, code: str | None) -> Office | None:
        return self.offices.get(code.strip().upper()) if code else None

    def resolve(self, text: str | None, at: date | None) -> OfficeReading:
        """The office behind a code, a printed short name or a full name, on that day.

        Many codes may share one short name: then the unit's name is given, and all codes as
        candidates. Different names behind one short name leave the text as it stood.
        """
        if not text or not text.strip():
            return OfficeReading("")
        if office := self.office(text):
            return OfficeReading(office.name_at(at), office.code, (office.code,))
        key = exact(text)
        if (code := self._taught_by_name.get(key)) is not None:
            office = self.offices.get(code)
            return OfficeReading(office.name_at(at) if office else text.strip(), code, (code,))
        named = self._by_printed_name.get(key) or self._code_before_name(text)
        known = [self.offices[code] for code in named if code in self.offices]
        possible = [o for o in known if o.existed_at(at)] or known
        codes = tuple(o.code for o in possible)
        names = {o.name_at(at) for o in possible}
        return OfficeReading(
            names.pop() if len(names) == 1 else text.strip(),
            codes[0] if len(codes) == 1 else None,
            codes,
        )

    def read(self, code: str | None, printed: str | None, at: date | None) -> OfficeReading:
        """The office of a declaration: by its code where the export has one, else by its name."""
        if code and (self.office(code) or not printed):
            return self.resolve(code, at)
        reading = self.resolve(printed, at)
        # A code nobody knows is still the export's word, and stronger than a short name.
        return replace(reading, code=code, candidates=(code,)) if code else reading

    def section(
        self, office_code: str | None, section_code: str | None, at: date | None
    ) -> SectionReading:
        return section_at(self.sections.get(office_code or "", ()), section_code, at)

    def teams(self, office_code: str | None, at: date | None) -> tuple[Section, ...]:
        """The teams a person may add for an office on that day; mostly none since March 2025."""
        return teams_at(self.sections.get(office_code or "", ()), at)

    def type_name(self, type_code: str | None) -> Text | None:
        """What a type of procedure (mã loại hình, such as A11) is called."""
        return self.types.get(type_code or "")

    def search(self, text: str, at: date | None, limit: int = 20) -> list[Office]:
        """Offices a person may choose, by the beginnings of words of any name they ever bore."""
        wanted = words(text)
        found = (o for o in self.offices.values() if o.offered_at(at) and self._has(o, wanted))
        return [office for _, office in zip(range(limit), found, strict=False)] if wanted else []

    def written_as(self, word: str) -> frozenset[str]:
        """Every code and printed name, as exports write them, of offices that answer to `word`.

        For lists: rows keep the text of the export, and are found by every name of the office.
        """
        codes = {o.code for o in self.offices.values() if self._has(o, (word,))}
        texts = {n for n, of in self.short_names.items() if codes.intersection(of)}
        return frozenset(codes | texts | {n for n, code in self.taught.items() if code in codes})

    def _code_before_name(self, text: str) -> tuple[str, ...]:
        """The known code in `28NJ - HQHANAM`, as lists of people's own have it."""
        code, *name = re.split(r" ?[-–:(]", text.strip(), maxsplit=1)
        office = self.office(code) if name else None
        return (office.code,) if office else ()

    def _has(self, office: Office, wanted: Iterable[str]) -> bool:
        own = self._search_words[office.code]
        return all(any(word.startswith(w) for word in own) for w in wanted)

    @cached_property
    def _search_words(self) -> dict[str, tuple[str, ...]]:
        texts: dict[str, list[str]] = {
            o.code: [o.code, o.name or "", o.old_name or ""] for o in self.offices.values()
        }
        for name, codes in self.short_names.items():
            for code in codes:
                texts.get(code, []).append(name)
        return {code: tuple(fold(" ".join(of)).split()) for code, of in texts.items()}

    @cached_property
    def _taught_by_name(self) -> dict[str, str]:
        return {exact(name): code for name, code in self.taught.items()}

    @cached_property
    def _by_printed_name(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}  # ordered sets
        for office in self.offices.values():
            for name in (office.old_name, office.name):
                if name:
                    found.setdefault(exact(name), {})[office.code] = None
        by_name = {name: tuple(codes) for name, codes in found.items()}
        return by_name | {exact(name): codes for name, codes in self.short_names.items()}


@cache
def built_in_directory() -> Directory:
    """The directory that ships, until a receiver publishes a newer one."""
    text = resource("directory", "directory.json").read_text("utf-8")
    return Directory.from_payload(json.loads(text))


def _read(payload: Mapping[str, Any]) -> Directory:
    sections: dict[str, list[Section]] = {}
    for row in payload.get("sections", ()):
        section = Section(
            office=row["office"],
            code=row.get("code"),
            name=row["name"],
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
        )
        sections.setdefault(section.office, []).append(section)
    return Directory(
        id=str(payload["id"]),
        version=int(payload["version"]),
        offices={row["code"]: _office(row) for row in payload["offices"]},
        short_names={r["short_name"]: tuple(r["codes"]) for r in payload.get("short_names", ())},
        sections={office: tuple(rows) for office, rows in sections.items()},
        types={row["code"]: Text(row["vi"], row["en"]) for row in payload.get("types", ())},
        officers=tuple(dict(row) for row in payload.get("officers", ())),
    )


def _office(row: Mapping[str, Any]) -> Office:
    return Office(
        code=row["code"],
        kind=row["kind"],
        old_name=row.get("old_name"),
        name=row.get("name"),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        merged_into=row.get("merged_into"),
    )


def _day(text: str | None) -> date | None:
    return as_day(date.fromisoformat(text)) if text else None
