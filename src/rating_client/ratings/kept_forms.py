"""Every version of a form that something was filled in with: for its words, which answers need
for as long as they are kept themselves. Some kilobytes a version, and few versions a year."""

from __future__ import annotations

import json
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.ratings.form import Form


class KeptForms:
    """The forms of one ledger. May be used from any thread."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self, form: Form) -> None:
        self._ledger.run(
            "INSERT OR IGNORE INTO form_version (form_id, version, payload) VALUES (?, ?, ?)",
            (form.id, form.version, json.dumps(form.payload, ensure_ascii=False)),
        )

    def find(self, form_id: str, version: int) -> dict[str, Any] | None:
        """Its document; None where nothing was filled in with it, or damage to the disk took it."""
        payload = self._ledger.value(
            "SELECT payload FROM form_version WHERE form_id = ? AND version = ?",
            (form_id, version),
        )
        return None if payload is None else dict(json.loads(payload))
