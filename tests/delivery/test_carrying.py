"""The queue into files and receipts back, without a network: what leaves, what counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rating_client.base.errors import Trouble
from rating_client.contract.bundle import MAX_BUNDLE, SUFFIX, Bundle, read_bundle
from rating_client.contract.problems import problem
from rating_client.contract.receipts import read_receipt
from rating_client.contract.receipts_file import Advice, Published, receipts_file
from rating_client.contract.statement import KeyStatement
from rating_client.delivery.carrying_home import BroughtHome, CarryingHome
from rating_client.delivery.carrying_out import CarriedOut, CarryingOut
from rating_client.delivery.watching import Cancelled, Progress, unwatched
from rating_client.outbox.entry import Entry, EntryState, Hold
from tests.support.issuer import Issuer
from tests.support.office import Office
from tests.support.sticks import stick

MADE = "2026-11-21T12:00:00+07:00"


@pytest.fixture
def customs(office: Office) -> Issuer:
    issuer = Issuer()
    office.enrol(issuer.enrolment_file())
    return issuer


def carry(office: Office, target: Path, **options: Any) -> list[CarriedOut]:
    out = CarryingOut(office.ledger, office.enrolments, office.addressing, office.clock)
    return list(out.write(target, **options))


def bring(office: Office, data: bytes, progress: Progress = unwatched) -> BroughtHome:
    return CarryingHome(office.ledger, office.enrolments, office.clock).take(data, progress)


def receipts_for(office: Office, issuer: Issuer, bundle: Bundle, **changes: Any) -> bytes:
    """What `issuer` gives for everything in a bundle."""
    device = office.enrolments.devices.current(0).kid
    tokens = [
        issuer.receipt(item.jwe, submission=item.submission, device=device) for item in bundle.items
    ]
    statement = KeyStatement.verified(bundle.statement)
    return receipts_file(statement, tokens, MADE, **changes)


def submissions(file: CarriedOut) -> list[str | None]:
    return [item.submission for item in read_bundle(file.path.read_bytes()).items]


def test_the_file_has_what_waits_behind_what_makes_the_device_known(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    rated = [office.rate().id for _ in range(3)]
    [file] = carry(office, tmp_path)
    assert (file.ratings, file.enrolment, file.receiver) == (3, True, customs.id)
    assert submissions(file) == [None, *rated]
    assert file.path.name.startswith("du-lieu-")
    assert file.path.suffix == SUFFIX
    for entry_id in rated:
        entry = office.outbox.known(entry_id)
        assert entry.state is EntryState.WAITING  # exported is a date, never a receipt
        assert entry.exported_at == office.clock.now()
        assert not office.outbox.take_back(entry_id)  # nobody can say that it never left


def test_the_receipts_come_home_once(office: Office, customs: Issuer, tmp_path: Path) -> None:
    entry = office.rate()
    [file] = carry(office, tmp_path)
    data = receipts_for(office, customs, read_bundle(file.path.read_bytes()))
    first, second = bring(office, data), bring(office, data)
    assert (first.receipts, first.joined, first.known) == (1, True, 0)
    assert (second.receipts, second.joined, second.known) == (0, False, 1)
    assert office.state(entry) is EntryState.RECEIPTED
    with pytest.raises(Trouble, match=r"delivery\.nothing-to-carry"):
        carry(office, tmp_path)


def test_a_held_rating_stays_out_unless_chosen(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    held = office.rate(hold=Hold.until_released(office.clock.now()))
    [request] = carry(office, tmp_path)
    assert submissions(request) == [None]
    [file] = carry(office, tmp_path, held=True)
    assert submissions(file) == [None, held.id]
    assert office.outbox.known(held.id).hold is not None  # carried, and still not sent by itself


def test_only_held_ones_is_said_in_so_many_words(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    [file] = carry(office, tmp_path)
    bring(office, receipts_for(office, customs, read_bundle(file.path.read_bytes())))
    office.rate(hold=Hold.until_released(office.clock.now()))
    with pytest.raises(Trouble, match=r"delivery\.only-held"):
        carry(office, tmp_path)


def test_what_has_no_receiver_yet_is_said(office: Office, tmp_path: Path) -> None:
    office.rate()
    with pytest.raises(Trouble, match=r"delivery\.no-receiver"):
        carry(office, tmp_path)


def test_every_receiver_has_a_file_of_its_own(office: Office, tmp_path: Path) -> None:
    north, south = Issuer(), Issuer()
    office.enrol(north.enrolment_file(offices=["03CC"]))
    office.enrol(south.enrolment_file(offices=["02CI"]))
    to_north, to_south = office.rate(office="03CC"), office.rate(office="02CI")
    files = {file.receiver: file for file in carry(office, tmp_path)}
    assert submissions(files[north.id]) == [None, to_north.id]
    assert submissions(files[south.id]) == [None, to_south.id]
    [only] = carry(office, tmp_path, receiver=south.id)
    assert submissions(only) == [None, to_south.id]


def test_a_long_queue_becomes_several_files(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    rated = [office.rate().id for _ in range(150)]
    seen: list[tuple[int, int]] = []
    files = carry(office, tmp_path / "x", progress=lambda done, of: seen.append((done, of)))
    assert len(files) > 1
    assert [file.path.name for file in files[:2]] == ["x.rating-bundle", "x-2.rating-bundle"]
    assert all(file.path.stat().st_size <= MAX_BUNDLE for file in files)
    carried = [each for file in files for each in submissions(file) if each is not None]
    assert carried == rated
    assert seen[0] == (0, 150)
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})


def test_a_person_who_stops_it_keeps_the_files_that_are_whole(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    rated = [office.rate() for _ in range(150)]

    def stop_later(done: int, _of: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        carry(office, tmp_path, progress=stop_later)
    [file] = tmp_path.glob("*" + SUFFIX)
    carried = {item.submission for item in read_bundle(file.read_bytes()).items}
    for entry in rated:
        marked = office.outbox.known(entry.id).exported_at is not None
        assert marked == (entry.id in carried)


def test_a_full_stick_leaves_neither_a_file_nor_a_mark(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    entry = office.rate()
    with stick(tmp_path / "stick", kilobytes=4) as disk:
        with pytest.raises(Trouble, match=r"base\.stick-full"):
            carry(office, disk)
        assert list(disk.iterdir()) == []
    assert office.outbox.known(entry.id).exported_at is None
    assert office.outbox.take_back(entry.id)  # it truly never left


# What comes home ------------------------------------------------------------------------------


def test_receipts_for_other_peoples_ratings_are_counted_and_passed_over(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    entry = office.rate()
    token = customs.receipt("a.b.c.d.e", submission="0" * 8 + entry.id[8:], device="k" * 43)
    brought = bring(office, receipts_file(customs.statement(), [token], MADE))
    assert (brought.receipts, brought.foreign) == (0, 1)
    assert office.state(entry) is EntryState.WAITING


def test_a_receipt_that_proves_nothing_settles_nothing(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    entry = office.rate()
    device = office.enrolments.devices.current(0).kid
    assert entry.envelope is not None
    forger = Issuer(identity=customs.identity)  # other signing keys under the same name
    tokens = [
        customs.receipt("another.envelope", submission=entry.id, device=device),
        customs.receipt(entry.envelope, submission=entry.id, device="k" * 43),
        forger.receipt(entry.envelope, submission=entry.id, device=device),
    ]
    brought = bring(office, receipts_file(customs.statement(), tokens, MADE))
    assert (brought.receipts, brought.refused) == (0, 3)
    assert office.state(entry) is EntryState.WAITING


def test_a_key_that_was_revoked_since_signs_nothing(office: Office, customs: Issuer) -> None:
    """An old statement in the file, with a stolen key still good in it, is not followed."""
    entry = office.rate()
    assert entry.envelope is not None
    device = office.enrolments.devices.current(0).kid
    stolen = Issuer(identity=customs.identity, sealing=customs.sealing)
    token = stolen.receipt(entry.envelope, submission=entry.id, device=device)
    office.enrolments.set_document(customs.id, "keys", customs.statement_token(2), 1)
    brought = bring(office, receipts_file(stolen.statement(1), [token], MADE))
    assert (brought.receipts, brought.refused) == (0, 1)
    assert office.state(entry) is EntryState.WAITING


def test_a_newer_statement_that_is_carried_is_learnt(office: Office, customs: Issuer) -> None:
    entry = office.rate()
    assert entry.envelope is not None
    device = office.enrolments.devices.current(0).kid
    rotated = Issuer(identity=customs.identity, sealing=customs.sealing)
    token = rotated.receipt(entry.envelope, submission=entry.id, device=device)
    published = {"form": rotated.form_token(1)}
    file = receipts_file(rotated.statement(2), [token], MADE, published=published)  # type: ignore[arg-type]  # a literal key
    assert bring(office, file).receipts == 1
    assert office.enrolments.statement(customs.id).version == 2


def test_a_problem_nobody_signed_only_advises(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    entry = office.rate()
    carry(office, tmp_path)
    assert entry.envelope_sha256 is not None
    said = [
        Advice(entry.envelope_sha256, problem("invalid-rating", "vi")),
        Advice("0" * 64, problem("invalid-rating", "vi")),
    ]
    brought = bring(office, receipts_file(customs.statement(), [], MADE, problems=said))
    assert [(each.submission, each.reason.code) for each in brought.advice] == [
        (entry.id, "delivery.not-accepted")
    ]
    assert office.state(entry) is EntryState.WAITING


def test_another_receivers_file_changes_nothing(office: Office, customs: Issuer) -> None:
    with pytest.raises(Trouble, match=r"delivery\.receipts-of-another"):
        bring(office, receipts_file(Issuer().statement(), [], MADE))


def test_a_person_who_stops_it_takes_the_file_in_again(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    for _ in range(5):
        office.rate()
    [file] = carry(office, tmp_path)
    data = receipts_for(office, customs, read_bundle(file.path.read_bytes()))

    def stop_at_the_third(done: int, _of: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring(office, data, stop_at_the_third)
    half = office.outbox.counts()[EntryState.RECEIPTED]
    assert half == 2  # the first of the three was for the device itself
    assert bring(office, data).receipts == 5 - half


def test_receipts_from_before_a_restore_that_come_home_after_it_are_not_the_last_word(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    """Two sticks in the wrong order: the second told that the receiver lost what the first says."""
    entry = office.rate()
    [file] = carry(office, tmp_path)
    bundle = read_bundle(file.path.read_bytes())
    device = office.enrolments.devices.current(0).kid

    def given(epoch: str, received_at: str) -> list[str]:
        said = {"epoch": epoch, "received_at": received_at, "device": device}
        return [customs.receipt(i.jwe, submission=i.submission, **said) for i in bundle.items]

    def called(epoch: str, lost_from: str) -> dict[Published, str]:
        payload = {"v": 1, "receiver": customs.id, "epoch": epoch}
        times = {"lost_from": lost_from, "issued_at": lost_from}
        return {"resend": customs.sign("rating-resend+jws", {**payload, **times})}

    statement = KeyStatement.verified(bundle.statement)
    first, second = "2026-11-21T00:00:00+07:00", "2026-11-21T13:00:00+07:00"
    lost = receipts_file(statement, given("epoch-1", "2026-11-21T12:00:00+07:00"), MADE)
    word = receipts_file(statement, [], MADE, published=called("epoch-2", first))
    bring(office, word)
    office.clock.advance(60)
    bring(office, lost)
    assert office.state(entry) is EntryState.RECEIPTED
    office.clock.advance(60)
    assert bring(office, word).sent_again == 1, "it says so as long as it says anything"
    assert office.state(entry) is EntryState.WAITING
    [again] = carry(office, tmp_path)
    assert entry.id in submissions(again)
    held = receipts_file(statement, given("epoch-2", "2026-11-21T14:00:00+07:00"), MADE)
    bring(office, held)
    assert bring(office, word).sent_again == 0, "what has its receipt since is not asked for"
    assert office.state(entry) is EntryState.RECEIPTED
    later = receipts_file(statement, [], MADE, published=called("epoch-3", second))
    assert bring(office, later).sent_again == 1
    bring(office, receipts_file(statement, given("epoch-3", "2026-11-21T15:00:00+07:00"), MADE))
    assert bring(office, word).sent_again == 0, "an old word from before the newest is nothing"
    assert office.state(entry) is EntryState.RECEIPTED


def test_a_bundle_is_told_from_receipts(office: Office, customs: Issuer, tmp_path: Path) -> None:
    [file] = carry(office, tmp_path)
    with pytest.raises(Trouble, match=r"delivery\.bundle-not-receipts"):
        bring(office, file.path.read_bytes())


def test_cut_and_flipped_files_settle_nothing_they_do_not_prove(
    office: Office, customs: Issuer, tmp_path: Path
) -> None:
    entry = office.rate()
    [file] = carry(office, tmp_path)
    whole = receipts_for(office, customs, read_bundle(file.path.read_bytes()))
    for length in range(0, len(whole), 97):
        with pytest.raises(Trouble, match=r"contract\.receipts-file-unreadable"):
            bring(office, whole[:length])
    for place in range(0, len(whole), 41):
        data = bytearray(whole)
        data[place] ^= 0x10
        try:
            bring(office, bytes(data))
        except Trouble:
            continue
        if office.state(entry) is EntryState.RECEIPTED:
            _assert_proven(office, entry, customs)


def _assert_proven(office: Office, entry: Entry, customs: Issuer) -> None:
    """The one way to be receipted: the very receipt the receiver signed."""
    kept = office.outbox.known(entry.id)
    assert kept.receipt is not None
    assert read_receipt(kept.receipt, customs.statement()).submission == entry.id
