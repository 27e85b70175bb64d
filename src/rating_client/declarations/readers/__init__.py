"""The readers, one module per format, in the order in which they are asked.

To add one: write the module and add its line to `BUILT_IN`. Readers of others come through the
entry point group `rating_client.readers`, each a class that takes no argument; they are asked
after ours, and what mapping files describe last of all. Readers run inside the reading process
and touch neither disk nor network; the program itself only asks what they are called.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rating_client import __version__
from rating_client.declarations.declaration import Declaration
from rating_client.declarations.refusal import Refusal
from rating_client.exports.completeness import complete

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from rating_client.declarations.document import Document

log = logging.getLogger(__name__)

BUILT_IN = (
    "rating_client.declarations.readers.ecus_xml:EcusXml",
    "rating_client.declarations.readers.ecus_opaque:EcusOpaque",
    "rating_client.declarations.readers.customs_xml:CustomsXml",
    "rating_client.declarations.readers.portal_xml:PortalXml",
    "rating_client.declarations.readers.telegram:VnaccsTelegram",
    "rating_client.declarations.readers.excel_print:ExcelPrint",
    "rating_client.declarations.readers.customs_list:CustomsList",
    "rating_client.declarations.readers.list_report:ListReport",
    "rating_client.declarations.readers.pdf_print:PdfPrint",
)
GROUP = "rating_client.readers"
_UNREADABLE = {
    *("declarations.unrecognised", "declarations.barcode-only", "declarations.broken-text"),
}
_ENTRIES = "*-info/entry_points.txt"


@dataclass(frozen=True)
class Reading:
    """What a file says: its declarations, and for each one which rule found each field."""

    declarations: tuple[Declaration, ...]
    found_by: tuple[Mapping[str, str], ...]


class Reader(Protocol):
    """One format. `format` is its name in `source.format`, such as `ecus-xml-1.0`."""

    format: str

    def recognises(self, document: Document) -> bool:
        """Whether the content is of this format, damaged or not. Cheap, and never by name."""

    def read(self, document: Document) -> Reading:
        """The declarations in it; raises `Refusal` where there is nothing to use."""


def read_document(document: Document, *mapped: Reader) -> tuple[str, Reading]:
    """The format and the reading of the first reader that recognises `document`; `mapped` are
    asked last. Hidden sheets of a workbook count where no other says anything, and letters from
    before Unicode are looked for where nobody can read a file."""
    try:
        return _read(document, *mapped)
    except Refusal as refusal:
        if refusal.code not in _UNREADABLE:
            raise
        for each in document.in_unicode():
            try:
                return _read(each, *mapped)
            except Refusal as other:
                if other.code not in _UNREADABLE:
                    raise
        raise


def _read(document: Document, *mapped: Reader) -> tuple[str, Reading]:
    from rating_client.declarations.sniff import Kind, is_archive

    for reader in chain(_readers(), mapped):
        if reader.recognises(document):
            return reader.format, reader.read(document)
    if document.hides:
        return _read(document.behind, *mapped)
    if document.kind is Kind.XML and not _whole_xml(document):
        raise Refusal("declarations.damaged")
    if document.kind is Kind.OLE and not complete(BytesIO(document.data), len(document.data)):
        raise Refusal("declarations.damaged")  # cut before its directory, which says what it is
    if is_archive(document.data):
        raise Refusal("declarations.archive")
    raise Refusal("declarations.unrecognised")


def readers_version(mappings: Iterable[str] = ()) -> str:
    """Another text wherever another program, reader of others or mapping may judge a file."""
    others = (
        f"{entry.name}={entry.value}@{entry.dist.version if entry.dist else ''}"
        for entry in _others()
    )
    known = (__version__, *BUILT_IN, *sorted(others), *sorted(mappings))
    return sha256("\n".join(known).encode()).hexdigest()[:16]


def _others() -> Iterable[EntryPoint]:
    """The library that knows them loads the whole of `email`, more than a megabyte, so it is
    asked only where an installed package names our group."""
    installed = chain.from_iterable(Path(place).glob(_ENTRIES) for place in sys.path)
    if not any(_names_readers(file) for file in installed):
        return ()
    from importlib.metadata import entry_points

    return entry_points(group=GROUP)


def _names_readers(entries: Path) -> bool:
    try:
        return f"[{GROUP}]".encode() in entries.read_bytes()
    except OSError:  # which the library overlooks too
        return False


def _readers() -> Iterator[Reader]:
    for address in BUILT_IN:
        module, _, name = address.partition(":")
        yield getattr(import_module(module), name)()
    yield from _readers_of_others()


@cache
def _readers_of_others() -> tuple[Reader, ...]:
    readers: list[Reader] = []
    for entry in sorted(_others(), key=lambda entry: entry.name):
        try:
            readers.append(entry.load()())
        except Exception as error:  # noqa: BLE001 - another's reader must not stop ours
            log.warning("reader %s cannot be loaded: %s", entry.name, type(error).__name__)
    return tuple(readers)


def _whole_xml(document: Document) -> bool:
    from rating_client.declarations.xml_stream import closes

    if not document.outline:
        return False
    alone = len(document.outline) == 1 and document.xml.rstrip().endswith(b"/>")
    return alone or closes(document.xml, document.outline[0][0])
