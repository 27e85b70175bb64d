"""The vault: never a new key over an old ledger, never a key in plain text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths
from rating_client.base.vault import KEY_FD, ledger_is_lost, ledger_key, vault_for
from tests.support.vaults import ForgetfulVault, LockedVault, MemoryVault


def test_the_first_start_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    vault = MemoryVault()
    key = ledger_key(vault, tmp_path / "ledger.db")
    assert len(key) == 32
    assert ledger_key(vault, tmp_path / "ledger.db") == key


def test_an_old_ledger_never_gets_a_new_key(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"old")
    vault = MemoryVault()
    with pytest.raises(Trouble) as trouble:
        ledger_key(vault, tmp_path / "ledger.db")
    assert trouble.value.code == "base.key-gone"
    assert vault.read() is None


def test_locked_is_told_from_gone(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        ledger_key(LockedVault(), tmp_path / "ledger.db")
    assert trouble.value.code == "base.key-store-locked"


def test_a_store_that_keeps_nothing_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        ledger_key(ForgetfulVault(), tmp_path / "ledger.db")
    assert trouble.value.code == "base.key-store-missing"


def test_a_key_handed_over_by_a_pipe_is_read_once_and_forgotten_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    os.write(writing, (b"ab" * 32))
    monkeypatch.setenv(KEY_FD, str(reading))
    vault = vault_for(ProfilePaths.inside(tmp_path))
    assert vault.read() == bytes.fromhex("ab" * 32)
    assert KEY_FD not in os.environ
    os.close(reading)
    os.close(writing)


def test_half_a_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"abcd")
    os.close(writing)
    monkeypatch.setenv(KEY_FD, str(reading))
    with pytest.raises(Trouble) as trouble:
        vault_for(ProfilePaths.inside(tmp_path))
    assert trouble.value.code == "base.key-not-handed-over"
    os.close(reading)


def test_a_copy_of_a_ledger_never_gets_a_new_key(tmp_path: Path) -> None:
    (tmp_path / "ledger.backup-1").write_bytes(b"old")
    with pytest.raises(Trouble) as trouble:
        ledger_key(MemoryVault(), tmp_path / "ledger.db")
    assert trouble.value.code == "base.key-gone"


def test_a_kept_key_tells_of_a_ledger_that_is_gone_and_a_new_one_of_nothing(tmp_path: Path) -> None:
    ledger, vault = tmp_path / "ledger.db", MemoryVault()
    assert not ledger_is_lost(vault, ledger), "the very first start"
    ledger_key(vault, ledger)
    ledger.write_bytes(b"ledger")
    assert not ledger_is_lost(vault, ledger)
    ledger.rename(tmp_path / "ledger.backup-2")
    assert not ledger_is_lost(vault, ledger), "a copy is there to be opened instead"
    (tmp_path / "ledger.backup-2").unlink()
    assert ledger_is_lost(vault, ledger)
    assert not ledger_is_lost(MemoryVault(b"k" * 32), ledger), "a key handed over proves nothing"
