"""Answers: for one device, by one receiver, readable by nobody else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from rating_client.contract import jose
from rating_client.contract.answers import (
    AnswerPage,
    AnswerRefused,
    answer_page,
    open_answer,
    read_answer_page,
    seal_answer,
    signed_answer,
)
from rating_client.contract.keys import Device, SigningKey
from rating_client.contract.strict_json import encode
from tests.support.issuer import Issuer, published

ISSUER = Issuer()
DEVICE = Device.generate()


def payload(**changes: Any) -> dict[str, Any]:
    content = {
        "v": 1,
        "receiver": ISSUER.id,
        "submission": str(uuid4()),
        "device": DEVICE.kid,
        "number": 3,
        "status": {"code": "DA_XU_LY", "vi": "Đã xử lý", "en": "Settled"},
        "text": "Cảm ơn doanh nghiệp.\nHải quan đã nhắc nhở.",
        "decided_at": "2026-11-25T09:00:00+07:00",
        "office": {"code": "03TG", "name": "Hải quan cửa khẩu cảng Đình Vũ"},
        "final": True,
    }
    return {**content, **changes}


def sealed(content: dict[str, Any], signer: SigningKey = ISSUER.signing) -> str:
    return seal_answer(signed_answer(content, signer), DEVICE.answers.public)


def opened(jwe: str) -> dict[str, Any]:
    return open_answer(jwe, DEVICE, ISSUER.statement())


def test_an_answer_is_opened_by_its_device() -> None:
    said = payload()
    assert opened(sealed(said)) == said


def test_an_answer_signed_before_a_rotation_counts() -> None:
    old = SigningKey.generate()
    rotated = Issuer(identity=ISSUER.identity, old_keys=[published(old, "sig", "retired")])
    assert open_answer(sealed(payload(), old), DEVICE, rotated.statement())["number"] == 3
    rotated.old_keys = [published(old, "sig", "revoked")]
    with pytest.raises(AnswerRefused):
        open_answer(sealed(payload(), old), DEVICE, rotated.statement())


@pytest.mark.parametrize(
    "changes",
    [
        {"device": Device.generate().kid},
        {"receiver": Issuer().id},
        {"number": 0},
        {"number": 3.0},
        {"final": "yes"},
        {"text": "x" * 10_001},
        {"v": 2},
    ],
)
def test_an_answer_that_is_not_for_us_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(AnswerRefused):
        opened(sealed(payload(**changes)))


def test_nobody_else_answers_and_nobody_else_reads() -> None:
    with pytest.raises(AnswerRefused):
        opened(sealed(payload(), SigningKey.generate()))
    with pytest.raises(AnswerRefused):
        open_answer(sealed(payload()), Device.generate(), ISSUER.statement())
    unsealed = jose.sign("rating-answer+jws", encode(payload()), ISSUER.signing)
    for text in ("", "a.b.c.d.e", unsealed):
        with pytest.raises(AnswerRefused):
            opened(text)


def test_the_length_does_not_tell_how_long_the_answer_is() -> None:
    assert len(sealed(payload(text=""))) == len(sealed(payload(text="x" * 3000)))
    assert opened(sealed(payload(text="ế" * 10_000)))["text"] == "ế" * 10_000


def test_a_page_is_read_as_it_was_written() -> None:
    assert read_answer_page(answer_page(["a.b"], 7, more=True)) == AnswerPage(("a.b",), 7, True)
    for body in (b"", b"[]", b'{"answers":[],"next":0}', b'{"answers":[],"next":1.0,"more":true}'):
        with pytest.raises(AnswerRefused):
            read_answer_page(body)
