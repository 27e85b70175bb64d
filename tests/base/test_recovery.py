"""The recovery code: opens the ledger on a day without a key store, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.recovery import (
    ALPHABET,
    GROUP,
    RANDOM_CHARACTERS,
    has_code,
    make_code,
    recovery_file,
    unwrap,
    vault_by_code,
)
from rating_client.base.vault import Vault, ledger_key
from tests.support.vaults import ForgetfulVault, LockedVault, MemoryVault

KEY = bytes(range(32))


@pytest.fixture
def paths(tmp_path: Path) -> ProfilePaths:
    paths = ProfilePaths.inside(tmp_path)
    Ledger.open(paths.ledger, KEY).close()
    return paths


def test_the_code_opens_the_ledger_on_a_new_computer(paths: ProfilePaths) -> None:
    assert not has_code(paths)
    code = make_code(paths, KEY)
    assert has_code(paths)
    vault = MemoryVault()
    with pytest.raises(Trouble):
        ledger_key(vault, paths.ledger)
    assert vault_by_code(paths, code, vault) is vault
    assert ledger_key(vault, paths.ledger) == KEY


def test_a_code_is_long_and_easy_to_copy_down(paths: ProfilePaths) -> None:
    code = make_code(paths, KEY)
    groups = code.split("-")
    assert [len(group) for group in groups] == [GROUP] * 7
    assert set("".join(groups)) <= set(ALPHABET)
    assert not set("0O1I") & set(ALPHABET)
    assert len(ALPHABET) ** RANDOM_CHARACTERS >= 2**128
    assert code != make_code(paths, KEY)


def test_case_spaces_and_dashes_do_not_matter(paths: ProfilePaths) -> None:
    code = make_code(paths, KEY)
    assert unwrap(paths, f"  {code.lower().replace('-', ' ')} ") == KEY


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345", "mã khôi phục"]
)
def test_a_wrong_code_is_one_sentence_and_changes_nothing(paths: ProfilePaths, typed: str) -> None:
    make_code(paths, KEY)
    before = {file.name: file.read_bytes() for file in paths.data.iterdir()}
    vault = MemoryVault()
    with pytest.raises(Trouble) as trouble:
        vault_by_code(paths, typed, vault)
    assert trouble.value.code == "base.recovery-code-wrong"
    assert vault.read() is None
    assert {file.name: file.read_bytes() for file in paths.data.iterdir()} == before


def test_only_the_last_code_opens(paths: ProfilePaths) -> None:
    first, second = make_code(paths, KEY), make_code(paths, KEY)
    with pytest.raises(Trouble) as trouble:
        unwrap(paths, first)
    assert trouble.value.code == "base.recovery-code-wrong"
    assert unwrap(paths, second) == KEY


def test_neither_key_nor_code_lies_in_the_file(paths: ProfilePaths) -> None:
    code = make_code(paths, KEY)
    stored = recovery_file(paths).read_bytes()
    assert KEY not in stored
    assert KEY.hex().encode() not in stored
    assert code.encode() not in stored


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b'{"v": 2}'])
def test_without_its_file_a_code_opens_nothing(paths: ProfilePaths, content: bytes | None) -> None:
    code = make_code(paths, KEY)
    recovery_file(paths).unlink()
    if content is not None:
        recovery_file(paths).write_bytes(content)
    with pytest.raises(Trouble) as trouble:
        unwrap(paths, code)
    assert trouble.value.code == "base.recovery-file-missing"


def test_the_key_of_another_ledger_is_not_put_over_the_kept_one(paths: ProfilePaths) -> None:
    code = make_code(paths, b"o" * 32)  # a recovery file brought from elsewhere
    vault = MemoryVault(KEY)
    with pytest.raises(Trouble) as trouble:
        vault_by_code(paths, code, vault)
    assert trouble.value.code == "base.ledger-key-wrong"
    assert vault.read() == KEY


@pytest.mark.parametrize("store", [LockedVault(), ForgetfulVault()], ids=["locked", "forgetful"])
def test_where_the_key_store_keeps_nothing_the_code_opens_this_run_alone(
    paths: ProfilePaths, store: Vault
) -> None:
    opened = vault_by_code(paths, make_code(paths, KEY), store)
    assert opened is not store
    assert opened.read() == KEY
