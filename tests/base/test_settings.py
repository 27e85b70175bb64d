"""Settings: policy over user over default, and a mistake never stops the program."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.base.settings import Settings, load_settings, save_setting
from rating_client.windows.policy import setting_name, value_name


def test_what_setup_was_told_is_below_the_person_and_above_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    told = {"export_folders": r"C:\ECUS\Export", "digest_at": "17:00"}
    file.write_text('digest_at = "11:00"\n', "utf-8")
    loaded = load_settings(file, {}, told)
    assert loaded.settings.export_folders == (r"C:\ECUS\Export",)
    assert loaded.settings.digest_at == "11:00"
    assert (loaded.origins["export_folders"], loaded.origins["digest_at"]) == ("setup", "user")


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


FOREIGN = [
    'export_folders = ["/a"]\n# mine\n\n[form]\nwidth = 3 # wide\n',
    'since = 2026-01-01\nlanguage = "vi"',
    '"mã khách" = 1\r\nx = nan\r\nlanguage = "vi"\r\n',
    'export_folders = [\n  "/a", # one\n  "/b",\n]\nlanguage = """\nvi"""\n[[t]]\nlanguage = 1\n',
    "# only a remark",
    '\ufeffproxy = "none"\n',
]


@pytest.mark.parametrize("text", FOREIGN)
def test_a_change_keeps_every_other_line_of_the_file(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text.encode())
    before = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    save_setting(file, "language", "en")
    after = file.read_bytes().decode()
    assert repr(sorted(tomllib.loads(after).items())) == repr(
        sorted({**before, "language": "en"}.items())
    )
    for line in text.removeprefix("\ufeff").splitlines():
        assert line in after or "language" in line or line == 'vi"""'
    save_setting(file, "language", None)
    without = {key: value for key, value in before.items() if key != "language"}
    assert repr(tomllib.loads(file.read_bytes().decode())) == repr(without)


@pytest.mark.parametrize("text", ["proxy = none\n", "language = ", "a = " + "[" * 5000])
def test_a_file_that_cannot_be_read_is_never_written_over(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    assert [p.code for p in load_settings(file, {}).problems] == ["base.settings-unreadable"]
    with pytest.raises(Trouble) as caught:
        save_setting(file, "language", "en")
    assert caught.value.code == "base.settings-not-changed"
    assert file.read_text("utf-8") == text


def test_what_toml_cannot_hold_is_refused_and_what_it_can_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    save_setting(file, "export_folders", ["/tmp/\x7fx", "/tmp/\u2028y"])
    assert load_settings(file, {}).settings.export_folders == ("/tmp/\x7fx", "/tmp/\u2028y")
    with pytest.raises(Trouble) as caught:
        save_setting(file, "export_folders", ["/a\udcff"])
    assert caught.value.code == "base.setting-not-storable"
    assert len(load_settings(file, {}).settings.export_folders) == 2


def test_a_disk_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        save_setting(tmp_path / "gone" / "settings.toml", "language", "en")
    assert caught.value.code == "base.settings-not-written"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cards_a_day", -1),
        ("card_gap_minutes", -5),
        ("card_gap_minutes", 10**12),
        ("digest_at", "25:99"),
        ("digest_at", "noon"),
        ("quiet_hours", ["08:00-08:00"]),
        ("quiet_hours", ["abc"]),
        ("quiet_hours", ["00:00-24:00"]),
        ("export_folders", [""]),
        ("export_folders", [5]),
        ("proxy", "ftp://x y"),
        ("proxy", "http://[proxy"),
    ],
)
def test_a_value_that_would_stop_the_work_is_reported_and_not_used(
    tmp_path: Path, name: str, value: object
) -> None:
    loaded = load_settings(tmp_path / "settings.toml", {name: value})
    assert getattr(loaded.settings, name) == getattr(Settings(), name)
    assert [p.code for p in loaded.problems] == ["base.setting-not-understood"]
    with pytest.raises(ValueError, match=name):
        save_setting(tmp_path / "settings.toml", name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cards_a_day", 0),
        ("card_gap_minutes", 90),
        ("digest_at", ""),
        ("digest_at", "7:05"),
        ("quiet_hours", ("11:30–13:00", "22:00-06:00", "17:00-")),
        ("proxy", "none"),
        ("proxy", "http://nguoi:mat@proxy:3128"),
        ("proxy", "proxy:3128"),
    ],
)
def test_a_value_that_makes_sense_is_used(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "settings.toml"
    save_setting(file, name, value)
    loaded = load_settings(file, {})
    assert getattr(loaded.settings, name) == value
    assert loaded.problems == ()


def test_one_wrong_folder_does_not_undo_the_others(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.toml", {"export_folders": ["/a", "", "/b"]})
    assert loaded.settings.export_folders == ("/a", "/b")
    assert [p.code for p in loaded.problems] == ["base.setting-not-understood"]


@pytest.mark.parametrize(
    "proxy", ["system", "none", "auto", "proxy:3128", "http://proxy:3128", "pac:http://wpad/x.dat"]
)
def test_every_way_to_name_a_proxy_is_taken(tmp_path: Path, proxy: str) -> None:
    file = tmp_path / "settings.toml"
    save_setting(file, "proxy", proxy)
    loaded = load_settings(file, {})
    assert loaded.settings.proxy == proxy
    assert loaded.problems == ()


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_a_setting_has_one_name_in_the_registry(setting: str) -> None:
    assert setting_name(value_name(setting)) == setting
