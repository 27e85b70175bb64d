"""Drafts: one a declaration, each with the version of the form it was begun with."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rating_client.base.ledger import Ledger
from rating_client.ratings.form import Form
from rating_client.ratings.kept_forms import KeptForms
from rating_client.ratings.rating import Rating, from_json, to_json


@dataclass(frozen=True)
class Draft:
    """What somebody began to fill in."""

    rating: Rating
    form: Form


class Drafts:
    """The drafts of one profile. May be used from any thread."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def save(self, key: str, rating: Rating, form: Form, now: float) -> None:
        """Keep what is filled in so far, whole or not at all."""
        with self._ledger.transaction():
            KeptForms(self._ledger).keep(form)
            self._ledger.run(
                "INSERT OR REPLACE INTO draft (key, form_id, form_version, rating, saved_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    key,
                    form.id,
                    form.version,
                    json.dumps(to_json(rating), ensure_ascii=False),
                    now,
                ),
            )

    def load(self, key: str) -> Draft | None:
        row = self._ledger.row(
            "SELECT rating, payload FROM draft JOIN form_version"
            " ON form_version.form_id = draft.form_id AND version = form_version"
            " WHERE key = ?",
            (key,),
        )
        if row is None:
            return None
        form = Form.from_payload(json.loads(row["payload"]))
        return Draft(from_json(json.loads(row["rating"])), form)

    def discard(self, key: str) -> None:
        self._ledger.run("DELETE FROM draft WHERE key = ?", (key,))
