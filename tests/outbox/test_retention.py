"""Content goes; id, digest and receipt stay; nothing without a receipt is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.backups import ERASED_AT
from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.outbox.box import Outbox
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.outbox.entry import EntryState, Reason
from rating_client.outbox.envelope import Envelope
from rating_client.outbox.retention import KEEP, Erased, Retention, believable, cutoffs
from rating_client.ratings.drafts import Drafts
from rating_client.ratings.form import built_in_form
from tests.support.claims import claim_one
from tests.support.clock import FakeClock
from tests.support.ratings import satisfied
from tests.support.submissions import content, known_declaration
from tests.support.workday import Workday

NOW = seconds_of("2026-11-21T10:42:00+07:00")
DAY = 86_400.0
RECEIVER = "receiver"


@pytest.mark.parametrize(
    ("days", "content_age", "sealed_age", "drafts_age"),
    [(365, 365, 90, 365), (90, 90, 90, 90), (0, 0, 90, 1), (KEEP, None, 90, None)],
)
def test_the_policy(
    days: int, content_age: int | None, sealed_age: int, drafts_age: int | None
) -> None:
    found = cutoffs(NOW, days)

    def ago(age: int | None) -> float | None:
        return None if age is None else NOW - age * DAY

    assert (found.content, found.sealed, found.drafts) == (
        ago(content_age),
        ago(sealed_age),
        ago(drafts_age),
    )


def test_a_clock_that_jumped_is_not_believed_at_once() -> None:
    assert believable(NOW, NOW - DAY)
    assert not believable(NOW + 3650 * DAY, NOW)
    assert not believable(NOW - DAY, NOW)
    assert not believable(NOW, None)


def test_content_goes_after_the_receipt_and_the_proof_stays(ledger: Ledger) -> None:
    entry = _receipted(ledger, 1, at=NOW)
    assert _erased(ledger, NOW + 364 * DAY) == Erased(envelopes=1), "sealed bytes go after 90 days"
    assert _erased(ledger, NOW + 365 * DAY) == Erased(contents=1)
    row = ledger.rows("SELECT * FROM whole_entry WHERE id = ?", (entry,))[0]
    assert (row["content"], row["envelope"]) == (None, None)
    assert (row["envelope_sha256"], row["receipt"], row["received_at"]) == (
        f"digest {entry}",
        f"receipt {entry}",
        NOW,
    )
    assert row["state"] == EntryState.RECEIPTED
    assert ledger.recall(ERASED_AT) == str(NOW + 365 * DAY), "copies are rotated after this"


def test_without_a_receipt_nothing_is_erased_however_old(ledger: Ledger) -> None:
    outbox, dispatch = Outbox(ledger), Dispatch(ledger)
    waiting, unconfirmed, refused = (_queued(ledger, number) for number in range(3))
    for _ in range(2):
        claimed = claim_one(dispatch, RECEIVER, NOW + 20, 60)
        assert claimed is not None
        if claimed.id == waiting:
            dispatch.later(
                claimed,
                not_before=NOW,
                reason=Reason("outbox.interrupted", {}),
                may_have_arrived=True,
            )
        else:
            dispatch.needs_attention(claimed, Reason("outbox.interrupted", {}))
    assert _erased(ledger, NOW + 3650 * DAY, days=0) == Erased()
    for entry in (waiting, unconfirmed, refused):
        assert outbox.known(entry).content is not None
        assert outbox.known(entry).envelope is not None


def test_at_once_leaves_the_sealed_bytes_for_a_restored_receiver(ledger: Ledger) -> None:
    entry = _receipted(ledger, 1, at=NOW)
    assert _erased(ledger, NOW, days=0) == Erased(contents=1)
    assert Outbox(ledger).known(entry).envelope is not None


def test_keep_keeps_content_for_ever(ledger: Ledger) -> None:
    entry = _receipted(ledger, 1, at=NOW)
    _erased(ledger, NOW + 3650 * DAY, days=KEEP)
    assert Outbox(ledger).known(entry).content is not None


def test_a_withdrawn_one_is_emptied_too(ledger: Ledger) -> None:
    entry = _queued(ledger, 1)
    Outbox(ledger).take_back(entry)
    assert _erased(ledger, NOW + 365 * DAY) == Erased(contents=1, envelopes=1)
    assert Outbox(ledger).known(entry).state is EntryState.WITHDRAWN


def test_drafts_of_decided_prompts_go_and_open_ones_stay(ledger: Ledger) -> None:
    drafts = Drafts(ledger)
    decided, due, on_its_way = (
        known_declaration(ledger, f"0200000000/1000000000{number}") for number in range(3)
    )
    for key in (decided, due, on_its_way):
        drafts.save(key, satisfied(), built_in_form(), NOW)
        state, at = ("due", None) if key == due else ("answered", NOW)
        ledger.run(
            "INSERT INTO prompt (key, state, origin, noticed_at, decided_at)"
            " VALUES (?, ?, 'live', ?, ?)",
            (key, state, NOW, at),
        )
    frozen = content(on_its_way)
    Outbox(ledger).put(frozen, declaration_key=on_its_way, now=NOW)
    assert _erased(ledger, NOW + 365 * DAY) == Erased(drafts=1)
    assert drafts.load(decided) is None
    assert drafts.load(due) is not None
    assert drafts.load(on_its_way) is not None


def test_many_are_erased_in_short_transactions(ledger: Ledger) -> None:
    for number in range(30):
        _receipted(ledger, number, at=NOW)
    retention = Retention(ledger)
    retention.erase(NOW + 89 * DAY, 0)  # the first look
    assert retention.erase(NOW + 90 * DAY, 0) == Erased(contents=30, envelopes=30)


def test_a_clock_ten_years_ahead_erases_nothing_for_half_a_day(ledger: Ledger) -> None:
    entry = _receipted(ledger, 1, at=NOW)
    retention = Retention(ledger)
    retention.erase(NOW, 365)
    assert retention.erase(NOW + DAY, 365) == Erased()
    ahead = NOW + 3650 * DAY
    for later in (0, 900, 6 * 3600):
        assert retention.erase(ahead + later, 365) == Erased()
    assert retention.erase(NOW, 365) == Erased(), "and back"
    assert Outbox(ledger).known(entry).content is not None
    retention.erase(ahead, 365)
    assert retention.erase(ahead + DAY / 2, 365) == Erased(contents=1, envelopes=1), "it stays so"


def test_a_profile_tidies_itself(tmp_path: Path) -> None:
    clock = FakeClock()
    day = Workday(tmp_path, clock)
    day.profile.ballast = type(day.profile.ballast)(day.paths, size=4096)
    day.enrolled()
    key = day.registered("100000000110")
    entry = day.rated(key, "5", at="2026-11-21T10:42:00+07:00")
    day.receipted(entry, at="2026-11-21T10:43:00+07:00")
    day.profile.change_setting("erase_content_after_days", 90)
    day.profile.tidy()
    assert day.profile.outbox.known(entry.id).content is not None
    for _ in range(95):
        clock.advance(DAY)
        day.profile.tidy()
    assert day.profile.outbox.known(entry.id).content is None
    assert (tmp_path / "profile" / "ledger.backup-2").exists()
    assert (tmp_path / "profile" / "ballast").exists()
    day.close()


def _erased(ledger: Ledger, now: float, days: int = 365) -> Erased:
    """What is erased at `now` by a clock that went on by itself."""
    retention = Retention(ledger)
    ledger.remember("retention_looked_at", str(now - DAY))
    return retention.erase(now, days)


def _queued(ledger: Ledger, number: int) -> str:
    key = known_declaration(ledger, f"0200000000/{10_000_000_000 + number}")
    frozen = content(key)
    envelope = Envelope(f"sealed {frozen['id']}", f"digest {frozen['id']}", RECEIVER, "device")
    return Outbox(ledger).put(frozen, declaration_key=key, now=NOW, envelope=envelope).id


def _receipted(ledger: Ledger, number: int, *, at: float) -> str:
    entry = _queued(ledger, number)
    assert claim_one(Dispatch(ledger), RECEIVER, NOW + 20, 60) is not None
    assert Dispatch(ledger).receipted(entry, ReceiptFacts(f"receipt {entry}", at, "epoch", 1))
    return entry
