"""The enrolment file `*.rating-enrol`: a receiver's offer, readable before anybody trusts it.

One compact JWS signed by the receiver's identity, with its key statement, form and directory
inside. Reading it proves that all parts are one receiver's own; whether that receiver is customs
only a person can say, by comparing the fingerprint with a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.text import Text
from rating_client.contract import jose
from rating_client.contract.keys import fingerprint
from rating_client.contract.messages import MessageRefused, read_message
from rating_client.contract.statement import KeyStatement
from rating_client.contract.types import ENROLMENT
from rating_client.enrolment.documents import Document, DocumentKind, verified_document

MAX_FILE = 6 * 1024 * 1024

_PARTS: tuple[tuple[DocumentKind, str], ...] = (
    ("keys", "statement"),
    ("form", "form"),
    ("directory", "directory"),
)


@dataclass(frozen=True)
class Offer:
    """What an enrolment file offers. Nothing of it is believed until it is accepted."""

    token: str
    receiver: str
    name: Text
    base_urls: tuple[str, ...]
    fingerprint: str  # "mã nhận dạng khóa", in groups, as printed in the customs letter
    offices: tuple[str, ...] | Literal["*"]
    tax_codes: tuple[str, ...]
    code: str | None
    code_expires_at: str | None  # a claim for people; the receiver's own clock decides
    statement: KeyStatement
    documents: tuple[Document, ...]  # keys, form and directory, verified


def read_offer(data: bytes) -> Offer:
    """The offer in the bytes of an enrolment file.

    `Trouble`: `enrolment.file-unreadable` when it is no enrolment file or was changed,
    `enrolment.file-newer` when a newer program made it.
    """
    if len(data) > MAX_FILE:
        raise Trouble("enrolment.file-unreadable")
    try:
        return _offer(data.decode("ascii").strip())
    except MessageRefused as error:
        newer = error.code == "contract.version-unsupported"
        raise Trouble("enrolment.file-newer" if newer else "enrolment.file-unreadable") from error
    except (RatingClientError, UnicodeDecodeError) as error:
        raise Trouble("enrolment.file-unreadable") from error


def _offer(token: str) -> Offer:
    unverified = jose.read_unverified(ENROLMENT, token)
    receiver = unverified.header["kid"]
    payload = read_message(ENROLMENT, unverified.payload)
    statement = KeyStatement.verified(payload["statement"], receiver)
    jose.verify(ENROLMENT, token, {receiver: statement.identity})
    if payload["receiver"] != receiver:
        raise Trouble("contract.other-receiver")
    offices = payload["offices"]
    return Offer(
        token=token,
        receiver=receiver,
        name=statement.name,
        base_urls=statement.base_urls,
        fingerprint=fingerprint(receiver),
        offices="*" if offices == "*" else tuple(offices),
        tax_codes=tuple(payload["tax_codes"]),
        code=payload.get("code"),
        code_expires_at=payload.get("code_expires_at"),
        statement=statement,
        documents=tuple(
            verified_document(kind, payload[member], statement) for kind, member in _PARTS
        ),
    )
