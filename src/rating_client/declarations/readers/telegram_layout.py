"""Where in a telegram each fact stands, by the shipped field orders.

A field is found by its English name, which is the same in every message; its number and width
differ. Messages whose own order is not known begin like the first one of their family.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from rating_client.base.resources import resource
from rating_client.declarations.message_codes import plain_code

_FACTS = {
    "declaration no.": "number",
    "first declaration no.": "first_number",
    "inspection kind classification code": "channel",
    "declaration kind code": "type_code",
    "customs office name": "office_name",
    "customs sub-section": "team_code",
    "registered date": "registered_day",
    "registered time": "registered_time",
    "registered date of correction": "amended_day",
    "registered time of correction": "amended_time",
    "importer code": "owner_tax_code",
    "exporter code": "owner_tax_code",
    "importer name": "owner_name",
    "exporter name": "owner_name",
    "agent code": "agent_code",
    "date of permit": "permit_day",
    "time of permit": "permit_time",
}
_FIRST_OF_FAMILY = {
    **dict.fromkeys(("VADA", "VADB", "VADR"), "VAD1AC"),
    "VADF": "VAD1FC",
    **dict.fromkeys(("VAEL", "VAER"), "VAE1LD"),
    "VAEJ": "VAE1JD",
}


class Field(NamedTuple):
    """One line of the body."""

    order: int  # from 1
    id: str
    width: int  # bytes


class Layout(NamedTuple):
    """The fields that hold facts, by fact. `message` is whose order it is."""

    message: str
    fields: dict[str, Field]
    own: bool  # False: of another message of its family


def layout_of(code: str) -> Layout | None:
    """The order of this message's fields; None where no message of its family is known."""
    plain = plain_code(code)
    for digit in (plain[3:4], "1"):
        if fields := _layouts().get(f"{plain[:3]}{digit}{plain[4:]}"):
            return Layout(f"{plain[:3]}{digit}{plain[4:]}", fields, own=True)
    relative = _FIRST_OF_FAMILY.get(f"{plain[:3]}{plain[4:5]}")
    return Layout(relative, _layouts()[relative], own=False) if relative else None


@cache
def _layouts() -> dict[str, dict[str, Field]]:
    layouts: dict[str, dict[str, Field]] = {}
    with resource("telegrams", "fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            layout = layouts.setdefault(row["message"][:6], {})
            if fact := _FACTS.get(row["name"].casefold()):
                layout.setdefault(fact, Field(int(row["order"]), row["id"], int(row["width"])))
    return layouts
