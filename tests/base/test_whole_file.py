"""A file in the profile or for a stick: whole under its name, or not there at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from rating_client.base.whole_file import NotWritten, free_name, replace_whole, write_whole
from tests.support.sticks import lock, stick

DATA = b"sealed" * 20_000


def refused(path: Path, data: bytes = DATA) -> NotWritten:
    with pytest.raises(NotWritten) as trouble:
        write_whole(path, data)
    return trouble.value


def test_it_stands_there_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", DATA)
    assert (tmp_path / "file").read_bytes() == DATA
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_lies_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"somebody else's")
    assert refused(tmp_path / "file").code == "base.name-taken"
    assert (tmp_path / "file").read_bytes() == b"somebody else's"


def test_a_full_stick_keeps_nothing_of_it(tmp_path: Path) -> None:
    with stick(tmp_path / "stick", kilobytes=64) as disk:
        trouble = refused(disk / "file")
        assert trouble.code == "base.stick-full"
        assert not trouble.traces
        assert list(disk.iterdir()) == []


def test_a_locked_stick_is_a_sentence(tmp_path: Path) -> None:
    with stick(tmp_path / "stick") as disk:
        lock(disk)
        assert refused(disk / "file").code == "base.stick-read-only"


def test_a_stick_locked_in_windows_is_not_called_forbidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: int) -> None:
        error = PermissionError(errno.EACCES, "The media is write protected")
        error.winerror = 19  # type: ignore[attr-defined]  # Windows alone has it
        raise error

    monkeypatch.setattr(os, "fsync", locked)
    assert refused(tmp_path / "file").code == "base.stick-read-only"


def test_a_stick_that_is_gone_by_a_name_nobody_knows_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled(_: int) -> None:
        (tmp_path / "stick").rename(tmp_path / "pocket")
        raise OSError(errno.EINVAL, "A device which does not exist was specified")

    (tmp_path / "stick").mkdir()
    monkeypatch.setattr(os, "fsync", pulled)
    assert refused(tmp_path / "stick" / "file").code == "base.stick-gone"


def test_a_worn_stick_that_says_yes_to_everything_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def worn(path: Path, target: Path) -> Path:
        stored = real(path, target)
        stored.write_bytes(bytes(len(DATA)))
        return stored

    monkeypatch.setattr(Path, "replace", worn)
    assert refused(tmp_path / "file").code == "base.stick-gone"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["gone/file", "a" * 300, "nul\0"])
def test_a_place_that_is_none_is_a_sentence(tmp_path: Path, name: str) -> None:
    trouble = refused(tmp_path / name)
    assert trouble.code in {"base.stick-gone", "base.stick-refuses"}
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="there the folder says who may read")
def test_what_is_replaced_is_for_this_user_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"earlier")
    replace_whole(tmp_path / "file", DATA)
    assert (tmp_path / "file").read_bytes() == DATA
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_a_scanner_looks_into_for_a_moment_is_replaced(tmp_path: Path) -> None:
    """Windows renames nothing over a file that is open."""
    (tmp_path / "file").write_bytes(b"earlier")
    scanner = (tmp_path / "file").open("rb")
    done = threading.Timer(0.1, scanner.close)
    done.start()
    replace_whole(tmp_path / "file", DATA)
    done.join()
    assert (tmp_path / "file").read_bytes() == DATA


def test_two_programs_that_replace_one_file_at_once_take_nothing_from_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = (
        "import sys; from pathlib import Path; from rating_client.base.whole_file import"
        " replace_whole; replace_whole(Path(sys.argv[1]), b'the other one')"
    )
    flush = os.fsync

    def meanwhile(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", flush)
        subprocess.run([sys.executable, "-c", other, str(tmp_path / "file")], check=True)
        assert (tmp_path / "file").read_bytes() == b"the other one"

    monkeypatch.setattr(os, "fsync", meanwhile)
    replace_whole(tmp_path / "file", DATA)
    assert (tmp_path / "file").read_bytes() == DATA
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_cannot_be_replaced_stays(tmp_path: Path) -> None:
    with stick(tmp_path / "stick", kilobytes=64) as disk:
        (disk / "file").write_bytes(b"earlier")
        with pytest.raises(OSError, match="No space left"):
            replace_whole(disk / "file", DATA)
        assert (disk / "file").read_bytes() == b"earlier"
        assert [each.name for each in disk.iterdir()] == ["file"]


def test_a_name_that_is_free(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_name(tmp_path, "du-lieu-20261121", ".rating-bundle")
        path.touch()
        names.append(path.name)
    assert names == [
        "du-lieu-20261121.rating-bundle",
        "du-lieu-20261121-2.rating-bundle",
        "du-lieu-20261121-3.rating-bundle",
    ]


def test_a_name_nobody_can_look_for_is_free_and_writing_says_what_is_wrong(tmp_path: Path) -> None:
    assert refused(free_name(tmp_path, "x" * 300, ".zip")).code == "base.stick-refuses"
