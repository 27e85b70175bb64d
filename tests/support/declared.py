"""Declarations of a made-up company, as a settled export would tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from rating_client.base.clock import VIETNAM
from rating_client.declarations.declaration import Declaration, Source, Stage

OWNER = "0000000001"
NAME = "CÔNG TY TNHH THỬ NGHIỆM SAO MAI"


def at(text: str) -> datetime:
    """`2026-11-21 10:42` in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def routed(number: str = "100000000110", **changes: Any) -> Declaration:
    """A yellow import, registered a minute before `FakeClock` begins."""
    return replace(
        Declaration(
            number=number,
            direction="N",
            stage=Stage.REGISTERED,
            type_code="A11",
            office_name="HQDINHVU",
            team_code="00",
            registered_at=at("2026-11-21 10:41"),
            channel=2,
            owner_tax_code=OWNER,
            owner_name=NAME,
            source=Source(f"/exports/{number}.xlsx", "excel-print", "0" * 64),
        ),
        **changes,
    )


def cleared(number: str = "100000000110", **changes: Any) -> Declaration:
    """The print of the same declaration after clearance."""
    facts = {"stage": Stage.CLEARED, "cleared_at": at("2026-11-21 15:30"), **changes}
    return routed(number, **facts)
