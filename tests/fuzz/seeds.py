"""The readers to be fuzzed, and the small exports from which each fuzzer starts.

`python -m tests.fuzz.seeds` writes the seeds anew, from our own generators. Every reader in
`BUILT_IN` is fuzzed; one without a folder of seeds fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.base.resources import resource
from rating_client.declarations.mapping_folder import FOLDER, mappings_in
from rating_client.declarations.readers import BUILT_IN, Reader
from rating_client.declarations.readers.mapped import Mapped

CORPUS = Path(__file__).with_name("corpus")
FOUND = Path("build/fuzz")  # what a fuzzer found worth keeping, escapes above all

Written = Mapping[str, bytes]


def readers() -> dict[str, Reader]:
    """Every built-in reader and those of the mapping files we ship, by format."""
    made: list[Reader] = [_loaded(address) for address in BUILT_IN]
    made += [Mapped(mapping) for mapping in mappings_in(resource(FOLDER)).files]
    return {reader.format: reader for reader in made}


def seeds(format_name: str) -> dict[str, bytes]:
    """The seeds of a format, by file name."""
    folder = CORPUS / format_name
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {file.name: file.read_bytes() for file in files}


def write(formats: Mapping[str, Callable[[], Written]]) -> None:
    for format_name, make in formats.items():
        folder = CORPUS / format_name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, data in make().items():
            (folder / name).write_bytes(data)


def _loaded(address: str) -> Reader:
    module, _, name = address.partition(":")
    reader: Reader = getattr(import_module(module), name)()
    return reader


def _generators() -> dict[str, Callable[[], Written]]:
    # What only writes seeds needs Qt and fixtures, which a fuzzer does without.
    from rating_client.demo.ecus_dump import ecus_xml, ecus_xml_opaque
    from rating_client.demo.print_form import excel_print
    from rating_client.demo.sample_declaration import SampleDeclaration
    from rating_client.demo.spreadsheet import xlsx
    from tests.declarations import containers, life_size, lists, mapped_files, pdf_files
    from tests.declarations.test_customs_xml import LIST, REPLY, VIEWER
    from tests.support.smime import in_smime
    from tests.support.telegrams import telegram

    at = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
    cleared = SampleDeclaration("100000000110", at, "T", 2, at + timedelta(hours=3), "A12")
    routed = SampleDeclaration("300000000220", at, "P", 1, None, "E62")
    amended = replace(cleared, number="100000000111", amended_at=at + timedelta(hours=5))
    draft = replace(cleared, number="", status="N", registered_at=None, cleared_at=None)
    return {
        "ecus-xml-1.0": lambda: {
            "import.xml": ecus_xml(amended),
            "export.xml": ecus_xml(routed),
            "draft.xml": ecus_xml(draft),
            "utf-16.xml": ecus_xml(cleared).decode().encode("utf-16"),
        },
        "ecus-xml-2.0": lambda: {"sealed.xml": ecus_xml_opaque()},
        "customs-xml": lambda: {"reply.xml": REPLY.encode()},
        "portal-xml": lambda: {"viewer.xml": VIEWER.encode(), "list.xml": LIST.encode()},
        "vnaccs-telegram": lambda: {
            "routed.txt": telegram("VAD1AC0", amended, short=40),
            "export.edi": telegram("VAE1LF0", routed, short=110),
            "two.txt": telegram("VAD1AC0", cleared, short=23)
            + telegram("VAE1LD0", routed, short=23),
            "signed.txt": in_smime(telegram("VAD1AG0", cleared, short=23)),
            "encoded.txt": in_smime(telegram("VAD1FC0", cleared, short=23), "base64"),
        },
        "list-report": lambda: {
            "report.xlsx": xlsx({"Tổng hợp": lists.list_cells((cleared, routed, draft))}),
            "report.csv": containers.delimited(lists.list_cells((cleared, routed))),
            "report.xls": containers.html(lists.list_cells((cleared, routed))),
        },
        "customs-list": lambda: {
            "list.csv": containers.delimited(
                lists.list_cells((cleared, routed), lists.CUSTOMS, above=())
            ),
        },
        "excel-print": lambda: {
            "import.xlsx": excel_print(amended),
            "export.xlsx": excel_print(routed),
            "export.xls": life_size.xls(routed, pages=0),
        },
        "pdf-print": lambda: {
            "import.pdf": pdf_files.pdf_print(cleared, pages=2),
            "two.pdf": pdf_files.pdf_print(routed, amended, pages=1),
            "old font.pdf": pdf_files.helvetica("<IMP> 1/3", "T? khai", "*100000000110*"),
        },
        "mapped-wco-data-model": lambda: {"two.xml": mapped_files.wco(cleared, routed)},
        "mapped-asycuda-world": lambda: {
            "export.xml": mapped_files.asycuda(routed),
            "draft.xml": mapped_files.asycuda(draft),
        },
        "mapped-plain-csv": lambda: {
            "three.csv": mapped_files.plain_csv(cleared, routed, draft),
            "two.xlsx": mapped_files.plain_xlsx(cleared, routed),
        },
    }


if __name__ == "__main__":
    write(_generators())
