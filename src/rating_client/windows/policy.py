"""What an administrator decided, from the registry."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

POLICY_KEY = r"Software\Policies\RatingClient"


def setting_name(value_name: str) -> str:
    """`ExportFolders`, as a policy template writes it, is the setting `export_folders`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in value_name).removeprefix("_")


def read_policy() -> Mapping[str, Any]:
    """The policy values of this user and computer; the computer's win. Empty elsewhere."""
    found: dict[str, Any] = {}
    if sys.platform == "win32":
        import winreg

        for hive in (winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE):
            try:
                key = winreg.OpenKey(hive, POLICY_KEY)
            except OSError:
                continue  # no policy in this hive
            with key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _kind = winreg.EnumValue(key, index)
                    found[setting_name(name)] = value
    return found
