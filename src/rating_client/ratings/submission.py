"""A rating frozen into what will be sent: the contract's payload, all but the receiver.

The receiver is added when the envelope is made, which may be weeks later for somebody who is not
enrolled yet. Until then these facts lie in the encrypted ledger, under an id that never changes.
"""

from __future__ import annotations

import platform
import unicodedata
import uuid
from datetime import datetime
from typing import Any

from rating_client import __version__
from rating_client.base.clock import VIETNAM, iso
from rating_client.declarations.declaration import Declaration, Stage, normal_tax_code
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating, Subject
from rating_client.ratings.rules import needs_contact

_OUT = (Stage.RELEASED, Stage.CLEARED)


def new_id() -> str:
    """An id for a submission. Random: a time-ordered one would publish the minute."""
    return str(uuid.uuid4())


def content(
    rating: Rating,
    declaration: Declaration,
    form: Form,
    *,
    id: str,  # noqa: A002 - the contract's own word
    now: float,
    office_name: str | None = None,
    rated_at: float | None = None,
    supersedes: str | None = None,
) -> dict[str, Any]:
    """What customs will see. Subjects without a level, and a contact nobody asked for, stay out.

    `office_name` is the directory's reading of the printed one. `rated_at` is when the person
    answered, where that was before `now`.
    """
    payload: dict[str, Any] = {
        "v": 1,
        "id": id,
        "form": {"id": form.id, "version": form.version},
        "declaration": _declaration(declaration, office_name),
        "owner": _present(
            tax_code=normal_tax_code(declaration.owner_tax_code), name=declaration.owner_name
        ),
        "moment": moment_of(declaration),
        "subjects": [_subject(subject) for subject in rating.given],
        "wants_answer": rating.wants_answer,
        "rated_at": iso(now if rated_at is None else rated_at),
        "queued_at": iso(now),
        "client": {"version": __version__, "platform": platform.system() or "unknown"},
    }
    if supersedes:
        payload["supersedes"] = supersedes
    if rating.role:
        payload["declarant"] = _present(role=rating.role, agent_code=declaration.agent_code)
    if suggestion := _composed(rating.suggestion):
        payload["suggestion"] = suggestion
    if rating.contact and needs_contact(rating, form):
        payload["contact"] = _contact(rating.contact)
    return payload


def moment_of(declaration: Declaration) -> str:
    """At which point of the procedure the rating was given."""
    if declaration.registered_at is None:
        return "manual"
    if declaration.stage in _OUT or declaration.released_at or declaration.cleared_at:
        return "released"
    return "during" if declaration.amended_at else "registered"


def _declaration(d: Declaration, office_name: str | None) -> dict[str, Any]:
    return {
        "number": d.number,
        "key_digits": d.digits,
        "direction": d.direction,
        **_present(
            type_code=d.type_code,
            office_code=d.office_code,
            office_name=office_name or d.office_name,
            team_code=d.team_code,
            registered_at=_time(d.registered_at),
            channel=d.channel,
            released_at=_time(d.released_at),
            cleared_at=_time(d.cleared_at),
        ),
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "name": _composed(subject.name),
        "level": subject.level,
        "reasons": list(subject.reasons),
        **_present(
            code=subject.code, stage=subject.stage, comment=_composed(subject.comment) or None
        ),
    }


def _contact(contact: Contact) -> dict[str, str]:
    found: dict[str, str] = _present(
        name=_composed(contact.name),
        phone=_composed(contact.phone),
        email=_composed(contact.email or "") or None,
    )
    return found


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _present(**members: Any) -> dict[str, Any]:
    """Optional means omitted, never null."""
    return {name: value for name, value in members.items() if value is not None}
