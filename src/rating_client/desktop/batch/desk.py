"""The batch form at work: opened for declarations, its levels kept as drafts, queued together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rating_client.base.clock import local
from rating_client.base.errors import RatingClientError, told
from rating_client.base.sentences import Sentence
from rating_client.desktop.batch.facts import BatchFacts, BatchRowFacts
from rating_client.desktop.batch.round import ALONE, MOST, Choice, Round
from rating_client.desktop.form.subjects import first_subjects
from rating_client.desktop.giving.facts_for import batch_row_facts, form_facts
from rating_client.desktop.giving.office_ratings import plain_level, rate_offices
from rating_client.desktop.kept_window import KeptWindow
from rating_client.desktop.words import language
from rating_client.desktop.workers.draft_worker import DraftChange, DraftWorker
from rating_client.outbox.entry import Entry
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating

if TYPE_CHECKING:
    from rating_client.desktop.batch.window import BatchWindow


class BatchDesk(QObject):
    """Owns the one batch window, which is built when it is first needed."""

    given = Signal(list)  # the entries that were queued
    form_asked = Signal(str, object)  # key, and the level chosen in the batch or None
    drafted = Signal()
    closed = Signal()
    trouble = Signal(object)  # a Sentence: the batch could not be opened

    def __init__(
        self, profile: Profile, drafts: DraftWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile, self._drafts = profile, drafts
        self._kept_window = KeptWindow(self._built)
        self._kept: dict[str, int | None] = {}  # the levels that are drafts already
        self._fresh: set[str] = set()  # had no draft before this round
        drafts.saved.connect(self._draft_saved)
        drafts.not_saved.connect(self._draft_not_saved)

    @property
    def window(self) -> BatchWindow:
        return self._kept_window.window

    @property
    def is_open(self) -> bool:
        return self._kept_window.is_open

    def build_anew(self) -> None:
        """The language is another."""
        self._kept_window.build_anew()

    def open(self, keys: Sequence[str], level: int | None = None) -> None:
        """Show these declarations, as many as one round takes. `level` stands for all at once,
        where a person pressed its key on the chosen rows."""
        window = self.window
        window.save_now()
        try:
            rows = [self._facts(key) for key in dict.fromkeys(keys)]
        except RatingClientError as error:
            self.trouble.emit(error.sentence)
            return
        known = [row for row in rows if row is not None]
        facts = BatchFacts(rows=tuple(known[:MOST]), waiting=max(0, len(known) - MOST))
        if not facts.rows:
            return
        choices = Round((row.key, _choice(row)) for row in facts.rows)
        choices.set_level_for_all(None if level in ALONE else level)
        self._kept = {row.key: row.level for row in facts.rows}
        self._fresh = {row.key for row in facts.rows if self._profile.drafts.load(row.key) is None}
        window.open(facts, choices, self._level_names(facts.rows[0].key))
        if level is not None:
            self._keep_drafts()

    def settled(self, keys: Sequence[str]) -> None:
        """These were rated or skipped elsewhere."""
        if self.is_open:
            self.window.forget(list(keys))

    def _built(self) -> BatchWindow:
        from rating_client.desktop.batch.window import BatchWindow

        window = BatchWindow()
        window.changed.connect(self._keep_drafts)
        window.sent.connect(self._sent)
        window.open_wanted.connect(self._open_one)
        window.closed.connect(self.closed)
        return window

    def _facts(self, key: str) -> BatchRowFacts | None:
        declaration = self._profile.prompts.declaration(key)
        if declaration is None:
            return None
        draft = self._profile.drafts.load(key)
        level, begun = plain_level(draft.rating) if draft else (None, False)
        return batch_row_facts(key, declaration, self._profile, level=level, begun=begun)

    def _level_names(self, key: str) -> dict[int, str]:
        declaration = self._profile.prompts.declaration(key)
        assert declaration is not None
        form = self._profile.form_for(declaration)
        return {level: name.of(language()) for level, name in form.levels.items()}

    # What the window says -------------------------------------------------------------------

    def _keep_drafts(self) -> None:
        """Every level that is not a draft yet becomes one; what was taken back goes again."""
        choices = self.window.round
        changes: list[DraftChange] = []
        for key in choices.keys:
            level = choices.level_of(key)
            if not choices.choice(key).begun and level != self._kept.get(key):
                changes.append(self._as_draft(key, level))
                self._kept[key] = level
        if changes:
            self._drafts.change(changes)

    def _as_draft(self, key: str, level: int | None) -> DraftChange:
        declaration = self._profile.prompts.declaration(key)
        assert declaration is not None
        form = self._profile.form_for(declaration)
        if level is None and key in self._fresh:
            return DraftChange(key, None, form)
        draft = self._profile.drafts.load(key)
        if draft is None:  # as the form itself would begin it
            facts = form_facts(key, declaration, self._profile)
            return DraftChange(
                key, _with_level(Rating(subjects=first_subjects(facts, form)), level), form
            )
        return DraftChange(key, _with_level(draft.rating, level), draft.form)

    def _open_one(self, key: str, level: int | None) -> None:
        """Its own form takes over: the batch writes no draft of it any more."""
        self.window.save_now()
        self.window.begun(key)
        self.form_asked.emit(key, level if level in ALONE else None)

    def _sent(self, levels: list[tuple[str, int]]) -> None:
        entries: list[Entry] | None = None
        with told("batch", self.window.not_saved):
            entries = rate_offices(self._profile, levels)
        if entries is not None:
            self.window.finished()
            self.given.emit(entries)
            self.closed.emit()

    def _draft_saved(self, key: str, at: float) -> None:
        if self.is_open and key in self._kept:
            self.window.saved(f"{local(at):%H:%M:%S}")
            self.drafted.emit()

    def _draft_not_saved(self, key: str, sentence: Sentence) -> None:
        if self.is_open and key in self._kept:
            self._kept.pop(key)  # written again with the next change
            self.window.not_saved(sentence)


def _with_level(rating: Rating, level: int | None) -> Rating:
    """The draft with this level for its office; everything else in it stays."""
    office, *others = rating.subjects
    return replace(rating, subjects=(replace(office, level=level), *others))


def _choice(row: BatchRowFacts) -> Choice:
    return Choice(level=row.level, apart=row.level is not None, begun=row.begun)
