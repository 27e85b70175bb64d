"""The form as data: what ships, and what a receiver may publish."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.contract.messages import faults
from rating_client.ratings.form import LEVELS, Form, built_in_form
from rating_client.ratings.rating import SubjectKind


@pytest.fixture
def payload() -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(built_in_form().payload))
    return copy


def test_the_levels_have_the_authoritys_names() -> None:
    assert [built_in_form().levels[level].vi for level in LEVELS] == [
        "Rất không hài lòng",
        "Không hài lòng",
        "Bình thường",
        "Hài lòng",
        "Rất hài lòng",
    ]


@pytest.mark.parametrize(
    ("channel", "first"),
    [
        (1, ["DANG_KY", "THONG_QUAN"]),
        (2, ["DANG_KY", "KT_HO_SO", "THONG_QUAN"]),
        (3, ["DANG_KY", "KT_HO_SO", "KT_THUC_TE", "THONG_QUAN"]),
        (None, ["DANG_KY", "THONG_QUAN"]),
    ],
)
def test_the_stages_in_view_follow_the_channel(channel: int | None, first: list[str]) -> None:
    shown, others = built_in_form().stages_for(channel)
    assert [stage.code for stage in shown] == first
    assert {s.code for s in (*shown, *others)} == {s.code for s in built_in_form().stages}
    here = [channel is None or channel in stage.channels for stage in others]
    assert here == sorted(here, reverse=True)


def test_every_kind_and_level_has_reasons_with_codes_of_their_own() -> None:
    form = built_in_form()
    for kind in get_args(SubjectKind):
        for level in LEVELS:
            codes = [reason.code for reason in form.reasons_for(kind, level)]
            assert len(codes) == len(set(codes)) >= 4
            assert codes[-1] == "khac"
            assert all(code.isascii() for code in codes)


def test_a_shared_reason_has_one_code_and_one_wording_everywhere() -> None:
    shared: dict[tuple[str, frozenset[int]], set[tuple[str, Text]]] = {}
    for reason in built_in_form().reasons:
        if reason.shared_group:
            group = (reason.shared_group, reason.levels)
            shared.setdefault(group, set()).add((reason.code, reason.text))
    assert all(len(same) == 1 for same in shared.values())
    assert {code for same in shared.values() for code, _ in same} == {
        "nhanh",
        "dung_quy_dinh",
        "khac",
        "chua_nhanh",
        "cham_tre",
        "phien_ha",
        "sach_nhieu_tieu_cuc",
        "sai_sot",
    }


def test_a_code_never_means_two_things() -> None:
    texts: dict[str, set[Text]] = {}
    for reason in built_in_form().reasons:
        texts.setdefault(reason.code, set()).add(reason.text)
    assert {code for code, of in texts.items() if len(of) > 1} == set()


def test_other_needs_words_and_harassment_asks_for_facts() -> None:
    reasons = {r.code: r for r in built_in_form().reasons_for("officer", 1)}
    assert reasons["khac"].needs_text
    assert reasons["sach_nhieu_tieu_cuc"].hint == Text(
        "Nêu việc cụ thể: thời gian, địa điểm", "State the facts: time, place"
    )
    assert not reasons["cham_tre"].needs_text


def test_an_unknown_stage_keeps_its_code() -> None:
    assert built_in_form().stage_name("KT_HO_SO").vi == "Kiểm tra hồ sơ hải quan"
    assert built_in_form().stage_name("MOI").vi == "MOI"


def test_what_ships_could_be_published_as_it_is(payload: dict[str, Any]) -> None:
    assert faults("rating-form+jws", {**payload, "receiver": "A" * 43}) == []


def test_a_published_form_may_ask_for_less_and_announce(payload: dict[str, Any]) -> None:
    payload["limits"] = {"comment": 200, "suggestion": 99_999}
    payload["accept_until"] = "2027-12-31T00:00:00+07:00"
    payload["notices"] = [{"vi": "Thông báo", "en": "Notice"}]
    payload["something_new"] = {}
    form = Form.from_payload(payload)
    assert (form.limits.comment, form.limits.suggestion, form.limits.name) == (200, 1000, 200)
    assert form.accept_until == seconds_of("2027-12-31T00:00:00+07:00")
    assert form.notices == (Text("Thông báo", "Notice"),)


@pytest.mark.parametrize("member", ["id", "version", "levels", "stages", "reasons"])
@pytest.mark.parametrize("value", [None, "x", [1], {"1": {}}])
def test_something_else_than_a_form_is_one_sentence(
    payload: dict[str, Any], member: str, value: object
) -> None:
    if member == "id" or (member == "stages" and value == "x"):
        del payload[member]
    else:
        payload[member] = value
    with pytest.raises(Trouble) as trouble:
        Form.from_payload(payload)
    assert trouble.value.code == "ratings.form-unreadable"
