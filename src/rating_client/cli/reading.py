"""`read`: what the readers make of export files, without a profile and without a window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rating_client.base.printing import say_json, tell
from rating_client.base.sentences import say
from rating_client.cli import words
from rating_client.cli.explaining import explained
from rating_client.cli.printing import language_of, paths_of, warn
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.mapping_folder import mappings_of
from rating_client.declarations.reading import Read, as_json, read_paths
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.registered import why_not_registered
from rating_client.directory.directory import built_in_directory
from rating_client.exports.names import shown_name


def read(asked: Namespace) -> int:
    """Print every declaration and every refusal; exit 1 where there was nothing but refusals."""
    mappings = mappings_of(paths_of(asked))
    for problem in mappings.problems:
        warn(problem, asked)
    with ReadingProcess(mappings=lambda: mappings.files) as process:
        files = list(_read_each(asked.paths, process))
    refused = [file.refused for file in files if file.refused]
    failed = bool(refused) and not any(file.declarations for file in files)
    if asked.json:
        say_json(as_json(files, explain=asked.explain, office=_office))
    elif not files:
        tell(say("cli.nothing-to-read").line(language_of(asked)))
    elif not failed or len(refused) > 1:  # the sentence of a single one is told below
        for file in files:
            _print_file(file, language_of(asked), explain=asked.explain)
    if not failed:
        return 0
    warn(refused[0] if len(refused) == 1 else say("cli.nothing-read", n=len(refused)), asked)
    return 1


def _read_each(paths: Iterable[Path], process: ReadingProcess) -> Iterator[Read]:
    for path in paths:
        if path.exists() and not path.is_file() and not path.is_dir():
            name = shown_name(str(path))
            yield Read(str(path), refused=say("cli.not-a-file", path=name))
        else:
            yield from read_paths([path], process)


def _office(declaration: Declaration) -> Mapping[str, Any]:
    reading = built_in_directory().read(
        declaration.office_code, declaration.office_name, declaration.registered_at
    )
    named = {"name": reading.name, "candidates": list(reading.candidates)}
    return {"code": reading.code, **named} if reading.code else named


def _print_file(file: Read, language: str, *, explain: bool) -> None:
    tell(shown_name(file.path))
    if file.refused:
        tell(f"  {file.refused.line(language)}")
    for declaration, rules in zip(file.declarations, file.found_by, strict=True):
        doubt = why_not_registered(declaration)
        tell(f"  {_summary(declaration, language)}")
        if doubt:
            tell(f"    {doubt.line(language)}")
        if explain:
            for line in explained(declaration, rules, language):
                tell(f"    {line}")


def _summary(declaration: Declaration, language: str) -> str:
    at = declaration.registered_at
    direction = words.DIRECTIONS.get(declaration.direction)
    channel = words.CHANNELS.get(declaration.channel or 0)
    facts = (
        declaration.number or "—",
        direction.of(language) if direction else declaration.direction,
        words.STAGES[declaration.stage.value].of(language),
        declaration.type_code,
        declaration.office_code or declaration.office_name,
        f"{at:%d/%m/%Y %H:%M}" if at else None,
        channel.of(language) if channel else None,
    )
    return "  ".join(fact for fact in facts if fact)
