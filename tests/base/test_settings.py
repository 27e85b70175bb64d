"""Settings: policy over user over default, and a mistake never stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from rating_client.base.settings import Settings, load_settings, save_setting
from rating_client.windows.policy import setting_name


def test_without_any_layer_everything_is_default(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.toml", {})
    assert loaded.settings == Settings()
    assert set(loaded.origins.values()) == {"default"}


def test_policy_wins_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save_setting(file, "card_seconds", 15)
    save_setting(file, "language", "en")
    loaded = load_settings(file, {"card_seconds": 120})
    assert loaded.settings.card_seconds == 120
    assert loaded.origins["card_seconds"] == "policy"
    assert loaded.settings.language == "en"
    assert loaded.origins["language"] == "user"


def test_a_mistake_is_reported_and_the_rest_holds(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('card_seconds = "soon"\ncolour = "pink"\nlanguage = "en"\n', "utf-8")
    loaded = load_settings(file, {})
    assert loaded.settings == Settings(language="en")
    assert [p.code for p in loaded.problems] == ["base.setting-not-understood"] * 2


def test_a_broken_file_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("language = ", "utf-8")
    assert [p.code for p in load_settings(file, {}).problems] == ["base.settings-unreadable"]


def test_folders_with_every_sort_of_name_survive_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    folders = (r"D:\ECUS\Xuất tờ khai", r"\\MAYCHU\ToKhai", '/tmp/with "quotes"')
    save_setting(file, "export_folders", folders)
    save_setting(file, "hide_owner_on_card", True)
    settings = load_settings(file, {}).settings
    assert settings.export_folders == folders
    assert settings.hide_owner_on_card is True


def test_back_to_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save_setting(file, "language", "en")
    save_setting(file, "language", None)
    assert load_settings(file, {}).origins["language"] == "default"


def test_a_value_that_does_not_fit_is_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="language"):
        save_setting(tmp_path / "settings.toml", "language", "fr")


@pytest.mark.parametrize(
    ("value", "setting"), [("ExportFolders", "export_folders"), ("Language", "language")]
)
def test_registry_names_become_setting_names(value: str, setting: str) -> None:
    assert setting_name(value) == setting


def test_the_registry_writes_a_truth_as_a_number(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.toml", {"hide_owner_on_card": 1})
    assert loaded.settings.hide_owner_on_card is True
