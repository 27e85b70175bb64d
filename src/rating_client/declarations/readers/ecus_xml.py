"""ECUS XML 1.0 (`VersionMessage` 1.0): plain rows of ECUS's own database.

One main row per declaration, joined with two VNACCS tables by ECUS's row id. The list of
messages sent and received is the strongest proof of registration: it overrules a status that
was not refreshed. Other programs write files of the same shape, with column names stripped of
their underscores, for ECUS to import: those are read, and never count as registered.
"""

from __future__ import annotations

from collections.abc import Callable

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.moments import moment_joined, moment_of
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.ecus_messages import facts_enclosed, proof_in
from rating_client.declarations.readers.ecus_tables import (
    MAIN,
    VNACCS,
    VNACCS2,
    Row,
    Tables,
    tables_of,
    value_of,
)
from rating_client.declarations.readers.facts import MOST, Facts, reading_of
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.values import (
    channel_of,
    company_name_of,
    number_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
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
# MA_NGHIEP_VU: the last procedure; official registration is IDC and EDC, IDE and EDE amend.
_TEMPORARY = {"IDA", "EDA"}
_OFFICIAL = {"IDC", "EDC", "IDE", "EDE"}
_OFFICE_CODE = 4  # characters; two more are a team
_HEAD = 4_096  # bytes in which ECUS itself has come to its first row
_UNPROVEN = (Stage.DRAFT, Stage.TEMPORARY, Stage.DECLARED)
_TELLTALE = {  # column names without their underscores
    name.replace("_", ""): name
    for name in ("ma_hq", "ten_hq", "ngay_dk", "ma_lh", "ma_dv", "ma_pl_ktra", "gio_dk")
}


class EcusXml:
    format = "ecus-xml-1.0"

    def recognises(self, document: Document) -> bool:
        if b"<DToKhaiMD>" in document.xml[:_HEAD]:
            return True
        if any(path[-1].casefold() == MAIN for path in document.outline):
            return True
        # A file cut short before its first row is still one, and so is one whose other tables
        # come first. A body instead of tables is the other generation.
        root, *below = [path[-1].casefold() for path in document.outline if len(path) <= 2] or [""]
        named = root == "root" and "app" in below
        return (named and "body" not in below) or b"<DToKhaiMD>" in document.xml

    def read(self, document: Document) -> Reading:
        tables = tables_of(document.xml, _proven)
        rows = tables.rows[MAIN]
        if not rows:
            raise Refusal("declarations.unrecognised")
        if len(rows) > MOST:
            raise Refusal("declarations.too-large")
        found = [
            _facts(row, number, tables) for row in rows if (number := _number(row)) is not None
        ]
        if not found:
            raise Refusal("declarations.pre-vnaccs")
        return reading_of(document, found)


def _proven(tables: Tables) -> bool:
    """Whether no message is needed to know the stage of any row."""
    return all(_told(row) not in (None, *_UNPROVEN) for row in tables.rows[MAIN])


def _facts(row: Row, number: str, tables: Tables) -> Facts:
    """What one main row and its neighbours say."""
    facts = Facts()
    main = _Columns("DToKhaiMD", row, facts)
    vnaccs = _Columns("DTOKHAIMD_VNACCS", tables.joined(row, VNACCS), facts)
    vnaccs2 = _Columns("DTOKHAIMD_VNACCS2", tables.joined(row, VNACCS2), facts)
    main.tell("number", "SOTK", lambda _text: number)
    main.tell("direction", "_XorN", lambda text: text.upper() if text.upper() in "NX" else None)
    main.tell("direction", "MA_NGHIEP_VU", _direction_of_procedure)
    facts.add_direction_of_number()
    main.tell("type_code", "MA_LH", type_code_of)
    main.tell("office_code", "MA_HQ", lambda text: text.upper()[:_OFFICE_CODE])
    main.tell("office_name", "TEN_HQ")
    vnaccs2.tell("team_code", "NHOM_HO_SO", team_code_of)
    main.tell_moment("registered_at", "NGAY_DK", vnaccs, "GIO_DK")
    vnaccs.tell_moment("amended_at", "NGAY_DK_SUA", vnaccs, "GIO_DK_SUA")
    vnaccs.tell_moment("cleared_at", "NGAY_CAP_PHEP", vnaccs, "GIO_CAP_PHEP")
    vnaccs.tell("channel", "MA_PL_KTRA", channel_of)
    main.tell("channel", "PLUONG", channel_of)
    main.tell("owner_tax_code", "MA_DV", tax_code_of)
    continued = " ".join(main[line] or "" for line in ("_Ten_DV_L2", "_Ten_DV_L3"))
    main.tell("owner_name", "_Ten_DV_L1", lambda begin: company_name_of(f"{begin} {continued}"))
    main.tell("owner_name", "TEN_DV", company_name_of)
    main.tell("agent_code", "MA_DVKT")
    main.tell("first_number", "SOTK_DAU_TIEN", lambda text: other_number(text, number))
    _add_stage(facts, main, vnaccs, tables)
    return facts


class _Columns:
    """One row, which tells its facts and names the columns in which they stood."""

    def __init__(self, table: str, row: Row, facts: Facts) -> None:
        self._table = table
        self._facts = facts
        self.row = row

    def __getitem__(self, column: str) -> str | None:
        return value_of(self.row, column)

    def tell(self, field: str, column: str, meaning: Callable[[str], object] = text_of) -> None:
        if field not in self._facts.known and (text := value_of(self.row, column)):
            self._facts.add(field, meaning(text), f"{self._table}.{column}")

    def tell_moment(self, field: str, day: str, table: _Columns, clock: str) -> None:
        """A day, and a time that is stored as a number: `95443`, or `95443.0000`."""
        time = (table[clock] or "").partition(".")[0]
        with_time = f", {table._table}.{clock}" if time else ""
        if text := self[day]:
            moment = moment_joined(text, time)
            self._facts.add(field, moment, f"{self._table}.{day}{with_time}")


def _add_stage(facts: Facts, main: _Columns, vnaccs: _Columns, tables: Tables) -> None:
    """The stage, and what its proof says beyond the declaration's own columns."""
    number = facts.known.get("number")
    if not number:
        facts.add("stage", Stage.DRAFT, "DToKhaiMD.SOTK is empty")
        return
    # A day that is none, such as 1900-01-01 or 0, is a database's way to say nothing.
    if moment_of(vnaccs["NGAY_HUY_KB"]):
        facts.add("stage", Stage.CANCELLED, "DTOKHAIMD_VNACCS.NGAY_HUY_KB")
        return
    stage, rule = _own_stage(facts, main)
    if _for_import(main.row, vnaccs.row):
        if stage not in (Stage.CANCELLED, *_UNPROVEN):
            stage, rule = Stage.DECLARED, "a file for import proves no registration"
    elif stage in _UNPROVEN and (proof := proof_in(tables.messages_about(number))):
        stage, message = proof
        rule = f"DMSG_OUT_REP: received {value_of(message, 'MsgOutCode')}"
        enclosed = facts_enclosed(message, number)
        for field in enclosed.known.keys() - {"stage"}:
            facts.add(field, enclosed.known[field], f"{rule}, {enclosed.rules[field]}")
    facts.add("stage", stage, rule)


def _own_stage(facts: Facts, main: _Columns) -> tuple[Stage, str]:
    """The stage by the declaration's own columns."""
    if stage := _told(main.row):
        return stage, f"DToKhaiMD.TTTK {main['TTTK']}"
    procedure = (main["MA_NGHIEP_VU"] or "").upper()
    by_procedure = f"DToKhaiMD.MA_NGHIEP_VU {procedure}"
    if procedure in _TEMPORARY:
        return Stage.TEMPORARY, by_procedure
    if "cleared_at" in facts.known:
        return Stage.CLEARED, facts.rules["cleared_at"]
    if procedure in _OFFICIAL and {"registered_at", "channel"} <= facts.known.keys():
        return Stage.REGISTERED, f"{by_procedure}, with day and channel"
    return Stage.DECLARED, "no column tells the stage"


def _told(row: Row) -> Stage | None:
    """The stage by ECUS's own status, where it has one that is known."""
    return _STAGES.get((value_of(row, "TTTK") or "").upper())


def _for_import(*rows: Row) -> bool:
    """Whether a column stands there only in the spelling of other programs."""
    return any(
        alias in row and name not in row for row in rows for alias, name in _TELLTALE.items()
    )


def _number(row: Row) -> str | None:
    """Twelve digits; empty for a draft; None for the small yearly numbers before VNACCS."""
    text = text_of(value_of(row, "SOTK"))
    return number_of(text) if text.strip("0.") else ""


def _direction_of_procedure(procedure: str) -> str | None:
    return {"I": "N", "E": "X"}.get(procedure[:1].upper())
