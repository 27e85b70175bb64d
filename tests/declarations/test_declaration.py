"""The declaration itself: its key, when it is registered, and its JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Source, Stage, declaration_key
from rating_client.declarations.record import from_json, to_json
from rating_client.declarations.registered import registered, why_not_registered

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
ROUTED = Declaration(
    number="100000000110",
    direction="N",
    stage=Stage.REGISTERED,
    registered_at=AT,
    channel=2,
    owner_tax_code="0000000001",
)


@pytest.mark.parametrize(
    ("owner", "number", "key"),
    [
        ("0200000000-001", "100000000110", "0200000000-001/10000000011"),
        ("0200000000001", "100000000110", "0200000000-001/10000000011"),
        (" 0200000000 - 001 ", "100000000111", "0200000000-001/10000000011"),
        ("0000000001", "100000000110", "0000000001/10000000011"),
        (None, "100000000110", "/10000000011"),
        ("", "100000000110", "/10000000011"),
    ],
)
def test_the_key_is_the_owner_and_the_first_eleven_digits(
    owner: str | None, number: str, key: str
) -> None:
    assert declaration_key(owner, number) == key


def test_numbers_that_are_merely_alike_are_different_declarations() -> None:
    assert declaration_key("1", "100000000110") != declaration_key("1", "100000000120")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"stage": Stage.TEMPORARY}, False),
        ({"stage": Stage.DECLARED}, False),
        ({"stage": Stage.DRAFT, "number": ""}, False),
        ({"stage": Stage.CANCELLED}, False),
        ({"registered_at": None}, False),
        ({"channel": None}, False),
        ({"channel": None, "stage": Stage.RELEASED}, True),
        ({"channel": None, "stage": Stage.CLEARED}, True),
        ({"registered_at": None, "stage": Stage.CLEARED}, False),
        ({"number": "1234567"}, False),
        ({"number": "10000000011\u0663"}, False),  # a digit, but not one of ours
        ({"number": "500000000110"}, True),  # no number is refused for its first digit
    ],
)
def test_a_declaration_is_registered(change: dict[str, object], expected: bool) -> None:
    declaration = replace(ROUTED, **change)  # type: ignore[arg-type]  # fields by name
    assert registered(declaration) is expected
    assert (why_not_registered(declaration) is None) is expected


def test_a_cancelled_declaration_is_told_from_one_not_registered_yet() -> None:
    cancelled = why_not_registered(replace(ROUTED, stage=Stage.CANCELLED))
    waiting = why_not_registered(replace(ROUTED, stage=Stage.TEMPORARY))
    assert cancelled is not None
    assert waiting is not None
    assert cancelled.code == "declarations.cancelled"
    assert "IDC/EDC" in waiting.title.vi


@pytest.mark.parametrize("stage", [Stage.REGISTERED, Stage.CLEARED])
def test_a_registered_one_without_a_day_does_not_promise_to_appear_by_itself(stage: Stage) -> None:
    undated = why_not_registered(replace(ROUTED, stage=stage, registered_at=None))
    assert undated is not None
    assert undated.code == "declarations.no-registration-day"
    for language in ("vi", "en"):
        assert ROUTED.number in undated.line(language)
        assert "{" not in undated.line(language)


def test_a_day_that_nothing_in_the_file_confirms_is_not_called_missing() -> None:
    unproven = why_not_registered(replace(ROUTED, stage=Stage.DECLARED))
    waiting = why_not_registered(replace(ROUTED, stage=Stage.DECLARED, registered_at=None))
    assert unproven is not None
    assert waiting is not None
    assert unproven.code == "declarations.unproven"
    assert waiting.code == "declarations.not-registered"


def test_a_routed_one_without_a_channel_says_so() -> None:
    unrouted = why_not_registered(replace(ROUTED, channel=None))
    assert unrouted is not None
    assert unrouted.code == "declarations.no-channel"


def test_the_record_has_every_member_of_the_documented_shape() -> None:
    record = to_json(ROUTED)
    assert set(record) == {
        *("number", "key", "first_number", "direction", "type_code", "office_code", "office_name"),
        *("team_code", "registered_at", "amended_at", "channel", "stage", "released_at"),
        *("cleared_at", "owner_tax_code", "owner_name", "agent_code", "source", "registered"),
    }
    assert record["registered_at"] == "2026-11-20T09:05:07+07:00"
    assert record["registered"] is True
    assert record["stage"] == "registered"
    with_office = to_json(ROUTED, {"name": "Hải quan cửa khẩu cảng Đình Vũ"})
    assert with_office["office"] == {"name": "Hải quan cửa khẩu cảng Đình Vũ"}


def test_a_draft_has_neither_number_nor_key() -> None:
    record = to_json(Declaration(number="", direction="N", stage=Stage.DRAFT))
    assert (record["number"], record["key"], record["registered"]) == (None, None, False)


texts = st.none() | st.text(min_size=1, max_size=20)
moments = st.none() | st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 - hypothesis adds the offset
    datetime(2099, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(VIETNAM),
).map(lambda moment: moment.replace(microsecond=0))


@given(
    st.builds(
        Declaration,
        number=st.sampled_from(["", "100000000110"]),
        direction=st.sampled_from("NX"),
        stage=st.sampled_from(Stage),
        type_code=texts,
        office_name=texts,
        owner_tax_code=texts,
        registered_at=moments,
        cleared_at=moments,
        channel=st.none() | st.integers(1, 3),
        source=st.none() | st.builds(Source, st.text(), st.text(), st.text()),
    )
)
def test_a_declaration_survives_its_own_json(declaration: Declaration) -> None:
    assert from_json(to_json(declaration)) == declaration
