from __future__ import annotations

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import Device
from rating_client.contract.padding import MAX_ENVELOPE, STEPS, padded, stripped
from rating_client.contract.values import MAX_COMMENT
from tests.support.issuer import Issuer
from tests.support.rating_payloads import rating_payload, sealed

ISSUER = Issuer()
STATEMENT = ISSUER.statement()
DEVICE = Device.generate()


def test_praise_and_complaint_make_envelopes_of_one_length() -> None:
    praise = rating_payload(ISSUER.id)
    praise["subjects"] = praise["subjects"][:1]
    complaint = rating_payload(ISSUER.id, suggestion="ế" * 600)
    lengths = {len(sealed(payload, DEVICE, STATEMENT)) for payload in (praise, complaint)}
    assert len(lengths) == 1


@pytest.mark.parametrize(
    ("length", "step"), [(1, 0), (STEPS[0], 0), (STEPS[0] + 1, 1), (STEPS[1] + 1, 2), (STEPS[2], 2)]
)
def test_a_token_is_filled_up_to_the_next_step(length: int, step: int) -> None:
    token = "a" * length
    assert len(padded(token)) == STEPS[step]
    assert stripped(padded(token)) == token


def test_what_does_not_fit_the_last_step_is_trouble_with_a_sentence() -> None:
    with pytest.raises(Trouble) as trouble:
        padded("a" * (STEPS[-1] + 1))
    assert trouble.value.sentence.advice.vi


def test_ten_subjects_with_the_longest_vietnamese_comments_fit() -> None:
    payload = rating_payload(ISSUER.id)
    payload["subjects"] = [
        {
            "kind": "officer",
            "name": "ễ" * 200,
            "level": 1,
            "reasons": ["CHAM"],
            "comment": "ế" * MAX_COMMENT,
        }
    ] * 10
    assert len(sealed(payload, DEVICE, STATEMENT)) <= MAX_ENVELOPE


def test_the_filling_is_taken_off_and_nothing_else() -> None:
    for plaintext in (b"\xff", b" " * (STEPS[-1] + 1)):
        with pytest.raises(TokenRefused):
            stripped(plaintext)
