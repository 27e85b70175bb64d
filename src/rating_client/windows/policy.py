"""What an administrator decided, and what the setup program was told, from the registry."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

POLICY_KEY = r"Software\Policies\RatingClient"
SETUP_KEY = r"Software\RatingClient\Setup"


def read_policy() -> Mapping[str, Any]:
    """The policy values of this user and computer; the computer's win. Empty elsewhere."""
    if sys.platform == "win32":
        import winreg

        user = _values(winreg.HKEY_CURRENT_USER, POLICY_KEY)
        return user | _values(winreg.HKEY_LOCAL_MACHINE, POLICY_KEY)
    return {}


def read_setup() -> Mapping[str, Any]:
    """What this user's setup program was told; an empty value says nothing. Empty elsewhere."""
    if sys.platform == "win32":
        import winreg

        told = _values(winreg.HKEY_CURRENT_USER, SETUP_KEY)
        return {name: value for name, value in told.items() if value != ""}
    return {}


def setting_name(value_name: str) -> str:
    """`ExportFolders`, as a policy template writes it, is the setting `export_folders`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in value_name).removeprefix("_")


def value_name(setting: str) -> str:
    """`export_folders` is the registry value `ExportFolders`."""
    return "".join(part.capitalize() for part in setting.split("_"))


def signed(number: int) -> int:
    """A DWORD has no sign; a template writes -1 as its two's complement."""
    return number - (1 << 32) if number >= 1 << 31 else number


def _values(hive: int, path: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sys.platform == "win32":
        import winreg

        try:
            key = winreg.OpenKey(hive, path)
        except OSError:
            return found  # nothing was decided in this hive
        with key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name, value, kind = winreg.EnumValue(key, index)
                found[setting_name(name)] = signed(value) if kind == winreg.REG_DWORD else value
    return found
