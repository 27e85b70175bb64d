"""How a device proves who asks for its answers: a short-lived token bound to one request.

`Authorization: Bearer` a JWT of type `rating-device+jwt` with `{iss, aud, iat, exp, jti, htm,
htu}`: who, to whom, when, once, for which method and address. Judged against the receiver's own
clock; the device takes the difference to its own from the `Date` of any reply.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.jose import TokenRefused
from rating_client.contract.keys import Device, Jwk
from rating_client.contract.shape import fits, integer, members, text
from rating_client.contract.strict_json import NotStrictJson, encode, parse_object
from rating_client.contract.types import DEVICE_TOKEN
from rating_client.contract.values import kid

LIFE = 120  # seconds a device gives its own token
LONGEST = 300  # seconds a receiver lets one live
AHEAD = 30  # seconds a device's clock may be fast: `Date` has whole seconds, and travels


class DeviceTokenRefused(Trouble):
    """Not a token of this device for this request, now."""

    def __init__(self) -> None:
        super().__init__("contract.device-token-refused")


@dataclass(frozen=True)
class DeviceToken:
    """A verified token. Whether its `jti` was seen before is for whoever remembers them."""

    device: str
    jti: str
    expires_at: int


def device_token(device: Device, receiver: str, method: str, url: str, now: float, jti: str) -> str:
    """A token for one request. `now` is the receiver's time; `jti` any text never used before."""
    payload = {
        "iss": device.kid,
        "aud": receiver,
        "iat": int(now),
        "exp": int(now) + LIFE,
        "jti": jti,
        "htm": method,
        "htu": _address(url),
    }
    return jose.sign(DEVICE_TOKEN, encode(payload), device.signing)


def claimed_device(token: str) -> str:
    """The kid a token claims to come from, for looking up the key to check it with."""
    try:
        return jose.read_unverified(DEVICE_TOKEN, token).header["kid"]
    except TokenRefused as error:
        raise DeviceTokenRefused from error


def check_device_token(
    token: str, key: Jwk, *, receiver: str, method: str, urls: Iterable[str], now: float
) -> DeviceToken:
    """The token, if the holder of `key` made it for this method and one of `urls`.

    `DeviceTokenRefused` otherwise, for one that lives too long too.
    """
    device = claimed_device(token)
    try:
        payload = parse_object(jose.verify(DEVICE_TOKEN, token, {device: key}))
    except (TokenRefused, NotStrictJson) as error:
        raise DeviceTokenRefused from error
    if not fits(payload, _PAYLOAD):
        raise DeviceTokenRefused
    bound = (payload["iss"], payload["aud"], payload["htm"])
    if bound != (device, receiver, method) or payload["htu"] not in map(_address, urls):
        raise DeviceTokenRefused
    if not _in_time(payload, now):
        raise DeviceTokenRefused
    return DeviceToken(device, payload["jti"], payload["exp"])


def _address(url: str) -> str:
    """An address as `htu` states it: without query and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def _in_time(payload: dict[str, Any], now: float) -> bool:
    issued: int = payload["iat"]
    expires: int = payload["exp"]
    return issued <= now + AHEAD and now < expires and 0 < expires - issued <= LONGEST


_PAYLOAD = members(
    {
        "iss": kid,
        "aud": kid,
        "iat": integer(0),
        "exp": integer(0),
        "jti": text(64),
        "htm": text(16),
        "htu": text(600),
    }
)
