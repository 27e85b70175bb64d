"""Drafts: what was begun is never lost, and keeps its form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rating_client.base.clock import seconds_of
from rating_client.base.ledger import Ledger
from rating_client.prompts.book import PromptBook
from rating_client.ratings.drafts import Drafts
from rating_client.ratings.form import Form, built_in_form
from rating_client.ratings.kept_forms import KeptForms
from rating_client.ratings.rating import Rating, Subject
from tests.support.declared import routed
from tests.support.ledgers import open_ledger
from tests.support.ratings import dissatisfied, satisfied

KEY = "0000000001/10000000011"
NOW = seconds_of("2026-11-21T10:43:07+07:00")


@pytest.fixture
def drafts(ledger: Ledger) -> Drafts:
    PromptBook(ledger).note(routed(), NOW)
    PromptBook(ledger).note(routed("100000000220"), NOW)
    return Drafts(ledger)


def newer_form() -> Form:
    payload = json.loads(json.dumps(built_in_form().payload))
    payload["version"] = 2
    payload["levels"]["5"]["vi"] = "Hết sức hài lòng"
    return Form.from_payload(payload)


def test_the_last_thing_saved_is_found_again_after_a_restart(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    PromptBook(ledger).note(routed(), NOW)
    half_done = Rating(subjects=(Subject("office", "A", comment="mới viết"),))
    Drafts(ledger).save(KEY, satisfied(), built_in_form(), NOW)
    Drafts(ledger).save(KEY, half_done, built_in_form(), NOW + 1)
    ledger.close()

    ledger = open_ledger(tmp_path)
    draft = Drafts(ledger).load(KEY)
    assert draft is not None
    assert draft.rating == half_done
    ledger.close()


def test_a_draft_keeps_the_form_it_was_begun_with(drafts: Drafts, ledger: Ledger) -> None:
    drafts.save(KEY, dissatisfied(), built_in_form(), NOW)
    drafts.save("0000000001/10000000022", satisfied(), newer_form(), NOW)
    older, newer = drafts.load(KEY), drafts.load("0000000001/10000000022")
    assert older is not None
    assert newer is not None
    assert older.form.levels[5].vi == "Rất hài lòng"
    assert newer.form.levels[5].vi == "Hết sức hài lòng"


def test_a_discarded_draft_is_gone_and_its_form_stays(drafts: Drafts, ledger: Ledger) -> None:
    drafts.save(KEY, satisfied(), built_in_form(), NOW)
    drafts.save("0000000001/10000000022", satisfied(), newer_form(), NOW)
    drafts.discard("0000000001/10000000022")
    drafts.discard("0000000001/10000000022")
    assert drafts.load("0000000001/10000000022") is None
    assert drafts.load(KEY) is not None
    kept = KeptForms(ledger).find(newer_form().id, 2)
    assert kept is not None
    assert Form.from_payload(kept).levels[5].vi == "Hết sức hài lòng"
    assert KeptForms(ledger).find(newer_form().id, 3) is None
