"""VNACCS telegrams as the customs terminal saves them, with invented content.

The widths stand here once more, by hand, so that a mistake in the reader's own field orders is
no mistake of its samples as well.
"""

from __future__ import annotations

from datetime import datetime

from rating_client.demo.sample_declaration import PARTNER, SampleDeclaration

_Field = tuple[str, int]
_BLANK: _Field = ("", 1)


def telegram(
    code: str,
    d: SampleDeclaration,
    *,
    procedure: str = "",
    password: str = "",
    data_type: str = "P",
    agent: str = "",
    short: int | None = None,
) -> bytes:
    """A whole telegram; with `short` only so many fields, and a length that says so."""
    fields = _body(code, d, agent)[:short]
    body = b"".join(_padded(text, width) + b"\r\n" for text, width in fields)
    header = (
        *(("  P", 3), (procedure, 5), (code, 7), ("202611200905", 14), ("T0000", 8)),
        *((password, 8), ("Y0000C", 6), ("", 64), (d.number, 64), ("", 30), ("0000000001", 10)),
        *(("", 26), ("001", 3), ("E", 1), (data_type, 1), ("", 3), ("100000001", 10), ("", 100)),
        *(("Q", 1), ("1", 1), ("", 27), (f"{400 + len(body):06}", 6)),
    )
    return b"".join(_padded(text, width) for text, width in header) + b"\r\n" + body


def _body(code: str, d: SampleDeclaration, agent: str) -> list[_Field]:
    export, low_value = code[2] == "E", code[4] in "FJ"
    number, channel = (d.number, 12), (f" {d.channel or ' '} ", 3)
    office = [(d.office_name, 10), (d.team_code, 2)]
    times = [field for moment in (d.registered_at, d.amended_at) for field in _moment(moment)]
    owner = [(d.tax_code.replace("-", ""), 13), (d.company, 300), ("100000", 7)]
    owner += [("Số 1 đường Ví Dụ", 300), ("0240000000", 20)]
    partner: list[_Field] = [("", 13), (PARTNER, 70), ("", 9), *[("", 35)] * 4]
    agents: list[_Field] = [("CN", 2), ("", 70)] if not export and not low_value else [("CN", 2)]
    agents += [(agent, 5), ("", 50), ("", 5)]
    person = [] if export else [("1", 1)]
    if low_value:
        head = [number, *person, channel, *office, *times]
        permit_at = 43 if export else 62
        last = 100
    else:
        head = [number, _BLANK, (d.first_number or "", 12), ("", 2), ("", 2), ("", 12), channel]
        if code[3] == "0":  # a view: the number is its second field
            head[:2] = [_BLANK, number]
        head += [(d.type_code, 3), ("1", 1), ("4", 1), *person, ("8431", 4), *office, *times]
        head += [("", 8), _BLANK]
        owner += [("", 13), ("", 300)]
        permit_at, last = (102, 250) if export else (208, 341)
    fields = head + owner + partner + agents
    fields += [_BLANK] * (permit_at - 1 - len(fields))
    fields += _moment(d.cleared_at if code[5] in "GFJ" else None)
    return fields + [_BLANK] * (last - len(fields))


def _moment(moment: datetime | None) -> list[_Field]:
    day, clock = (moment.strftime("%d%m%Y"), moment.strftime("%H%M%S")) if moment else ("", "")
    return [(day, 8), (clock, 6)]


def _padded(text: str, width: int) -> bytes:
    """Widths count bytes: a letter of several bytes may be cut."""
    return text.encode()[:width].ljust(width)
