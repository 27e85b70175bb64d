"""What the readers make of some files: the matter behind the command `read`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rating_client.base.errors import RatingClientError, Trouble
from rating_client.base.sentences import Sentence
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.record import to_json
from rating_client.declarations.refusal import Refusal
from rating_client.exports.names import plain_path, shown_name
from rating_client.exports.opening import opened
from rating_client.exports.sweep import MAX_BYTES, list_exports
from rating_client.exports.trouble import FileTrouble, file_trouble


@dataclass(frozen=True)
class Read:
    """One file: its declarations and the rules that found them, or why there are none."""

    path: str
    declarations: tuple[Declaration, ...] = ()
    found_by: tuple[Mapping[str, str], ...] = ()
    refused: Sentence | None = None


def read_paths(paths: Iterable[str | os.PathLike[str]], process: ReadingProcess) -> Iterator[Read]:
    """Read each file once, and everything below each folder, in the order of their names.

    A file is read as it lies there, settled or not. No error leaves but a bug: a folder that
    cannot be listed is refused like a file. A file that was named is read whatever its extension.
    """
    for given in paths:
        path = os.fspath(given)
        try:
            listing = list_exports(path) if Path(path).is_dir() else None
        except Trouble as trouble:
            yield Read(path, refused=trouble.sentence)
            continue
        if listing is None:
            yield _read_one(path, process)
            continue
        for file in sorted(listing.files):
            yield _read_one(file.path, process)
        yield from (Read(path, refused=each.sentence) for each in listing.troubles)


def as_json(
    read: Iterable[Read],
    *,
    explain: bool = False,
    office: Callable[[Declaration], Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The document `read --json` prints. `office` adds the directory's reading of each office,
    `explain` says in `found_by` which rule found each field."""
    document: dict[str, Any] = {"declarations": [], "refused": []}
    for file in read:
        for declaration, rules in zip(file.declarations, file.found_by, strict=True):
            entry = to_json(declaration, office(declaration) if office else None)
            document["declarations"].append(
                {**entry, "found_by": dict(rules)} if explain else entry
            )
        if file.refused:
            document["refused"].append({"path": plain_path(file.path), **file.refused.as_json()})
    return document


def _read_one(path: str, process: ReadingProcess) -> Read:
    try:
        reading = process.read(_bytes_of(path), path)
    except RatingClientError as error:
        return Read(path, refused=error.sentence)
    return Read(path, reading.declarations, reading.found_by)


def _bytes_of(path: str) -> bytes:
    name = shown_name(Path(path).name)
    try:
        with opened(str(Path(path).resolve())) as file:  # a link that was named is followed
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise Refusal("declarations.too-large", file=name)
            return file.read()
    except FileNotFoundError as error:
        raise FileTrouble("exports.file-missing", file=shown_name(path)) from error
    except OSError as error:
        raise file_trouble(error, path) from error
