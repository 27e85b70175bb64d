"""What a receiver publishes, signed: its key statement, its form, its directory.

Versions only go forward. An older one, however well signed, is refused: it may name a key that
was stolen since, or a form customs no longer accepts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.contract.messages import stored_message, verified_message
from rating_client.contract.statement import KeyStatement

DocumentKind = Literal["keys", "form", "directory"]
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


@dataclass(frozen=True)
class Document:
    """One verified document."""

    kind: DocumentKind
    version: int
    token: str
    payload: dict[str, Any]


def verified_document(kind: DocumentKind, token: str, statement: KeyStatement) -> Document:
    """The document in `token`, if it is this receiver's own.

    Raises `TokenRefused`, `MessageRefused` or `Trouble("contract.other-receiver")`.
    """
    typ = f"rating-{kind}+jws"
    if kind == "keys":
        newer = KeyStatement.verified(token, statement.receiver)
        return Document(kind, newer.version, token, stored_message(typ, token))
    payload = verified_message(typ, token, statement.signing)
    if payload["receiver"] != statement.receiver:
        raise Trouble("contract.other-receiver")
    return Document(kind, payload["version"], token, payload)


class DocumentShelf:
    """The newest document of each kind and receiver, in the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def get(self, receiver: str, kind: DocumentKind) -> Document | None:
        """The document in use; it was verified before it came here."""
        row = self._ledger.row(
            "SELECT version, token FROM document WHERE receiver = ? AND kind = ?", (receiver, kind)
        )
        if row is None:
            return None
        payload = stored_message(f"rating-{kind}+jws", row["token"])
        return Document(kind, row["version"], row["token"], payload)

    def token(self, receiver: str, kind: DocumentKind) -> str | None:
        """The token in use, unread."""
        token: str | None = self._ledger.value(
            "SELECT token FROM document WHERE receiver = ? AND kind = ?", (receiver, kind)
        )
        return token

    def version(self, receiver: str, kind: DocumentKind) -> int | None:
        """Which version is in use, without reading it."""
        version: int | None = self._ledger.value(
            "SELECT version FROM document WHERE receiver = ? AND kind = ?", (receiver, kind)
        )
        return version

    def put(self, receiver: str, document: Document, now: float) -> bool:
        """Keep a verified document; False when it is the one already kept.

        `Trouble("enrolment.document-older")` for a lower version, and for other content under
        the same version: whoever publishes two of them is not to be followed.
        """
        with self._ledger.transaction():
            kept = self.get(receiver, document.kind)
            if kept is not None and kept.token == document.token:
                return False
            if kept is not None and document.version <= kept.version:
                raise Trouble("enrolment.document-older")
            self._ledger.run(
                "INSERT INTO document (receiver, kind, version, token, fetched_at)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (receiver, kind) DO UPDATE SET"
                " version = excluded.version, token = excluded.token,"
                " fetched_at = excluded.fetched_at",
                (receiver, document.kind, document.version, document.token, now),
            )
            return True
