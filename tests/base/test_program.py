"""The program starts itself again: from a checkout by module, installed by its launcher."""

from __future__ import annotations

import sys

import pytest

from rating_client.base.program import LAUNCHED, own_command


def test_a_checkout_is_started_as_a_module() -> None:
    assert own_command("read-worker") == (sys.executable, "-m", "rating_client", "read-worker")


def test_an_installed_program_is_its_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys._xoptions, LAUNCHED, True)
    assert own_command("read-worker") == (sys.executable, "read-worker")
