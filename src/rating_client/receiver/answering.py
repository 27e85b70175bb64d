"""Answers to submissions: written by a person at the receiver, fetched by the device that asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from rating_client.base.clock import Clock, iso
from rating_client.base.errors import Trouble
from rating_client.contract.answers import MAX_PAGE, AnswerPage, seal_answer, signed_answer
from rating_client.contract.messages import faults, stored_message
from rating_client.contract.types import ANSWER, RATING
from rating_client.receiver import tables
from rating_client.receiver.identity import ReceiverKeys
from rating_client.receiver.store import Store

_AROUND = 16 * 1024  # of a page, for everything around the answers
_MOST = 500  # answers in one page


@dataclass(frozen=True)
class Said:
    """What customs says to one submission, in its own words."""

    code: str
    vi: str
    en: str
    text: str = ""
    final: bool = False


class Answers:
    """What this receiver answered."""

    def __init__(self, store: Store, keys: ReceiverKeys, clock: Clock) -> None:
        self._store = store
        self._keys = keys
        self._clock = clock

    def answer(
        self,
        submission: str,
        said: Said,
        *,
        device: str | None = None,
        office: Mapping[str, str] | None = None,
    ) -> int:
        """Answer a submission; the number of the answer.

        `device` is needed where two devices used one id; `office` ({code, name}) where the
        submission names none. `Trouble` where they are missing, or the words break the rules.
        """
        now = self._clock.now()
        with self._store.writing() as connection:
            row = _submission(connection, submission, device)
            number = _next_number(connection, now)
            payload = {
                "v": 1,
                "receiver": self._keys.receiver,
                "submission": submission,
                "device": row.device,
                "number": number,
                "status": {"code": said.code, "vi": said.vi, "en": said.en},
                "text": said.text,
                "decided_at": iso(now),
                "office": dict(office or _office_of(row.signed)),
                "final": said.final,
            }
            if found := faults(ANSWER, payload):
                raise Trouble("receiver.answer-refused", pointer=found[0].pointer)
            key = {"kty": "OKP", "crv": "X25519", "x": row.answers_x}
            signed = signed_answer(payload, self._keys.signer)
            connection.execute(
                insert(tables.answer).values(
                    number=number,
                    device=row.device,
                    submission=submission,
                    signed=signed,
                    jwe=seal_answer(signed, key),
                    decided_at=now,
                )
            )
        return number

    def page(self, device: str, after: int, room: int = MAX_PAGE) -> AnswerPage:
        """The answers to this device beyond number `after`, as many as `room` bytes hold."""
        rows = tables.answer.c
        with self._store.reading() as connection:
            found = connection.execute(
                select(rows.number, rows.jwe)
                .where(rows.device == device, rows.number > after)
                .order_by(rows.number)
                .limit(_MOST + 1)
            ).all()
        taken, size = 0, _AROUND
        for row in found[:_MOST]:
            size += len(row.jwe) + 3  # its quotes and comma
            if size > room:
                break
            taken += 1
        return AnswerPage(
            answers=tuple(row.jwe for row in found[:taken]),
            next=found[taken - 1].number if taken else after,
            more=taken < len(found),
        )


def _submission(connection: Connection, submission: str, device: str | None) -> Any:
    rows = tables.submission.c
    wanted = select(rows.device, rows.signed, tables.device.c.answers_x).join(tables.device)
    wanted = wanted.where(rows.id == submission)
    if device is not None:
        wanted = wanted.where(rows.device == device)
    found = connection.execute(wanted).all()
    if len(found) != 1:
        slug = "submission-of-several" if found else "submission-not-held"
        raise Trouble(f"receiver.{slug}", submission=submission)
    return found[0]


def _next_number(connection: Connection, now: float) -> int:
    """Above every number before, and never below the clock in milliseconds.

    So a receiver that was put back from a backup does not give again the numbers of answers it
    forgot: devices ask for what comes after the highest they saw.
    """
    highest: int = connection.execute(select(func.max(tables.answer.c.number))).scalar() or 0
    return max(highest + 1, int(now * 1000))


def _office_of(signed: str) -> dict[str, str]:
    """The office that was rated. A print may name it without a code, where the form knew one."""
    rating = stored_message(RATING, signed)
    declared, subjects = rating["declaration"], rating["subjects"]
    rated: dict[str, str] = next((each for each in subjects if each["kind"] == "office"), {})
    code = rated.get("code") or declared.get("office_code")
    if code is None:
        raise Trouble("receiver.answer-office-missing")
    return {"code": code, "name": rated.get("name") or declared.get("office_name", code)}
