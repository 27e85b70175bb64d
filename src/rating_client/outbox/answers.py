"""What customs answered, beside the entries it answers.

Everything here was opened and verified before. The highest number wins; an answer that arrives
after a higher one is kept for the history and is not new to anybody.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rating_client.base.ledger import Ledger

_KEEP = """
    INSERT INTO answer (receiver, submission, number, payload, arrived_at, read_at)
    SELECT :receiver, :submission, :number, :payload, :now,
        CASE WHEN EXISTS (SELECT 1 FROM answer WHERE receiver = :receiver
             AND submission = :submission AND number > :number) THEN :now END
    WHERE EXISTS (SELECT 1 FROM entry WHERE id = :submission AND receiver = :receiver)
    ON CONFLICT DO NOTHING
"""


class AnswerBook:
    """The answers of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def next_after(self, receiver: str) -> int:
        """The number to ask `receiver` for answers after."""
        found = self._ledger.value(
            "SELECT answers_next FROM receiver_state WHERE receiver = ?", (receiver,)
        )
        return int(found or 0)

    def keep(
        self, receiver: str, payloads: Sequence[Mapping[str, Any]], next_after: int, now: float
    ) -> int:
        """Keep one page, and go on after it; how many answers were new.

        One transaction: a crash repeats the page or has it whole. An answer to something this
        profile never sent is left out.
        """
        with self._ledger.transaction():
            new = sum(
                self._ledger.run(
                    _KEEP,
                    {
                        "receiver": receiver,
                        "submission": payload["submission"],
                        "number": payload["number"],
                        "payload": json.dumps(payload, ensure_ascii=False),
                        "now": now,
                    },
                )
                for payload in payloads
            )
            self._ledger.run(
                "INSERT INTO receiver_state (receiver, answers_next) VALUES (:receiver, :next)"
                " ON CONFLICT (receiver) DO UPDATE SET answers_next = max(answers_next, :next)",
                {"receiver": receiver, "next": next_after},
            )
            return new

    def from_the_start(self, receiver: str) -> None:
        """Ask for every answer again, for a restored receiver may count from one; none is kept
        twice."""
        self._ledger.run(
            "UPDATE receiver_state SET answers_next = 0 WHERE receiver = ?", (receiver,)
        )

    def mark_read(self, submission: str, now: float) -> bool:
        """A person has seen every answer to this submission. False if none was new."""
        return (
            self._ledger.run(
                "UPDATE answer SET read_at = ? WHERE submission = ? AND read_at IS NULL",
                (now, submission),
            )
            > 0
        )
