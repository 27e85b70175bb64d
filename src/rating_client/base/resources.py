"""The data the program ships: sentences, form, directory, icons, translations, samples."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The path of one shipped file. In a wheel `resources` lies inside the package."""
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "resources"
