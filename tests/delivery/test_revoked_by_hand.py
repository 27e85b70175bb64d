"""A device revoked where there is no network: nobody signs a refusal, and there is a way on."""

from __future__ import annotations

from pathlib import Path

from rating_client.contract.answers import CarriedAnswers, seal_answer, signed_answer
from rating_client.contract.bundle import read_bundle
from rating_client.contract.keys import Device
from rating_client.contract.problems import problem
from rating_client.contract.receipts_file import Advice, receipts_file
from rating_client.outbox.entry import EntryState
from tests.delivery.test_answers import unread
from tests.delivery.test_carrying import MADE, bring, carry, receipts_for
from tests.support.issuer import Issuer
from tests.support.office import Office


def joined(office: Office, issuer: Issuer, place: Path) -> Device:
    """The device by which this receiver knows the office."""
    office.enrol(issuer.enrolment_file())
    [file] = carry(office, place)
    assert bring(office, receipts_for(office, issuer, read_bundle(file.path.read_bytes()))).joined
    return office.enrolments.device(issuer.id, office.clock.now())


def test_a_note_nobody_signed_changes_nothing_until_customs_sends_a_new_file(
    office: Office, tmp_path: Path
) -> None:
    customs, another = Issuer(), Issuer()
    old = joined(office, customs, tmp_path)
    entry = office.rate()
    [file] = carry(office, tmp_path)
    [item] = read_bundle(file.path.read_bytes()).items
    note = Advice(item.sha256, problem("device-revoked", "vi"))
    brought = bring(office, receipts_file(customs.statement(), [], MADE, problems=[note]))
    assert [each.reason.code for each in brought.advice] == ["delivery.device-revoked"]
    assert office.state(entry) is EntryState.WAITING  # whoever carried the note may have written it
    assert office.said() == []
    office.enrol(another.enrolment_file(offices=["03TG"]))
    assert office.enrolments.device(another.id, 0).kid == old.kid

    office.enrol(customs.enrolment_file(code="WXYZ-2345-6789"))
    assert office.enrolments.device(customs.id, 0).kid != old.kid
    assert office.enrolments.device(another.id, 0).kid == old.kid
    request = office.enrolments.requests.of(customs.id)
    assert request is not None
    assert request.state == "unsent"


def test_a_new_file_alone_keeps_the_key(office: Office, tmp_path: Path) -> None:
    customs = Issuer()
    old = joined(office, customs, tmp_path)
    office.enrol(customs.enrolment_file(code="WXYZ-2345-6789"))
    assert office.enrolments.device(customs.id, 0).kid == old.kid


def test_receipts_and_answers_for_the_retired_key_still_count(
    office: Office, tmp_path: Path
) -> None:
    customs = Issuer()
    old = joined(office, customs, tmp_path)
    entry = office.rate()
    [file] = carry(office, tmp_path)
    [item] = read_bundle(file.path.read_bytes()).items
    office.enrolments.requests.revoked(customs.id, old.kid, "delivery.device-revoked")
    office.enrol(customs.enrolment_file(code="WXYZ-2345-6789"))
    answer = {
        "v": 1,
        "receiver": customs.id,
        "submission": entry.id,
        "device": old.kid,
        "number": 1,
        "status": {"code": "closed", "vi": "Đã xử lý", "en": "Closed"},
        "text": "Đã chấn chỉnh.",
        "decided_at": MADE,
        "office": {"code": "03CC", "name": "Hải quan mẫu"},
        "final": True,
    }
    sealed = seal_answer(signed_answer(answer, customs.signing), old.answers.public)
    receipt = customs.receipt(item.jwe, submission=entry.id, device=old.kid)
    carried = CarriedAnswers((sealed,), 0, 1)
    brought = bring(office, receipts_file(customs.statement(), [receipt], MADE, answers=carried))
    assert (brought.receipts, brought.answers, brought.refused) == (1, 1, 0)
    assert office.state(entry) is EntryState.RECEIPTED
    assert unread(office) == 1
