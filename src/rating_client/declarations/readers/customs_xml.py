"""Customs' own XML messages, version 4 and 5: `<Declaration>` with leaves in lower camel case.

They carry attachments, lists and replies of port systems; what they may say about a declaration
is known from public programs only, not from customs. So the rule is a narrow one: a reply whose
function is 30 to 33, with a number of twelve digits and the time of acceptance. The number in a
reply of function 29 is a receipt number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.found import MOST, Found
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    channel_of,
    number_of,
    unaccented,
)
from rating_client.declarations.xml_tree import Node, tree_of

_MARKS = {"issuer", "function", "customsreference"}
_STAGES = {
    "30": Stage.REGISTERED,  # a number was given
    "31": Stage.REGISTERED,  # routed
    "32": Stage.CLEARED,
    "33": Stage.CLEARED,  # passed the controlled area
}
_SENT = {"1", "5", "8", "13", "16"}  # cancel, amend, declare, ask, request
_DIRECTIONS = {"929": "N", "930": "X"}  # by issuer
_PARTIES = {"N": "Importer", "X": "Exporter"}
_FACTS = (
    ("registered_at", "acceptance"),
    ("type_code", "natureOfTransaction"),
    ("type_code", "DeclarationDocument/natureOfTransaction"),
    ("channel", "channel"),
)
_FACTS_OF_EQUIPMENT = (
    *(("registered_at", "acceptance"), ("type_code", "natureOfTransaction")),
    *(("channel", "channel"), ("owner_tax_code", "enterpriseIdentity")),
    ("owner_name", "enterpriseName"),
)
_OFFICES = ("declarationOffice", "DeclarationDocument/declarationOffice")
_OFFICE_CODE = re.compile(r"\d\d[0-9A-Z]{2}", re.ASCII)
_ROUTED = re.compile(r"\bluong (xanh|vang|do)\b")


class CustomsXml:
    format = "customs-xml"

    def recognises(self, document: Document) -> bool:
        names = (
            (path[-2].casefold(), path[-1].casefold()) for path in document.outline if path[1:]
        )
        return any(above == "declaration" and name in _MARKS for above, name in names)

    def read(self, document: Document) -> Reading:
        messages = [node for node in tree_of(document.xml).walk() if node.name == "declaration"]
        found: dict[str, Found] = {}
        for message in messages:
            for each in _declarations(message):
                found.setdefault(each.facts["number"], each)
                if len(found) > MOST:
                    raise Refusal("declarations.too-large")
        if not found:
            raise Refusal(_why(messages))
        return Reading(
            tuple(each.declaration(document) for each in found.values()),
            tuple(each.rules for each in found.values()),
        )


def _why(messages: list[Node]) -> str:
    """The code of the sentence for messages none of which is about a registered declaration."""
    functions = {message.at("function") for message in messages}
    if functions <= _SENT:
        return "declarations.message-sent"
    replies = (message for message in messages if message.at("function") in _STAGES)
    numbered = any(message.at("customsReference") for message in replies)
    return "declarations.pre-vnaccs" if numbered else "declarations.other-message"


def _declarations(message: Node) -> Iterator[Found]:
    """The declaration a message is about, and those in its list of transport equipment."""
    function = message.at("function")
    if function not in _STAGES:
        return
    if number_of(message.at("customsReference")):
        yield _about(message, _STAGES[function], f"function {function}")
    for item in message.walk():
        if item.name == "transportequipment" and number_of(item.at("customsReference")):
            yield _listed(item)


def _about(message: Node, stage: Stage, stage_rule: str) -> Found:
    found = _begun(message, _FACTS, _DIRECTIONS.get(message.at("issuer")))
    found.add("stage", stage, stage_rule)
    for note in message.walk():
        if note.name == "additionalinformation":
            routed = _ROUTED.search(unaccented(note.at("content")))
            found.add("channel", routed and channel_of(routed[1]), "AdditionalInformation/content")
    party = _PARTIES[found.facts["direction"]]
    found.add_text("owner_tax_code", message.at(f"{party}/identity"), f"{party}/identity")
    found.add_text("owner_name", message.at(f"{party}/name"), f"{party}/name")
    return found


def _listed(item: Node) -> Found:
    found = _begun(item, _FACTS_OF_EQUIPMENT, None)
    status = item.at("customsStatus").upper()
    if status == "TQ":  # thông quan
        found.add("stage", Stage.CLEARED, "TransportEquipment/customsStatus TQ")
    found.add("stage", Stage.REGISTERED, "TransportEquipment")
    return found


def _begun(node: Node, facts: tuple[tuple[str, str], ...], direction: str | None) -> Found:
    found = Found()
    found.add_text("number", node.at("customsReference"), "customsReference")
    found.add("direction", direction, "issuer")
    by_digit = "X" if found.facts["number"].startswith("3") else "N"
    found.add("direction", by_digit, "first digit of the number")
    for field, path in facts:
        found.add_text(field, node.at(path), path)
    for path in _OFFICES:
        office = node.at(path)
        field = "office_code" if _OFFICE_CODE.fullmatch(office.upper()) else "office_name"
        found.add(field, office, path)
    return found
