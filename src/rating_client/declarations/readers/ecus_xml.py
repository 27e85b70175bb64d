"""ECUS XML 1.0 (`VersionMessage` 1.0): plain rows of ECUS's own database.

One main row per declaration, joined with two VNACCS tables by ECUS's row id. The list of
messages sent and received is the strongest proof of registration: it overrules a status that
was not refreshed. Other programs write files of the same shape, with column names stripped of
their underscores, for ECUS to import: those are read, and never count as registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.document import Document
from rating_client.declarations.message_codes import stage_of_message
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.ecus_tables import (
    MAIN,
    MESSAGES,
    VNACCS,
    VNACCS2,
    Row,
    Tables,
    tables_of,
)
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    channel_of,
    company_name_of,
    moment_joined,
    moment_of,
    tax_code_of,
    team_code_of,
    type_code_of,
)

_STAGES = {  # TTTK, by ECUS's own report definition
    "N": Stage.DRAFT,
    "E": Stage.TEMPORARY,  # ECUS calls it "Đã đăng ký", and it is not
    "D": Stage.DECLARED,
    "P": Stage.REGISTERED,  # routed
    "K": Stage.REGISTERED,  # inspected
    "S": Stage.REGISTERED,  # taxed after inspection
    "C": Stage.REGISTERED,  # tax adjusted
    "T": Stage.CLEARED,
    "H": Stage.CANCELLED,
}
_PROCEDURES = {"IDA": Stage.TEMPORARY, "EDA": Stage.TEMPORARY}  # MA_NGHIEP_VU
_ALIASES = {"MAHQ": "MA_HQ", "NGAYDK": "NGAY_DK", "MALH": "MA_LH", "MADV": "MA_DV"}
_UNPROVEN = (Stage.DRAFT, Stage.TEMPORARY, Stage.DECLARED)


class EcusXml:
    format = "ecus-xml-1.0"

    def recognises(self, document: Document) -> bool:
        names = [tuple(part.casefold() for part in path) for path in document.outline]
        if any(MAIN in path for path in names):
            return True
        # A file cut short before its first row is still one.
        return ("root", "app") in names and "Body" not in {p[-1] for p in document.outline}

    def read(self, document: Document) -> Reading:
        tables = tables_of(document.xml, document.outline[0][0], _proven)
        if not tables[MAIN]:
            raise Refusal("declarations.unrecognised")
        found = [_declaration(row, tables, document) for row in tables[MAIN]]
        readable = [pair for pair in found if pair is not None]
        if not readable:
            raise Refusal("declarations.pre-vnaccs")
        return Reading(tuple(d for d, _ in readable), tuple(rules for _, rules in readable))


def _proven(tables: Tables) -> bool:
    """Whether no message is needed to know the stage of any row."""
    return all(_status(row) not in _UNPROVEN for row in tables[MAIN])


def _declaration(
    row: Row, tables: Tables, document: Document
) -> tuple[Declaration, dict[str, str]] | None:
    """One main row and what its neighbours add. None for a number from before VNACCS."""
    number = _number(row)
    if number is None:
        return None
    imported = any(alias.casefold() in row for alias in _ALIASES)
    vnaccs = _joined(row, tables, VNACCS)
    vnaccs2 = _joined(row, tables, VNACCS2)
    stage, stage_rule = _stage(row, vnaccs, number, tables[MESSAGES])
    if imported and stage not in (*_UNPROVEN, Stage.CANCELLED):
        stage, stage_rule = Stage.DECLARED, "a file for import proves no registration"
    if not number:
        stage, stage_rule = Stage.DRAFT, "SOTK is empty"
    declaration = Declaration(
        number=number,
        direction=_direction(row, number),
        stage=stage,
        type_code=type_code_of(_get(row, "MA_LH")),
        office_code=_get(row, "MA_HQ"),
        office_name=_get(row, "TEN_HQ"),
        team_code=team_code_of(_get(vnaccs2, "NHOM_HO_SO")),
        registered_at=moment_joined(_get(row, "NGAY_DK"), _get(vnaccs, "GIO_DK")),
        amended_at=moment_joined(_get(vnaccs, "NGAY_DK_SUA"), _get(vnaccs, "GIO_DK_SUA")),
        cleared_at=moment_joined(_get(vnaccs, "NGAY_CAP_PHEP"), _get(vnaccs, "GIO_CAP_PHEP")),
        channel=channel_of(_get(vnaccs, "MA_PL_KTRA")) or channel_of(_get(row, "PLUONG")),
        owner_tax_code=tax_code_of(_get(row, "MA_DV")),
        owner_name=company_name_of(_lines(row, "_TEN_DV_L1", "_TEN_DV_L2", "_TEN_DV_L3")),
        agent_code=_get(row, "MA_DVKT"),
        first_number=_first_number(row, number),
    )
    return declaration, _rules(row, declaration, stage_rule, document)


def _stage(row: Row, vnaccs: Row, number: str, messages: Iterable[Row]) -> tuple[Stage, str]:
    # A day that is none, such as 1900-01-01 or 0, is a database's way to say nothing.
    if moment_of(_get(vnaccs, "NGAY_HUY_KB")):
        return Stage.CANCELLED, "NGAY_HUY_KB"
    stage = _status(row)
    if stage in _UNPROVEN:
        for message in messages:
            proof = stage_of_message(_get(message, "MsgOutCode") or "")
            about = _get(message, "SoChungTu") or ""
            if proof and _get(message, "SendOrRecv") == "R" and about[:11] == number[:11]:
                return proof, f"received message {_get(message, 'MsgOutCode')}"
    if (_get(row, "TTTK") or "").upper() in _STAGES:
        return stage, f"TTTK {_get(row, 'TTTK')}"
    if stage is Stage.DECLARED and moment_of(_get(vnaccs, "NGAY_CAP_PHEP")):
        return Stage.CLEARED, "NGAY_CAP_PHEP"
    return stage, "MA_NGHIEP_VU"


def _status(row: Row) -> Stage:
    status = _STAGES.get((_get(row, "TTTK") or "").upper())
    return status or _PROCEDURES.get((_get(row, "MA_NGHIEP_VU") or "").upper(), Stage.DECLARED)


def _number(row: Row) -> str | None:
    """Twelve digits; empty for a draft; None for the small yearly numbers before VNACCS."""
    text = "".join((_get(row, "SOTK") or "").split()).removesuffix(".0")
    if text in ("", "0"):
        return ""
    return text if re.fullmatch(r"\d{12}", text, re.ASCII) else None


def _first_number(row: Row, number: str) -> str | None:
    first = _get(row, "SOTK_DAU_TIEN") or ""
    return first if re.fullmatch(r"\d{12}", first, re.ASCII) and first != number else None


def _direction(row: Row, number: str) -> str:
    direction = _get(row, "_XorN")
    if direction in ("N", "X"):
        return direction
    return "X" if number.startswith("3") else "N"


def _joined(row: Row, tables: Tables, table: str) -> Row:
    """The neighbour with the same row id; with one declaration the only neighbour will do."""
    rows = tables[table]
    own = _get(row, "_DToKhaiMDID")
    for candidate in rows:
        if own and own in (_get(candidate, "_DToKhaiMDID"), _get(candidate, "_DTOKHAIMDID")):
            return candidate
    return rows[0] if len(rows) == len(tables[MAIN]) == 1 and not own else {}


def _get(row: Row, column: str) -> str | None:
    value = row.get(column.casefold())
    if value is None:
        alias = next((alias for alias, name in _ALIASES.items() if name == column), None)
        value = row.get(alias.casefold()) if alias else None
    return value


def _lines(row: Row, *columns: str) -> str:
    return " ".join(text for column in columns if (text := _get(row, column)))


def _rules(row: Row, d: Declaration, stage_rule: str, document: Document) -> dict[str, str]:
    """Which rule found each field, for `read --explain`."""
    rules = {
        "number": "DToKhaiMD.SOTK",
        "direction": "DToKhaiMD._XorN" if _get(row, "_XorN") else "first digit of the number",
        "stage": stage_rule,
        "type_code": "DToKhaiMD.MA_LH",
        "office_code": "DToKhaiMD.MA_HQ",
        "office_name": "DToKhaiMD.TEN_HQ",
        "team_code": "DTOKHAIMD_VNACCS2.NHOM_HO_SO",
        "registered_at": "DToKhaiMD.NGAY_DK, DTOKHAIMD_VNACCS.GIO_DK",
        "amended_at": "DTOKHAIMD_VNACCS.NGAY_DK_SUA, GIO_DK_SUA",
        "cleared_at": "DTOKHAIMD_VNACCS.NGAY_CAP_PHEP, GIO_CAP_PHEP",
        "channel": "DTOKHAIMD_VNACCS.MA_PL_KTRA, or DToKhaiMD.PLUONG",
        "owner_tax_code": "DToKhaiMD.MA_DV",
        "owner_name": "DToKhaiMD._Ten_DV_L1",
        "agent_code": "DToKhaiMD.MA_DVKT",
        "first_number": "DToKhaiMD.SOTK_DAU_TIEN",
    }
    named = document.number_in_name
    if d.number and named and named != d.number:
        rules["number"] += f"; the file name says {named}"
    return {field: rule for field, rule in rules.items() if getattr(d, field)}
