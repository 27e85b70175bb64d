"""What the receiver notes about a submission, and in which words it refuses one."""

from __future__ import annotations

from uuid import uuid4

from tests.support.receivers import RunningReceiver
from tests.support.sender import Sender


def test_problems_come_in_the_language_asked_for(sender: Sender) -> None:
    vietnamese = sender.put(str(uuid4()), "x").problem
    english = sender.put(str(uuid4()), "x", accept_language="fr, en;q=0.8, vi;q=0.5").problem
    assert vietnamese.title == "Yêu cầu không đúng định dạng"
    assert english.title == "The request is malformed"


def test_a_tax_code_outside_the_enrolment_is_held_and_marked_unproven(
    receiver: RunningReceiver,
) -> None:
    sender = Sender.enrolled(receiver, tax_codes=("0200000000",))
    inside = sender.rating()
    outside = sender.rating(owner={"tax_code": "0100000000"})
    unknown = sender.rating(owner={"name": "Công ty TNHH Ví dụ"})
    for payload in (inside, outside, unknown):
        assert sender.send(payload).status == 201
    proven = {row["id"]: row["proven"] for row in receiver.stored()}
    assert [proven[each["id"]] for each in (inside, outside, unknown)] == [True, False, False]
