"""Two receivers claim one office: a person chooses once, whatever the export calls the office."""

from __future__ import annotations

import pytest

from rating_client.base.ledger import Ledger
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.routing import Routed, Undecided
from tests.support.intake import Customs


@pytest.mark.parametrize(
    ("code", "printed"), [("03CC", None), (None, "HQCANGDV"), (None, "một tên chưa ai biết")]
)
def test_a_choice_holds_for_what_was_asked_and_over_a_restart(
    ledger: Ledger, code: str | None, printed: str | None
) -> None:
    book = EnrolmentBook(ledger)
    first, second = Customs(), Customs()
    for number, issuer in enumerate((first, second)):
        offer = read_offer(issuer.enrolment_file())
        book.accept(offer, float(number), fingerprint=offer.fingerprint)
    found = Addressing(ledger, book).route(code, printed, None)
    assert isinstance(found, Undecided)
    assert set(found.receivers) == {first.id, second.id}
    book.choose(found.office, second.id, 2.0)
    again = EnrolmentBook(ledger)
    assert Addressing(ledger, again).route(code, printed, None) == Routed(second.id)
    again.choose(found.office, first.id, 3.0)
    assert Addressing(ledger, again).route(code, printed, None) == Routed(first.id)


def test_a_choice_for_one_office_is_none_for_another(ledger: Ledger) -> None:
    book = EnrolmentBook(ledger)
    for number in range(2):
        offer = read_offer(Customs().enrolment_file())
        book.accept(offer, float(number), fingerprint=offer.fingerprint)
    book.choose("03CC", book.receivers()[0], 2.0)
    assert isinstance(Addressing(ledger, book).route("03CE", None, None), Undecided)
