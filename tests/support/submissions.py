"""Declarations and ratings for tests that care about what happens to them, not what they say."""

from __future__ import annotations

import uuid
from typing import Any

from rating_client.base.clock import iso, seconds_of
from rating_client.base.ledger import Ledger

RATED_AT = seconds_of("2026-11-21T10:42:00+07:00")
KEY = "0200000000-001/10000000011"
OFFICE = "03CC"


def known_declaration(ledger: Ledger, key: str = KEY, *, office: str = OFFICE) -> str:
    """A row for the declaration with this key, as if an export of it had been read."""
    owner, digits = key.split("/")
    searchable = f"{digits}0 {owner} cong ty tnhh mau {office.lower()}"
    ledger.run(
        "INSERT OR IGNORE INTO declaration (key, digits, number, owner_tax_code, owner_name,"
        " office, channel, registered_at, searchable, facts, first_seen_at, changed_at)"
        " VALUES (?, ?, ?, ?, 'CÔNG TY TNHH MẪU', ?, 2, '2026-11-21T10:40:00+07:00', ?, '{}',"
        " 1, 1)",
        (key, digits, digits + "0", owner, office, searchable),
    )
    return key


def content(
    key: str = KEY,
    *,
    id: str | None = None,  # noqa: A002  the name on the wire
    level: int = 5,
    supersedes: str | None = None,
    office: str | None = OFFICE,
    office_name: str = "Cảng Đình Vũ",
) -> dict[str, Any]:
    """What was answered about the declaration with this key, as it is frozen."""
    owner, digits = key.split("/")
    declaration = {
        "number": digits + "0",
        "key_digits": digits,
        "direction": "N",
        "office_name": office_name,
        "registered_at": "2026-11-21T10:40:00+07:00",
        "channel": 2,
    }
    if office is not None:
        declaration["office_code"] = office
    low = level <= 2
    frozen: dict[str, Any] = {
        "v": 1,
        "id": id or str(uuid.uuid4()),
        "form": {"id": "phieu-danh-gia", "version": 1},
        "declaration": declaration,
        "owner": {"tax_code": owner, "name": "CÔNG TY TNHH MẪU"},
        "moment": "registered",
        "subjects": [
            {
                "kind": "office",
                "name": office_name,
                "level": level,
                "reasons": ["CHAM"] if low else [],
            }
        ],
        "wants_answer": True,
        "rated_at": iso(RATED_AT),
        "queued_at": iso(RATED_AT),
        "client": {"version": "0", "platform": "test"},
    }
    if low:
        frozen["contact"] = {"name": "Nguyễn Văn Mẫu", "phone": "0900000000"}
    if supersedes is not None:
        frozen["supersedes"] = supersedes
    return frozen
