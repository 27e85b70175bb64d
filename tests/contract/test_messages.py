from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from rating_client.contract.keys import SealingKey, SigningKey
from rating_client.contract.messages import MessageRefused, faults, read_message
from rating_client.contract.payloads import PAYLOADS
from rating_client.contract.strict_json import encode
from tests.support.rating_payloads import rating_payload

RECEIVER = SigningKey.generate().kid


def rating(**changes: Any) -> dict[str, Any]:
    return rating_payload(RECEIVER, **changes)


def pointers(payload: dict[str, Any]) -> list[str]:
    return [fault.pointer for fault in faults("rating+jws", payload)]


def test_a_full_rating_and_a_bare_one_are_valid() -> None:
    assert pointers(rating()) == []
    bare = rating(declarant=None, contact=None, owner={})
    bare["subjects"] = [{"kind": "office", "name": "HQ", "level": 3, "reasons": []}]
    bare["declaration"] = {
        "number": "100000000110",
        "key_digits": "10000000011",
        "direction": "X",
        "registered_at": "2026-11-21T09:54:43Z",
    }
    assert pointers(bare) == []


def test_a_member_nobody_knows_yet_is_ignored() -> None:
    payload = rating(colour="blue")
    payload["subjects"][0]["mood"] = 4.5
    assert pointers(payload) == []


def edit(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(payload: dict[str, Any]) -> None:
        *inner, last = path.strip("/").split("/")
        target: Any = payload
        for part in inner:
            target = target[int(part)] if part.isdigit() else target[part]
        target[int(last) if last.isdigit() else last] = value

    return change


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/v", 1.0),
        ("/v", "1"),
        ("/v", True),
        ("/id", "2B1D8A1E-0000-4000-8000-000000000000"),
        ("/id", "018f4b9e-0000-7000-8000-000000000000"),
        ("/id", None),
        ("/receiver", "short"),
        ("/form/version", 1.0),
        ("/form/version", 0),
        ("/form/version", 10**20),
        ("/declaration/number", "10000000011"),
        ("/declaration/number", "１００００００００１１０"),
        ("/declaration/key_digits", "10000000012"),
        ("/declaration/direction", "I"),
        ("/declaration/channel", 4),
        ("/declaration/channel", None),
        ("/declaration/registered_at", "2026-11-21T09:54:43"),
        ("/declaration/registered_at", "2026-11-21 09:54:43+07:00"),
        ("/declaration/registered_at", "2026-11-21T09:54+07:00"),
        ("/declaration/registered_at", "2026-13-21T09:54:43+07:00"),
        ("/declaration/registered_at", 1_795_000_000),
        ("/owner", []),
        ("/owner/name", "x" * 201),
        ("/owner/tax_code", "02 00"),
        ("/moment", "later"),
        ("/subjects", []),
        ("/subjects", {}),
        ("/subjects/0", "office"),
        ("/subjects/0/kind", "region"),
        ("/subjects/0/level", 0),
        ("/subjects/0/level", 6),
        ("/subjects/0/level", 5.0),
        ("/subjects/0/level", "5"),
        ("/subjects/0/level", None),
        ("/subjects/0/reasons", ["hai lý do"]),
        ("/subjects/0/name", ""),
        ("/subjects/0/name", unicodedata.normalize("NFD", "Đình Vũ")),
        ("/subjects/1/comment", "x" * 1001),
        ("/subjects/1/comment", "\x00"),
        ("/subjects/1/name", "two\nlines"),
        ("/subjects/1/reasons", []),
        ("/suggestion", "x" * 1001),
        ("/contact/phone", "0" * 201),
        ("/wants_answer", "yes"),
        ("/wants_answer", 1),
        ("/rated_at", "today"),
        ("/client", "rating-client 0.1"),
        ("/supersedes", "none"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(pointer: str, value: Any) -> None:
    payload = rating()
    edit(pointer, value)(payload)
    found = pointers(payload)
    assert found
    assert all(each.startswith(pointer) for each in found), found


@pytest.mark.parametrize("level", [1, 2])
def test_a_low_level_needs_a_reason_and_a_contact(level: int) -> None:
    payload = rating(contact=None)
    payload["subjects"][0] |= {"level": level, "reasons": []}
    assert pointers(payload) == ["/subjects/0/reasons", "/contact"]


def test_only_a_rating_by_number_alone_may_lack_the_registration_time() -> None:
    payload = rating()
    del payload["declaration"]["registered_at"]
    assert pointers(payload) == ["/declaration/registered_at"]
    assert pointers({**payload, "moment": "manual"}) == []


def test_a_comment_may_have_lines_and_a_thousand_letters_however_many_bytes() -> None:
    payload = rating()
    payload["subjects"][1]["comment"] = ("ế" * 499 + "\n") * 2
    assert pointers(payload) == []


def test_every_fault_is_explained_in_both_languages() -> None:
    payload = rating(moment="later", subjects=[], wants_answer=1)
    for fault in faults("rating+jws", payload):
        assert fault.detail.vi
        assert fault.detail.en
        assert fault.detail.vi != fault.detail.en


def test_another_version_is_told_from_a_wrong_message() -> None:
    with pytest.raises(MessageRefused) as newer:
        read_message("rating+jws", encode({"v": 2, "quite": "different"}))
    assert newer.value.code == "contract.version-unsupported"
    with pytest.raises(MessageRefused) as wrong:
        read_message("rating+jws", encode({"v": "2"}))
    assert wrong.value.code == "contract.message-refused"
    with pytest.raises(MessageRefused) as none:
        read_message("rating+jws", b'{"v":1,"v":1}')
    assert none.value.faults[0].pointer == ""


def test_a_private_half_never_passes_in_an_enrolment_request() -> None:
    device, answers = SigningKey.generate(), SealingKey.generate()
    request = {
        "v": 1,
        "receiver": RECEIVER,
        "device_jwk": device.public,
        "answers_jwk": answers.public,
        "tax_codes": [],
    }
    assert faults("rating-enrol-request+jws", request) == []
    leaking = {**request, "answers_jwk": answers.to_jwk()}
    found = faults("rating-enrol-request+jws", leaking)
    assert [fault.pointer for fault in found] == ["/answers_jwk/d"]


def test_an_answer_is_read_with_its_own_words() -> None:
    answer = {
        "v": 1,
        "receiver": RECEIVER,
        "submission": rating()["id"],
        "device": RECEIVER,
        "number": 1,
        "status": {"code": "done", "vi": "Đã giải quyết", "en": "Settled"},
        "text": "Đã nhắc nhở.\nCảm ơn.",
        "decided_at": "2026-11-22T08:00:00+07:00",
        "office": {"code": "03TG", "name": "Hải quan cửa khẩu cảng Đình Vũ"},
        "final": True,
    }
    assert faults("rating-answer+jws", answer) == []


@pytest.mark.parametrize("typ", PAYLOADS)
@pytest.mark.parametrize("payload", [{}, {"v": 1}, {"v": 1, "receiver": RECEIVER}])
def test_no_message_is_complete_without_its_members(typ: str, payload: dict[str, Any]) -> None:
    assert faults(typ, payload)
