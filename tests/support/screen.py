"""A screen as on a desk, for windows nobody sees: Qt's own offscreen one is 800 × 800."""

from __future__ import annotations

from pathlib import Path

DESK = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
