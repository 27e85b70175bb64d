"""An entry, its content and its envelope lie in three tables, and each may be lost alone."""

from __future__ import annotations

import pytest

from rating_client.base.ledger import Ledger
from rating_client.base.mending import mend
from rating_client.outbox.box import Outbox
from rating_client.outbox.entry import Entry, EntryState
from tests.support.damage import queued


@pytest.fixture
def damaged(ledger: Ledger) -> Ledger:
    """Three ratings in a ledger whose rules are put aside, as they are while it is rebuilt."""
    queued(ledger, 3)
    ledger.run("PRAGMA foreign_keys = OFF")
    for trigger in ledger.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        ledger.run(f"DROP TRIGGER {trigger['name']}")
    return ledger


def _mended(ledger: Ledger) -> list[Entry]:
    mend(ledger, read_again=False)
    assert ledger.rows("PRAGMA foreign_key_check") == []
    ids = ledger.rows("SELECT id FROM entry ORDER BY serial")
    return [Outbox(ledger).known(row["id"]) for row in ids]


def test_a_lost_entry_comes_back_whole_and_a_person_says_whether_it_goes(damaged: Ledger) -> None:
    before = Outbox(damaged).known(damaged.value("SELECT id FROM entry WHERE serial = 2"))
    damaged.run("DELETE FROM entry WHERE serial = 2")
    after = _mended(damaged)[1]
    assert (after.id, after.declaration_key, after.levels) == (
        before.id,
        before.declaration_key,
        before.levels,
    )
    assert (after.envelope, after.content) == (before.envelope, before.content)
    assert after.state is EntryState.NEEDS_ATTENTION, "it may have been taken back"
    assert after.reason is not None
    assert after.reason.code == "outbox.state-lost"
    assert Outbox(damaged).try_again(after.id, 1.0)


def test_what_never_left_is_sealed_again_where_only_its_bytes_are_lost(damaged: Ledger) -> None:
    damaged.run("DELETE FROM envelope WHERE entry = 2")
    after = _mended(damaged)[1]
    assert (after.state, after.receiver) == (EntryState.UNADDRESSED, None)
    assert after.content is not None


def test_what_may_have_left_and_lost_its_bytes_says_so(damaged: Ledger) -> None:
    damaged.run("UPDATE entry SET state = 'unconfirmed', attempts = 1 WHERE serial = 2")
    damaged.run("DELETE FROM envelope WHERE entry = 2")
    after = _mended(damaged)[1]
    assert after.state is EntryState.NEEDS_ATTENTION
    assert after.reason is not None
    assert after.reason.code == "outbox.bytes-lost"
    assert not Outbox(damaged).try_again(after.id, 1.0), "there is nothing to send"
    assert Outbox(damaged).give_up(after.id)


def test_an_older_copy_lends_no_entry_the_envelope_of_another(damaged: Ledger) -> None:
    damaged.run(
        "UPDATE envelope SET (sha256, jwe) ="
        " (SELECT sha256, jwe FROM envelope WHERE entry = 3) WHERE entry = 2"
    )
    after = _mended(damaged)
    assert after[1].envelope is None
    assert after[2].state is EntryState.WAITING


def test_what_was_sealed_after_the_copy_goes_out_with_the_same_bytes(damaged: Ledger) -> None:
    damaged.run(
        "UPDATE entry SET state = 'unaddressed', receiver = NULL, envelope_sha256 = NULL"
        " WHERE serial = 2"
    )
    after = _mended(damaged)[1]
    assert (after.state, after.attempts) == (EntryState.UNCONFIRMED, 1)
    assert after.envelope == f"{after.id}." * 80
