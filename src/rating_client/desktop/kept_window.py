"""A window that is built when it is first needed, and kept: shown again it is there at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


class KeptWindow(Generic[W]):
    """One window of one kind."""

    def __init__(self, build: Callable[[], W]) -> None:
        self._build = build
        self._built: W | None = None

    @property
    def window(self) -> W:
        if self._built is None:
            self._built = self._build()
        return self._built

    @property
    def is_built(self) -> bool:
        return self._built is not None

    @property
    def is_open(self) -> bool:
        return self._built is not None and self._built.isVisible()

    def build_anew(self) -> None:
        """The language is another: the next window speaks it. One that is open stays."""
        if self._built is not None and not self.is_open:
            self._built.deleteLater()
            self._built = None
