"""An answer from customs is new until a person has looked at it and turned to something else."""

from __future__ import annotations

import json

from pytestqt.qtbot import QtBot

from rating_client.desktop.main.desk import ListDesk
from rating_client.desktop.main.pages import Page
from rating_client.outbox.listing import SentFilter, ShownState
from tests.support.workday import Workday


def test_an_answer_is_new_until_it_was_looked_at(qtbot: QtBot, day: Workday) -> None:
    day.enrolled()
    keys = [day.registered(number) for number in ("100000000110", "100000000120")]
    entries = [day.rated(key, "4", at="2026-11-21T10:41:00+07:00") for key in keys]
    for entry in entries:
        day.receipted(entry, at="2026-11-21T10:42:00+07:00")
    answer = {
        "v": 1,
        "submission": entries[0].id,
        "number": 7,
        "status": {"code": "done", "vi": "Đã trả lời", "en": "Answered"},
        "text": "Đơn vị đã kiểm tra.",
        "decided_at": "2026-11-21T10:43:00+07:00",
        "final": False,
    }
    day.profile.ledger.run(
        "INSERT INTO answer (receiver, submission, number, payload, arrived_at)"
        " VALUES (?, ?, 7, ?, ?)",
        (entries[0].receiver, entries[0].id, json.dumps(answer), day.clock.now()),
    )
    lists = ListDesk(day.profile)
    lists.open(Page.SENT)
    sent = lists.window.sent
    qtbot.addWidget(lists.window)
    qtbot.waitUntil(sent.isVisible)

    sent.open_entry(entries[0].id)
    new = SentFilter(states=frozenset({ShownState.NEW_ANSWER}))
    assert day.profile.sent.count(new) == 1  # it is on the screen, and still marked as new
    sent.open_entry(entries[1].id)
    assert day.profile.sent.count(new) == 0
    lists.window.close()
