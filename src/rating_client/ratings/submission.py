"""A rating frozen into what will be sent: the contract's payload, all but the receiver.

The receiver is added when the envelope is made, which may be weeks later for somebody who is not
enrolled yet. Until then these facts lie in the encrypted ledger, under an id that never changes.
"""

from __future__ import annotations

import platform
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rating_client import __version__
from rating_client.base.clock import VIETNAM, iso, local
from rating_client.contract.shape import fits
from rating_client.contract.values import MAX_NAME, code, tax_code
from rating_client.declarations.declaration import Declaration, Stage, normal_tax_code
from rating_client.declarations.registered import registered
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating, Subject
from rating_client.ratings.rules import needs_contact
from rating_client.ratings.wording import composed, composed_lines

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
    supersedes: str | None = None,
) -> dict[str, Any]:
    """What customs will see. Subjects without a level, and a contact nobody asked for, stay out.

    `office_name` is the directory's reading of the printed one.
    """
    payload: dict[str, Any] = {
        "v": 1,
        "id": id,
        "form": {"id": form.id, "version": form.version},
        "declaration": _declaration(declaration, office_name),
        "owner": _owner(declaration),
        "moment": moment_of(declaration, now),
        "subjects": [_subject(subject) for subject in rating.given],
        "wants_answer": rating.wants_answer,
        "rated_at": iso(now),
        "queued_at": iso(now),
        "client": {"version": __version__, "platform": platform.system() or "unknown"},
    }
    if supersedes:
        payload["supersedes"] = supersedes
    if rating.role:
        agent = _code(declaration.agent_code) if rating.role == "agent" else None
        payload["declarant"] = _present(role=rating.role, agent_code=agent)
    if suggestion := composed_lines(rating.suggestion):
        payload["suggestion"] = suggestion
    if rating.contact and needs_contact(rating, form):
        payload["contact"] = _contact(rating.contact)
    return payload


def frozen_again(
    frozen: Mapping[str, Any],
    *,
    id: str,  # noqa: A002 - the contract's own word
    now: float,
    supersedes: str | None,
) -> dict[str, Any]:
    """The same answers, queued once more under another id: a withdrawn id is never used again."""
    payload = {**frozen, "id": id, "queued_at": iso(now)}
    payload.pop("supersedes", None)
    return {**payload, "supersedes": supersedes} if supersedes else payload


def moment_of(declaration: Declaration, now: float) -> str:
    """At which point of the procedure a rating is given now.

    `registered` is the day of registration and `during` a later one, while the goods are not
    out; `manual` where no export has proved that the declaration is registered.
    """
    if not registered(declaration) or declaration.registered_at is None:
        return "manual"
    if declaration.stage in _OUT or declaration.released_at or declaration.cleared_at:
        return "released"
    that_day = declaration.registered_at.astimezone(VIETNAM).date()
    return "registered" if local(now).date() <= that_day else "during"


def _declaration(d: Declaration, office_name: str | None) -> dict[str, Any]:
    return {
        "number": d.number,
        "key_digits": d.digits,
        "direction": d.direction,
        **_present(
            type_code=_code(d.type_code),
            office_code=_code(d.office_code),
            office_name=_name(office_name or d.office_name),
            team_code=_code(d.team_code),
            registered_at=_time(d.registered_at),
            channel=d.channel,
            released_at=_time(d.released_at),
            cleared_at=_time(d.cleared_at),
        ),
    }


def _owner(d: Declaration) -> dict[str, str]:
    owner = normal_tax_code(d.owner_tax_code)
    return _present(tax_code=owner if fits(owner, tax_code) else None, name=_name(d.owner_name))


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "name": composed(subject.name),
        "level": subject.level,
        "reasons": list(subject.reasons),
        **_present(
            code=_code(subject.code),
            stage=_code(subject.stage),
            comment=composed_lines(subject.comment) or None,
        ),
    }


def _contact(contact: Contact) -> dict[str, str]:
    return _present(
        name=composed(contact.name),
        phone=composed(contact.phone),
        email=composed(contact.email or "") or None,
    )


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if moment else None


def _name(text: str | None) -> str | None:
    """A name out of an export. Some are longer than the wire takes; their beginning says who."""
    return composed(text or "")[:MAX_NAME].rstrip() or None


def _code(text: str | None) -> str | None:
    """A code out of an export, unless it is none: an odd cell must not stop a rating."""
    return text if fits(text, code) else None


def _present(**members: Any) -> dict[str, Any]:
    """Optional means omitted, never null."""
    return {name: value for name, value in members.items() if value is not None}
