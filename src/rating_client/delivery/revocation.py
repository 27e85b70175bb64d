"""A receiver that revoked this device: what it turned away waits, whole, for a new key.

The receiver looks whether it holds an envelope before it looks whether the device may still send.
So this refusal, and no other, proves that it does not hold it, however often it was sent before:
the same answers may go under a new id, and are counted once.
"""

from __future__ import annotations

from rating_client.base.ledger import Ledger
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Attempt, Dispatch
from rating_client.outbox.entry import Entry, EntryState, Reason
from rating_client.outbox.replaced import Replaced, stands
from rating_client.ratings.submission import frozen_again, new_id


class Revocation:
    """The revoked devices of one ledger. Runs in the transaction of whoever settles."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook) -> None:
        self._requests = enrolments.requests
        self._outbox = Outbox(ledger)
        self._dispatch = Dispatch(ledger)
        self._replaced = Replaced(ledger)

    def turned_away(self, attempt: Attempt, reason: Reason, now: float) -> None:
        """This one was refused because its device is revoked.

        The receiver counts as having revoked this computer, unless the envelope was signed with a
        key that was replaced since. The rating is queued anew, unsealed, and the refused entry is
        withdrawn. One whose content is gone stays, for a person to see.
        """
        if (device := self._outbox.signed_by(attempt.id)) is not None:
            self._requests.revoked(attempt.receiver, device, reason.code)
        if self._dispatch.needs_attention(attempt, reason):
            self._queue_anew(self._outbox.known(attempt.id), now)

    def _queue_anew(self, entry: Entry, now: float) -> None:
        if entry.content is None:
            return
        self._outbox.give_up(entry.id)
        for other in self._outbox.of_declaration(entry.declaration_key):
            if other.supersedes == entry.id and other.state is not EntryState.WITHDRAWN:
                self._replaced.note(other.id, entry)  # its correction goes, and may be undone
                return
        again = frozen_again(
            entry.content, id=new_id(), now=now, supersedes=self._what_it_replaces(entry)
        )
        self._outbox.put(again, declaration_key=entry.declaration_key, now=now)
        self._replaced.queued_anew(entry.id, again["id"])

    def _what_it_replaces(self, entry: Entry) -> str | None:
        """The newest before it that customs may hold: those turned away like it never came."""
        while entry.supersedes is not None:
            entry = self._outbox.known(entry.supersedes)
            if stands(entry):
                return entry.id
        return None
