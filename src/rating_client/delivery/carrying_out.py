"""The queue into files for carrying: sealed bundles, one receiver each, that anybody may carry.

Nothing in a file's name or outside of its envelopes says who rated whom. What is exported goes on
being sent as well: a receiver knows a repetition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.clock import Clock, iso, local
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.text import Text
from rating_client.base.whole_file import NotWritten, free_name, write_whole
from rating_client.contract.bundle import MAX_ITEMS, SUFFIX, BundleItem, bundle, fitting
from rating_client.contract.statement import KeyStatement
from rating_client.delivery.sealing import Sealing
from rating_client.delivery.watching import Progress, unwatched
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.outbox.answers import AnswerBook
from rating_client.outbox.box import Outbox
from rating_client.outbox.carrying import Carrying
from rating_client.outbox.entry import EntryState


@dataclass(frozen=True)
class CarriedOut:
    """One file that was written, whole."""

    path: Path
    receiver: str
    name: Text  # of the receiver
    ratings: int
    enrolment: bool  # whether the request that makes this device known is in it


class CarryingOut:
    """Makes bundles of the outbox of one ledger."""

    def __init__(
        self, ledger: Ledger, enrolments: EnrolmentBook, addressing: Addressing, clock: Clock
    ) -> None:
        self._enrolments = enrolments
        self._clock = clock
        self._outbox = Outbox(ledger)
        self._carrying = Carrying(ledger)
        self._answers = AnswerBook(ledger)
        self._sealing = Sealing(ledger, enrolments, addressing)

    def write(
        self,
        target: Path,
        *,
        held: bool = False,
        receiver: str | None = None,
        progress: Progress = unwatched,
    ) -> Iterator[CarriedOut]:
        """Write what waits to `target`, and say of each file when it is whole.

        A folder as `target` gets a name that says nothing. Every receiver gets files of its own,
        or only `receiver`, and each file at most 200 ratings and 1 MiB: further ones are
        `NAME-2` and so on. Held ratings stay out without `held`. `Trouble` where nothing is to be
        carried or a file could not be written; the files before it stay.
        """
        now = self._clock.now()
        self._sealing.seal_waiting(now)
        waiting = {
            each: self._carrying.ids(each, now, held=held)
            for each in self._receivers(now, held)
            if receiver in (None, each)
        }
        if not waiting:
            raise self._nothing(held)
        export = _Export(held, _Place(target, now), progress, sum(map(len, waiting.values())))
        for each, ids in waiting.items():
            yield from self._files(each, ids, export)

    def write_one(self, entry_id: str, target: Path) -> CarriedOut:
        """Write this one rating to `target`, one that its receiver refused too.

        `Trouble` where it has no receiver, was settled meanwhile, or could not be written.
        """
        entry = self._outbox.known(entry_id)
        if entry.receiver is None or entry.envelope is None:
            raise Trouble("delivery.nothing-to-carry")
        place = _Place(target, self._clock.now())
        export = _Export(True, place, unwatched, 1, refused=True)
        statement = self._enrolments.statement(entry.receiver)
        written = self._write(statement, [self._item(entry_id)], export)
        if written is None:
            raise Trouble("delivery.nothing-to-carry")
        return written

    def _receivers(self, now: float, held: bool) -> list[str]:
        """Those for whom there is something, in the order in which they were accepted."""
        wanted = self._carrying.receivers(now, held=held)
        wanted |= {request.receiver for request in self._enrolments.requests.to_send()}
        return [each for each in self._enrolments.receivers() if each in wanted]

    def _files(self, receiver: str, ids: list[str], export: _Export) -> Iterator[CarriedOut]:
        statement = self._enrolments.statement(receiver)
        first = self._enrolment_request(receiver)
        while ids or first:
            export.progress(export.done, export.of)
            items = first + [self._item(each) for each in ids[: MAX_ITEMS - len(first)]]
            items = items[: fitting(statement.token, items)]
            taken = len(items) - len(first)
            if (written := self._write(statement, items, export)) is not None:
                yield written
            ids, first = ids[taken:], []
            export.done += taken

    def _write(
        self, statement: KeyStatement, items: list[BundleItem], export: _Export
    ) -> CarriedOut | None:
        """One file; None where all that was to be in it is settled by now."""
        receiver, now = statement.receiver, self._clock.now()
        ids = [each.submission for each in items if each.submission is not None]
        leaving = self._carrying.leave(ids, now, held=export.held, refused=export.refused)
        items = [each for each in items if each.submission is None or each.submission in leaving]
        if not items:
            return None
        path = export.place.next()
        data = bundle(
            statement.token,
            receiver,
            items,
            iso(now),
            answers_after=self._answers.next_after(receiver),
        )
        try:
            write_whole(path, data)
        except NotWritten as trouble:
            if not trouble.traces:
                self._carrying.stayed(leaving)
            raise
        ratings = len(leaving.before)
        return CarriedOut(path, receiver, statement.name, ratings, len(items) > ratings)

    def _item(self, entry_id: str) -> BundleItem:
        entry = self._outbox.known(entry_id)
        assert entry.envelope is not None  # it is sealed, and kept while it has no receipt
        assert entry.envelope_sha256 is not None
        return BundleItem(entry.id, entry.envelope_sha256, entry.envelope)

    def _enrolment_request(self, receiver: str) -> list[BundleItem]:
        """What makes this device known, before its ratings; nothing where it is known."""
        for request in self._enrolments.requests.to_send():
            if request.receiver == receiver:
                self._enrolments.requests.unconfirmed(request)
                return [BundleItem(None, request.sha256, request.envelope)]
        return []

    def _nothing(self, held: bool) -> Trouble:
        """Why there is nothing to carry, and what to do about it."""
        waiting = self._outbox.held(sealed=True)
        unaddressed = self._outbox.counts()[EntryState.UNADDRESSED]
        if waiting and not held:
            return Trouble("delivery.only-held", n=waiting)
        for each in self._enrolments.enrolments():
            if unaddressed and each.request_state == "revoked":
                return Trouble("delivery.device-revoked")
        if unaddressed:
            return Trouble("delivery.no-receiver", n=unaddressed)
        return Trouble("delivery.nothing-to-carry")


@dataclass
class _Export:
    """One export on its way: what was asked, and how many of how many ratings are done."""

    held: bool
    place: _Place
    progress: Progress
    of: int
    done: int = 0
    refused: bool = False


class _Place:
    """Where the files of one export go, one name after the other."""

    def __init__(self, target: Path, now: float) -> None:
        self._fresh = target.is_dir()
        name = target / f"du-lieu-{local(now):%Y%m%d}" if self._fresh else target
        self._first = name if name.suffix else name.with_name(name.name + SUFFIX)

    def next(self) -> Path:
        if not self._fresh:
            self._fresh = True
            return self._first  # as it was asked for; a file that lies there is not touched
        return free_name(self._first.parent, self._first.stem, self._first.suffix)
