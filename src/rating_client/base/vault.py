"""Where the ledger's key lives: the operating system's key store, and nowhere in plain text.

"Locked now" is not "gone": a key store that cannot be asked is a trouble to be shown, and only a
store that answers "no such key" beside no ledger makes a new one. A new key over an old ledger
would throw every rating away.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rating_client.base.errors import Trouble
from rating_client.base.paths import APP, ProfilePaths, backups_of

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEY_BYTES = 32
KEY_FD = "RATING_CLIENT_KEY_FD"


class Vault(Protocol):
    """One profile's place for its ledger key."""

    lasts: bool
    """Whether a key found in it was put there by an earlier start."""

    def read(self) -> bytes | None:
        """The key, or None where the store is sure it holds none. `Trouble` where it cannot say."""

    def write(self, key: bytes) -> None:
        """Keep the key."""


def ledger_key(vault: Vault, ledger: Path) -> bytes:
    """The key of `ledger`: the kept one, or a new one where neither key nor ledger exists yet.

    A copy of the ledger counts as one: with a new key nobody could read it again.
    """
    key = vault.read()
    if key is not None:
        return key
    if _is_anything_left_of(ledger):
        raise Trouble("base.key-gone")
    key = os.urandom(KEY_BYTES)
    write_key(vault, key)
    return key


def write_key(vault: Vault, key: bytes) -> None:
    """Keep `key` in `vault`; `Trouble` of the key store where it is not kept."""
    vault.write(key)
    # A back-end that stores nothing says nothing; so ask.
    if vault.read() != key:
        raise Trouble("base.key-store-missing")


def ledger_is_lost(vault: Vault, ledger: Path) -> bool:
    """Whether a kept key tells of a ledger of which neither the file nor a copy is left.

    Also after a first start that ended between the key and the ledger, which had no rating yet.
    `Trouble` of the key store.
    """
    return vault.lasts and not _is_anything_left_of(ledger) and vault.read() is not None


def _is_anything_left_of(ledger: Path) -> bool:
    return any(file.exists() for file in (ledger, *backups_of(ledger)))


def vault_for(paths: ProfilePaths) -> Vault:
    """The vault of this profile: a key handed over by the parent process, else the key store."""
    handed_over = os.environ.pop(KEY_FD, None)
    if handed_over is not None:
        return HandedOverKey.from_pipe(int(handed_over))
    return KeyStore(paths)


class HandedOverKey:
    """A key that the parent process wrote into an inherited pipe: the demo, tests, services."""

    lasts = False

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def from_pipe(cls, descriptor: int) -> HandedOverKey:
        """Read 64 hexadecimal digits from the pipe; whoever wrote them may keep it open."""
        digits = b""
        while len(digits) < 2 * KEY_BYTES:
            more = os.read(descriptor, 2 * KEY_BYTES - len(digits))
            if not more:
                break
            digits += more
        try:
            key = bytes.fromhex(digits.decode("ascii"))
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise Trouble("base.key-not-handed-over")
        return cls(key)

    def read(self) -> bytes:
        return self._key

    def write(self, key: bytes) -> None:
        self._key = key


class KeyStore:
    """The operating system's key store through keyring, with the back-end pinned.

    Left to choose, keyring takes whatever it finds, a plain-text file among others, and looking
    costs a quarter of a second.
    """

    lasts = True

    def __init__(self, paths: ProfilePaths) -> None:
        import hashlib

        # One entry a profile; the folder is hashed because the store shows its entries' names.
        self._account = hashlib.sha256(str(paths.data).encode()).hexdigest()[:16]

    def read(self) -> bytes | None:
        from keyring.errors import KeyringError

        try:
            stored = _backend().get_password(APP, self._account)
        except (KeyringError, OSError) as error:
            raise Trouble("base.key-store-locked") from error
        return None if stored is None else bytes.fromhex(stored)

    def write(self, key: bytes) -> None:
        from keyring.errors import KeyringError

        try:
            _backend().set_password(APP, self._account, key.hex())
        except (KeyringError, OSError) as error:
            raise Trouble("base.key-store-locked") from error

    def forget(self, ledger: Path) -> None:
        """Take the key out of the key store, where no ledger needs it any more.

        `Trouble("base.key-needed")` while one is there, or a copy.
        """
        from keyring.errors import KeyringError

        if _is_anything_left_of(ledger):
            raise Trouble("base.key-needed", path=ledger.parent)
        if self.read() is None:
            return
        try:
            _backend().delete_password(APP, self._account)
        except (KeyringError, OSError) as error:
            raise Trouble("base.key-store-locked") from error


def _backend() -> KeyringBackend:
    backend: KeyringBackend
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        backend = WinVaultKeyring()  # type: ignore[no-untyped-call]  # keyring's own gap
        backend.persist = "local machine"  # the default roams with the account
    else:
        from keyring.backends.SecretService import Keyring

        backend = Keyring()  # type: ignore[no-untyped-call]  # keyring's own gap
    try:
        # Asking for the priority is how keyring tells whether a back-end can work here at all.
        _ = type(backend).priority
    except RuntimeError as error:
        raise Trouble("base.key-store-missing") from error
    return backend
