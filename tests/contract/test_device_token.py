"""Device tokens: one device, one receiver, one request, for five minutes at most."""

from __future__ import annotations

from typing import Any

import pytest

from rating_client.contract import jose
from rating_client.contract.device_token import (
    AHEAD,
    LIFE,
    LONGEST,
    DeviceToken,
    DeviceTokenRefused,
    check_device_token,
    claimed_device,
    device_token,
)
from rating_client.contract.keys import Device
from rating_client.contract.strict_json import encode

NOW = 1_795_000_000.5
RECEIVER = "r" * 43
BASE = "https://receiver.example/v1/answers"
DEVICE = Device.generate()


def check(token: str, now: float = NOW, **changes: Any) -> DeviceToken:
    asked = {"receiver": RECEIVER, "method": "GET", "urls": [BASE], "now": now, **changes}
    return check_device_token(token, DEVICE.signing.public, **asked)


def signed(device: Device = DEVICE, **changes: Any) -> str:
    payload = {
        "iss": device.kid,
        "aud": RECEIVER,
        "iat": int(NOW),
        "exp": int(NOW) + 300,
        "jti": "1",
        "htm": "GET",
        "htu": BASE,
    }
    return jose.sign("rating-device+jwt", encode({**payload, **changes}), device.signing)


def test_a_token_is_good_for_the_request_it_was_made_for() -> None:
    token = device_token(DEVICE, RECEIVER, "GET", f"{BASE}?after=7", NOW, "once")
    assert claimed_device(token) == DEVICE.kid
    assert check(token) == DeviceToken(DEVICE.kid, "once", int(NOW) + LIFE)
    assert check(token, urls=["https://other.example", f"{BASE}?after=9"]).jti == "once"


@pytest.mark.parametrize(
    "changes",
    [{"receiver": "x" * 43}, {"method": "POST"}, {"urls": []}, {"urls": [BASE + "/"]}],
)
def test_for_any_other_request_it_is_not(changes: dict[str, Any]) -> None:
    with pytest.raises(DeviceTokenRefused):
        check(device_token(DEVICE, RECEIVER, "GET", BASE, NOW, "once"), **changes)


@pytest.mark.parametrize("now", [NOW - AHEAD - 1, NOW + LIFE, NOW + 86_400 * 365])
def test_at_another_time_it_is_not(now: float) -> None:
    with pytest.raises(DeviceTokenRefused):
        check(device_token(DEVICE, RECEIVER, "GET", BASE, NOW, "once"), now)


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": int(NOW) + LONGEST + 1},
        {"exp": int(NOW)},
        {"iat": int(NOW) + LONGEST, "exp": int(NOW) + LONGEST + 1},
        {"iat": float(int(NOW))},
        {"exp": "soon"},
        {"jti": ""},
        {"jti": "1" * 65},
        {"iss": Device.generate().kid},
        {"aud": [RECEIVER]},
    ],
)
def test_a_token_that_claims_too_much_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(DeviceTokenRefused):
        check(signed(**changes))


def test_another_key_signs_for_nobody() -> None:
    with pytest.raises(DeviceTokenRefused):
        check(signed(Device.generate(), iss=DEVICE.kid))
    for text in ("", "a.b.c", jose.sign("rating+jws", b"{}", DEVICE.signing)):
        with pytest.raises(DeviceTokenRefused):
            claimed_device(text)
