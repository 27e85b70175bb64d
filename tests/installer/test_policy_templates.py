"""Group policy templates: every setting, both languages, nothing the program would refuse."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from installer.policy_templates import (
    LANGUAGES,
    NAMESPACE,
    words_of_settings,
    write_templates,
)
from rating_client.base.settings import Settings, load_settings
from rating_client.windows.policy import POLICY_KEY, setting_name, signed

SETTINGS = {setting.name: setting for setting in fields(Settings)}
IN = {"p": NAMESPACE}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("PolicyDefinitions")
    write_templates(folder)
    return folder


def policies(folder: Path) -> dict[str, ElementTree.Element]:
    root = ElementTree.parse(folder / "RatingClient.admx").getroot()
    return {each.attrib["name"]: each for each in root.iterfind(".//p:policy", IN)}


def test_every_setting_has_words_and_no_other(templates: Path) -> None:
    assert set(words_of_settings()) == set(SETTINGS)
    assert {setting_name(name) for name in policies(templates)} == set(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.name)
def test_the_choices_are_those_of_the_program(setting: Field[Any]) -> None:
    told = [choice["value"] for choice in words_of_settings()[setting.name].get("choices", ())]
    assert told == list(setting.metadata.get("choices", ()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_asked_for_is_there(templates: Path, language: str) -> None:
    words = ElementTree.parse(templates / LANGUAGES[language] / "RatingClient.adml").getroot()
    strings = {each.attrib["id"]: each.text for each in words.iterfind(".//p:string", IN)}
    shown = {each.attrib["id"] for each in words.iterfind(".//p:presentation", IN)}
    definitions = (templates / "RatingClient.admx").read_text("utf-8")
    for part in definitions.split("$(string.")[1:]:
        assert strings[part.partition(")")[0]]
    for part in definitions.split("$(presentation.")[1:]:
        assert part.partition(")")[0] in shown


def test_every_value_a_template_can_write_is_taken(templates: Path, tmp_path: Path) -> None:
    for name, policy in policies(templates).items():
        assert policy.attrib["key"] == POLICY_KEY
        for choice in policy.iterfind(".//p:value/*", IN):
            value = choice.text or signed(int(choice.attrib["value"]))
            loaded = load_settings(tmp_path / "none.toml", {setting_name(name): value})
            assert loaded.problems == ()
            assert loaded.origins[setting_name(name)] == "policy"
