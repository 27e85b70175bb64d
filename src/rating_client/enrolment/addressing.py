"""Which receiver a declaration's rating goes to, through everything known about its office.

Joins the directory in force (what ships, under what receivers publish, under what people taught)
with the receivers' claims. One place, so that the form, the outbox and the deliverer agree.
"""

from __future__ import annotations

import logging
from datetime import date

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.directory.directory import Directory, built_in_directory
from rating_client.directory.taught import TaughtOffices
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.routing import Route

log = logging.getLogger(__name__)


class Addressing:
    """The addresses of one profile; `taught` is what people said of printed names."""

    def __init__(self, ledger: Ledger, enrolments: EnrolmentBook) -> None:
        self._enrolments = enrolments
        self.taught = TaughtOffices(ledger)
        self._directory: tuple[object, Directory] | None = None

    def route(self, office_code: str | None, printed: str | None, at: date | None) -> Route:
        """Where a rating for this office goes: its code and printed name as the export has them,
        `at` the day of registration."""
        reading = self.directory().read(office_code, printed, at)
        return self._enrolments.route(reading.code, reading.candidates, printed=printed)

    def directory(self) -> Directory:
        """The directory in force now."""
        receivers = self._enrolments.receivers()
        taught = self.taught.all()
        versions = [self._enrolments.version(receiver, "directory") for receiver in receivers]
        state = (receivers, versions, sorted(taught.items()))
        if self._directory is None or self._directory[0] != state:
            directory = built_in_directory()
            for receiver in reversed(receivers):  # the first accepted has the last word
                if (published := self._published(receiver)) is not None:
                    directory = published.over(directory)
            self._directory = (state, directory.with_taught(taught))
        return self._directory[1]

    def _published(self, receiver: str) -> Directory | None:
        """The receiver's own directory; one that cannot be read must not stop any rating."""
        payload = self._enrolments.directory(receiver)
        try:
            return None if payload is None else Directory.from_payload(payload)
        except Trouble as trouble:
            log.warning("directory of a receiver: %s", trouble.code)
            return None
