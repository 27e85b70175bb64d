"""What a rating still needs, and where."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from rating_client.ratings.form import Form, built_in_form
from rating_client.ratings.rating import Rating, Subject
from rating_client.ratings.rules import check, needs_contact
from tests.support.ratings import CONTACT, OFFICE, OFFICER, dissatisfied, satisfied

FORM = built_in_form()


def faults(rating: Rating, form: Form = FORM) -> list[tuple[str, str]]:
    return [(f.pointer, f.code.removeprefix("ratings.")) for f in check(rating, form)]


def officer(**changes: Any) -> Rating:
    return dissatisfied(subjects=(OFFICE, replace(OFFICER, **changes)))


@pytest.mark.parametrize("rating", [satisfied(), dissatisfied()])
def test_a_complete_rating_has_no_fault(rating: Rating) -> None:
    assert faults(rating) == []


def test_at_least_one_subject_has_a_level() -> None:
    assert faults(Rating(subjects=(Subject("office", "A"),))) == [("/subjects", "no-level")]


@pytest.mark.parametrize("level", [1, 2])
def test_low_levels_need_a_reason(level: int) -> None:
    assert faults(officer(level=level, reasons=())) == [("/subjects/1/reasons", "no-reason")]


@pytest.mark.parametrize("level", [3, 4, 5])
def test_the_other_levels_need_nothing_more(level: int) -> None:
    rating = Rating(subjects=(replace(OFFICE, level=level),))
    assert faults(rating) == []
    assert not needs_contact(rating, FORM)


def test_other_reason_needs_words() -> None:
    missing = [("/subjects/1/comment", "reason-without-words")]
    assert faults(officer(reasons=("khac",), comment=" \u0007 ")) == missing
    assert faults(officer(level=4, reasons=("khac",), comment="")) == missing
    assert faults(officer(reasons=("khac",), comment="Chờ hai ngày.")) == []


def test_a_reason_of_another_level_or_kind_is_none() -> None:
    wrong = [("/subjects/1/reasons", "reason-not-offered")]
    assert faults(officer(reasons=("cham_tre", "nhanh"))) == wrong
    assert faults(officer(reasons=("cham_tre", "dun_day"))) == wrong


@pytest.mark.parametrize(
    ("phone", "good"),
    [
        ("0900 000 000", True),
        ("+84 900 000 000", True),
        ("(0225) 3.859.859", True),
        ("090000000", True),
        ("09000000", False),
        ("090000000000", False),
        ("", False),
        ("٠٩٠٠٠٠٠٠٠٠", False),
    ],
)
def test_a_low_level_needs_a_phone_of_nine_to_eleven_digits(phone: str, *, good: bool) -> None:
    rating = dissatisfied(contact=replace(CONTACT, phone=phone))
    assert faults(rating) == ([] if good else [("/contact/phone", "phone")])


def test_a_low_level_needs_somebody_to_call() -> None:
    both = [("/contact/name", "no-contact-name"), ("/contact/phone", "phone")]
    assert faults(dissatisfied(contact=None)) == both
    assert faults(dissatisfied(contact=replace(CONTACT, name=" \t "))) == both[:1]
    assert faults(satisfied(contact=replace(CONTACT, phone="1"))) == []


def test_a_rated_subject_has_a_name() -> None:
    assert faults(officer(name=" ")) == [("/subjects/1/name", "no-subject-name")]
    assert faults(officer(name=" ", level=None, reasons=())) == []


def test_lengths_count_characters_as_they_are_sent() -> None:
    decomposed = unicodedata.normalize("NFD", "ế" * 1000)
    assert faults(officer(comment=decomposed)) == []
    assert faults(officer(comment="ế" * 1001)) == [("/subjects/1/comment", "text-too-long")]
    assert faults(satisfied(suggestion="x" * 1001)) == [("/suggestion", "text-too-long")]
    assert faults(officer(name="x" * 201)) == [("/subjects/1/name", "text-too-long")]
    long_mail = replace(CONTACT, email="x" * 201)
    assert faults(dissatisfied(contact=long_mail)) == [("/contact/email", "text-too-long")]
    assert faults(satisfied(contact=long_mail)) == []


def test_a_form_has_room_for_so_many_subjects() -> None:
    many = tuple(
        replace(OFFICER, name=f"Công chức {place}", level=5, reasons=()) for place in range(61)
    )
    assert faults(Rating(subjects=many)) == [("/subjects", "too-many-subjects")]
    assert faults(Rating(subjects=many[:60])) == []


def test_the_rules_are_the_forms_own() -> None:
    strict = replace(FORM, reason_levels=frozenset({1, 2, 3}), contact_levels=frozenset())
    assert faults(Rating(subjects=(replace(OFFICE, level=3),)), strict) == [
        ("/subjects/0/reasons", "no-reason")
    ]
    assert faults(dissatisfied(contact=None), strict) == []


def test_the_sentences_name_what_is_meant() -> None:
    fault = check(officer(reasons=()), FORM)[0]
    assert fault.sentence.advice.vi == "Mức 1–2: chọn ít nhất một lý do cho Công chức A."
    phone = check(dissatisfied(contact=replace(CONTACT, phone="")), FORM)[0]
    assert phone.sentence.advice.vi == "Nhập số điện thoại liên hệ, 9–11 chữ số."
