"""Key stores of every temper."""

from __future__ import annotations

from typing import ClassVar

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from rating_client.base.errors import Trouble


class MemoryVault:
    """Keeps its key in memory; one it was given at the start is nobody's proof of a ledger."""

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key
        self.lasts = key is None

    def read(self) -> bytes | None:
        return self._key

    def write(self, key: bytes) -> None:
        self._key = key


class LockedVault:
    """Cannot be asked now, as after a log-off of the key store's service."""

    lasts = True

    def read(self) -> bytes | None:
        raise Trouble("base.key-store-locked")

    def write(self, key: bytes) -> None:
        raise Trouble("base.key-store-locked")


class ForgetfulVault:
    """Accepts a key, keeps nothing and says nothing: keyring's null back-end."""

    lasts = True

    def read(self) -> bytes | None:
        return None

    def write(self, key: bytes) -> None:
        del key


class MemoryKeyring(KeyringBackend):
    """The operating system's key store as keyring shows it, without the system."""

    priority = 1
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError
