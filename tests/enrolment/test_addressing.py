"""Which receiver takes an office's ratings, through every directory there is."""

from __future__ import annotations

from datetime import date
from typing import Any

from rating_client.base.ledger import Ledger
from rating_client.enrolment.addressing import Addressing
from rating_client.enrolment.book import EnrolmentBook
from rating_client.enrolment.file import read_offer
from rating_client.enrolment.routing import Nobody, Routed
from tests.support.issuer import Issuer

TODAY = date(2026, 11, 21)


def enrolled(ledger: Ledger, issuer: Issuer, **changes: Any) -> Addressing:
    book = EnrolmentBook(ledger)
    offer = read_offer(issuer.enrolment_file(**changes))
    book.accept(offer, 1.0, fingerprint=offer.fingerprint)
    return Addressing(ledger, book)


def test_a_printed_short_name_finds_the_receiver_of_its_office(ledger: Ledger) -> None:
    issuer = Issuer()
    addressing = enrolled(ledger, issuer, offices=["28NJ"])
    assert addressing.route(None, "CCHQHANAM", TODAY) == Routed(issuer.id)
    assert addressing.route("28NJ", None, TODAY) == Routed(issuer.id)
    assert isinstance(addressing.route("03EE", None, TODAY), Nobody)
    assert isinstance(addressing.route(None, "NOT AN OFFICE", TODAY), Nobody)


def test_what_a_receiver_publishes_is_known_beside_what_ships(ledger: Ledger) -> None:
    issuer = Issuer()
    office = {"code": "99ZZ", "kind": "office", "name": "Hải quan thử nghiệm"}
    directory = issuer.directory_token(id="directory", offices=[office])
    addressing = enrolled(ledger, issuer, directory=directory)
    assert addressing.directory().resolve("99ZZ", TODAY).name == "Hải quan thử nghiệm"
    assert addressing.directory().resolve("28NJ", TODAY).name != "28NJ"


def test_a_directory_that_cannot_be_read_stops_no_rating(ledger: Ledger) -> None:
    issuer = Issuer()
    addressing = enrolled(ledger, issuer, directory=issuer.directory_token(offices="nonsense"))
    assert addressing.route("28NJ", None, TODAY) == Routed(issuer.id)
