"""What receivers announce in their signed forms, for the window."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from rating_client.base.errors import Trouble
from rating_client.base.text import Text
from rating_client.enrolment.book import EnrolmentBook
from rating_client.ratings.form import Form

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """One announcement, shown as given: the words are the receiver's, not this program's."""

    receiver: str
    name: Text  # of the receiver
    text: Text


def current_notices(enrolments: EnrolmentBook) -> list[Notice]:
    """The announcements in the forms in use, the first accepted receiver first."""
    found = []
    for enrolment in enrolments.enrolments():
        payload = enrolments.form(enrolment.receiver)
        try:
            texts = () if payload is None else Form.from_payload(payload).notices
        except Trouble as trouble:
            log.warning("form of a receiver: %s", trouble.code)
            continue
        found += [Notice(enrolment.receiver, enrolment.name, text) for text in texts]
    return found
