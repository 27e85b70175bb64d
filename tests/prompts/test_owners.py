"""Taxpayers: letters, colours, short names."""

from __future__ import annotations

import pytest

from rating_client.base.ledger import Ledger
from rating_client.prompts.owners import COLOURS, Owner, Owners, letters_of, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("CÔNG TY TNHH THỬ NGHIỆM SAO MAI", "THỬ NGHIỆM SAO MAI"),
        ("Công ty cổ phần Mẫu Thí nghiệm", "Mẫu Thí nghiệm"),
        ("CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN SAO HÔM", "SAO HÔM"),
        ("CHI NHÁNH CÔNG TY TNHH MTV SAO MAI", "SAO MAI"),
        ("CN CÔNG TY CP SAO MAI", "SAO MAI"),
        ("Tổng công ty - CTCP Sao Mai", "Sao Mai"),
        ("CÔNG TY TNHH", "CÔNG TY TNHH"),
        ("EXAMPLE TRADING CO.", "EXAMPLE TRADING CO."),
        (None, ""),
    ],
)
def test_the_legal_form_says_nothing_in_a_list(name: str | None, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("CÔNG TY TNHH THỬ NGHIỆM SAO MAI", "SM"),
        ("CÔNG TY TNHH THỬ NGHIỆM SAO HÔM", "SH"),
        ("CÔNG TY CỔ PHẦN MẪU THÍ NGHIỆM", "TN"),
        ("CÔNG TY TNHH SAO ĐÊM VIỆT NAM", "SD"),
        ("CÔNG TY TNHH VIỆT NAM", "VN"),
        ("CÔNG TY TNHH ACME", "AC"),
        ("CÔNG TY TNHH 3 SAO 88", "SA"),
        (None, "01"),
    ],
)
def test_two_letters_tell_companies_apart(name: str | None, letters: str) -> None:
    assert letters_of(name, "0000000001-001") == letters


def test_colours_follow_the_order_of_appearance_and_never_change(ledger: Ledger) -> None:
    owners = Owners(ledger)
    for place in range(COLOURS + 1):
        owners.meet(f"000000000{place}", f"CÔNG TY SAO {chr(65 + place)}")
        owners.meet("0000000000", "CÔNG TY TÊN KHÁC")
    assert [owner.colour for owner in owners.all()] == [*range(COLOURS), 0]
    assert owners.get("0000000000") == Owner("0000000000", "SA", 0)
    assert owners.get("9999999999") is None


def test_letters_of_a_bare_tax_code_give_way_to_the_name(ledger: Ledger) -> None:
    owners = Owners(ledger)
    owners.meet("0000000027", None)
    assert owners.all() == [Owner("0000000027", "27", 0)]
    owners.meet("0000000027", "CÔNG TY TNHH SAO MAI")
    owners.meet("0000000027", None)
    assert owners.all() == [Owner("0000000027", "SM", 0)]
