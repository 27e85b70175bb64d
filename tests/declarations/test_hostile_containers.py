"""Broken and malicious PDF, BIFF and zip files through the real reading process, with figures.

Whatever is in them, there is a reading or one of our refusals, in time and in memory, nothing is
written anywhere, and the next file is read.
"""

from __future__ import annotations

import io
import random
import struct
import subprocess
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.sentences import say
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.worker import MEMORY_CAP
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from tests.declarations.life_size import xls

SAMPLE = SampleDeclaration("100000000110", datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM))
XML = ecus_xml(SAMPLE)
WORKBOOK = excel_print(SAMPLE)
TIME = 11.0  # seconds: the limit at which the process is killed, and a start
MEMORY = MEMORY_CAP >> 20  # MB at its highest, the interpreter and every parser included
MOST_OF_A_WORKBOOK = 256  # MB, of which its two million cells are 160


class Bench:
    """A reading process of which time and memory are seen."""

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []
        self.process = ReadingProcess(confine=self._started.append)
        self.highest = 0

    def read(self, data: bytes, name: str) -> tuple[str, float]:
        """`read` or the code of the refusal, and the seconds it took."""
        self.process.read(XML, "warm.xml")
        began = time.monotonic()
        try:
            self.process.read(data, name)
            code = "read"
        except Refusal as refusal:
            code = refusal.code
        took = time.monotonic() - began
        self._weigh()
        return code, took

    def _weigh(self) -> None:
        try:
            about = Path(f"/proc/{self._started[-1].pid}/status").read_text()
        except OSError:
            return  # it was killed over the file
        for line in about.splitlines():
            if line.startswith("VmHWM"):
                self.highest = int(line.split()[1]) >> 10


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.process.close()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    written = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    count = len(objects) + 1
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"<</Size %d/Root 1 0 R%s>>" % (count, trailer)
    return written + b"xref\n0 %d\n%strailer%s\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        head,
        start,
    )


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), about, data)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def page(contents: bytes) -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
        b"/XObject<</X 5 0 R>>>>>>" % contents
    )


def flate_bomb() -> bytes:
    data = zlib.compress(zlib.compress(b" " * (250 << 20), 1), 9)
    return pdf(
        CATALOGUE, ONE_PAGE, page(b"4 0 R"), stream(data, b"/Filter[/FlateDecode/FlateDecode]")
    )


def form_in_itself() -> bytes:
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return pdf(CATALOGUE, ONE_PAGE, page(b"4 0 R"), stream(b"/X Do"), form)


def pages_in_themselves() -> bytes:
    return pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000/Parent 2 0 R>>")


def previous_table_is_itself() -> bytes:
    data = pdf(CATALOGUE, ONE_PAGE, page(b"4 0 R"), stream(b""), trailer=b"/Prev 00000000")
    start = data.rindex(b"startxref\n") + 10
    return data.replace(b"/Prev 00000000", b"/Prev %08d" % int(data[start:].split()[0]))


def a_billion_pages() -> bytes:
    return pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", page(b"4 0 R"))


def many_words() -> bytes:
    words = b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (a) Tj " * 400_000 + b"ET"
    data = stream(zlib.compress(words), b"/Filter/FlateDecode")
    return pdf(CATALOGUE, ONE_PAGE, page(b"4 0 R"), data)


def deep_arrays() -> bytes:
    return pdf(CATALOGUE, ONE_PAGE, page(b"[" * 200_000 + b"]" * 200_000))


PDFS = (
    flate_bomb,
    form_in_itself,
    pages_in_themselves,
    previous_table_is_itself,
    a_billion_pages,
    many_words,
    deep_arrays,
)


def climbing_out() -> bytes:
    packed = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(packed, "a") as archive:
        for name in ("../../escaped.txt", "/tmp/escaped.txt", "xl/../../../escaped.txt"):
            archive.writestr(name, b"escaped")
    return packed.getvalue()


