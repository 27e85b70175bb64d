"""What a command may load: a broker waits for none of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.program import run

SLOW = ("PySide6", "requests", "joserfc", "cryptography", "keyring")


REPORTING = (
    "import sys\n"
    "from rating_client.cli import run\n"
    "try: run(sys.argv[1:])\n"
    "except SystemExit: pass\n"
    "print('loaded:', *sorted({m.split('.')[0] for m in sys.modules}))\n"
)


STARTED = """
import sys
import rating_client.app, rating_client.profile
import rating_client.desktop.coordinator, rating_client.desktop.tray
from rating_client.declarations.readers import readers_version
readers_version()
print(*sys.modules)
"""


BEFORE_THE_ICON = """
import sys
from rating_client import app
app.run = lambda *asked, **wishes: print(*sys.modules) or 0
from rating_client.__main__ import main
main()
"""


def loaded_by(arguments: list[str], profile: Path) -> set[str]:
    """The top-level modules loaded when this command ends."""
    done = run(profile, *arguments, command=(sys.executable, "-c", REPORTING))
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].removeprefix("loaded: ").split())


def test_the_version_needs_nothing_slow(tmp_path: Path) -> None:
    assert not loaded_by(["--version"], tmp_path) & set(SLOW)


@pytest.mark.parametrize("command", ["doctor", "read", "send", "status"])
def test_the_command_line_works_without_qt(command: str, tmp_path: Path) -> None:
    arguments = [command, str(tmp_path)] if command == "read" else [command]
    assert "PySide6" not in loaded_by(arguments, tmp_path)


def test_the_tray_program_starts_without_windows_and_network() -> None:
    """They take time and memory, and a program that rests in the tray needs none of them."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED], check=True, capture_output=True, text=True
    )
    loaded = set(done.stdout.split())
    assert "rating_client.desktop.coordinator" in loaded
    heavy = {"cryptography", "email", "html", "joserfc", "requests"}
    assert not {name.split(".")[0] for name in loaded} & heavy
    on_wish = ("carrying.worker", "diagnostics.desk", "file_dialogs", "statistics.worker")
    assert not {f"rating_client.desktop.{name}" for name in on_wish} & loaded
    assert "rating_client.declarations.document" not in loaded
    windows = {name for name in loaded if name.endswith((".page", "_page", "_window"))}
    assert windows == {"rating_client.desktop.kept_window"}
    assert "rating_client.desktop.form.window" not in loaded
    assert "PySide6.QtNetwork" not in loaded


def test_the_icon_waits_for_nothing_it_does_not_need(tmp_path: Path) -> None:
    """Neither when it is started as Windows starts it, by the command line."""
    command = (sys.executable, "-c", BEFORE_THE_ICON)
    done = run(tmp_path, "--tray", command=command)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "rating_client.app" in loaded
    assert not loaded & {"rating_client.profile", "rating_client.base.ledger", "apsw", "tomllib"}
