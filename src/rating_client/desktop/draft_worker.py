"""Drafts are written in a thread of their own: a slow disk must not be felt while typing."""

from __future__ import annotations

import logging

from PySide6.QtCore import Signal, Slot

from rating_client.base.errors import RatingClientError
from rating_client.base.sentences import say
from rating_client.desktop.threads import Worker
from rating_client.profile import Profile
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Rating

log = logging.getLogger(__name__)


class DraftWorker(Worker):
    """`save` may be called from any thread; drafts are written in the order they came."""

    saved = Signal(str, float)  # key, unix seconds: it is on disk
    not_saved = Signal(str, object)  # key, Sentence

    _asked = Signal(str, object, object)

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile
        self._asked.connect(self._save)

    def save(self, key: str, rating: Rating, form: Form) -> None:
        self._asked.emit(key, rating, form)

    @Slot(str, object, object)
    def _save(self, key: str, rating: Rating, form: Form) -> None:
        now = self._profile.clock.now()
        try:
            with self._profile.ledger.transaction():
                current = self._profile.prompts.resolve(key)  # the owner may be known meanwhile
                self._profile.drafts.save(current, rating, form, now)
        except RatingClientError as error:
            self.not_saved.emit(key, error.sentence)
        except Exception:
            log.exception("drafts: a bug")
            self.not_saved.emit(key, say("base.bug"))
        else:
            self.saved.emit(key, now)
