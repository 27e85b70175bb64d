"""A rating frozen as the contract wants it, whatever people and exports put into it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rating_client import __version__
from rating_client.base.clock import seconds_of
from rating_client.contract.messages import faults
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.ratings.form import LEVELS, built_in_form
from rating_client.ratings.rating import Contact, Rating, Subject, SubjectKind
from rating_client.ratings.rules import check
from rating_client.ratings.submission import content, moment_of, new_id
from tests.support.declared import NAME, cleared, routed
from tests.support.ratings import OFFICE, OFFICER, STAGE, dissatisfied, satisfied

FORM = built_in_form()
NOW = seconds_of("2026-11-21T10:43:00+07:00")


def frozen(
    rating: Rating | None = None, declaration: Declaration | None = None, **facts: Any
) -> dict[str, Any]:
    given = {"id": new_id(), "now": NOW, **facts}
    return content(rating or dissatisfied(), declaration or routed(), FORM, **given)


def refused(payload: dict[str, Any]) -> list[str]:
    return [f.pointer for f in faults("rating+jws", {**payload, "receiver": "A" * 43})]


def test_it_is_what_the_contract_describes() -> None:
    payload = frozen(
        dissatisfied(role="agent", suggestion="Thêm quầy.\nCảm ơn."),
        routed(office_code="03EE", agent_code="K0123"),
        id="3b241101-e2bb-4255-8caf-4136c566a962",
        office_name="Hải quan cửa khẩu cảng Đình Vũ",
    )
    assert refused(payload) == []
    client = payload.pop("client")
    assert client["version"] == __version__
    assert payload == {
        "v": 1,
        "id": "3b241101-e2bb-4255-8caf-4136c566a962",
        "form": {"id": "rating-form", "version": 1},
        "declaration": {
            "number": "100000000110",
            "key_digits": "10000000011",
            "direction": "N",
            "type_code": "A11",
            "office_code": "03EE",
            "office_name": "Hải quan cửa khẩu cảng Đình Vũ",
            "team_code": "00",
            "registered_at": "2026-11-21T10:41:00+07:00",
            "channel": 2,
        },
        "owner": {"tax_code": "0000000001", "name": NAME},
        "declarant": {"role": "agent", "agent_code": "K0123"},
        "moment": "registered",
        "subjects": [
            {
                "kind": "office",
                "code": "03EE",
                "name": "Hải quan cửa khẩu cảng Đình Vũ",
                "level": 5,
                "reasons": [],
            },
            {
                "kind": "stage",
                "code": "KT_HO_SO",
                "name": "Kiểm tra hồ sơ hải quan",
                "level": 4,
                "reasons": [],
            },
            {
                "kind": "officer",
                "name": "Công chức A",
                "stage": "KT_HO_SO",
                "level": 2,
                "reasons": ["cham_tre"],
                "comment": "Hồ sơ nộp lúc 08:10, được yêu cầu bổ sung ba lần.",
            },
        ],
        "suggestion": "Thêm quầy.\nCảm ơn.",
        "contact": {"name": "Người liên hệ thử nghiệm", "phone": "0900 000 000"},
        "wants_answer": True,
        "rated_at": "2026-11-21T10:43:00+07:00",
        "queued_at": "2026-11-21T10:43:00+07:00",
    }


def test_rows_without_a_level_and_a_contact_nobody_needs_are_not_sent() -> None:
    rating = satisfied(
        subjects=(OFFICE, replace(STAGE, level=None), replace(OFFICER, level=None)),
        contact=Contact(name="A", phone="0900000000"),
    )
    payload = frozen(rating)
    assert [subject["kind"] for subject in payload["subjects"]] == ["office"]
    assert "contact" not in payload
    assert "declarant" not in payload
    assert "Công chức A" not in str(payload)


def test_a_correction_names_what_it_supersedes() -> None:
    earlier = new_id()
    assert frozen(supersedes=earlier)["supersedes"] == earlier
    assert "supersedes" not in frozen()


def test_ids_are_random_and_say_no_time() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert {uuid.UUID(one).version for one in ids} == {4}


@pytest.mark.parametrize(
    ("declaration", "rated", "moment"),
    [
        (routed(), "2026-11-21T10:43:00+07:00", "registered"),
        (routed(), "2026-11-21T23:59:00+07:00", "registered"),
        (routed(), "2026-11-22T00:00:00+07:00", "during"),
        (cleared(), "2026-11-21T16:00:00+07:00", "released"),
        (routed(stage=Stage.RELEASED), "2026-11-30T16:00:00+07:00", "released"),
        (routed(stage=Stage.DECLARED), "2026-11-21T10:43:00+07:00", "manual"),
        (routed(registered_at=None), "2026-11-21T10:43:00+07:00", "manual"),
    ],
)
def test_the_moment_follows_from_the_declaration(
    declaration: Declaration, rated: str, moment: str
) -> None:
    assert moment_of(declaration, seconds_of(rated)) == moment
    assert refused(frozen(declaration=declaration, now=seconds_of(rated))) == []


def test_a_number_alone_can_be_rated_by_hand() -> None:
    bare = Declaration(number="100000000110", direction="N", stage=Stage.DECLARED)
    payload = frozen(declaration=bare)
    assert refused(payload) == []
    assert payload["declaration"] == {
        "number": "100000000110",
        "key_digits": "10000000011",
        "direction": "N",
    }
    assert payload["owner"] == {}


def test_odd_cells_of_an_export_do_not_stop_a_rating() -> None:
    payload = frozen(
        declaration=routed(
            owner_name="CÔNG TY " + "DÀI " * 80,
            office_code="03 EE?",
            agent_code="mã lạ",
            team_code="",
            owner_tax_code="1" * 21,
        ),
        rating=dissatisfied(role="agent"),
    )
    assert refused(payload) == []
    assert "office_code" not in payload["declaration"]
    assert payload["declarant"] == {"role": "agent"}
    assert len(payload["owner"]["name"]) <= 200
    assert "tax_code" not in payload["owner"]


# Whatever passes the rules is taken by the contract ----------------------------------------------

_words = st.text(max_size=40)
_codes = st.one_of(st.none(), st.text(max_size=8), st.sampled_from(["03EE", "KT_HO_SO", "00"]))


@st.composite
def _subjects(draw: st.DrawFn) -> Subject:
    kind: SubjectKind = draw(st.sampled_from(get_args(SubjectKind)))
    level = draw(st.one_of(st.none(), st.sampled_from(LEVELS)))
    offered = [reason.code for reason in FORM.reasons_for(kind, level or 1)]
    return Subject(
        kind,
        draw(_words),
        code=draw(_codes),
        stage=draw(_codes),
        level=level,
        reasons=tuple(draw(st.lists(st.sampled_from(offered), unique=True))),
        comment=draw(_words),
    )


_ratings = st.builds(
    Rating,
    subjects=st.lists(_subjects(), min_size=1, max_size=4).map(tuple),
    suggestion=_words,
    contact=st.one_of(
        st.none(),
        st.builds(
            Contact,
            name=_words,
            phone=st.sampled_from(["0900 000 000", "\u0000+84\t900000000", ""]),
            email=st.one_of(st.none(), _words),
        ),
    ),
    wants_answer=st.booleans(),
    role=st.sampled_from([None, "owner", "agent"]),
)


@given(rating=_ratings, name=_words, code=_codes)
def test_whatever_passes_the_rules_passes_the_contract(
    rating: Rating, name: str, code: str | None
) -> None:
    if check(rating, FORM):
        return
    odd = routed(
        owner_name=name, office_name=name, office_code=code, team_code=code, agent_code=code
    )
    payload = frozen(rating, odd)
    assert refused(payload) == []
    str(payload).encode()
