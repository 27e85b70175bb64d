"""A screen as on a desk, for windows nobody sees: Qt's own offscreen one is 800 × 800."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).with_name("screen.json").as_posix()
# Qt parts its arguments at colons, so a Windows path goes without its drive.
DESK = f"offscreen:configfile={_FILE.rpartition(':')[2]}"
