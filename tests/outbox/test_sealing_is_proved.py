"""Before the first real envelope of a process, one is sealed and opened for trial."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rating_client.base.errors import Bug
from rating_client.contract import jose
from rating_client.contract.keys import Device
from rating_client.outbox import envelope
from tests.support.issuer import Issuer
from tests.support.submissions import content


@pytest.fixture(autouse=True)
def a_new_process() -> Iterator[None]:
    envelope._prove_once.cache_clear()
    yield
    envelope._prove_once.cache_clear()


def test_it_is_proved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = jose.open_sealed
    monkeypatch.setattr(jose, "open_sealed", lambda *a: opened.append(a) or real(*a))  # type: ignore[func-returns-value]  # append gives None, so `or` goes on
    for _ in range(3):
        envelope.seal(content(), Issuer().statement(), Device.generate())
    assert len(opened) == 1


@pytest.mark.parametrize("broken", ["sealed as it was", "cut short"])
def test_a_library_that_does_not_seal_makes_no_envelope(
    monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    real = jose.seal

    def seal(plaintext: bytes, *how: str) -> str:
        if broken == "cut short":
            return real(plaintext[:-20].strip()[:-20], *how)  # type: ignore[arg-type]  # a planted bug
        return plaintext.decode()

    monkeypatch.setattr(jose, "seal", seal)
    with pytest.raises(Bug):
        envelope.seal(content(), Issuer().statement(), Device.generate())
