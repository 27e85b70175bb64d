"""A rating file of another program: what is wrong is said with its place, and nothing is left."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.errors import Trouble
from rating_client.cli.plug_in import read_request
from rating_client.ratings.form import built_in_form
from tests.cli.test_commands import RATING, rating_file, sentence
from tests.support.clock import FakeClock
from tests.support.journeys import Broker
from tests.support.program import run

FIELDS: dict[str, Any] = {
    "number": "100000000120",
    "direction": "N",
    "stage": "registered",
    "registered_at": "2026-11-20T10:00:00",
    "channel": 2,
    "owner_tax_code": "0200000000",
    "office_code": "28NJ",
    "source": [1],
    "first_number": None,
}


OFFERED = ", ".join(reason.code for reason in built_in_form().reasons_for("office", 3))


def refusal(tmp_path: Path, **changes: Any) -> Trouble:
    """Why a rating file with these changes is refused."""
    path = Path(rating_file(tmp_path, **changes))
    with Broker(tmp_path, FakeClock()).profile() as profile, pytest.raises(Trouble) as caught:
        read_request(path, profile).checked(built_in_form())
    return caught.value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel": 7}, "/declaration/channel must be from 1 to 3"),
        ({"channel": "2"}, "/declaration/channel must be an integer"),
        ({"direction": "Q"}, "/declaration/direction must be one of: N, X"),
        ({"number": 100000000120}, "/declaration/number must be 12 digits in quotes"),
        ({"owner_tax_code": 200000000}, "/declaration/owner_tax_code must be a text in quotes"),
        ({"office_code": 28}, "/declaration/office_code must be a text in quotes"),
        ({"stage": "x"}, "/declaration/stage must be one of: draft, "),
        ({"registered_at": "yesterday"}, "/declaration/registered_at must be like 2026-11-21T"),
        ({"registered_at": "0001-01-01"}, "/declaration/registered_at must be like 2026-11-21T"),
        ({"owner_name": "\ud800"}, "/declaration/owner_name has a broken character"),
    ],
)
def test_a_wrong_fact_is_named_with_its_place(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    trouble = refusal(tmp_path, declaration={**FIELDS, **changes})
    assert f"rating.json: {words}" in trouble.sentence.line("en")


@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        (
            {"subjects": [{"kind": "office", "name": "", "level": 9}]},
            "/subjects/0/level phải từ 1 đến 5. Sửa tệp rồi chạy lại lệnh submit.",
            "/subjects/0/level must be from 1 to 5. Correct the file and run submit again.",
        ),
        (
            {"subjects": [{"kind": "office", "name": "", "level": 2}]},
            "/subjects/0/reasons Mức 1–2: chọn ít nhất một lý do cho",
            "/subjects/0/reasons Levels 1–2: tick at least one reason for",
        ),
        (
            {"subjects": [{"kind": "office", "name": "", "level": 3, "reasons": ["so_slow"]}]},
            f"đối tượng và mức này: {OFFERED}. Sửa tệp",
            f"for this subject and level: {OFFERED}. Correct the file",
        ),
        ({"subjects": {}}, "/subjects phải là một danh sách", "/subjects must be a list"),
        ({"contact": "A"}, "/contact phải là một đối tượng", "/contact must be an object"),
        ({"declaration": ""}, "/declaration phải là tên tệp", "/declaration must name a file"),
    ],
)
def test_the_file_is_judged_in_both_languages(
    tmp_path: Path, changes: dict[str, Any], vi: str, en: str
) -> None:
    sentence_said = refusal(tmp_path, **changes).sentence
    assert vi in sentence_said.line("vi")
    assert en in sentence_said.line("en")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1,\n}', "line 2 is not valid JSON"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (b"[]", "/ must be an object"),
        (b"", "line 1 is not valid JSON"),
    ],
)
def test_what_is_no_json_object_is_said(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "rating.json"
    path.write_bytes(data)
    with Broker(tmp_path, FakeClock()).profile() as profile, pytest.raises(Trouble) as caught:
        read_request(path, profile)
    assert words in caught.value.sentence.line("en")


def test_a_folder_is_no_declaration(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(tmp_path, declaration="empty").code == "cli.not-a-file"


def test_a_time_without_an_offset_is_viet_nams_and_null_is_left_out(tmp_path: Path) -> None:
    path = Path(rating_file(tmp_path, declaration=FIELDS))
    with Broker(tmp_path, FakeClock()).profile() as profile:
        declaration = read_request(path, profile).declaration
    assert declaration.registered_at == datetime.fromisoformat("2026-11-20T10:00:00+07:00")
    assert declaration.source is None
    assert declaration.channel == 2


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "rating.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(RATING).encode())
    done = run(tmp_path / "profile", "submit", str(path))
    assert done.returncode == 0, done.stderr


def test_a_refused_file_leaves_no_question_behind(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    low = [{"kind": "office", "name": "", "level": 1}]
    sentence(profile, "submit", rating_file(tmp_path, subjects=low))
    long = [
        {"kind": "officer", "name": f"Công chức {n}", "level": 5, "comment": "đ" * 1000}
        for n in range(30)
    ]
    assert "quá mức" in sentence(profile, "submit", rating_file(tmp_path, subjects=long))
    status = json.loads(run(profile, "status", "--json").stdout)
    assert sum(status["prompts"].values()) == 0
    assert sum(status["outbox"].values()) == 0
