"""What stands in the program's way at the moment, and who found out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from rating_client.base.sentences import Sentence


class Conditions(QObject):
    """Everything that is reported now. Each reporter has a place of its own."""

    changed = Signal(list)  # every Sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reporters: dict[str, Reporter] = {}

    def by(self, who: str) -> Reporter:
        """The place of this reporter, the same one each time."""
        if who not in self._reporters:
            self._reporters[who] = Reporter(self)
            self._reporters[who].changed.connect(self._tell)
        return self._reporters[who]

    def say(self, who: str, sentence: Sentence | None) -> None:
        """The one thing that `who` reports now, or that there is nothing any more."""
        self.by(who).report([] if sentence is None else [sentence])

    @Slot()
    def _tell(self) -> None:
        self.changed.emit([each for by in self._reporters.values() for each in by.now])


class Reporter(QObject):
    """Where one part of the program reports. `report` may be connected to a worker's signal."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.now: tuple[Sentence, ...] = ()

    @Slot(list)
    def report(self, conditions: Iterable[Sentence]) -> None:
        """These are so now, and no others."""
        self.now = tuple(conditions)
        self.changed.emit()

    @Slot(object)
    def say(self, condition: Sentence) -> None:
        """This alone is so now."""
        self.report([condition])
