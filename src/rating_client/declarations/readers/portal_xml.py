"""The XML that portals answer with: one record a declaration, whatever stands around it.

Two shapes are seen, each in one public program: `TOKHAI_OBJ` of the tax authority's viewer and
`ListExImDeclarationResponse`, whose namespaces vary. They show declarations as customs holds
them, so that a day of registration with a channel is one.
"""

from __future__ import annotations

from typing import NamedTuple

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.moments import moment_of
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import MOST, Facts, reading_of
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import number_of
from rating_client.declarations.xml_tree import Node, tree_of


class Shape(NamedTuple):
    """Where one portal keeps each fact. `parties` are the paths of importer and exporter."""

    number: str
    facts: tuple[tuple[str, str], ...]
    parties: dict[str, str]
    tax_code: str
    name: str


_VIEWER = Shape(
    number="SO_TK",
    facts=(
        ("first_number", "SO_TK_DAU_TIEN"),
        ("type_code", "MA_LH"),
        ("office_code", "MA_HQ"),
        ("office_name", "TEN_HQ"),
        ("registered_at", "NGAY_DK"),
        ("amended_at", "NGAY_THAY_DOI_DK"),
        ("cleared_at", "NGAY_THONG_QUAN"),
        ("channel", "MA_PHAN_LOAI_KT"),
        ("agent_code", "MA_DAI_LY_HQ"),
    ),
    parties={"N": "NGUOI_NHAP_KHAU", "X": "NGUOI_XUAT_KHAU"},
    tax_code="MA_SO_THUE",
    name="TEN",
)
_LIST = Shape(
    number="DeclarationNo",
    facts=(
        ("first_number", "FirstDeclarationNo"),
        ("type_code", "ExImCode"),
        ("office_code", "Customs/Code"),
        ("office_name", "Customs/Name"),
        ("registered_at", "PlannedDate"),  # the portal's name for the day of registration
        ("amended_at", "ChangePlannedDate"),
        ("cleared_at", "ClearanceDate"),
        ("channel", "Channel"),
        ("agent_code", "CustomsAgent/Code"),
    ),
    parties={"N": "Importer", "X": "Exporter"},
    tax_code="TaxCode",
    name="Name",
)
_SHAPES = {"so_tk": _VIEWER, "declarationno": _LIST}  # by the name of the number
_ROOTS = {"tokhai_obj", "listeximdeclarationresponse"}
_CANCELLED = {"1": "before", "2": "after clearance"}  # TRANG_THAI_TK; 0 live, 3 on paper


class PortalXml:
    format = "portal-xml"

    def recognises(self, document: Document) -> bool:
        names = {path[-1].casefold() for path in document.outline}
        return not names.isdisjoint(_ROOTS)

    def read(self, document: Document) -> Reading:
        found: dict[str, Facts] = {}
        anything = False
        for node in tree_of(document.xml).walk():
            shape = next((_SHAPES[c.name] for c in node.children if c.name in _SHAPES), None)
            if shape is None:
                continue
            told = node.at(shape.number)
            if (number := number_of(told)) and number not in found:
                found[number] = _facts(node, shape)
            anything = anything or bool(told)
            if len(found) > MOST:
                raise Refusal("declarations.too-large")
        if not found:
            raise Refusal("declarations.pre-vnaccs" if anything else "declarations.empty-list")
        return reading_of(document, list(found.values()))


def _facts(node: Node, shape: Shape) -> Facts:
    facts = Facts()
    facts.add_text("number", node.at(shape.number), shape.number)
    number = facts.known["number"]
    for field, path in shape.facts:
        if node.at(path) != number:  # a first declaration may name itself as the first
            facts.add_text(field, node.at(path), path)
    taxed = [way for way, party in shape.parties.items() if node.at(f"{party}/{shape.tax_code}")]
    if len(taxed) == 1:  # a foreign partner has no tax code
        facts.add("direction", taxed[0], f"{shape.parties[taxed[0]]}/{shape.tax_code}")
    facts.add_direction_of_number()
    party = shape.parties[facts.known["direction"]]
    for field, name in (("owner_tax_code", shape.tax_code), ("owner_name", shape.name)):
        facts.add_text(field, node.at(f"{party}/{name}"), f"{party}/{name}")
    facts.add("stage", *_stage(node, facts))
    return facts


def _stage(node: Node, facts: Facts) -> tuple[Stage, str]:
    state = node.at("TRANG_THAI_TK")
    if state in _CANCELLED:
        return Stage.CANCELLED, f"TRANG_THAI_TK {state}: cancelled {_CANCELLED[state]}"
    if moment_of(node.at("NGAY_HUY")):
        return Stage.CANCELLED, "NGAY_HUY"
    if "cleared_at" in facts.known:
        return Stage.CLEARED, facts.rules["cleared_at"]
    if {"registered_at", "channel"} <= facts.known.keys():
        return Stage.REGISTERED, f"{facts.rules['registered_at']}, {facts.rules['channel']}"
    return Stage.DECLARED, "no day of registration with a channel"
