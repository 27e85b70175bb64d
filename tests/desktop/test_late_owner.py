"""A number typed by hand, its form open, and then the export that names the owner arrives."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from rating_client.cli.plug_in import declaration_by_number
from rating_client.desktop.workers.draft_worker import DraftWorker
from rating_client.ratings.rating import Rating, Subject
from tests.support.declared import routed
from tests.support.workday import Workday


def test_the_draft_is_kept_for_the_owner_who_became_known(qtbot: QtBot, tmp_path: Path) -> None:
    day = Workday(tmp_path)
    profile = day.profile
    typed = profile.flow.asked_by_hand(declaration_by_number(routed().number)).key
    assert typed is not None
    rating = Rating(subjects=(Subject("office", "Hải quan Hà Nam", level=4),))
    drafts = DraftWorker(profile)
    form = profile.form_for(routed())
    named = profile.flow.declaration_read(routed()).key
    assert named is not None
    assert named != typed
    with qtbot.waitSignal(drafts.saved) as saved:
        drafts.save(typed, rating, form)
    assert saved.args is not None
    assert saved.args[0] == typed  # the open form knows itself by this key
    draft = profile.drafts.load(named)
    assert draft is not None
    assert draft.rating == rating
    day.close()
