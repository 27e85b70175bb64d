"""ECUS XML whose `VersionMessage` is 2.0: recognised, and explained.

Its body is enciphered by the declaration software; nothing in it can be read, and nobody should
try. Only the file name helps: a number there offers the declaration for rating by hand, an empty
number (`ToKhai__STT`) means that it was not registered.
"""

from __future__ import annotations

from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.xml_stream import closes


class EcusOpaque:
    format = "ecus-xml-2.0"

    def recognises(self, document: Document) -> bool:
        inside = {tuple(part.casefold() for part in path[1:]) for path in document.outline}
        return {("header", "app"), ("body",)} <= inside

    def read(self, document: Document) -> Reading:
        if not closes(document.xml, document.outline[0][0]):
            raise Refusal("declarations.damaged")
        if number := document.number_in_name:
            raise Refusal("declarations.opaque-numbered", number=number)
        raise Refusal("declarations.opaque-xml")
