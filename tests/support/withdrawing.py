"""What is asked before a rating that customs refused is taken back."""

from __future__ import annotations

from rating_client.desktop.attention.desk import AttentionDesk
from rating_client.desktop.question import Question
from rating_client.outbox.listing import SentFilter, ShownState
from tests.support.workday import Workday


def withdraw_question(day: Workday) -> Question:
    """As "Hủy gửi phiếu này…" opens it, about a rating of the day that was refused."""
    waiting = SentFilter(states=frozenset({ShownState.NEEDS_ATTENTION}))
    [refused, *_] = day.profile.sent.page(waiting, 0, 1)
    desk = AttentionDesk(day.profile)
    desk._ask_to_withdraw(refused.id)
    assert desk.question is not None
    return desk.question
