"""What stands in the program's way at the moment, and who found out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from rating_client.base.sentences import Sentence


class Conditions(QObject):
    """Everything that is reported now; who reported first is heard first."""

    changed = Signal(list)  # every Sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reporters: dict[str, Reporter] = {}
        self._now: dict[str, tuple[Sentence, ...]] = {}

    def by(self, who: str) -> Reporter:
        """Where `who` reports, the same place each time."""
        if who not in self._reporters:
            self._reporters[who] = Reporter(who, self)
        return self._reporters[who]

    def report(self, who: str, conditions: Iterable[Sentence]) -> None:
        """`who` sees these now, and no others."""
        self._now[who] = tuple(conditions)
        self.changed.emit([each for of in self._now.values() for each in of])

    def say(self, who: str, condition: Sentence | None) -> None:
        """`who` sees this alone, or nothing any more."""
        self.report(who, [] if condition is None else [condition])


class Reporter(QObject):
    """One that reports. `report` and `say` may be connected to a worker's signal."""

    def __init__(self, who: str, conditions: Conditions) -> None:
        super().__init__(conditions)
        self._who, self._conditions = who, conditions

    @Slot(list)
    def report(self, conditions: Iterable[Sentence]) -> None:
        self._conditions.report(self._who, conditions)

    @Slot(object)
    def say(self, condition: Sentence | None) -> None:
        self._conditions.say(self._who, condition)
