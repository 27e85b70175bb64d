"""Offices by the names they bore on a day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.text import Text
from rating_client.directory.directory import Directory, built_in_directory
from rating_client.directory.offices import OfficeReading
from rating_client.directory.taught import TaughtOffices

BEFORE = date(2025, 3, 14)
AFTER = date(2025, 3, 15)
TODAY = datetime(2026, 11, 21, 10, 42, tzinfo=VIETNAM)


@pytest.fixture
def directory() -> Directory:
    return built_in_directory()


def test_the_name_is_the_one_of_the_day_of_registration(directory: Directory) -> None:
    assert directory.resolve("03EE", BEFORE).name == "Chi cục Hải quan cửa khẩu cảng Đình Vũ"
    assert directory.resolve("03EE", AFTER).name == "Hải quan cửa khẩu cảng Đình Vũ"
    assert directory.resolve("03EE", None).name == "Hải quan cửa khẩu cảng Đình Vũ"


def test_an_office_whose_new_name_is_not_known_keeps_the_old_one(directory: Directory) -> None:
    assert (
        directory.resolve("02CC", TODAY).name == "Chi cục Hải quan cửa khẩu Cảng Sài Gòn khu vực II"
    )


def test_an_unknown_code_and_an_unknown_name_are_shown_as_they_stand(directory: Directory) -> None:
    assert directory.resolve("99QZ", TODAY) == OfficeReading("99QZ")
    assert directory.resolve(" HQKHONGRO ", TODAY) == OfficeReading("HQKHONGRO")
    assert directory.resolve(None, TODAY) == OfficeReading("")


def test_a_short_name_of_several_codes_gives_the_name_of_the_unit(directory: Directory) -> None:
    reading = directory.resolve("HQKCXKCNHP", TODAY)
    assert reading.name == "Hải quan khu chế xuất và khu công nghiệp Hải Phòng"
    assert reading.code is None
    assert reading.candidates == ("03NK", "03PA")


def test_a_short_name_of_one_code_gives_the_code_too(directory: Directory) -> None:
    reading = directory.resolve("hqdinhvu", TODAY)
    assert reading == OfficeReading("Hải quan cửa khẩu cảng Đình Vũ", "03EE", ("03EE",))


def test_codes_that_share_a_short_name_at_different_times_are_told_apart(
    directory: Directory,
) -> None:
    name = "Hải quan Chuyển phát nhanh"
    may, june = date(2026, 5, 28), date(2026, 6, 10)
    assert directory.resolve("HQCPNHCM", may) == OfficeReading(name, "02DS", ("02DS",))
    assert directory.resolve("HQCPNHCM", june) == OfficeReading(name, "06DS", ("06DS",))
    between = directory.resolve("HQCPNHCM", date(2026, 6, 1))
    assert (between.name, between.code, between.candidates) == (name, None, ("02DS", "06DS"))


def test_different_units_behind_one_short_name_leave_the_print_as_it_stood(
    directory: Directory,
) -> None:
    reading = directory.resolve("CKCLONGAN", TODAY)
    assert reading.name == "CKCLONGAN"
    assert reading.candidates == ("48CF", "48F2", "48K1")


def test_nothing_is_matched_by_similarity(directory: Directory) -> None:
    old = "Chi cục Hải quan cửa khẩu cảng Hải Phòng khu vực III"
    assert directory.resolve(old, BEFORE).code == "03TG"
    assert directory.resolve("Chi cục Hải quan khu vực III", TODAY).code == "03ZZ"
    assert directory.resolve("Hải quan cửa khẩu cảng Sài Gòn khu vực 2", TODAY).code == "02CV"
    assert directory.resolve("cảng Đình Vũ", TODAY).code is None
    assert directory.resolve("03", TODAY).candidates == ()


def test_a_code_in_the_export_is_stronger_than_the_printed_name(directory: Directory) -> None:
    assert directory.read("28NJ", "HQDINHVU", TODAY).code == "28NJ"
    unknown = directory.read("99QZ", "HQDINHVU", TODAY)
    assert (unknown.name, unknown.code) == ("Hải quan cửa khẩu cảng Đình Vũ", "99QZ")
    assert directory.read(None, "HQDINHVU", TODAY).code == "03EE"
    assert directory.read("99QZ", None, TODAY).name == "99QZ"


def test_a_code_may_stand_before_a_name_in_one_text(directory: Directory) -> None:
    for text in ("28NJ - HQHANAM", "28nj-Hải quan Hà Nam", "28NJ (CCHQHANAM)", "28NJ: ?"):
        reading = directory.resolve(text, TODAY)
        assert (reading.code, reading.name) == ("28NJ", directory.resolve("28NJ", TODAY).name)
    assert directory.resolve("99QZ - HQHANAM", TODAY).code is None


def test_offices_are_found_by_old_and_new_names_without_diacritics(directory: Directory) -> None:
    assert directory.search("chi cuc dinh vu", TODAY)[0].code == "03EE"
    assert directory.search("cua khau dinh vu", TODAY)[0].code == "03EE"
    assert directory.search("HQDINHVU", TODAY)[0].code == "03EE"
    assert directory.search("03ee", TODAY)[0].code == "03EE"
    assert directory.search("", TODAY) == []


def test_only_units_that_can_be_rated_are_offered_and_merged_codes_once(
    directory: Directory,
) -> None:
    assert {o.kind for o in directory.search("hai", TODAY, 500)} <= {"office", "team_office"}
    export_zone = directory.search("khu che xuat hai phong", TODAY)
    assert [o.code for o in export_zone] == ["03NK"]
    assert "03PA" in [o.code for o in directory.search("gia cong hai phong", BEFORE)]
    assert "02DS" not in [o.code for o in directory.search("chuyen phat nhanh", TODAY)]


def test_lists_find_rows_by_every_name_an_export_may_carry(directory: Directory) -> None:
    assert {"03EE", "HQDINHVU"} <= directory.written_as("dinh")
    assert directory.written_as("khongcogi") == frozenset()


def test_the_line_under_the_name_says_what_sort_of_unit_it_is(directory: Directory) -> None:
    def sort(code: str, at: date) -> str | None:
        office = directory.office(code)
        assert office is not None
        text = office.sort_at(at)
        return text.vi if text else None

    assert sort("03EE", TODAY) == "Hải quan cửa khẩu"
    assert sort("03NK", TODAY) == "Hải quan ngoài cửa khẩu"
    assert sort("03EE", BEFORE) == "Chi cục Hải quan"
    assert sort("02CC", TODAY) is None


def test_nothing_follows_from_the_first_digits_of_a_code(directory: Directory) -> None:
    assert directory.resolve("03QQ", TODAY) == OfficeReading("03QQ")


def test_a_section_is_a_team_only_before_the_reform(directory: Directory) -> None:
    old = directory.section("03NK", "00", BEFORE)
    assert (old.kind, old.name) == ("team", "Đội Nghiệp vụ")
    assert old.team_line(BEFORE) == Text("Đội Nghiệp vụ", "Đội Nghiệp vụ")

    new = directory.section("03EE", "00", TODAY)
    assert (new.kind, new.name) == ("section", "Bộ phận tiếp nhận tờ khai XNK")
    assert new.team_line(TODAY).vi == "Không áp dụng (từ 15/3/2025)"

    unknown = directory.section("03EE", "77", BEFORE)
    assert (unknown.kind, unknown.team_line(BEFORE).vi) == ("unknown", "77")
    missing = directory.section("03EE", None, BEFORE)
    assert missing.team_line(BEFORE).vi == "Không có trong tệp"


def test_a_region_may_have_teams_again_later(directory: Directory) -> None:
    assert [t.name for t in directory.teams("03ZZ", date(2026, 6, 1))] == [
        "Đội Thông quan (Chi cục Hải quan khu vực III)"
    ]
    assert directory.teams("03EE", TODAY) == ()
    assert len(directory.teams("03PA", BEFORE)) == 2


def test_types_of_procedure_have_names(directory: Directory) -> None:
    assert directory.type_name("A11") == Text(
        "Nhập kinh doanh tiêu dùng", "Import for trade, consumption"
    )
    assert directory.type_name("Z99") is None
    assert directory.type_name(None) is None


def test_what_a_person_taught_wins_and_is_remembered(ledger: Ledger, directory: Directory) -> None:
    taught = TaughtOffices(ledger)
    taught.teach("HQKCXKCNHP", "03PA", now=1.0)
    taught.teach(" HQ  LA ", "28NJ", now=2.0)
    taught.teach("HQ LA", "03EE", now=3.0)
    knowing = directory.with_taught(taught.all())
    assert knowing.resolve("HQKCXKCNHP", TODAY).code == "03PA"
    assert knowing.resolve("hq la", TODAY).name == "Hải quan cửa khẩu cảng Đình Vũ"
    assert "HQ LA" in knowing.written_as("dinh")
    taught.forget("HQ LA")
    assert directory.with_taught(taught.all()).resolve("HQ LA", TODAY).code is None


def test_what_a_receiver_publishes_lies_over_what_ships(directory: Directory) -> None:
    published = Directory.from_payload(
        {
            "v": 1,
            "id": "region-3",
            "version": 7,
            "issued_at": "2026-12-01T00:00:00+07:00",
            "something_new": {},
            "offices": [{"code": "03EE", "kind": "office", "name": "Hải quan cảng mới"}],
            "officers": [{"name": "Công chức A", "office": "03EE"}],
        }
    ).over(directory)
    assert published.version == 7
    assert published.resolve("03EE", TODAY).name == "Hải quan cảng mới"
    assert published.resolve("HQDINHVU", TODAY).name == "Hải quan cảng mới"
    assert published.resolve("28NJ", TODAY).name == directory.resolve("28NJ", TODAY).name
    assert published.officers[0]["name"] == "Công chức A"


@pytest.mark.parametrize(
    "payload", [{}, {"id": "x", "version": 1, "offices": [{"code": "1"}]}, {"offices": 3}]
)
def test_something_else_than_a_directory_is_one_sentence(payload: dict[str, object]) -> None:
    with pytest.raises(Trouble) as trouble:
        Directory.from_payload(payload)
    assert trouble.value.code == "directory.unreadable"


def test_every_record_that_ships_can_be_shown(directory: Directory) -> None:
    assert len(directory.offices) == 433
    assert len(directory.short_names) == 92
    assert sum(len(sections) for sections in directory.sections.values()) == 417
    for office in directory.offices.values():
        assert office.name_at(BEFORE).strip()
        assert office.name_at(TODAY).strip()
        assert office.merged_into is None or office.merged_into in directory.offices
    for name, codes in directory.short_names.items():
        assert set(codes) <= directory.offices.keys(), name
    assert directory.sections.keys() <= directory.offices.keys()
