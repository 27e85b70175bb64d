"""XML and telegrams built to hurt: over in time, in one of our sentences, the next file read."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.support.smime import in_smime
from tests.support.telegrams import telegram

SAMPLE = SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))
TELEGRAM = telegram("VAD1AG0", SAMPLE)
MEGABYTE = 1 << 20


def rows_without_end() -> bytes:
    row = b"<p><DToKhaiMD><Data><SOTK>100000000010</SOTK></Data></DToKhaiMD></p>"
    return b"<Root><App/>" + row * 50_000 + b"</Root>"


def portal_without_end() -> bytes:
    rows = (b"<D><DeclarationNo>1%011d</DeclarationNo></D>" % n for n in range(30_000))
    root = b"ListExImDeclarationResponse"
    return b"<%b>%b</%b>" % (root, b"".join(rows), root)


def wide(root: bytes) -> bytes:
    return b"<%b><issuer/>%b</%b>" % (root, b"<a/>" * MEGABYTE, root)


def nested(root: bytes) -> bytes:
    return b"<%b><issuer/>%b%b</%b>" % (root, b"<a>" * 100_000, b"</a>" * 100_000, root)


DTD = b'<!DOCTYPE d [<!ENTITY a "b">]>'
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ECUS, 50,000 rows": ("declarations.too-large", rows_without_end),
    "ECUS, 20 MB of ampersands": (
        "declarations.damaged",
        lambda: b"<Root><App/><x>" + b"&" * (20 * MEGABYTE) + b"</x></Root>",
    ),
    "ECUS, a tag of 20 MB": ("declarations.damaged", lambda: b"<" + b"a" * (20 * MEGABYTE) + b">"),
    "portal, 30,000 rows": ("declarations.too-large", portal_without_end),
    "portal, entities": ("declarations.unsafe", lambda: DTD + b"<TOKHAI_OBJ>&a;</TOKHAI_OBJ>"),
    "customs, wide": ("declarations.unsafe", lambda: wide(b"Declaration")),
    "customs, deep": ("declarations.unsafe", lambda: nested(b"Declaration")),
    "telegram, headers only": ("declarations.too-large", lambda: TELEGRAM[:400] * 50_000),
    "telegram, boundaries only": (
        "declarations.damaged",
        lambda: b"This is an S/MIME signed message\n" + b"--a\n" * (5 * MEGABYTE),
    ),
}
READ: dict[str, Callable[[], bytes]] = {
    "telegram, 20 MB of line feeds": lambda: TELEGRAM + b"\n" * (20 * MEGABYTE),
    "telegram, 20 MB of returns": lambda: TELEGRAM + b"\r" * (20 * MEGABYTE),
    "telegram, 20 MB without an end": lambda: TELEGRAM + b"x" * (20 * MEGABYTE),
    "telegram, a signature of 20 MB": lambda: in_smime(TELEGRAM) + b"M" * (20 * MEGABYTE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_text_is_refused_in_time_and_the_next_file_is_read(
    process: ReadingProcess, name: str
) -> None:
    expected, build = REFUSED[name]
    data = build()
    started = time.monotonic()
    with pytest.raises(Refusal) as refusal:
        process.read(data, "hostile")
    took = time.monotonic() - started
    print(f"{name}: {refusal.value.code} after {took * 1000:.0f} ms")
    assert refusal.value.code == expected
    assert took < 8.0  # a machine that does much else; alone it is below two
    assert process.read(ecus_xml(SAMPLE), "a.xml").declarations[0].number == SAMPLE.number


@pytest.mark.parametrize("name", READ)
def test_what_follows_a_telegram_costs_little(process: ReadingProcess, name: str) -> None:
    data = READ[name]()
    started = time.monotonic()
    assert process.read(data, "hostile").declarations[0].number == SAMPLE.number
    took = time.monotonic() - started
    print(f"{name}: read after {took * 1000:.0f} ms")
    assert took < 8.0
