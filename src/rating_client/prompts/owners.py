"""Taxpayers at a glance: two letters and a colour each, and a short name for lists.

One workstation serves many. The colour follows the order in which they were first met, so that
it never changes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rating_client.base.ledger import Ledger
from rating_client.directory.folding import fold

COLOURS = 8
"""How many taxpayer colours there are; the ninth owner takes the first again."""

# Words a company's name opens with that tell no company from another, longest first.
_LEGAL_PREFIXES = tuple(
    sorted(
        (
            "cong ty",
            "cty",
            "tong cong ty",
            "cong ty co phan",
            "cong ty cp",
            "ctcp",
            "cong ty tnhh",
            "cty tnhh",
            "cty cp",
            "cong ty trach nhiem huu han",
            "cong ty hop danh",
            "mot thanh vien",
            "hai thanh vien",
            "hai thanh vien tro len",
            "1 thanh vien",
            "2 thanh vien",
            "2 thanh vien tro len",
            "mtv",
            "tnhh",
            "co phan",
            "chi nhanh",
            "cn",
            "doanh nghiep tu nhan",
            "dntn",
            "doanh nghiep che xuat",
            "hop tac xa",
            "ho kinh doanh",
            "tap doan",
        ),
        key=lambda prefix: -len(prefix.split()),
    )
)


@dataclass(frozen=True)
class Owner:
    tax_code: str
    letters: str
    colour: int  # 0 to COLOURS - 1


class Owners:
    """The owners met at this computer."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def meet(self, tax_code: str, name: str | None) -> None:
        """Give a new owner its letters and colour. An owner already met keeps them.

        Letters made from the bare tax code give way once a name is known.
        """
        self._ledger.run(
            "INSERT INTO owner (tax_code, letters, colour)"
            " SELECT :code, :letters, (SELECT count(*) FROM owner) % :colours WHERE true"
            " ON CONFLICT (tax_code) DO UPDATE SET letters = excluded.letters"
            " WHERE owner.letters = :bare AND owner.letters <> excluded.letters",
            {
                "code": tax_code,
                "letters": letters_of(name, tax_code),
                "bare": letters_of(None, tax_code),
                "colours": COLOURS,
            },
        )

    def set_letters(self, tax_code: str, letters: str) -> None:
        """A person wants other letters for an owner already met."""
        self._ledger.run("UPDATE owner SET letters = ? WHERE tax_code = ?", (letters, tax_code))

    def get(self, tax_code: str) -> Owner | None:
        row = self._ledger.row(
            "SELECT tax_code, letters, colour FROM owner WHERE tax_code = ?", (tax_code,)
        )
        return Owner(**row) if row else None

    def all(self) -> list[Owner]:
        """In the order they were met."""
        rows = self._ledger.rows("SELECT tax_code, letters, colour FROM owner ORDER BY rowid")
        return [Owner(**row) for row in rows]


def letters_of(name: str | None, tax_code: str) -> str:
    """The initials of the last two words that tell the company apart; else two digits.

    `CÔNG TY TNHH THỬ NGHIỆM SAO MAI` is SM.
    """
    own = [word for word in fold(short_name(name)).split() if word[0].isalpha()] if name else []
    if len(own) > 2 and own[-2:] == ["viet", "nam"]:  # so many end with it that it says nothing
        own = own[:-2]
    if not own:
        return tax_code.split("-")[0][-2:]
    return "".join(word[0] for word in own[-2:]).upper() if len(own) > 1 else own[0][:2].upper()


@lru_cache(maxsize=500)  # lists ask for every row they paint
def short_name(name: str | None) -> str:
    """The name without the legal form it opens with; the whole name if nothing else is left.

    Rows of a list would otherwise all be cut off after the same words.
    """
    whole = unicodedata.normalize("NFC", " ".join((name or "").split()))
    rest = whole
    while (shorter := _without_prefix(rest)) is not None:
        rest = shorter
    return rest or whole


def _without_prefix(name: str) -> str | None:
    own = name.split()
    folded = [fold(word) for word in own]
    for prefix in _LEGAL_PREFIXES:
        wanted = prefix.split()
        if folded[: len(wanted)] == wanted:
            return " ".join(own[len(wanted) :]).lstrip("-–: ")
    return None
