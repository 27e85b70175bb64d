"""Which submission replaces which, in whatever order the two arrived."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, and_, or_, select, true, update

from rating_client.receiver import tables


def link(connection: Connection, kid: str, rating: Mapping[str, Any]) -> None:
    """Note what this new rating replaces, and what replaces it.

    It acts only for the same device or enrolment and the same declaration; otherwise both stand. An
    owner that only one of the two names was learned, or lost, in between: the digits decide then.
    """
    rows = tables.submission.c
    enrolment = (
        select(tables.device.c.enrolment).where(tables.device.c.kid == kid).scalar_subquery()
    )
    same_person = or_(
        rows.device == kid,
        rows.device.in_(select(tables.device.c.kid).where(tables.device.c.enrolment == enrolment)),
    )
    owner = rating["owner"].get("tax_code")
    same_declaration = and_(
        rows.key_digits == rating["declaration"]["key_digits"],
        true()
        if owner is None
        else or_(rows.owner_tax_code.is_(None), rows.owner_tax_code == owner),
    )
    if (earlier := rating.get("supersedes")) is not None:
        connection.execute(
            update(tables.submission)
            .where(rows.id == earlier, same_person, same_declaration)
            .where(rows.superseded_by.is_(None))
            .values(superseded_by=rating["id"])
        )
    later = connection.execute(
        select(rows.id).where(rows.supersedes == rating["id"], same_person, same_declaration)
    ).scalar()
    if later is not None:
        connection.execute(
            update(tables.submission)
            .where(rows.device == kid, rows.id == rating["id"])
            .values(superseded_by=later)
        )
