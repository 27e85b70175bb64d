"""The tables inside an ECUS XML 1.0 export, streamed.

The file is a dump of database rows: `Root/<plural>/<table>/Data/<column>`, 150 to 750 kB, most
of it embedded messages and goods that nobody needs here. Empty database values are the literal
text NULL, empty strings are white space: both are missing. Goods rows repeat the declaration's
columns, so a column counts only inside its own table.
"""

from __future__ import annotations

from collections.abc import Callable

from rating_client.declarations.xml_stream import Enough, closes, stream

MAIN = "dtokhaimd"
VNACCS = "dtokhaimd_vnaccs"
VNACCS2 = "dtokhaimd_vnaccs2"
MESSAGES = "dmsg_out_rep"

Row = dict[str, str]
Tables = dict[str, list[Row]]

_WANTED = (MAIN, VNACCS, VNACCS2, MESSAGES)
_NEVER_NEEDED = {"msgbody"}  # hundreds of kilobytes of enclosed message


def tables_of(data: bytes, root: str, enough: Callable[[Tables], bool]) -> Tables:
    """The wanted tables of UTF-8 `data`, their column names in lower case, missing values left out.

    Reading stops at the first table that is not wanted once the three declaration tables have
    been seen and `enough` says so; only where the file's last tag is there, for a file that was
    cut short must be found damaged.
    """
    tables: Tables = {name: [] for name in _WANTED}
    seen: set[str] = set()
    above: list[str] = []
    whole = closes(data, root)

    def start(name: str, depth: int) -> bool:
        name = name.casefold()
        if depth == 2 and whole and seen.issuperset(_WANTED[:3]) and enough(tables):
            raise Enough
        above.append(name)
        if name in tables:
            seen.add(name)
        if _row_table(above) in tables:
            tables[above[-2]].append({})
            return False
        return _row_table(above[:-1]) in tables and name not in _NEVER_NEEDED

    def end(name: str, text: str, _depth: int) -> None:
        above.pop()
        table = _row_table(above)
        text = text.strip()
        if table in tables and text and text.upper() != "NULL":
            tables[table][-1].setdefault(name.casefold(), text)

    stream(data, start, end)
    return tables


def _row_table(path: list[str]) -> str:
    """The table of which `path` is a row; empty where it is not one."""
    return path[-2] if len(path) >= 3 and path[-1] == "data" else ""
