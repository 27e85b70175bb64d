"""Officers' names, completed while they are typed."""

from __future__ import annotations

from datetime import date

from rating_client.base.ledger import Ledger
from rating_client.directory.officers import KnownOfficers, complete_officer

TODAY = date(2026, 11, 21)
LISTED = (
    {"name": "Trần Thị Bích", "office": "03EE", "unit": "Bộ phận tiếp nhận"},
    {"name": "Nguyễn Văn Ánh", "office": "03EE"},
    {"name": "Nguyễn Văn Bình", "office": "03CC"},
    {"name": "Lê Văn Bảo", "office": "03EE", "valid_to": "2026-01-31"},
)


def test_names_are_found_without_diacritics_by_any_word() -> None:
    found = complete_officer("bi tr", "03EE", TODAY, LISTED, [])
    assert [(c.name, c.unit, c.origin) for c in found] == [
        ("Trần Thị Bích", "Bộ phận tiếp nhận", "directory")
    ]


def test_nothing_is_offered_before_two_letters() -> None:
    assert complete_officer("b", "03EE", TODAY, LISTED, ["Bình"]) == []
    assert complete_officer("", "03EE", TODAY, LISTED, ["Bình"]) == []


def test_only_officers_of_this_office_on_that_day_are_offered() -> None:
    assert complete_officer("van b", "03EE", TODAY, LISTED, []) == []
    assert complete_officer("van b", "03EE", date(2026, 1, 5), LISTED, [])[0].name == "Lê Văn Bảo"


def test_names_typed_before_follow_the_directory_in_alphabetical_order(ledger: Ledger) -> None:
    known = KnownOfficers(ledger)
    known.note("03EE", "Nguyễn  Văn Ơn", now=9.0)
    known.note("03EE", "Nguyễn Văn Em", now=1.0)
    known.note("03EE", "nguyễn văn ánh", now=1.0)
    known.note("03CC", "Nguyễn Văn Xa", now=1.0)
    found = complete_officer("nguyen", "03EE", TODAY, LISTED, known.names("03EE"))
    assert [c.name for c in found] == ["Nguyễn Văn Ánh", "Nguyễn Văn Em", "Nguyễn Văn Ơn"]
    known.forget("03EE", "Nguyễn Văn Em")
    assert len(known.names("03EE")) == 2


def test_at_most_eight_are_shown() -> None:
    names = [f"Nguyễn Văn {letter}" for letter in "abcdefghijkl"]
    assert len(complete_officer("nguyen", "03EE", TODAY, (), names)) == 8
