"""A receiver with a planted bug: it answers before its commit. The kill sweep must catch it."""

from __future__ import annotations

import sys
import threading

from rating_client.receiver.command import run
from rating_client.receiver.intake import Intake
from rating_client.receiver.receipt import Held


class EarlyIntake(Intake):
    """Stores a moment after it has answered."""

    def submit(self, submission: str, envelope: str) -> Held:
        threading.Timer(0.2, super().submit, (submission, envelope)).start()
        return Held("a receipt for nothing yet", new=True)


if __name__ == "__main__":
    from rating_client.receiver import installation

    installation.Intake = EarlyIntake  # type: ignore[attr-defined]  # planting the bug is the point
    sys.exit(run())
