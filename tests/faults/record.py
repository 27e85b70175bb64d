"""What one sweep came to: printed, and kept for the table in docs/reliability.md."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

KEPT_IN = "FAULTS_RECORD"
"""Names the file to which `make faults` has every result appended."""


@dataclass
class Figures:
    """Counts over all points of one sweep. All but the first three have to be 0."""

    points: int = 0
    fired: int = 0  # how often the fault really struck
    saved: int = 0  # ratings the client called saved
    lost: int = 0  # of those, what never arrived or is no longer there
    duplicated: int = 0  # rows beyond the first for one id
    invented: int = 0  # what is there although nobody saved it, or not as it was saved
    false_acks: int = 0  # called received without a receipt that verifies for a row that is held

    def add(self, other: Figures) -> None:
        for field in fields(self):
            name = field.name
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def harm(self) -> int:
        return self.lost + self.duplicated + self.invented + self.false_acks

    def __str__(self) -> str:
        return (
            f"points {self.points}, fired {self.fired}, saved {self.saved}, lost {self.lost},"
            f" duplicated {self.duplicated}, invented {self.invented},"
            f" false acks {self.false_acks}"
        )


def record(fault: str, what: str, figures: Figures, note: str = "") -> None:
    """Print the figures of a sweep over the product itself, and keep them."""
    _keep({"fault": fault, "what": what, "note": note, **asdict(figures)})
    print(f"{fault} {what}: {figures}{'; ' + note if note else ''}")


def record_twin(
    fault: str, planted: str, figures: Figures, note: str = "", *, caught: bool | None = None
) -> None:
    """Print how a planted bug was caught, and keep it. What is not caught fails right here.

    Where the figures do not show it, `caught` says so, and `note` by what.
    """
    if caught is None:
        caught = figures.harm > 0
    _keep({"fault": fault, "twin": planted, "caught": caught, "note": note, **asdict(figures)})
    print(f"{fault} twin, {planted}: {figures}{'; ' + note if note else ''}")
    assert caught, f"{planted}: a suite that does not see this sees nothing"


def _keep(result: dict[str, object]) -> None:
    if named := os.environ.get(KEPT_IN):
        with Path(named).open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")
