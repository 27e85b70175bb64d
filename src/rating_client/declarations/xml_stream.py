"""Reading XML as a stream, with limits: no DTD, no entities, bounded depth and element count.

expat alone accepts nesting 200,000 deep and defusedxml does too, so both are counted here. The
handlers get names without prefix or namespace, because only local names are stable in the files
that other programs write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar
from xml.parsers import expat

from rating_client.declarations.refusal import Refusal
from rating_client.declarations.xml_bytes import repaired

T = TypeVar("T")

_MAX_DEPTH = 64
_MAX_ELEMENTS = 500_000  # an export of thousands of declarations has fewer
_MENDED = 8 << 20  # bytes
_OUTLINE = 40
_OUTLINE_BYTES = 16_384
_TAIL = 4_096
_PIECE = 4_096  # expat reads on to the end of what it was given, handlers or not
# Each alternative can end in one way only, so that no tail makes the search slow.
_AFTERWARDS = rb"(?:[\s\0]|<!--(?:(?!-->).)*-->|<\?(?:(?!\?>).)*\?>)*\Z"


class Enough(Exception):
    """Raised by a handler that has all it needs."""


def stream(
    data: bytes,
    start: Callable[[str, int], bool],
    end: Callable[[str, str, int], None],
) -> None:
    """Walk through UTF-8 `data`.

    `start(name, depth)` says whether the element's own text is wanted; `end(name, text, depth)`
    gets it, and what it gets for others means nothing. The root has depth 1. Raises `Refusal`
    for damaged or unsafe XML.
    """
    parser = _parser()
    parser.buffer_text = True
    depth = elements = 0
    pieces: list[str] = []
    listening = False

    def opened(name: str, _attributes: object) -> None:
        nonlocal depth, elements, listening
        depth += 1
        elements += 1
        if depth > _MAX_DEPTH or elements > _MAX_ELEMENTS:
            raise Refusal("declarations.unsafe")
        wanted = start(name if ":" not in name else _local(name), depth)
        pieces.clear()
        if wanted is not listening:  # to change it costs more than to hear some white space
            listening = wanted
            parser.CharacterDataHandler = pieces.append if wanted else None

    def closed(name: str) -> None:
        nonlocal depth
        end(name if ":" not in name else _local(name), "".join(pieces), depth)
        pieces.clear()
        depth -= 1

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        _feed(parser, data)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Refusal("declarations.damaged") from error
    except Enough:
        return
    finally:
        # A circle of parser and handlers would keep the file in memory for a while.
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = None


def forgiving(read: Callable[[bytes], T], data: bytes) -> T:
    """What `read` makes of `data`, or of `data` without the slips of careless writers."""
    try:
        return read(data)
    except Refusal as refusal:
        # A file cut short is not worth the time, nor is one far larger than any export.
        whole = len(data) <= _MENDED and data.rstrip().endswith(b">")
        mended = repaired(data) if whole and refusal.code == "declarations.damaged" else data
        if mended == data:
            raise
        return read(mended)


def outline(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The paths of the first elements, as far as they can be read, for telling formats apart.

    `unsafe` XML is refused here already; damage is not: a file cut short still has a kind.
    """
    paths: list[tuple[str, ...]] = []
    open_names: list[str] = []

    def opened(name: str, _attributes: object) -> None:
        open_names.append(_local(name))
        paths.append(tuple(open_names))
        if len(paths) >= _OUTLINE:
            raise Enough

    parser = _parser()
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _name: open_names.pop()
    with suppress(expat.ExpatError, Enough):
        _feed(parser, data[:_OUTLINE_BYTES])
    return tuple(paths)


def closes(data: bytes, root: str) -> bool:
    """Whether UTF-8 `data` ends with the closing tag of its root element, given by local name.

    Comments and processing instructions may follow it.
    """
    tag = rb"</(?:[^\s<>/:]+:)?" + re.escape(root.encode()) + rb"\s*>" + _AFTERWARDS
    return re.search(tag, data[-len(root) - _TAIL :], re.DOTALL) is not None


def _parser() -> expat.XMLParserType:
    """A parser that knows no DTD, and so no entities."""

    def refused(*_anything: object) -> None:
        raise Refusal("declarations.unsafe")

    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    return parser


def _feed(parser: expat.XMLParserType, data: bytes) -> None:
    for at in range(0, len(data), _PIECE):
        parser.Parse(data[at : at + _PIECE], False)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
