"""The journey on one page: from an export file to the outbox, one method a step.

Each step is one ledger transaction, so that a crash leaves the step done or not begun: a file
whose consequences are not written is read again, and no prompt is answered without its rating
lying in the outbox. No Qt, no network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rating_client.base.clock import Clock
from rating_client.base.errors import Bug
from rating_client.base.ledger import Ledger
from rating_client.base.sentences import Sentence
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.registered import registered
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.routing import Route, Routed
from rating_client.exports.folder import ExportFolder
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import SettledFile
from rating_client.exports.trouble import FileTrouble
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import Entry, Hold, HoldFor
from rating_client.outbox.envelope import Envelope, seal
from rating_client.outbox.replaced import Replaced, stands
from rating_client.prompts.book import Noted, PromptBook
from rating_client.prompts.pacing import Pacing
from rating_client.prompts.policy import Card, Desk, Wait
from rating_client.prompts.prompt import Origin
from rating_client.prompts.register import is_released
from rating_client.ratings.form import Form, form_of
from rating_client.ratings.kept_forms import KeptForms
from rating_client.ratings.rating import Rating
from rating_client.ratings.sendable import assure_sendable
from rating_client.ratings.submission import content, frozen_again, new_id

_PORTION = 100  # declarations of a list noted at once: no window waits longer for the ledger


@dataclass(frozen=True)
class ExportRead:
    """What one export file led to."""

    noted: tuple[Noted, ...] = ()
    refused: Sentence | None = None


class Flow:
    """The steps of one profile. May be used from any thread."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        *,
        seen: SeenFiles,
        reading: ReadingProcess,
        prompts: PromptBook,
        outbox: Outbox,
        enrolments: EnrolmentBook,
        addressing: Addressing,
        pacing: Callable[[], Pacing],
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._seen = seen
        self._reading = reading
        self._prompts = prompts
        self._outbox = outbox
        self._replaced = Replaced(ledger)
        self._forms = KeptForms(ledger)
        self._enrolments = enrolments
        self._addressing = addressing
        self._pacing = pacing

    def export_settled(self, folder: ExportFolder, file: SettledFile) -> ExportRead:
        """Read one settled file and note what it says; or why it says nothing.

        A list is noted in portions. It counts as read with the last one: after a crash before
        that it is read again, and noting twice changes nothing.

        `Trouble` where no file can be read at the moment, such as without a reading process:
        then this one is offered again.
        """
        now = self._clock.now()
        data = folder.read(file, now)
        if data is None:
            return ExportRead()
        try:
            reading = self._reading.read(data, file.path)
        except FileTrouble as refusal:
            self._seen.record(file, now, refusal=refusal)
            return ExportRead(refused=None if refusal.quiet else refusal.sentence)
        noted: list[Noted] = []
        for begun in range(0, max(len(reading.declarations), 1), _PORTION):
            with self._ledger.transaction():
                noted += (
                    self.declaration_read(
                        each, before_setup=file.tells_of_before(each.registered_at)
                    )
                    for each in reading.declarations[begun : begun + _PORTION]
                )
                if begun + _PORTION >= len(reading.declarations):
                    # A file without a registered declaration may have been misread.
                    final = any(registered(each) for each in reading.declarations)
                    digest = hashlib.sha256(data).hexdigest()
                    self._seen.record(file, now, sha256=digest, final=final)
        return ExportRead(tuple(noted))

    def declaration_read(self, declaration: Declaration, *, before_setup: bool = False) -> Noted:
        """Note what one export says: its prompt is new, updated, withdrawn or untouched.

        The first export that says the goods are out lets go what was held for that.
        """
        now = self._clock.now()
        origin = Origin.BEFORE_SETUP if before_setup else Origin.LIVE
        with self._ledger.transaction():
            noted = self._prompts.note(declaration, now, origin)
            if noted.key and noted.released_now:
                self._outbox.release_held(noted.key)
        return noted

    def asked_by_hand(self, declaration: Declaration) -> Noted:
        """A person wants to rate this declaration, known to an export or by its number alone."""
        return self._prompts.note(declaration, self._clock.now(), Origin.MANUAL)

    def next_card(self, now: float, desk: Desk, held: Wait | None = None) -> Card | Wait:
        """What to show now, if anything."""
        return self._prompts.next_card(now, desk, self._pacing(), held)

    def put_off(self, keys: Iterable[str], until: float | None, *, on_cleared: bool = False) -> int:
        """Ask again later; how many prompts were put off."""
        with self._ledger.transaction():
            return self._prompts.snooze(self._current(keys), until, on_cleared)

    def declined(self, keys: Iterable[str]) -> int:
        """Not these; how many open prompts were declined."""
        with self._ledger.transaction():
            return self._prompts.decline(self._current(keys), self._clock.now())

    def rating_given(self, key: str, rating: Rating, form: Form, hold: Hold | None = None) -> Entry:
        """Freeze and queue a rating: answered and queued in one transaction.

        What was given before for this declaration is taken back if it never left, and superseded
        if customs may hold it. The draft stays until the receipt ends it: an undo finds it as it
        was. `Trouble` where no receiver could ever take it; then nothing is queued.
        """
        while True:
            key = self._prompts.resolve(key)
            declaration = self._prompts.declaration(key)
            if declaration is None:
                raise Bug("flow.unknown-declaration")
            now = self._clock.now()
            earlier = self._outbox.of_declaration(key)
            frozen = content(
                rating,
                declaration,
                form,
                id=new_id(),
                now=now,
                office_name=self._office_name(declaration),
                supersedes=next((e.id for e in earlier if stands(e)), None),
            )
            envelope = self._sealed(frozen, declaration, now)  # slow, so before the transaction
            with self._ledger.transaction():
                if self._prompts.resolve(key) != key or self._outbox.of_declaration(key) != earlier:
                    continue  # an export named the owner, or the deliverer took one meanwhile
                entry = self._outbox.put(
                    frozen,
                    declaration_key=key,
                    now=now,
                    envelope=envelope,
                    hold=self._hold_for(key, hold),
                )
                # Customs keeps nothing of what it refused, so that one ends here too.
                ended = [
                    each
                    for each in earlier
                    if self._outbox.take_back(each.id) or self._outbox.give_up(each.id)
                ]
                if ended:
                    self._replaced.note(entry.id, ended[0])
                self._forms.keep(form)
                self._prompts.answer(key, now)
                return entry

    def taken_back(self, entry_id: str) -> bool:
        """Undo: everything as before, while nothing has left this computer.

        A rating that this one had replaced waits again, under a new id; without one the prompt
        is open again, with its draft.
        """
        entry = self._outbox.known(entry_id)
        again = self._put_back(entry)  # slow, so before the transaction
        with self._ledger.transaction():
            if not self._outbox.take_back(entry_id):
                return False
            key = self._outbox.known(entry_id).declaration_key
            if again:
                frozen, envelope, hold = again
                hold = self._hold_for(key, hold)
                now = self._clock.now()
                self._outbox.put(frozen, declaration_key=key, now=now, envelope=envelope, hold=hold)
            elif not any(stands(e) for e in self._outbox.of_declaration(key)):
                self._prompts.unanswer(key)
            self._replaced.undone(entry_id, again[0]["id"] if again else None)
            return True

    def given_up(self, entry_id: str) -> bool:
        """Withdraw a rating its receiver refused: customs will not have one of this declaration.

        Its prompt counts as declined and can be opened again, with its draft. False, and nothing
        is changed, where customs may hold it: that one can only be superseded.
        """
        with self._ledger.transaction():
            entry = self._outbox.known(entry_id)
            if stands(entry) or not self._outbox.give_up(entry_id):
                return False
            key = self._prompts.resolve(entry.declaration_key)
            if not any(stands(e) for e in self._outbox.of_declaration(key)):
                self._prompts.unanswer(key)
                self._prompts.decline(key, self._clock.now())
            return True

    def form_for(self, declaration: Declaration) -> Form:
        """The form of the receiver that takes this declaration's ratings, or the built-in one."""
        route = self._route(declaration)
        return form_of(self._enrolments.form(route.receiver) if isinstance(route, Routed) else None)

    def _put_back(self, entry: Entry) -> tuple[dict[str, Any], Envelope | None, Hold | None] | None:
        """What `entry` replaced, frozen and sealed once more; None where it replaced nothing."""
        before = self._replaced.before(entry.id)
        declaration = self._prompts.declaration(entry.declaration_key)
        if before is None or declaration is None:
            return None
        replaced, now = self._outbox.known(before.id), self._clock.now()
        if replaced.content is None:
            return None
        frozen = frozen_again(
            replaced.content,
            id=new_id(),
            now=now,
            supersedes=replaced.id if stands(replaced) else replaced.supersedes,
        )
        return frozen, self._sealed(frozen, declaration, now), before.hold

    def _hold_for(self, key: str, hold: Hold | None) -> Hold | None:
        """The hold, unless it waits for a release that an export has told of already."""
        if hold is None or hold.reason is not HoldFor.RELEASED:
            return hold
        declaration = self._prompts.declaration(key)
        return None if declaration and is_released(declaration) else hold

    def _current(self, keys: Iterable[str]) -> list[str]:
        return [self._prompts.resolve(key) for key in keys]

    def _sealed(
        self, frozen: Mapping[str, Any], declaration: Declaration, now: float
    ) -> Envelope | None:
        """The envelope, where one receiver takes it from this device; the outbox keeps it
        unaddressed otherwise."""
        assure_sendable(frozen)
        route = self._route(declaration)
        if not isinstance(route, Routed):
            return None
        signer = self._enrolments.signer(route.receiver, now)
        if signer is None:
            return None
        return seal(frozen, self._enrolments.statement(route.receiver), signer)

    def _route(self, declaration: Declaration) -> Route:
        return self._addressing.route(
            declaration.office_code, declaration.office_name, declaration.registered_at
        )

    def _office_name(self, declaration: Declaration) -> str | None:
        reading = self._addressing.directory().read(
            declaration.office_code, declaration.office_name, declaration.registered_at
        )
        return reading.name or None
