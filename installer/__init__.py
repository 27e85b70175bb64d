"""The Windows installer, built and tried on Debian. Start at README.md, then `__main__`."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

HERE = Path(__file__).resolve().parent


class CheckoutTrouble(Exception):
    """What cannot be built, in one sentence with what to do."""
