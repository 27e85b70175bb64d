"""What setup writes into the registry of its user, all of it."""

from __future__ import annotations

from installer.trial.trial import FOLDER_SETTING

_PRODUCT = "Customs Service Rating"  # Wine speaks English here
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\RatingClient"
_OWN = r"Software\RatingClient"
_LINK = r"Software\Classes\rating-client"
_MENUS = tuple(
    rf"Software\Classes\SystemFileAssociations\{extension}\shell\RatingClient"
    for extension in (".xml", ".xls", ".xlsx", ".edi", ".pdf")
)
AUTOSTART = r"Software\Microsoft\Windows\CurrentVersion\Run\RatingClient"
OURS = (_UNINSTALL, _OWN, _LINK, *_MENUS)
"""The keys that are ours whole; the value `AUTOSTART` lies among those of others."""


def expected(version: str, installed: str) -> dict[str, str]:
    r"""Each value below HKEY_CURRENT_USER, as `key\name`, and its text."""
    window = rf"{installed}\rating-clientw.exe"
    values = {
        AUTOSTART: f'"{window}" --tray',
        rf"{_OWN}\InstallDir": installed,
        rf"{_OWN}\Setup\ExportFolders": FOLDER_SETTING,
        rf"{_UNINSTALL}\DisplayName": _PRODUCT,
        rf"{_UNINSTALL}\DisplayVersion": version,
        rf"{_UNINSTALL}\Publisher": "rating-client",
        rf"{_UNINSTALL}\InstallLocation": installed,
        rf"{_UNINSTALL}\DisplayIcon": f"{window},0",
        rf"{_UNINSTALL}\UninstallString": rf'"{installed}\uninstall.exe"',
        rf"{_UNINSTALL}\QuietUninstallString": rf'"{installed}\uninstall.exe" /S',
        rf"{_UNINSTALL}\NoModify": "0x1",
        rf"{_UNINSTALL}\NoRepair": "0x1",
        rf"{_LINK}\(Default)": f"URL:{_PRODUCT}",
        rf"{_LINK}\URL Protocol": "",
        rf"{_LINK}\DefaultIcon\(Default)": f"{window},0",
        rf"{_LINK}\shell\open\command\(Default)": f'"{window}" rate "%1"',
    }
    for menu in _MENUS:
        values[rf"{menu}\(Default)"] = f"Rate with {_PRODUCT}"
        values[rf"{menu}\Icon"] = window
        values[rf"{menu}\command\(Default)"] = f'"{window}" rate "%1"'
    return values
