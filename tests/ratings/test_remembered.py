"""What is remembered for an owner, and what only on request."""

from __future__ import annotations

import pytest

from rating_client.base.ledger import Ledger
from rating_client.prompts.owners import Owners
from rating_client.ratings.rating import Contact
from rating_client.ratings.remembered import Remembered
from tests.support.ratings import CONTACT

OWNER = "0000000001"


@pytest.fixture
def remembered(ledger: Ledger) -> Remembered:
    Owners(ledger).meet(OWNER, "CÔNG TY TNHH SAO MAI")
    Owners(ledger).meet("0000000002", "CÔNG TY TNHH SAO HÔM")
    return Remembered(ledger)


def test_the_role_is_remembered_for_each_owner(remembered: Remembered) -> None:
    assert remembered.role(OWNER) is None
    remembered.keep_role(OWNER, "agent")
    assert remembered.role(OWNER) == "agent"
    assert remembered.role("0000000002") is None


def test_a_contact_is_kept_for_its_owner_and_can_be_forgotten(remembered: Remembered) -> None:
    with_mail = Contact(name="Người thử", phone="0900000000", email="thu@example.vn")
    remembered.keep_contact(OWNER, CONTACT)
    remembered.keep_contact(OWNER, with_mail)
    remembered.keep_contact("0000000002", CONTACT)
    assert remembered.contact(OWNER) == with_mail
    remembered.keep_contact(OWNER, None)
    assert remembered.contact(OWNER) is None
    assert remembered.contact("0000000002") == CONTACT
    remembered.forget_contacts()
    assert remembered.contact("0000000002") is None


def test_an_owner_may_have_its_own_way_with_low_levels(remembered: Remembered) -> None:
    assert remembered.low_levels_travel(OWNER) is None
    remembered.keep_low_levels_travel(OWNER, "now")
    assert remembered.low_levels_travel(OWNER) == "now"
    remembered.keep_low_levels_travel(OWNER, None)
    assert remembered.low_levels_travel(OWNER) is None


def test_an_owner_nobody_met_remembers_nothing(remembered: Remembered) -> None:
    remembered.keep_role("9999999999", "owner")
    remembered.keep_contact("9999999999", CONTACT)
    assert remembered.role("9999999999") is None
    assert remembered.contact("9999999999") is None
