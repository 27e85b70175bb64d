"""Files and folders that were named on the command line; each `OSError` as a sentence."""

from __future__ import annotations

import errno
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths
from rating_client.base.text import Text
from rating_client.base.vault import Vault, vault_for
from rating_client.cli.printing import paths_of, warn
from rating_client.exports.names import shown_name

if TYPE_CHECKING:
    from rating_client.profile import Profile

_MOST = 8 << 20  # bytes; an enrolment file with a large directory is below that

_NOT_A_FOLDER = Text("không phải thư mục", "not a folder")
_WHY_NOT = {
    errno.ENOENT: Text("thư mục chứa nó không có ở đó", "the folder it belongs in is not there"),
    errno.EEXIST: _NOT_A_FOLDER,
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EACCES: Text("không có quyền Ghi", "no Write access"),
    errno.EPERM: Text("không có quyền Ghi", "no Write access"),
    errno.EROFS: Text("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.ENAMETOOLONG: Text("đường dẫn quá dài", "the path is too long"),
    errno.ENOSPC: Text("ổ đĩa đầy", "the disk is full"),
}
_ANY_OTHER = Text("hệ điều hành không cho tạo", "the system does not create it")
_NOT_UNICODE = Text("tên có ký tự không phải Unicode", "the name is not Unicode")


def bytes_of(path: Path, most: int = _MOST) -> bytes:
    """The file's bytes, `most` of them. `Trouble` where it is none or cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Trouble("cli.file-missing", path=shown_name(str(path))) from error
    except IsADirectoryError as error:
        raise Trouble("cli.not-a-file", path=shown_name(str(path))) from error
    except OSError as error:
        raise Trouble("cli.file-unreadable", path=shown_name(str(path))) from error


@contextmanager
def written(path: Path) -> Iterator[None]:
    """Around writing to `path`: `Trouble("cli.file-not-writable")` where the system refuses."""
    try:
        yield
    except OSError as error:
        why = _WHY_NOT.get(error.errno or 0, _ANY_OTHER)
        raise Trouble("cli.file-not-writable", path=shown_name(str(path)), why=why) from error


def opened_profile(asked: Namespace, vault: Vault | None = None) -> Profile:
    """The profile a command works on, opened or created. `Trouble` where it cannot be."""
    from rating_client.profile import Profile  # much, and the tray icon would wait for it

    paths = made(asked)
    vault = vault or vault_of(paths)
    with usable(paths):
        profile = Profile.open(paths, vault=vault)
    if profile.recovered is not None:
        warn(profile.recovered, asked)
    return profile


def vault_of(paths: ProfilePaths) -> Vault:
    """Where the profile's key is; `Trouble` too where the pipe that was named is none."""
    try:
        return vault_for(paths)
    except (OSError, ValueError) as error:
        raise Trouble("base.key-not-handed-over") from error


def made(asked: Namespace) -> ProfilePaths:
    """The profile's folders, created where they were not there."""
    paths = paths_of(asked)
    with usable(paths):
        try:
            paths.make()
        except Trouble as trouble:  # which says that it failed; here the path itself is told
            if isinstance(trouble.__cause__, OSError):
                raise trouble.__cause__ from trouble
            raise
    return paths


@contextmanager
def usable(paths: ProfilePaths) -> Iterator[None]:
    """Around what touches the profile's folder: `Trouble("cli.profile-not-usable")` says why."""
    try:
        str(paths.data).encode("utf-8")
        yield
    except UnicodeEncodeError as error:
        raise _not_usable(paths, _NOT_UNICODE) from error
    except OSError as error:
        raise _not_usable(paths, _WHY_NOT.get(error.errno or 0, _ANY_OTHER)) from error


def _not_usable(paths: ProfilePaths, why: Text) -> Trouble:
    return Trouble("cli.profile-not-usable", path=shown_name(str(paths.data)), why=why)
