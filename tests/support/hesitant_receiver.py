"""A receiver that commits at once and answers late: time to kill whoever waits for the receipt."""

from __future__ import annotations

import sys
import time

from rating_client.receiver import installation
from rating_client.receiver.command import run
from rating_client.receiver.intake import Intake
from rating_client.receiver.receipt import Held

HESITATION = 3.0  # seconds


class HesitantIntake(Intake):
    """Holds every new submission, then takes its time."""

    def submit(self, submission: str, envelope: str) -> Held:
        held = super().submit(submission, envelope)
        time.sleep(HESITATION if held.new else 0)
        return held


if __name__ == "__main__":
    installation.Intake = HesitantIntake  # type: ignore[attr-defined]  # a slow twin is the point
    sys.exit(run())
