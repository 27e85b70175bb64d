"""English, where it was chosen: the catalogue is whole and reaches inherited words too."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rating_client.base.resources import resource
from rating_client.desktop.controls.labels import Label
from rating_client.desktop.translation import speak
from rating_client.desktop.words import language, level_name, thousands
from tests.support.clock import FakeClock
from tests.support.plurals import only_for_many
from tests.support.rating_form import OpenForm

_HOLE = re.compile(r"\{\w+\}")


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    speak("en", qapp)
    yield
    speak("vi", qapp)


def test_every_sentence_of_the_catalogue_is_translated_with_the_same_holes() -> None:
    catalogue = ElementTree.parse(resource("translations", "rating_client_en.ts"))
    messages = list(catalogue.iter("message"))
    assert len(messages) > 100
    for message in messages:
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, source
        assert translation.text, source
        assert set(_HOLE.findall(source)) == set(_HOLE.findall(translation.text)), source


def test_english_is_right_of_one_too() -> None:
    catalogue = ElementTree.parse(resource("translations", "rating_client_en.ts"))
    words = [message.findtext("translation") or "" for message in catalogue.iter("message")]
    assert [each for each in words if only_for_many(each)] == []


def test_the_form_speaks_english(qtbot: QtBot, clock: FakeClock, english: None) -> None:
    form = OpenForm(qtbot, clock).open()
    form.window.edit.matrix.all.strip.cells[1].click()
    shown = {label.text() for label in form.window.findChildren(Label) if label.isVisible()}
    assert {"Same level for all", "OFFICE", "Shared reasons", "Company contact"} <= shown
    assert form.window.edit.when.at_once.text() == "Send now"
    assert form.window.windowTitle().startswith("Rating form")
    assert form.rows[0].strip.cells[3].accessibleName() == "Level 4, Satisfied, 4 of 5"


def test_words_follow_the_language(qapp: QApplication, english: None) -> None:
    assert language() == "en"
    assert level_name(5) == "Very satisfied"
    assert thousands(2000) == "2,000"
    speak("vi", qapp)
    assert language() == "vi"


def test_a_language_that_is_left_leaves_no_catalogue_behind(qapp: QApplication) -> None:
    for _ in range(3):
        speak("en", qapp)
        speak("vi", qapp)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not qapp.findChildren(QTranslator)


def test_the_catalogue_is_that_of_the_sources(tmp_path: Path) -> None:
    """`make translations` would change nothing: no string is new, none has vanished."""
    shipped = resource("translations", "rating_client_en.ts")
    fresh = tmp_path / "rating_client_en.ts"
    fresh.write_bytes(shipped.read_bytes())
    sources = sorted((Path(__file__).parents[2] / "src/rating_client/desktop").rglob("*.py"))
    arguments = "-source-language vi -target-language en -no-obsolete -locations none -ts"
    subprocess.run(
        [Path(sys.executable).with_name("pyside6-lupdate"), *sources, *arguments.split(), fresh],
        check=True,
        capture_output=True,
    )
    assert _strings(fresh) == _strings(shipped)


def _strings(catalogue: Path) -> set[tuple[str, str, str]]:
    return {
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
        )
        for context in ElementTree.parse(catalogue).iter("context")
        for message in context.iter("message")
    }
