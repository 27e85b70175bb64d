"""A network that comes back is noticed by whoever missed it, once."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication

from rating_client.desktop.system.reachability import Reachability


def test_a_change_is_told_once_and_only_to_a_listener(qapp: QApplication) -> None:
    if not QNetworkInformation.loadDefaultBackend():
        pytest.skip("this system has nothing that tells of its network")
    network = Reachability()
    told: list[None] = []
    network.changed.connect(lambda: told.append(None))
    system = QNetworkInformation.instance()
    system.reachabilityChanged.emit(QNetworkInformation.Reachability.Online)
    assert not told
    network.listen()
    network.listen()
    system.reachabilityChanged.emit(QNetworkInformation.Reachability.Online)
    assert len(told) == 1
