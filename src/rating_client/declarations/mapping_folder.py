"""Where mapping files lie: those we ship, and those in a profile's folder `readers.d`.

Only the program reads them; the reading process gets their content. A broken one is reported and
stops no other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rating_client.base.paths import ProfilePaths
from rating_client.base.resources import resource
from rating_client.base.sentences import Sentence, say
from rating_client.declarations.mapping_file import MappingFile, NotUnderstood, mapping_file
from rating_client.exports.names import shown_name

FOLDER = "readers.d"
_MAX_BYTES = 64 << 10
_MAX_FILES = 200
_LINE = re.compile(r"\(at (line \d+), column \d+\)")


@dataclass(frozen=True)
class MappingFiles:
    """The mapping files that hold, in the order of their names, and what is wrong with others."""

    files: tuple[MappingFile, ...] = ()
    problems: tuple[Sentence, ...] = ()


def mappings_of(paths: ProfilePaths) -> MappingFiles:
    """Ours, and this profile's; one of the same name replaces ours."""
    return mappings_in(resource(FOLDER), paths.config / FOLDER)


def mappings_in(*folders: Path) -> MappingFiles:
    """The mapping files of these folders; later ones replace earlier ones of the same name."""
    files: dict[str, MappingFile] = {}
    problems: list[Sentence] = []
    for folder in folders:
        for path in _listed(folder):
            try:
                read = _read(path)
            except _Broken as broken:
                problems.append(broken.sentence)
            else:
                files[read.name] = read
    return MappingFiles(tuple(files[name] for name in sorted(files)), tuple(problems))


class _Broken(Exception):
    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.code)
        self.sentence = sentence


def _listed(folder: Path) -> Iterable[Path]:
    try:
        paths = [each for each in folder.iterdir() if each.suffix.casefold() == ".toml"]
    except OSError:  # most profiles have no such folder
        return ()
    return sorted(paths)[:_MAX_FILES]


def _read(path: Path) -> MappingFile:
    name = shown_name(path.name)
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES + 1).decode("utf-8-sig")
        if len(text) > _MAX_BYTES:
            raise ValueError
        return mapping_file(shown_name(path.stem), tomllib.loads(text))
    except NotUnderstood as error:
        where = shown_name(str(error))
        raise _Broken(say("declarations.mapping-not-understood", file=name, where=where)) from error
    except (OSError, ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        where = line[1] if line else "—"
        raise _Broken(say("declarations.mapping-unreadable", file=name, where=where)) from error
