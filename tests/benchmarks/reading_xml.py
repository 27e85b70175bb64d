"""Header facts out of a 690 kB ECUS XML, beside the shortest programs that could get them.

The limit looks at the last tag, reads the declaration's three tables with expat and stops at the
first table it does not need. Ours is the whole way from bytes to a declaration, guards included.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET
from xml.parsers import expat

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.benchmarks.reading import _table, ours

_AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
CLEARED = SampleDeclaration("100000000110", _AT, "T", 2, _AT + timedelta(hours=3), "A12")
_STEP = 1 << 13
_NOT_NEEDED = "DMSG_OUT_REPs"
_TABLES = ("DToKhaiMD", "DTOKHAIMD_VNACCS", "DTOKHAIMD_VNACCS2")

Columns = dict[str, str]


class _Stop(Exception):
    pass


def main() -> None:
    """Print the medians, their ratios and the bar."""
    data = ecus_xml(CLEARED, ballast=688_000)
    assert facts_of(bare_expat(data)) == facts_of(element_tree(data))
    assert facts_of(bare_expat(data))["number"] == ours(data)
    _table(
        f".xml, {len(data) // 1000} kB",
        {
            "stop-early expat": lambda: facts_of(bare_expat(data)),
            "rating-client (bar 2.0)": lambda: ours(data),
            "ElementTree": lambda: facts_of(element_tree(data)),
        },
    )


def facts_of(columns: Columns) -> dict[str, object]:
    """The header facts, the times as times."""
    main, vnaccs = f"{_TABLES[0]}.", f"{_TABLES[1]}."

    def moment(day: str, clock: str) -> datetime:
        printed = f"{columns[day]} {columns[clock].zfill(6)}"
        return datetime.strptime(printed, "%Y-%m-%d %H%M%S").replace(tzinfo=VIETNAM)

    return {
        "number": columns[f"{main}SOTK"],
        "direction": columns[f"{main}_XorN"],
        "type_code": columns[f"{main}MA_LH"],
        "office_code": columns[f"{main}MA_HQ"],
        "office_name": columns[f"{main}TEN_HQ"],
        "team_code": columns[f"{_TABLES[2]}.NHOM_HO_SO"],
        "stage": columns[f"{main}TTTK"],
        "channel": int(columns[f"{vnaccs}MA_PL_KTRA"]),
        "registered_at": moment(f"{main}NGAY_DK", f"{vnaccs}GIO_DK"),
        "cleared_at": moment(f"{vnaccs}NGAY_CAP_PHEP", f"{vnaccs}GIO_CAP_PHEP"),
        "owner_tax_code": columns[f"{main}MA_DV"],
        "owner_name": columns[f"{main}_Ten_DV_L1"],
    }


def bare_expat(data: bytes) -> Columns:
    """Every column of the three tables, without a look at names, depth, encoding or meaning."""
    assert data.rstrip().endswith(b"</Root>")
    facts: Columns = {}
    above: list[str] = []
    text: list[str] = []

    def start(name: str, _attributes: object) -> None:
        if name == _NOT_NEEDED:
            raise _Stop
        above.append(name)
        text.clear()

    def end(name: str) -> None:
        above.pop()
        value = "".join(text).strip()
        if above[-1:] == ["Data"] and value not in ("", "NULL"):
            facts[f"{above[-2]}.{name}"] = value
        text.clear()

    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    try:
        for at in range(0, len(data), _STEP):
            parser.Parse(data[at : at + _STEP], False)
    except _Stop:
        return facts
    raise AssertionError(_NOT_NEEDED)


def element_tree(data: bytes) -> Columns:
    """The same facts by way of the whole tree."""
    root = ET.parse(io.BytesIO(data)).getroot()
    return {
        f"{table}.{column.tag}": (column.text or "").strip()
        for table in _TABLES
        for row in root.findall(f"*/{table}/Data")
        for column in row
    }


if __name__ == "__main__":
    main()