def sheet_elsewhere() -> bytes:
    """The relationship leads out of the archive."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name).replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")
            new.writestr(name, data)
    return packed.getvalue()


def overlapping() -> bytes:
    """Many members that are all the same bytes: small on disk, huge unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (20 << 20))
    data = packed.getvalue()
    at = data.index(b"PK\x01\x02")
    directory = data[at : data.index(b"PK\x05\x06")]
    many = b"".join(directory.replace(b"workbook", b"work%04d" % n) for n in range(2_000))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2_000, 2_000, len(many), at, 0)
    return data[:at] + many + end


def lying_directory() -> bytes:
    data = bytearray(WORKBOOK)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        struct.pack_into("<II", data, at + 20, 0xFFFFFFF0, 0xFFFFFFF0)
        at += 4
    return bytes(data)


ZIPS = (climbing_out, sheet_elsewhere, overlapping, lying_directory)


@pytest.mark.parametrize("make", [*PDFS, *ZIPS], ids=lambda make: make.__name__)
def test_a_malicious_container_is_read_or_refused_in_time_and_in_memory(
    bench: Bench, make: Callable[[], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = make()
    name = "a.pdf" if make in PDFS else "a.xlsx"
    code, took = bench.read(data, name)
    print(f"{make.__name__}: {len(data) >> 10} kB, {code}, {took:.2f} s, {bench.highest} MB")
    assert took < TIME
    assert bench.highest <= MEMORY
    if code != "read":
        assert say(code, file=name, limit=50).line("vi")
    assert list(tmp_path.parent.glob("**/escaped.txt")) == []
    assert not Path("/tmp/escaped.txt").exists()
    assert bench.process.read(XML, "next.xml").declarations[0].number == SAMPLE.number


@pytest.mark.parametrize(
    ("rows", "columns"),
    [((0, 0xFF00008E), (0xFFFF, 0xFFFF)), ((0, 300), (3, 3)), ((0, 1 << 20), (0, 256))],
)
def test_a_sheet_that_lies_about_its_size_does_not_end_the_reading_process(
    bench: Bench, rows: tuple[int, int], columns: tuple[int, int]
) -> None:
    """Found by the fuzzer: the first one asked for eleven million gigabytes."""
    data = bytearray(xls(SAMPLE, pages=1))
    at = data.index(struct.pack("<HH", 0x200, 14)) + 4
    data[at : at + 12] = struct.pack("<IIHH", *rows, *columns)
    assert bench.read(bytes(data), "a.xls")[0] == "declarations.damaged"


def test_a_stream_of_no_kind_is_looked_over_too(bench: Bench) -> None:
    """Found by the fuzzer: the parser does not ask what an entry of the directory says to be."""
    data = bytearray(xls(SAMPLE, pages=1))
    at = data.index(struct.pack("<HH", 0xFD, 10)) + 4
    data[at : at + 4] = struct.pack("<HH", 9_000, 4_000)
    data[data.index("Workbook".encode("utf-16-le")) + 66] = 0
    assert bench.read(bytes(data), "a.xls")[0] == "declarations.too-many-rows"
    assert bench.highest <= MOST_OF_A_WORKBOOK


@pytest.mark.parametrize("files", [20, pytest.param(3_000, marks=pytest.mark.slow)])
def test_no_corruption_of_a_biff_file_escapes(files: int) -> None:
    """Bytes changed, cut out and repeated anywhere; and in the tables of the container."""
    bench = Bench()
    whole = xls(SAMPLE, pages=1)
    chance = random.Random(7)
    codes: dict[str, int] = {}
    slowest = 0.0
    for number in range(files):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(512 if number % 3 == 0 else len(data))
            if number % 3 == 1:
                del data[at : at + chance.randint(1, 600)]
            else:
                data[at] = chance.randrange(256)
        code, took = bench.read(bytes(data), "a.xls")
        codes[code] = codes.get(code, 0) + 1
        slowest = max(slowest, took)
    print(f"{files} corrupt .xls: {codes}, slowest {slowest:.2f} s, {bench.highest} MB")
    bench.process.close()
    assert sum(codes.values()) == files
    assert slowest < TIME
    assert bench.highest <= MOST_OF_A_WORKBOOK
