"""Who asks: the device behind a request for answers, judged by this receiver's clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import delete, insert, select

from rating_client.base.clock import Clock
from rating_client.contract.device_token import (
    DeviceToken,
    DeviceTokenRefused,
    check_device_token,
    claimed_device,
)
from rating_client.receiver import tables
from rating_client.receiver.devices import signing_key
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.limits import DeviceLimits
from rating_client.receiver.problem import ProblemReply
from rating_client.receiver.store import Store


class Access:
    """Device authentication: a token for one request, good once."""

    def __init__(
        self,
        store: Store,
        keys: ReceiverKeys,
        clock: Clock,
        limits: DeviceLimits,
        base_urls: Callable[[], Sequence[str]],
    ) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock
        self._limits = limits
        self._base_urls = base_urls

    def device(self, authorization: str | None, method: str, path: str) -> str:
        """The kid of the device whose request this is.

        `ProblemReply`: `auth-invalid` for no token, another one's, an old or a used one;
        `unknown-device`, `device-revoked`, `rate-limited`.
        """
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.lower() != "bearer":
            raise ProblemReply("auth-invalid")
        try:
            kid = claimed_device(token.strip())
            with self._store.reading() as connection:
                key = signing_key(connection, kid)
            checked = check_device_token(
                token.strip(),
                key,
                receiver=self._keys.receiver,
                method=method,
                urls=[base + path for base in self._base_urls()],
                now=self._clock.now(),
            )
        except DeviceTokenRefused as error:
            raise ProblemReply("auth-invalid") from error
        self._limits.take(kid)
        self._use(checked)
        return kid

    def _use(self, token: DeviceToken) -> None:
        """Note the token as used; the notes of tokens that have died since are dropped."""
        rows = tables.used_token
        with self._store.writing() as connection:
            state = connection.execute(
                select(tables.device.c.state).where(tables.device.c.kid == token.device)
            ).scalar()
            if state == "revoked":
                raise ProblemReply("device-revoked")
            connection.execute(delete(rows).where(rows.c.expires_at <= self._clock.now()))
            used = select(rows.c.jti).where(rows.c.device == token.device, rows.c.jti == token.jti)
            if connection.execute(used).first() is not None:
                raise ProblemReply("auth-invalid")
            connection.execute(
                insert(rows).values(device=token.device, jti=token.jti, expires_at=token.expires_at)
            )
