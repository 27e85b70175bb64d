"""Rules about the sources themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST = 300  # lines; a module is one idea


def test_there_are_sources_to_look_at() -> None:
    assert len(SOURCES) > 50


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src")))
def test_a_module_keeps_the_rules(source: Path) -> None:
    text = source.read_text("utf-8")
    assert source.stem not in {"utils", "helpers", "misc", "common"}
    assert len(text.splitlines()) <= LONGEST
    # A nested event loop lets a window take over the program.
    assert not re.search(r"\.exec\(\)", text) or source.name == "app.py"
    assert not re.search(r"\bverify\s*=\s*False\b", text)
    assert "QMessageBox" not in text
    # Nothing takes the keyboard that a person did not ask for.
    assert "activateWindow" not in text or source.name == "room.py"
    assert "QFileDialog" not in text or source.name == "file_dialogs.py"
    for ignored in re.findall(r"# (?:type: ignore|noqa)[^\n]*", text):
        assert re.search(r"\](\s+#|\s\s).+|noqa: [A-Z0-9, ]+\s+\S.*", ignored), ignored


@pytest.mark.parametrize("folder", ["src", "tests", "resources", "docs", "installer", ".ci"])
def test_the_project_stands_alone(folder: str) -> None:
    for file in (ROOT / folder).rglob("*"):
        if file.suffix in {".py", ".md", ".sh", ".toml", ".json", ".csv", ".yml"}:
            text = file.read_text("utf-8")
            assert not re.search(r"(?<![\w.])/(?:root|work)/", text), file
            assert not re.search(r"pypi\.org|pythonhosted|deb\.debian|registry\.npmjs", text) or (
                file == Path(__file__)
            ), file


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    listed = re.findall(
        r"^(\d+)\. \[(.+)\]\((.+)\)$", (folder / "README.md").read_text("utf-8"), re.MULTILINE
    )
    there = []
    for file in sorted(folder.glob("[0-9]*.md")):
        number, title = file.read_text("utf-8").splitlines()[0].removeprefix("# ").split(". ", 1)
        there.append((number, title, file.name))
    assert listed == there
