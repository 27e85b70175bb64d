"""Drafts are written in a thread of their own: a slow disk must not be felt while typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot

from rating_client.base.errors import told
from rating_client.base.sentences import Sentence
from rating_client.desktop.workers.threads import Worker
from rating_client.profile import Profile
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating


class DraftChange(NamedTuple):
    """What becomes of one draft: a rating as filled in so far, or None where it is forgotten."""

    key: str
    rating: Rating | None
    form: Form


class DraftWorker(Worker):
    """`save` and `change` may be called from any thread; what came first is written first."""

    saved = Signal(str, float)  # key, unix seconds: it is on disk
    not_saved = Signal(str, object)  # key, Sentence

    _asked = Signal(list)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._asked.connect(self._write)

    def save(self, key: str, rating: Rating, form: Form) -> None:
        self.change([DraftChange(key, rating, form)])

    def change(self, changes: Sequence[DraftChange]) -> None:
        """All of these, or none: one transaction for the levels of a whole batch."""
        self._asked.emit(list(changes))

    @Slot(list)
    def _write(self, changes: list[DraftChange]) -> None:
        now = self._profile.clock.now()
        with told("drafts", lambda sentence: self._refused(changes, sentence)):
            with self._profile.ledger.transaction():
                for change in changes:
                    self._write_one(change, now)
            for change in changes:
                self.saved.emit(change.key, now)

    def _write_one(self, change: DraftChange, now: float) -> None:
        key = self._profile.prompts.resolve(change.key)  # the owner may be known meanwhile
        if change.rating is None:
            self._profile.drafts.discard(key)
        else:
            self._profile.drafts.save(key, change.rating, change.form, now)

    def _refused(self, changes: list[DraftChange], why: Sentence) -> None:
        for change in changes:
            self.not_saved.emit(change.key, why)
