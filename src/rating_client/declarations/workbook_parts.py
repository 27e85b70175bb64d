"""The parts of an .xlsx, unpacked and parsed step by step.

`zipfile` unpacks in steps and expat parses what came: who has seen enough stops both.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

from rating_client.declarations.refusal import Refusal

_STEP = 1 << 12
_MAX_LIST = 1 << 20  # unpacked bytes of a list, such as that of the sheets
# A control character in a text (ECMA-376, ST_Xstring), such as _x000D_ in a line break.
_ESCAPE = re.compile(r"_x00([0-9A-Fa-f]{2})_")


class Unusual(Exception):
    """Legal perhaps, but not the way spreadsheet programs write it."""


def unpacked(archive: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """A part's bytes in steps; raises `Unusual` where there is none of that name."""
    try:
        member = archive.getinfo(path)
    except KeyError:
        raise Unusual from None
    with archive.open(member) as file:
        while chunk := file.read(_STEP):
            yield chunk


def parser() -> expat.XMLParserType:
    """A parser that knows no DTD, and so no entities."""

    def refused(*_anything: object) -> None:
        raise Refusal("declarations.unsafe")

    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = refused
    made.EntityDeclHandler = refused
    return made


def feed(
    to: expat.XMLParserType,
    chunks: Iterator[bytes],
    limit: int,
    *,
    without: re.Pattern[bytes] | None = None,
) -> Iterator[None]:
    """Parse step by step, leaving out what matches `without`. Raises `Unusual` beyond `limit`
    bytes, `Refusal` for what is no XML."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Unusual
        _parse(to, without.sub(b"", chunk) if without else chunk)
        yield
    _parse(to, b"", last=True)


def walk(archive: zipfile.ZipFile, path: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Tell `start` of every element of a part, with its attributes."""
    made = parser()
    made.StartElementHandler = start
    for _ in feed(made, unpacked(archive, path), _MAX_LIST):
        pass


def text_in(pieces: list[str]) -> str:
    """The text that came in these pieces, its escapes as what they stand for."""
    text = "".join(pieces)
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) if "_x00" in text else text


def _parse(to: expat.XMLParserType, chunk: bytes, *, last: bool = False) -> None:
    try:
        to.Parse(chunk, last)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that is none, too
        raise Refusal("declarations.damaged") from error
