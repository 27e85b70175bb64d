"""What kind of file some bytes are. Names and extensions lie; magic bytes do not."""

from __future__ import annotations

import re
from enum import StrEnum

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|mimetype|_rels/|docProps/|word/|ppt/|xl/)",
    re.DOTALL,
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE
)

_FORM_MARKS = (b"<IMP>", b"<EXP>")  # a print's first cell, where it was saved as text


class Kind(StrEnum):
    XML = "xml"
    HTML = "html"  # some programs write it under an .xls name
    ZIP = "zip"  # OOXML workbooks, and much else
    OLE = "ole"  # BIFF workbooks, encrypted workbooks, and much else
    PDF = "pdf"
    OTHER = "other"


def kind_of(data: bytes) -> Kind:
    """The kind, from the first kilobyte."""
    if data.startswith(_OLE_MAGIC):
        return Kind.OLE
    if data.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    if b"%PDF-" in data[:1024]:  # Acrobat too allows other bytes before it
        return Kind.PDF
    head = data[:1024].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _HTML.match(head):
        return Kind.HTML
    if not head.startswith(b"<") or head.startswith(_FORM_MARKS):
        return Kind.OTHER
    return Kind.XML


def is_archive(data: bytes) -> bool:
    """Whether these are packed files; documents of office programs are zipped, and no archives."""
    is_zip = kind_of(data) is Kind.ZIP and not _OFFICE.match(data)  # by its first entry
    return is_zip or data.startswith((b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"))


def holds_stream(data: bytes, *names: str) -> bool:
    """Whether an OLE file has a stream of one of these names; its directory is UTF-16."""
    return any(name.encode("utf-16-le") in data for name in names)
