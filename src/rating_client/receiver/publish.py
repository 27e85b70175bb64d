"""What the receiver publishes, signed once each: key statement, form, directory, wish to resend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.contract import jose
from rating_client.contract.digests import etag
from rating_client.contract.documents import DOCUMENTS
from rating_client.contract.messages import faults, stored_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.strict_json import encode
from rating_client.contract.types import KEYS
from rating_client.receiver import tables
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.store import Store

DocumentKind = Literal["keys", "form", "directory", "resend"]


@dataclass(frozen=True)
class SignedDocument:
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

    def current(self, kind: DocumentKind) -> SignedDocument:
        found = self.newest(kind)
        if found is None:
            raise Trouble("receiver.nothing-published", kind=kind)
        return found

    def statement(self) -> KeyStatement:
        return KeyStatement.stored(self.current("keys").token)

    def publish_keys(
        self,
        now: float,
        *,
        name: Mapping[str, str] | None = None,
        base_urls: Sequence[str] | None = None,
    ) -> None:
        """A new key statement, where anything in it differs from the one in force.

        What is not given stays as it is; the first statement needs both.
        `Trouble("receiver.base-url-refused")` for an address ratings may not be sent to.
        """
        given = {"name": name, "base_urls": base_urls}
        with self._store.writing() as connection:
            before = _newest(connection, "keys")
            stated = {} if before is None else stored_message(KEYS, before.token)
            content = {
                **stated,
                **{member: value for member, value in given.items() if value is not None},
                "identity_jwk": self._keys.identity.public,
                "keys": self._keys.published(),
            }
            if content != stated:
                content["version"] = stated.get("version", 0) + 1
                self._publish(connection, "keys", content["version"], content, now)

    def publish(
        self, kind: Literal["form", "directory"], payload: Mapping[str, Any], now: float
    ) -> None:
        """A form or directory; its own `version` must be above the one in force.

        `Trouble("receiver.document-refused")` for one that no client could show.
        """
        for fault in DOCUMENTS[kind](payload, ""):
            raise Trouble("receiver.document-refused", kind=kind, pointer=fault.pointer)
        with self._store.writing() as connection:
            before = _newest(connection, kind)
            version = payload.get("version")
            if before is not None and isinstance(version, int) and version <= before.version:
                raise Trouble("receiver.version-not-higher", kind=kind, version=before.version)
            self._publish(connection, kind, version, payload, now)

    def newest(self, kind: DocumentKind) -> SignedDocument | None:
        """The document in force, or None where none was ever published."""
        with self._store.reading() as connection:
            return _newest(connection, kind)

    def start_epoch(self, lost_from: float, now: float) -> str:
        """After a restore: a new epoch, and the signed wish to have again what was lost.

        The name of the epoch. `lost_from` is the time of the first receipt that is missing;
        `Trouble("receiver.time-ahead")` where it is still to come: nobody would send anything.
        """
        if lost_from > now:
            raise Trouble("receiver.time-ahead")
        name = str(uuid4())
        with self._store.writing() as connection:
            number = connection.execute(
                insert(tables.epoch)
                .values(name=name, started_at=now, last_sequence=0)
                .returning(tables.epoch.c.number)
            ).scalar_one()
            content = {"epoch": name, "lost_from": iso(lost_from)}
            self._publish(connection, "resend", number, content, now)
        return name

    def _publish(
        self,
        connection: Connection,
        kind: DocumentKind,
        version: Any,
        content: Mapping[str, Any],
        now: float,
    ) -> None:
        typ = f"rating-{kind}+jws"
        payload = {**content, "v": 1, "receiver": self._keys.receiver, "issued_at": iso(now)}
        if found := faults(typ, payload):
            slug = "base-url-refused" if "base_urls" in found[0].pointer else "document-refused"
            raise Trouble(f"receiver.{slug}", kind=kind, pointer=found[0].pointer)
        signer = self._keys.identity if kind == "keys" else self._keys.signer
        connection.execute(
            insert(tables.document).values(
                kind=kind,
                version=version,
                token=jose.sign(typ, encode(payload), signer),
                published_at=now,
            )
        )


def _newest(connection: Connection, kind: DocumentKind) -> SignedDocument | None:
    row = connection.execute(
        select(tables.document.c.version, tables.document.c.token)
        .where(tables.document.c.kind == kind)
        .order_by(tables.document.c.version.desc())
        .limit(1)
    ).first()
    return None if row is None else SignedDocument(row.version, row.token)
