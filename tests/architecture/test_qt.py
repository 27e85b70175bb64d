"""A fault of the toolkit that once aborted the process is not in the version we ship."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal()


def test_many_calls_that_return_nothing_do_not_abort() -> None:
    # PySide6 6.12.0 on CPython 3.11 aborted after some thousands of such calls.
    rings = 0

    def hear() -> None:
        nonlocal rings
        rings += 1

    bell = Bell()
    bell.rung.connect(hear)
    for _ in range(20_000):
        bell.rung.emit()
        bell.setObjectName("bell")
    assert rings == 20_000
