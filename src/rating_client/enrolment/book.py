"""The receivers this profile is enrolled with, what they publish, and who takes which office."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.text import Text
from rating_client.contract import keys
from rating_client.contract.digests import etag, token_sha256
from rating_client.contract.keys import Device
from rating_client.contract.statement import KeyStatement
from rating_client.enrolment.device import DeviceKeys
from rating_client.enrolment.documents import DocumentKind, DocumentShelf, verified_document
from rating_client.enrolment.file import Offer, read_offer
from rating_client.enrolment.request import EnrolmentRequests, RequestState, sealed_request
from rating_client.enrolment.routing import Claim, Route, route


@dataclass(frozen=True)
class Enrolment:
    """One accepted receiver."""

    receiver: str
    name: Text
    base_urls: tuple[str, ...]
    fingerprint: str
    offices: tuple[str, ...] | Literal["*"]
    tax_codes: tuple[str, ...]
    accepted_at: float
    request_state: RequestState
    trouble: str | None  # the sentence to say of a request refused or a device revoked


class EnrolmentBook:
    """The enrolments of one profile."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._shelf = DocumentShelf(ledger)
        self.devices = DeviceKeys(ledger)
        self.requests = EnrolmentRequests(ledger)

    def accept(self, offer: Offer, now: float, *, fingerprint: str) -> Enrolment:
        """Trust this receiver from now on, and seal the request that makes this device known.

        `fingerprint` is what a person compared with the letter from customs (or a policy lists);
        `Trouble("enrolment.fingerprint-differs")` when it is not the offer's. A document in the
        offer that is older than the one in use is not taken. Accepting a file again is harmless;
        a new code makes a new request. A receiver that revoked this device is asked to know a new
        one, by a new file only: `Trouble("delivery.device-revoked")` for the file of before.
        """
        if _bare(fingerprint) != _bare(offer.fingerprint):
            raise Trouble("enrolment.fingerprint-differs", found=offer.fingerprint)
        with self._ledger.transaction():
            before = self._ledger.row(
                "SELECT token, request_state, device FROM enrolment WHERE receiver = ?",
                (offer.receiver,),
            )
            if before is not None and self._is_replaced(before, offer):
                self.devices.retire(before["device"], now)
                before = None
            device = self._known_by(before, now)
            self._write(offer, device, now)
            for document in offer.documents:
                kept = self._shelf.get(offer.receiver, document.kind)
                if kept is None or kept.version < document.version:
                    self._shelf.put(offer.receiver, document, now)
            if before is None or _asks_anew(before, offer, device):
                request = sealed_request(
                    self.statement(offer.receiver), device, offer.code, offer.tax_codes
                )
                self._ledger.run(
                    "UPDATE enrolment SET device = ?, request = ?, request_sha256 = ?,"
                    " request_receipt = NULL, request_state = 'unsent', outcome = NULL"
                    " WHERE receiver = ?",
                    (device.kid, request, token_sha256(request), offer.receiver),
                )
        return next(each for each in self.enrolments() if each.receiver == offer.receiver)

    def enrolments(self) -> list[Enrolment]:
        """Every accepted receiver, the first accepted first."""
        found = []
        for row in self._rows():
            statement = self.statement(row["receiver"])
            found.append(
                Enrolment(
                    receiver=row["receiver"],
                    name=statement.name,
                    base_urls=statement.base_urls,
                    fingerprint=keys.fingerprint(row["receiver"]),
                    offices=_claim(row["offices"]),
                    tax_codes=tuple(json.loads(row["tax_codes"])),
                    accepted_at=row["accepted_at"],
                    request_state=row["request_state"],
                    trouble=json.loads(row["outcome"])["code"] if row["outcome"] else None,
                )
            )
        return found

    def receivers(self) -> list[str]:
        """The ids of every accepted receiver, the first accepted first."""
        return [row["receiver"] for row in self._rows()]

    def device(self, receiver: str, now: float) -> Device:
        """The device this receiver knows this computer by, or was asked to."""
        return self._known_by(self._request_row(receiver), now)

    def signer(self, receiver: str, now: float) -> Device | None:
        """Who signs what is sealed for this receiver from now on.

        None where it revoked this device: ratings wait unsealed for a new enrolment file.
        """
        row = self._request_row(receiver)
        if row is not None and row["request_state"] == "revoked":
            return None
        return self._known_by(row, now)

    def statement(self, receiver: str) -> KeyStatement:
        """The receiver's key statement in use; `Trouble("enrolment.not-enrolled")` if unknown."""
        token = self._shelf.token(receiver, "keys")
        if token is None:
            raise Trouble("enrolment.not-enrolled")
        return _statement(token)

    def form(self, receiver: str) -> dict[str, Any] | None:
        """The payload of the receiver's form in use."""
        document = self._shelf.get(receiver, "form")
        return None if document is None else document.payload

    def directory(self, receiver: str) -> dict[str, Any] | None:
        """The payload of the receiver's directory in use."""
        document = self._shelf.get(receiver, "directory")
        return None if document is None else document.payload

    def version(self, receiver: str, kind: DocumentKind) -> int | None:
        """Which version of a document is in use; cheap, unlike the document."""
        return self._shelf.version(receiver, kind)

    def etag(self, receiver: str, kind: DocumentKind) -> str | None:
        """What to send as `If-None-Match` when asking for a newer one."""
        token = self._shelf.token(receiver, kind)
        return None if token is None else etag(token)

    def set_document(self, receiver: str, kind: DocumentKind, token: str, now: float) -> bool:
        """Take a document the receiver published; False when it is the one already in use.

        `Trouble("enrolment.document-older")` for an older version; `TokenRefused` or
        `MessageRefused` when it is not this receiver's own.
        """
        document = verified_document(kind, token, self.statement(receiver))
        return self._shelf.put(receiver, document, now)

    def route(
        self, office_code: str | None, candidates: Sequence[str] = (), *, printed: str | None = None
    ) -> Route:
        """Which receiver takes ratings for an office.

        `office_code` from the export where it has one; else `candidates`, the codes the directory
        knows for the `printed` short name.
        """
        office = office_code or printed or ",".join(sorted(candidates))
        codes = (office_code,) if office_code else tuple(candidates)
        claims = {row["receiver"]: _claim(row["offices"]) for row in self._rows()}
        chosen = self._ledger.value(
            "SELECT receiver FROM office_choice WHERE office = ?", (office,)
        )
        return route(office, codes, claims, chosen)

    def choose(self, office: str, receiver: str, now: float) -> None:
        """Keep the person's choice for `office` (of an `Undecided`)."""
        self._ledger.run(
            "INSERT INTO office_choice (office, receiver, chosen_at) VALUES (?, ?, ?)"
            " ON CONFLICT (office) DO UPDATE SET receiver = excluded.receiver,"
            " chosen_at = excluded.chosen_at",
            (office, receiver, now),
        )

    def _is_replaced(self, before: Mapping[str, Any], offer: Offer) -> bool:
        """Whether `offer` brings the receiver a new device in the place of a revoked one."""
        revoked = before["request_state"] == "revoked"
        if before["token"] != offer.token:
            return revoked or self.requests.held_for_revoked(offer.receiver, before["device"])
        if revoked:
            raise Trouble("delivery.device-revoked")
        return False

    def _request_row(self, receiver: str) -> dict[str, Any] | None:
        return self._ledger.row(
            "SELECT device, request_state FROM enrolment WHERE receiver = ?", (receiver,)
        )

    def _known_by(self, row: Mapping[str, Any] | None, now: float) -> Device:
        """The device in `row`; a new one where there is none, or damage to the disk took it."""
        known = None if row is None else self.devices.known(row["device"])
        return known or self.devices.current(now)

    def _write(self, offer: Offer, device: Device, now: float) -> None:
        self._ledger.run(
            "INSERT INTO enrolment"
            " (receiver, token, offices, tax_codes, accepted_at, device, request_state)"
            " VALUES (?, ?, ?, ?, ?, ?, 'unsent') ON CONFLICT (receiver) DO UPDATE SET"
            " token = excluded.token, offices = excluded.offices, tax_codes = excluded.tax_codes",
            (
                offer.receiver,
                offer.token,
                json.dumps(offer.offices),
                json.dumps(offer.tax_codes),
                now,
                device.kid,
            ),
        )

    def _rows(self) -> list[dict[str, Any]]:
        return self._ledger.rows(
            "SELECT receiver, offices, tax_codes, accepted_at, request_state, outcome"
            " FROM enrolment ORDER BY accepted_at, receiver"
        )


@lru_cache(maxsize=16)
def _statement(token: str) -> KeyStatement:
    """Asked for several times a request, and always the same few."""
    return KeyStatement.stored(token)


def _asks_anew(before: dict[str, Any], offer: Offer, device: Device) -> bool:
    """Whether an offer for a known receiver needs a new request: a refused one, for another device
    than before, or a new code."""
    if before["request_state"] == "refused" or before["device"] != device.kid:
        return True
    return offer.code is not None and offer.code != read_offer(before["token"].encode()).code


def _claim(offices: str) -> tuple[str, ...] | Literal["*"]:
    claim: Claim = json.loads(offices)
    return "*" if claim == "*" else tuple(claim)


def _bare(fingerprint: str) -> str:
    return "".join(fingerprint.split()).replace("-", "").upper()
