"""What was rated before any receiver was known gets its envelope, however much of it there is."""

from __future__ import annotations

from rating_client.base.ledger import Ledger
from rating_client.delivery.sealing import Sealing
from rating_client.outbox.entry import EntryState
from tests.support.clock import FakeClock
from tests.support.issuer import Issuer
from tests.support.office import Office
from tests.support.submissions import KEY, content, known_declaration


def test_ratings_nobody_takes_hide_none_of_those_behind_them(
    ledger: Ledger, clock: FakeClock
) -> None:
    office = Office(ledger, clock)
    known_declaration(ledger, KEY)
    for code in ("99ZZ", "28NJ") * 260:
        office.outbox.put(content(KEY, office=code), declaration_key=KEY, now=clock.now())
    issuer = Issuer()
    office.enrol(issuer.enrolment_file(offices=["28NJ"]))
    left = Sealing(ledger, office.enrolments, office.addressing).seal_waiting(clock.now())
    assert left.uncovered == 260
    assert office.outbox.counts()[EntryState.WAITING] == 260
