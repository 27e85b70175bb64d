"""Which files a sweep finds, and which it leaves alone."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from rating_client.base.errors import Trouble
from rating_client.exports.names import path_as_stored, shown_name, stored_path
from rating_client.exports.sweep import list_exports
from rating_client.exports.trouble import file_trouble, folder_trouble
from tests.support.export_folder import ExportFolder

posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="such an entry, or the way to make it, is POSIX's"
)


def found(software: ExportFolder) -> set[str]:
    listing = list_exports(str(software.path))
    assert listing.troubles == []
    return {Path(file.path).relative_to(software.path).as_posix() for file in listing.files}


def test_exports_are_found_in_folders_by_client_and_month(software: ExportFolder) -> None:
    software.write("to khai.xml", b"<Root/>")
    software.write("SAO MAI/2026/11/ToKhaiHQ7N.XLSX", b"PK")
    assert found(software) == {"to khai.xml", "SAO MAI/2026/11/ToKhaiHQ7N.XLSX"}


@pytest.mark.parametrize("name", ["a.xlsm", "a.XLSB", "a.tsv", "a.mht"])
def test_what_the_readers_can_read_is_found(software: ExportFolder, name: str) -> None:
    software.write(name, b"content")
    assert found(software) == {name}


@pytest.mark.parametrize(
    "name",
    ["~$ToKhai.xlsx", "a.xml.tmp", "a.part", "a.xlsx.crdownload", ".hidden.xml", "a.exe", "a.docx"],
)
def test_lock_files_temporary_and_foreign_files_are_skipped(
    software: ExportFolder, name: str
) -> None:
    software.write(name, b"content")
    assert found(software) == set()


def test_hidden_folders_and_empty_files_are_skipped(software: ExportFolder) -> None:
    software.write(".trash/a.xml", b"<Root/>")
    software.write("empty.xml", b"")
    assert found(software) == set()


@posix_only
def test_pipes_links_and_loops_are_not_followed(software: ExportFolder) -> None:
    real = software.write("real.xml", b"<Root/>")
    os.mkfifo(software.path / "pipe.xml")
    (software.path / "link.xml").symlink_to(real)
    (software.path / "loop").symlink_to(software.path, target_is_directory=True)
    (software.path / "dangling.xml").symlink_to("nowhere")
    assert found(software) == {"real.xml"}


@posix_only
def test_an_entry_that_cannot_be_looked_at_hides_only_itself(software: ExportFolder) -> None:
    deep = software.path
    at = os.open(deep, os.O_RDONLY)
    while len(str(deep)) < 3_800:  # a path has 4,095 bytes, and a name 255
        deep = deep / ("x" * min(240, 3_990 - len(str(deep))))
        os.mkdir(deep.name, dir_fd=at)
        inside = os.open(deep.name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inside
    software.write(str(deep.relative_to(software.path) / "a.xml"), b"<Root/>")
    os.close(os.open("y" * 240 + ".xml", os.O_CREAT, dir_fd=at))
    software.write("beside.xml", b"<Root/>")
    try:
        listing = list_exports(str(software.path))
    finally:
        os.unlink("y" * 240 + ".xml", dir_fd=at)
        os.close(at)
    assert {Path(file.path).name for file in listing.files} == {"a.xml", "beside.xml"}
    assert [trouble.code for trouble in listing.troubles] == ["exports.file-busy"]


@posix_only  # there a link takes a right that users lack
def test_the_folder_itself_may_be_a_link(software: ExportFolder, tmp_path: Path) -> None:
    software.write("a.xml", b"<Root/>")
    link = tmp_path / "link"
    link.symlink_to(software.path)
    assert len(list_exports(str(link)).files) == 1


def test_nesting_without_end_is_not_descended_for_ever(software: ExportFolder) -> None:
    deep = software.path.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "a.xml").write_bytes(b"<Root/>")
    assert found(software) == set()


def test_composed_and_decomposed_names_are_two_files(software: ExportFolder) -> None:
    name = "Tờ khai hải quan – Đặng Thị Hường.xml"
    for form in ("NFC", "NFD"):
        software.write(unicodedata.normalize(form, name), form.encode())
    paths = {file.path for file in list_exports(str(software.path)).files}
    assert len(paths) == 2
    assert {Path(path).read_bytes() for path in paths} == {b"NFC", b"NFD"}
    assert {shown_name(Path(path).name) for path in paths} == {name}


@posix_only
def test_odd_names_are_opened_as_they_are_and_shown_escaped(software: ExportFolder) -> None:
    names = [
        b"\xff\xfe.xml",
        b"line\nbreak.xml",
        "\u202elmx.exe.xml".encode(),
        b"n" * 251 + b".xml",
    ]
    for name in names:
        software.write(os.fsdecode(name), b"<Root/>")
    listed = [file.path for file in list_exports(str(software.path)).files]
    assert {os.fsencode(Path(path).name) for path in listed} == set(names)
    for path in listed:
        assert Path(path).read_bytes() == b"<Root/>"
        shown_name(path).encode("utf-8")
        assert not set(shown_name(path)) & set("\n\u202e")
        assert path_as_stored(stored_path(path)) == path
        stored_path(path).encode("utf-8")


def test_a_missing_folder_is_told_from_a_share_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as missing:
        list_exports(str(tmp_path / "gone"))
    assert missing.value.code == "exports.folder-missing"
    away = folder_trouble(FileNotFoundError(2, "bad net path"), r"\\kt-02\tokhai")
    assert away.code == "exports.folder-unreachable"
    assert "kt-02 không trả lời" in away.sentence.line("vi")
    timed_out = OSError(errno.ETIMEDOUT, "timed out")
    assert folder_trouble(timed_out, "/mnt/share").code == "exports.folder-unreachable"


def test_a_forbidden_folder_asks_for_the_right_to_read() -> None:
    assert folder_trouble(PermissionError(13, "no"), "/srv/x").code == "exports.folder-denied"


@pytest.mark.parametrize(
    ("error", "winerror", "path", "code"),
    [
        (OSError(22, "wrong password"), 1326, r"\\kt-02\tokhai", "folder-denied"),
        (OSError(22, "password expired"), 1330, "K:\\", "folder-denied"),
        (PermissionError(13, "not ready"), 21, "E:\\", "folder-missing"),
        (FileNotFoundError(2, "no such drive"), 3, "E:\\", "folder-missing"),
        (OSError(22, "device gone"), 433, "E:\\", "folder-missing"),
        (OSError(22, "network name gone"), 64, "K:\\", "folder-unreachable"),
    ],
)
def test_windows_names_for_a_folder_that_is_away(
    error: OSError, winerror: int, path: str, code: str
) -> None:
    error.winerror = winerror  # type: ignore[attr-defined]  # only there on Windows
    assert folder_trouble(error, path).code == f"exports.{code}"


def test_on_windows_a_locked_file_is_told_from_a_forbidden_one() -> None:
    locked, forbidden = PermissionError(13, "in use"), PermissionError(13, "denied")
    locked.winerror, forbidden.winerror = 32, 5  # type: ignore[attr-defined]  # only there on Windows
    assert file_trouble(locked, "a.xml").code == "exports.file-busy"
    assert file_trouble(forbidden, "a.xml").code == "exports.file-denied"


def test_a_forbidden_subfolder_does_not_hide_the_others(software: ExportFolder) -> None:
    software.write("closed/a.xml", b"<Root/>")
    software.write("open/b.xml", b"<Root/>")
    with software.locked("closed"):
        listing = list_exports(str(software.path))
    (software.path / "closed").chmod(0o755)
    assert [Path(file.path).name for file in listing.files] == ["b.xml"]
    assert [trouble.code for trouble in listing.troubles] == ["exports.folder-denied"]
