"""What the receiver publishes: its key statement, its form, its directory; signed once each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import insert, select

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.digests import etag
from rating_client.contract.messages import faults, read_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import encode
from rating_client.receiver import tables
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.store import Store

DocumentKind = Literal["keys", "form", "directory"]


@dataclass(frozen=True)
class Published:
    """One signed document in force."""

    version: int
    token: str

    @property
    def etag(self) -> str:
        return etag(self.token)


class Publications:
    """The documents of one receiver. Every version stays; the highest is in force."""

    def __init__(self, store: Store, keys: ReceiverKeys) -> None:
        self._store = store
        self._keys = keys

    def current(self, kind: DocumentKind) -> Published:
        found = self._newest(kind)
        if found is None:
            raise Trouble("receiver.nothing-published", kind=kind)
        return found

    def statement(self) -> KeyStatement:
        return KeyStatement.stored(self.current("keys").token)

    def publish_keys(self, name: Mapping[str, str], base_urls: Sequence[str], now: float) -> None:
        """A new key statement, where anything in it differs from the one in force.

        `Trouble("receiver.base-url-refused")` for an address ratings may not be sent to.
        """
        content: dict[str, Any] = {
            "name": dict(name),
            "base_urls": list(base_urls),
            "keys": self._keys.published(),
        }
        before = self._newest("keys")
        if before is not None:
            payload = read_message(
                "rating-keys+jws", jose.read_unverified("rating-keys+jws", before.token).payload
            )
            if all(payload[member] == content[member] for member in content):
                return
        version = 1 if before is None else before.version + 1
        identity = self._keys.identity.public
        self._publish("keys", {"identity_jwk": identity, "version": version, **content}, now)

    def publish(
        self, kind: Literal["form", "directory"], payload: Mapping[str, Any], now: float
    ) -> None:
        """A form or directory; its own `version` must be above the one in force."""
        before = self._newest(kind)
        version = payload.get("version")
        if before is not None and isinstance(version, int) and version <= before.version:
            raise Trouble("receiver.version-not-higher", kind=kind, version=before.version)
        self._publish(kind, payload, now)

    def _publish(self, kind: DocumentKind, content: Mapping[str, Any], now: float) -> None:
        typ = f"rating-{kind}+jws"
        payload = {**content, "v": 1, "receiver": self._keys.receiver, "issued_at": iso(now)}
        if found := faults(typ, payload):
            slug = "base-url-refused" if "base_urls" in found[0].pointer else "document-refused"
            raise Trouble(f"receiver.{slug}", kind=kind, pointer=found[0].pointer)
        signer = self._keys.identity if kind == "keys" else self._keys.signer
        token = jose.sign(typ, encode(payload), signer)
        with self._store.writing() as connection:
            connection.execute(
                insert(tables.document).values(
                    kind=kind, version=payload["version"], token=token, published_at=now
                )
            )

    def _newest(self, kind: DocumentKind) -> Published | None:
        with self._store.reading() as connection:
            row = connection.execute(
                select(tables.document.c.version, tables.document.c.token)
                .where(tables.document.c.kind == kind)
                .order_by(tables.document.c.version.desc())
                .limit(1)
            ).first()
        return None if row is None else Published(row.version, row.token)
