"""`make screenshots`: pictures of the real windows over a seeded ledger, into docs/screenshots/.

Each language, theme and scale is a process of its own, because Qt takes its scale at the start.
Where Xvfb is installed, the demo is played once more on a real screen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.screen import DESK

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "screenshots"
LOOKS = (
    ("vi", "light", 1.0),
    ("vi", "dark", 1.0),
    ("en", "light", 1.0),
    ("en", "dark", 1.0),
    ("vi", "light", 2.0),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--look", nargs=3, metavar=("LANGUAGE", "THEME", "SCALE"))
    asked = parser.parse_args()
    if asked.look is not None:
        from tests.screenshots.windows import take_pictures

        language, theme, scale = asked.look
        take_pictures(FOLDER, language, theme, float(scale))
        return 0
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for language, theme, scale in LOOKS:
        look = ("--look", language, theme, str(scale))
        environment = {"QT_QPA_PLATFORM": DESK, "QT_SCALE_FACTOR": str(scale)}
        subprocess.run(
            [sys.executable, "-m", "tests.screenshots", *look],
            env={**os.environ, **environment},
            cwd=ROOT,
            check=True,
        )
    from tests.screenshots.overview import paint_overview

    paint_overview(FOLDER)
    return _on_a_real_screen()


def _on_a_real_screen() -> int:
    if shutil.which("xvfb-run") is None:
        print("xvfb-run is not installed: the demo's own pictures were left out")
        return 0
    screen = ("--auto-servernum", "--server-args=-screen 0 1440x900x24")
    desktop = str(ROOT / "tests" / "screenshots" / "desktop.sh")
    return subprocess.call(
        ["xvfb-run", *screen, "sh", desktop, sys.executable, str(FOLDER / "demo")], cwd=ROOT
    )


if __name__ == "__main__":
    raise SystemExit(main())
