"""Synthetic exports in the shapes that declaration software writes; everything is invented.

The demo drops them into a folder, and `python -m rating_client.demo.exports FOLDER` writes the
samples that ship with the program.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration


def file_name(d: SampleDeclaration, suffix: str) -> str:
    """The name ECUS gives an export of this declaration."""
    if suffix == ".xml":
        return f"ECUS5VNACCS2018_ToKhai_{d.number}_STT{int(d.number[5:] or 1)}.xml"
    cleared = "QDTQ_" if d.status == "T" else ""
    return f"ToKhaiHQ7{d.direction}_{cleared}{d.number}{suffix}"


def samples(registered_at: datetime) -> dict[str, bytes]:
    """A small set of exports by file name, registered at this time or shortly before it.

    Five of them are of declarations that may be rated (one appears routed and then cleared),
    the others show what else lies in such folders.
    """
    later = registered_at + timedelta(minutes=20)
    yellow = SampleDeclaration("100000000110", registered_at, "T", 2, later, "A12")
    red = SampleDeclaration("100000000120", registered_at, "P", 3, None, "A12")
    green = SampleDeclaration("100000000010", registered_at, "T", 1, later)
    out = SampleDeclaration("300000000220", registered_at, "T", 1, registered_at, "E62")
    split = replace(out, number="300000000020", first_number="300000000010", type_code="E52")
    temporary = SampleDeclaration("100000000030", None, "E", None)
    draft = SampleDeclaration("", None, "N", None)
    routed = replace(yellow, status="P", cleared_at=None)
    return {
        file_name(routed, ".xlsx"): excel_print(routed),
        file_name(yellow, ".xlsx"): excel_print(yellow),
        file_name(red, ".xlsx"): excel_print(red),
        file_name(out, ".xlsx"): excel_print(out),
        file_name(green, ".xml"): ecus_xml(green),
        file_name(split, ".xml"): ecus_xml(split),
        file_name(temporary, ".xml"): ecus_xml(temporary),
        "ECUS5VNACCS2018_ToKhai__STT5.xml": ecus_xml(draft),
        "ECUS5VNACCS2018_ToKhai_100000000070_STT70.xml": ecus_xml_opaque(),
    }


def write_samples(folder: Path, registered_at: datetime) -> None:
    """Write the set into `folder`, replacing what it wrote there before."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in samples(registered_at).items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]), datetime(2026, 11, 20, 15, 32, 16, tzinfo=VIETNAM))
