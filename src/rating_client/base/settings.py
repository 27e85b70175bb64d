"""Settings from three layers: policy over the user's file over the default.

Each value knows where it came from, so that the settings page can show it and never offer to
change what an administrator decided. An unknown key or a wrong value is reported with a sentence
and ignored: a typing mistake must not stop a broker's work.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from rating_client.base.sentences import Sentence, say

Origin = Literal["policy", "user", "default"]


def _one_of(default: Any, *others: Any) -> Any:
    return field(default=default, metadata={"choices": (default, *others)})


@dataclass(frozen=True)
class Settings:
    """What a person or an administrator can decide. The default stands first in each list."""

    language: str = _one_of("vi", "en")
    appearance: str = _one_of("system", "light", "dark")
    export_folders: tuple[str, ...] = ()
    moment: str = _one_of("on_registered", "on_released", "manual")
    new_declaration_opens: str = _one_of("card", "form")
    card_seconds: int = _one_of(30, 15, 120, 0)  # 0: until it is closed
    card_gap_minutes: int = 0  # 0: no cap
    cards_a_day: int = 0  # 0: no cap
    quiet_hours: tuple[str, ...] = ()  # such as "11:30-13:00"
    digest_at: str = "16:30"  # empty: no digest
    hide_owner_on_card: bool = False
    low_levels_travel: str = _one_of("when_released", "now", "ask")
    skip_review_when_satisfied: bool = False
    erase_content_after_days: int = _one_of(365, 90, 0, -1)  # from the receipt; -1: never
    proxy: str = "system"  # system, none, or an address such as http://proxy:3128
    certificates: str = ""  # a PEM file trusted besides the operating system's store


@dataclass(frozen=True)
class LoadedSettings:
    """The settings in force, the layer each value came from, and what was wrong in the layers."""

    settings: Settings
    origins: Mapping[str, Origin]
    problems: tuple[Sentence, ...]


def load_settings(file: Path, policy: Mapping[str, Any]) -> LoadedSettings:
    """Lay `policy` over the user's TOML `file` over the defaults."""
    user, problems = _read_user_file(file)
    layers: tuple[tuple[Origin, Mapping[str, Any]], ...] = (("user", user), ("policy", policy))
    settings = Settings()
    origins: dict[str, Origin] = {each.name: "default" for each in fields(Settings)}
    for origin, layer in layers:
        for name, raw in layer.items():
            value = _accepted(name, raw)
            if value is None:
                problems.append(say("base.setting-not-understood", name=name, value=raw))
                continue
            settings = replace(settings, **{name: value})
            origins[name] = origin
    return LoadedSettings(settings, origins, tuple(problems))


def save_setting(file: Path, name: str, value: Any) -> None:
    """Write one value into the user's file, whole or not at all; None returns to the default.

    Keys of other versions in the file are kept.
    """
    if value is not None and _accepted(name, value) is None:
        raise ValueError(f"{name} cannot be {value!r}")
    stored, _ = _read_user_file(file)
    stored.pop(name, None)
    if value is not None:
        stored[name] = value
    text = "".join(f"{key} = {_toml(stored[key])}\n" for key in sorted(stored))
    beside = file.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)


def policy_of_this_computer() -> Mapping[str, Any]:
    """What the administrator decided: the registry on Windows, a file elsewhere."""
    if os.name == "nt":
        from rating_client.windows.policy import read_policy

        return read_policy()
    try:
        return tomllib.loads(Path("/etc/rating-client/policy.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _read_user_file(file: Path) -> tuple[dict[str, Any], list[Sentence]]:
    try:
        return tomllib.loads(file.read_text("utf-8")), []
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError):
        return {}, [say("base.settings-unreadable", path=file)]


def _accepted(name: str, raw: Any) -> Any:
    """The value as the field's type, or None where it does not fit."""
    found = next((each for each in fields(Settings) if each.name == name), None)
    if found is None:
        return None
    default = found.default
    if isinstance(default, tuple):
        many = [raw] if isinstance(raw, str) else raw
        fits = isinstance(many, list | tuple) and all(isinstance(one, str) for one in many)
        return tuple(many) if fits else None
    if isinstance(default, bool) and raw in (0, 1):  # the registry has no booleans
        return bool(raw)
    if type(raw) is not type(default):
        return None
    choices = found.metadata.get("choices")
    return raw if choices is None or raw in choices else None


def _toml(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    # JSON's strings, numbers and booleans are TOML's.
    return json.dumps(value, ensure_ascii=False)
