"""Settings in layers: policy over the user's file over what setup was told over the default.

Each value knows where it came from, so that the settings page can show it and never offer to
change what an administrator decided. An unknown key or a wrong value is reported with a sentence
and ignored: a typing mistake must not stop a broker's work.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from rating_client.base.sentences import Sentence, say
from rating_client.base.setting_checks import (
    from_0_to,
    is_folder,
    is_hotkey,
    is_proxy,
    is_span,
    is_time_of_day,
)
from rating_client.base.settings_file import UNREADABLE, change, read_toml
from rating_client.windows.hotkey import USUAL

Origin = Literal["policy", "user", "setup", "default"]

_POLICY_FILE = Path("/etc/rating-client/policy.toml")


def _one_of(default: Any, *others: Any) -> Any:
    return field(default=default, metadata={"choices": (default, *others)})


def _checked(default: Any, check: Callable[[Any], bool]) -> Any:
    """A value, or each of a list's values, is taken where `check` says so."""
    return field(default=default, metadata={"check": check})


@dataclass(frozen=True)
class Settings:
    """What a person or an administrator can decide. The default stands first in each list."""

    language: str = _one_of("vi", "en")
    appearance: str = _one_of("system", "light", "dark")
    text_percent: int = _one_of(100, 110, 125, 150)
    export_folders: tuple[str, ...] = _checked((), is_folder)
    moment: str = _one_of("on_registered", "on_released", "manual")
    new_declaration_opens: str = _one_of("card", "form")
    card_seconds: int = _one_of(30, 15, 120, 0)  # 0: until it is closed
    card_gap_minutes: int = _checked(0, from_0_to(24 * 60))  # 0: no cap
    cards_a_day: int = _checked(0, from_0_to(100_000))  # 0: no cap
    quiet_hours: tuple[str, ...] = _checked((), is_span)  # such as "11:30-13:00"
    digest_at: str = _checked("16:30", is_time_of_day)  # empty: no digest
    hide_owner_on_card: bool = False
    hotkey: str = _checked(USUAL, is_hotkey)  # empty: none
    low_levels_travel: str = _one_of("when_released", "now", "ask")
    skip_review_when_satisfied: bool = False
    erase_content_after_days: int = _one_of(365, 90, 0, -1)  # from the receipt; -1: never
    proxy: str = _checked("system", is_proxy)  # or none, auto, http://proxy:3128, pac:ADDRESS
    certificates: str = ""  # a PEM file trusted besides the operating system's store
    enrolment_file: str = ""  # offered at the first run, where an administrator put one


@dataclass(frozen=True)
class LoadedSettings:
    """The settings in force, the layer each value came from, and what was wrong in the layers."""

    settings: Settings
    origins: Mapping[str, Origin]
    problems: tuple[Sentence, ...]


def settings_here(file: Path) -> LoadedSettings:
    """The settings in force on this computer, with the user's TOML `file`."""
    return load_settings(file, _policy_of_this_computer(), _setup_of_this_computer())


def load_settings(
    file: Path, policy: Mapping[str, Any], setup: Mapping[str, Any] | None = None
) -> LoadedSettings:
    """Lay `policy` over the user's TOML `file` over `setup` over the defaults."""
    user, problems = _read_user_file(file)
    layers: tuple[tuple[Origin, Mapping[str, Any]], ...] = (
        ("setup", setup or {}),
        ("user", user),
        ("policy", policy),
    )
    settings = Settings()
    origins: dict[str, Origin] = {each.name: "default" for each in fields(Settings)}
    for origin, layer in layers:
        for name, raw in layer.items():
            value, refused = _accepted(name, raw)
            problems += [say("base.setting-not-understood", name=name, value=r) for r in refused]
            if value is not None:
                settings = replace(settings, **{name: value})
                origins[name] = origin
    return LoadedSettings(settings, origins, tuple(problems))


def save_setting(file: Path, name: str, value: Any) -> None:
    """Write one value into the user's file, whole or not at all; None returns to the default.

    Everything else in the file is kept as it stands. `Trouble` where that cannot be done, and
    `ValueError` for a value the setting does not take.
    """
    accepted, refused = _accepted(name, value)
    if value is not None and (accepted is None or refused):
        raise ValueError(f"{name} cannot be {value!r}")
    change(file, name, value)


def _policy_of_this_computer() -> Mapping[str, Any]:
    """What the administrator decided: the registry on Windows, a file elsewhere."""
    if os.name == "nt":
        from rating_client.windows.policy import read_policy

        return read_policy()
    try:
        return read_toml(_POLICY_FILE)
    except UNREADABLE:
        return {}


def policy_place() -> str:
    """Where an administrator decides, for whoever wants to know who did."""
    from rating_client.windows.policy import POLICY_KEY

    return POLICY_KEY if os.name == "nt" else str(_POLICY_FILE)


def _setup_of_this_computer() -> Mapping[str, Any]:
    """What the setup program was told on its command line."""
    if os.name != "nt":
        return {}
    from rating_client.windows.policy import read_setup

    return read_setup()


def _read_user_file(file: Path) -> tuple[dict[str, Any], list[Sentence]]:
    try:
        return read_toml(file), []
    except FileNotFoundError:
        return {}, []
    except UNREADABLE:
        return {}, [say("base.settings-unreadable", path=file)]


def _accepted(name: str, raw: Any) -> tuple[Any, list[Any]]:
    """The value as the field's type, or None where nothing of it fits; and what does not fit.

    One wrong folder or span of a list does not undo the others.
    """
    found = next((each for each in fields(Settings) if each.name == name), None)
    if found is None:
        return None, [raw]
    default, check = found.default, found.metadata.get("check", lambda _value: True)
    if isinstance(default, tuple):
        many = [raw] if isinstance(raw, str) else raw
        if not isinstance(many, list | tuple):
            return None, [raw]
        fit = tuple(one for one in many if isinstance(one, str) and check(one))
        refused = [one for one in many if one not in fit]
        return (None if refused and not fit else fit), refused
    if isinstance(default, bool) and raw in (0, 1):  # the registry has no booleans
        return bool(raw), []
    choices = found.metadata.get("choices")
    fits = type(raw) is type(default) and check(raw) and (choices is None or raw in choices)
    return (raw, []) if fits else (None, [raw])
