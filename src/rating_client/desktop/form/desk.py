"""The rating form at work: opened for a declaration, its draft kept, its rating queued."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from rating_client.base.clock import local
from rating_client.base.errors import RatingClientError, told
from rating_client.base.sentences import Sentence
from rating_client.declarations.declaration import Declaration, normal_tax_code
from rating_client.desktop.form.facts import FormFacts
from rating_client.desktop.form.suggestion import Lookups, Suggestion, offices_like
from rating_client.desktop.giving.facts_for import form_facts, sent_before
from rating_client.desktop.kept_window import KeptWindow
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.directory.officers import KnownOfficers, complete_officer
from rating_client.outbox.entry import Entry, Hold
from rating_client.profile import Profile
from rating_client.ratings.form import Form
from rating_client.ratings.rating import Contact, Rating
from rating_client.ratings.submission import content

if TYPE_CHECKING:
    from rating_client.desktop.form.window import FormManner, RatingWindow

log = logging.getLogger(__name__)


class _Begun(NamedTuple):
    """What the form of a declaration begins with."""

    declaration: Declaration
    facts: FormFacts
    form: Form
    rating: Rating | None  # as its draft was left
    contact: Contact | None  # remembered for the owner
    manner: FormManner


class FormDesk(QObject):
    """Owns the one form window, which is built when it is first needed."""

    given = Signal(object)  # the Entry that was queued
    drafted = Signal()  # a draft is on disk
    closed = Signal()
    next_asked = Signal()
    trouble = Signal(object)  # a Sentence: the form could not be opened

    def __init__(
        self, profile: Profile, drafts: DraftWorker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._profile, self._drafts = profile, drafts
        self._officers = KnownOfficers(profile.ledger)
        self._kept_window = KeptWindow(self._built)
        self._declaration: Declaration | None = None
        self._form: Form | None = None
        drafts.saved.connect(self._draft_saved)
        drafts.not_saved.connect(self._draft_not_saved)

    @property
    def window(self) -> RatingWindow:
        return self._kept_window.window

    @property
    def is_open(self) -> bool:
        return self._kept_window.is_open

    @property
    def is_built(self) -> bool:
        return self._kept_window.is_built

    @property
    def key(self) -> str:
        """The declaration on the form that is open; empty when none is."""
        return self.window.key if self.is_open else ""

    def build_anew(self) -> None:
        """The language is another."""
        self._kept_window.build_anew()

    def open(self, key: str, level: int | None = None, *, quietly: bool = False) -> None:
        """Show the form of this declaration as it was left, or fresh.

        `level` was clicked on the card. `quietly` leaves the keyboard where it is.
        """
        try:
            begun = self._begun(key)
        except RatingClientError as error:
            self.trouble.emit(error.sentence)
            return
        if begun is None:
            return
        window = self.window
        window.set_manner(begun.manner)
        window.open(
            begun.facts,
            begun.form,
            begun.rating,
            begun.contact,
            office_level=level,
            quietly=quietly,
        )
        # Only now: opening saves what the window held before, under its own key and form.
        self._declaration, self._form = begun.declaration, begun.form

    def rehearse(self, key: str) -> None:
        """Fill the window that nobody has seen yet with this declaration, and show nothing."""
        begun = self._begun(key)
        if begun is not None:
            self.window.rehearse(begun.facts, begun.form, begun.rating, begun.contact)

    def _begun(self, key: str) -> _Begun | None:
        declaration = self._profile.prompts.declaration(key)
        if declaration is None:
            return None
        draft = self._profile.drafts.load(key)
        owner = normal_tax_code(declaration.owner_tax_code) or ""
        return _Begun(
            declaration,
            form_facts(key, declaration, self._profile, self._notice(key)),
            draft.form if draft else self._profile.form_for(declaration),
            draft.rating if draft else None,
            self._profile.remembered.contact(owner),
            self._manner(owner),
        )

    def _built(self) -> RatingWindow:
        from rating_client.desktop.form.window import RatingWindow

        window = RatingWindow(
            Lookups(
                officers=self._officers_like, offices=self._offices_like, teams=self._teams_like
            ),
            self._content_of,
            clock=self._profile.clock,
        )
        window.changed.connect(self._changed)
        window.sent.connect(self._sent)
        window.closed.connect(self.closed)
        window.next_wanted.connect(self.next_asked)
        return window

    def _manner(self, owner: str) -> FormManner:
        from rating_client.desktop.form.window import FormManner

        settings = self._profile.settings
        decided = self._profile.loaded.origins["low_levels_travel"] == "policy"
        own = None if decided else self._profile.remembered.low_levels_travel(owner)
        return FormManner(
            low_levels_travel=own or settings.low_levels_travel,
            skip_review_when_satisfied=settings.skip_review_when_satisfied,
        )

    def _notice(self, key: str) -> str:
        before = sent_before(self._profile.outbox.of_declaration(key))
        words = self.tr("Bản thay thế cho phiếu gửi lúc {time}")
        return words.format(time=before) if before else ""

    # What the window says -------------------------------------------------------------------

    def _changed(self, rating: Rating) -> None:
        if self._form is not None:
            self._drafts.save(self.window.key, rating, self._form)

    def _draft_saved(self, key: str, at: float) -> None:
        if self.is_open and self.window.key == key:
            self.window.saved(f"{local(at):%H:%M:%S}")
        self.drafted.emit()

    def _draft_not_saved(self, key: str, sentence: Sentence) -> None:
        if self.is_open and self.window.key == key:
            self.window.not_saved(sentence)

    def _sent(self, rating: Rating, hold: Hold | None) -> None:
        assert self._form is not None
        entry: Entry | None = None
        with told("form", self.window.not_saved):
            entry = self._given(self.window.key, rating, self._form, hold)
        if entry is not None:
            self.window.finished()
            self.given.emit(entry)
            self.closed.emit()

    def _given(self, key: str, rating: Rating, form: Form, hold: Hold | None) -> Entry:
        """Queue the rating; what is remembered for the next one may fail without harm to it."""
        entry = self._profile.flow.rating_given(key, rating, form, hold)
        try:
            self._remember(rating)
        except RatingClientError as error:
            log.warning("form: not remembered, %s", error.code)
        return entry

    def _remember(self, rating: Rating) -> None:
        now, office = self._profile.clock.now(), self._office_code
        for subject in rating.given:
            if subject.kind == "officer" and office:
                self._officers.note(office, subject.name, now)
        owner = normal_tax_code(self._declaration.owner_tax_code) if self._declaration else None
        if owner and rating.role:
            self._profile.remembered.keep_role(owner, rating.role)
        if owner and rating.contact and self.window.remembers_contact:
            self._profile.remembered.keep_contact(owner, rating.contact)

    # What the window looks up ---------------------------------------------------------------

    @property
    def _office_code(self) -> str | None:
        d = self._declaration
        if d is None:
            return None
        return self._profile.directory.read(d.office_code, d.office_name, d.registered_at).code

    def _officers_like(self, typed: str) -> Sequence[Suggestion]:
        office = self._office_code
        if office is None or self._declaration is None:
            return ()
        found = complete_officer(
            typed,
            office,
            self._declaration.registered_at,
            self._profile.directory.officers,
            self._officers.names(office),
        )
        return [Suggestion(choice.name, choice.unit) for choice in found]

    def _offices_like(self, typed: str) -> Sequence[Suggestion]:
        at = self._declaration.registered_at if self._declaration else None
        return offices_like(typed, self._profile.directory, at)

    def _teams_like(self, typed: str) -> Sequence[Suggestion]:
        at = self._declaration.registered_at if self._declaration else None
        teams = self._profile.directory.teams(self._office_code, at)
        fitting = [team for team in teams if typed.casefold() in team.name.casefold()]
        return [Suggestion(team.name, "", team.code) for team in fitting[:8]]

    def _content_of(self, rating: Rating) -> Mapping[str, Any]:
        """Exactly what would be sent; only the id and the time are still to come."""
        d, form = self._declaration, self._form
        assert d is not None
        assert form is not None
        office = self._profile.directory.read(d.office_code, d.office_name, d.registered_at)
        now = self._profile.clock.now()
        return content(rating, d, form, id="…", now=now, office_name=office.name or None)
