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
from rating_client.declarations.readers.facts import MOST, Facts, reading_of
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
        found: dict[str, Facts] = {}
        for message in messages:
            for each in _declarations(message):
                found.setdefault(each.known["number"], each)
                if len(found) > MOST:
                    raise Refusal("declarations.too-large")
        if not found:
            raise Refusal(_why(messages))
        return reading_of(document, list(found.values()))


def _why(messages: list[Node]) -> str:
    """The code of the sentence for messages none of which is about a registered declaration."""
    functions = {message.at("function") for message in messages}
    if functions <= _SENT:
        return "declarations.message-sent"
    replies = (message for message in messages if message.at("function") in _STAGES)
    numbered = any(message.at("customsReference") for message in replies)
    return "declarations.pre-vnaccs" if numbered else "declarations.other-message"


def _declarations(message: Node) -> Iterator[Facts]:
    """The declaration a message is about, and those in its list of transport equipment."""
    function = message.at("function")
    if function not in _STAGES:
        return
    if number_of(message.at("customsReference")):
        yield _about(message, _STAGES[function], f"function {function}")
    for item in message.walk():
        if item.name == "transportequipment" and number_of(item.at("customsReference")):
            yield _listed(item)


def _about(message: Node, stage: Stage, stage_rule: str) -> Facts:
    facts = _begun(message, _FACTS, _DIRECTIONS.get(message.at("issuer")))
    facts.add("stage", stage, stage_rule)
    for note in message.walk():
        if note.name == "additionalinformation":
            routed = _ROUTED.search(unaccented(note.at("content")))
            facts.add("channel", routed and channel_of(routed[1]), "AdditionalInformation/content")
    party = _PARTIES[facts.known["direction"]]
    facts.add_text("owner_tax_code", message.at(f"{party}/identity"), f"{party}/identity")
    facts.add_text("owner_name", message.at(f"{party}/name"), f"{party}/name")
    return facts


def _listed(item: Node) -> Facts:
    facts = _begun(item, _FACTS_OF_EQUIPMENT, None)
    status = item.at("customsStatus").upper()
    if status == "TQ":  # thông quan
        facts.add("stage", Stage.CLEARED, "TransportEquipment/customsStatus TQ")
    facts.add("stage", Stage.REGISTERED, "TransportEquipment")
    return facts


def _begun(node: Node, paths: tuple[tuple[str, str], ...], direction: str | None) -> Facts:
    facts = Facts()
    facts.add_text("number", node.at("customsReference"), "customsReference")
    facts.add("direction", direction, "issuer")
    facts.add_direction_of_number()
    for field, path in paths:
        facts.add_text(field, node.at(path), path)
    for path in _OFFICES:
        facts.add_office(node.at(path), path)
    return facts
