"""The system's own word that the network is another, for whom it interests."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Reachability(QObject):
    """Listens from the first `listen` on: whoever has a network needs nobody to tell of one.

    Qt's part for it takes 6 MB and talks to a system service.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = False

    def listen(self) -> None:
        """Cheap from the second time on."""
        if self._listens:
            return
        self._listens = True
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            QNetworkInformation.instance().reachabilityChanged.connect(self.changed)
