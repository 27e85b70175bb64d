"""A declaration as JSON: what `read --json` prints and what the ledger keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rating_client.declarations.declaration import Declaration, Source, Stage
from rating_client.declarations.registered import registered

_TIMES = ("registered_at", "amended_at", "released_at", "cleared_at")
_TEXTS = (
    "type_code",
    "office_code",
    "office_name",
    "team_code",
    "owner_tax_code",
    "owner_name",
    "agent_code",
    "first_number",
)


def to_json(declaration: Declaration, office: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The declaration's facts, `key` and `registered`. A draft has neither number nor key.

    `office` is the directory's reading of the printed office, where the caller has one.
    """
    d = declaration
    document: dict[str, Any] = {
        "number": d.number or None,
        "key": d.key if d.number else None,
        "first_number": d.first_number,
        "direction": d.direction,
        "type_code": d.type_code,
        "office_code": d.office_code,
        "office_name": d.office_name,
        "team_code": d.team_code,
        "registered_at": _iso(d.registered_at),
        "amended_at": _iso(d.amended_at),
        "channel": d.channel,
        "stage": d.stage.value,
        "released_at": _iso(d.released_at),
        "cleared_at": _iso(d.cleared_at),
        "owner_tax_code": d.owner_tax_code,
        "owner_name": d.owner_name,
        "agent_code": d.agent_code,
        "source": d.source._asdict() if d.source else None,
        "registered": registered(d),
    }
    if office is not None:
        document["office"] = dict(office)
    return document


def from_json(document: Mapping[str, Any]) -> Declaration:
    """The declaration that `to_json` wrote. What it derived (`key`, `registered`) is ignored."""
    source = document.get("source")
    times: dict[str, Any] = {name: _moment(document.get(name)) for name in _TIMES}
    return Declaration(
        number=document.get("number") or "",
        direction=document["direction"],
        stage=Stage(document["stage"]),
        channel=document.get("channel"),
        source=Source(**source) if source else None,
        **{name: document.get(name) for name in _TEXTS},
        **times,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
