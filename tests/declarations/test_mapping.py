"""Mapping files: other formats described in TOML, through the real reading process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.paths import ProfilePaths
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.mapping_file import MappingFile
from rating_client.declarations.mapping_folder import mappings_in, mappings_of
from rating_client.declarations.readers import readers_version
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.registered import registered
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.demo.spreadsheet import CellValue, xlsx
from tests.declarations.mapped_files import asycuda, plain_csv, plain_xlsx, wco
from tests.support.clock import FakeClock
from tests.support.journeys import Broker

AT = datetime(2026, 11, 20, 9, 5, 7, tzinfo=VIETNAM)
LATER = AT + timedelta(hours=3)
IMPORT = SampleDeclaration("100000000110", AT, "T", 2, LATER, "A12")
EXPORT = SampleDeclaration("300000000220", AT, "P", 1, None, "E62")


@pytest.fixture(scope="module")
def shipped() -> Iterator[ReadingProcess]:
    """A reading process that knows the mapping files we ship."""
    found = mappings_of(ProfilePaths.inside(Path("/nowhere")))
    assert found.problems == ()
    with ReadingProcess(mappings=lambda: found.files) as process:
        yield process


def described(folder: Path, text: str, name: str = "ours") -> tuple[MappingFile, ...]:
    """The mapping file with this text, alone."""
    folder.joinpath(f"{name}.toml").write_text(text, "utf-8")
    found = mappings_in(folder)
    assert found.problems == ()
    return found.files


def read(mappings: tuple[MappingFile, ...], data: bytes, name: str = "a.dat") -> Declaration:
    with ReadingProcess(mappings=lambda: mappings) as process:
        (declaration,) = process.read(data, name).declarations
    return declaration


WORKED: dict[str, tuple[Callable[[SampleDeclaration], bytes], str, set[str]]] = {
    # what the format does not tell, or not as exactly
    "mapped-wco-data-model": (wco, "a.xml", {"office_name", "team_code"}),
    "mapped-asycuda-world": (
        asycuda,
        "a.xml",
        {"office_name", "team_code", "registered_at", "cleared_at"},
    ),
    "mapped-plain-csv": (plain_csv, "a.csv", {"office_name"}),
}


@pytest.mark.parametrize("sample", [IMPORT, EXPORT], ids=["import cleared", "export routed"])
@pytest.mark.parametrize("format_name", WORKED)
def test_the_worked_mapping_files_read_what_they_describe(
    shipped: ReadingProcess, format_name: str, sample: SampleDeclaration
) -> None:
    write, name, untold = WORKED[format_name]
    reading = shipped.read(write(sample), name)
    (found,) = reading.declarations
    expected = {
        "number": sample.number,
        "direction": sample.direction,
        "stage": Stage.CLEARED if sample.cleared_at else Stage.REGISTERED,
        "type_code": sample.type_code,
        "office_code": sample.office_code,
        "team_code": sample.team_code,
        "registered_at": sample.registered_at,
        "cleared_at": sample.cleared_at,
        "channel": sample.channel,
        "owner_tax_code": sample.tax_code,
        "owner_name": "CÔNG TY TNHH THỬ NGHIỆM SAO MAI",
    }
    told = {field: fact for field, fact in expected.items() if field not in untold}
    assert {field: getattr(found, field) for field in told} == told
    assert found.source is not None
    assert found.source.format == format_name
    assert found.registered_at is not None
    assert found.registered_at.date() == AT.date()
    assert registered(found)
    facts = {field for field, fact in vars(found).items() if fact and field != "source"}
    assert set(reading.found_by[0]) == facts


def test_rules_say_where_each_field_stood(shipped: ReadingProcess) -> None:
    (rules,) = shipped.read(plain_csv(EXPORT), "a.csv").found_by
    assert rules["number"] == "column DeclarationNo, row 2"
    assert rules["stage"] == "registered_when: column RegisteredAt, row 2; column Status, row 2"
    (rules,) = shipped.read(asycuda(EXPORT), "a.xml").found_by
    assert rules["owner_name"] == "path Traders/Exporter/Exporter_name"


@pytest.mark.parametrize("write", [wco, asycuda])
def test_a_draft_of_another_program_is_a_draft(
    shipped: ReadingProcess, write: Callable[[SampleDeclaration], bytes]
) -> None:
    draft = replace(IMPORT, number="", registered_at=None, cleared_at=None)
    (found,) = shipped.read(write(draft), "a.xml").declarations
    assert (found.number, found.stage) == ("", Stage.DRAFT)


def test_a_number_alone_proves_nothing(shipped: ReadingProcess) -> None:
    stored = replace(IMPORT, status="E", registered_at=None, cleared_at=None)
    for data, name in (
        (wco(stored), "a.xml"),
        (asycuda(stored), "a.xml"),
        (plain_csv(stored), "a.csv"),
    ):
        (found,) = shipped.read(data, name).declarations
        assert found.stage is Stage.DECLARED
        assert not registered(found)


def test_several_declarations_come_from_one_file(shipped: ReadingProcess) -> None:
    gone = replace(IMPORT, number="100000000330", status="H")
    for data, name in (
        (wco(IMPORT, EXPORT), "a.xml"),
        (plain_csv(IMPORT, EXPORT, gone), "a.csv"),
        (plain_csv(IMPORT, EXPORT, gone, delimiter=";"), "a.csv"),
        (plain_xlsx(IMPORT, EXPORT, gone), "a.xlsx"),
    ):
        found = shipped.read(data, name).declarations
        stages = {d.number: d.stage for d in found}
        assert stages[IMPORT.number] is Stage.CLEARED
        assert stages[EXPORT.number] is Stage.REGISTERED
        assert stages.get(gone.number, Stage.CANCELLED) is Stage.CANCELLED


def test_a_number_that_is_none_is_refused_but_not_beside_a_good_one(
    shipped: ReadingProcess,
) -> None:
    old = replace(IMPORT, number="4711")
    with pytest.raises(Refusal, match=r"declarations\.number-unreadable"):
        shipped.read(asycuda(old), "a.xml")
    (found,) = shipped.read(plain_csv(old, EXPORT), "a.csv").declarations
    assert found.number == EXPORT.number


@pytest.mark.parametrize(("write", "name"), [(wco, "a.xml"), (plain_csv, "a.csv")])
def test_a_list_longer_than_one_answer_is_refused_in_time(
    shipped: ReadingProcess, write: Callable[..., bytes], name: str
) -> None:
    many = [replace(IMPORT, number=f"1000{number:08}") for number in range(8_001)]
    with pytest.raises(Refusal, match=r"declarations\.too-many-rows"):
        shipped.read(write(*many), name)


def test_a_mapped_file_cut_short_is_damaged(shipped: ReadingProcess) -> None:
    with pytest.raises(Refusal, match=r"declarations\.damaged"):
        shipped.read(asycuda(IMPORT)[:-40], "a.xml")


def test_ours_are_asked_before_any_mapping_file(tmp_path: Path) -> None:
    greedy = described(tmp_path, '[match]\nroot = "Root"\n[fields]\nnumber = "App"\n')
    assert read(greedy, ecus_xml(IMPORT), "a.xml").number == IMPORT.number


FORM = """
layout = "form"
date_formats = ["%d %m %Y"]
registered_when = [{ of = "State", is_not = ["new", "sent"] }, { has = "Accepted" }]
[match]
labels = ["Customs no.", "Accepted"]
[fields]
number = "Customs no."
registered_at = "Accepted"
channel = ["Lane", "Channel"]
owner_name = "Holder"
[times]
registered_at = "Hour"
[values.channel]
A = 1
B = 3
"""


def test_a_form_is_read_by_its_labels_to_the_right_or_below(tmp_path: Path) -> None:
    cells: dict[str, CellValue] = {
        "B2": "Customs no.:",
        "D2": 100000000110,
        "F2": "State",
        "G2": "taken",
        "B4": "Accepted",
        "C4": "Hour",
        "B5": "20 11 2026",
        "C5": "9:05",
        "B7": "Lane",
        "C7": "B",
        "B8": "Holder",
        "C8": "Công ty Sao Mai",
    }
    found = read(described(tmp_path, FORM), xlsx({"S": cells}), "a.xlsx")
    assert (found.number, found.stage, found.channel) == ("100000000110", Stage.REGISTERED, 3)
    assert found.registered_at == AT.replace(second=0)
    assert found.owner_name == "Công ty Sao Mai"
    unsent = xlsx({"S": {**cells, "G2": "Sent"}})
    assert read(described(tmp_path, FORM), unsent, "a.xlsx").stage is Stage.DECLARED


def test_a_value_may_stand_outside_the_declaration_in_the_files_head(tmp_path: Path) -> None:
    mapping = described(
        tmp_path,
        'each = "Items/Item"\n[match]\nroot = "Batch"\n'
        '[fields]\nnumber = "No"\noffice_code = ["Office", "/Head/Office"]\n',
    )
    data = (
        b"<Batch><Head><Office>28NJ</Office></Head><Items><Item><No>100000000110</No></Item>"
        b"</Items><Item><No>100000000990</No></Item></Batch>"
    )
    found = read(mapping, data)
    assert (found.number, found.office_code) == ("100000000110", "28NJ")


def test_a_mapping_file_may_ask_for_an_extension(tmp_path: Path) -> None:
    text = '[match]\next = [".ABC", "abd"]\nroot = "A"\n[fields]\nnumber = "N"\n'
    mapping = described(tmp_path, text)
    data = b"<A><N>100000000110</N></A>"
    assert read(mapping, data, "a.abc").number == read(mapping, data, "A.ABD").number
    with pytest.raises(Refusal, match=r"declarations\.unrecognised"):
        read(mapping, data, "a.xml")


BROKEN = {
    "no toml": ("[match\n", "declarations.mapping-unreadable", "line 1"),
    "no match": ('[fields]\nnumber = "A"\n', "declarations.mapping-not-understood", "match"),
    "no number": ('[match]\nroot = "A"\n', "declarations.mapping-not-understood", "fields.number"),
    "a misspelt field": (
        '[match]\nroot = "A"\n[fields]\nnumber = "A"\nregistred_at = "B"\n',
        "declarations.mapping-not-understood",
        "fields.registred_at",
    ),
    "a rule that says nothing": (
        'registered_when = [{ of = "A" }]\n[match]\nroot = "A"\n[fields]\nnumber = "A"\n',
        "declarations.mapping-not-understood",
        "registered_when[1]",
    ),
    "a channel that is none": (
        '[match]\nroot = "A"\n[fields]\nnumber = "A"\n[values.channel]\nx = 4\n',
        "declarations.mapping-not-understood",
        "values.channel.x",
    ),
    "a key below a table": (
        '[match]\nroot = "A"\neach = "B"\n[fields]\nnumber = "A"\n',
        "declarations.mapping-not-understood",
        "match.each",
    ),
    "a date format without a sign": (
        'date_formats = ["dd/mm/yyyy"]\n[match]\nroot = "A"\n[fields]\nnumber = "A"\n',
        "declarations.mapping-not-understood",
        "date_formats",
    ),
    "brackets without end": ("a = " + "[" * 10_000, "declarations.mapping-unreadable", "—"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_broken_mapping_file_is_reported_and_stops_no_other(mistake: str, tmp_path: Path) -> None:
    text, code, where = BROKEN[mistake]
    tmp_path.joinpath("a broken one.toml").write_text(text, "utf-8")
    tmp_path.joinpath("good.toml").write_text('[match]\nroot = "A"\n[fields]\nnumber = "N"\n')
    found = mappings_in(tmp_path)
    assert [each.name for each in found.files] == ["good"]
    (problem,) = found.problems
    assert problem.code == code
    for language in ("vi", "en"):
        line = problem.line(language)
        assert "a broken one.toml" in line
        assert where in line
    assert read(found.files, b"<A><N>100000000110</N></A>").number == "100000000110"


def test_a_profiles_file_replaces_ours_of_the_same_name(tmp_path: Path) -> None:
    folder = tmp_path / "readers.d"
    folder.mkdir()
    text = '[match]\nroot = "ASYCUDA"\n[fields]\nnumber = "No"\n'
    folder.joinpath("asycuda-world.toml").write_text(text)
    found = mappings_of(ProfilePaths.inside(tmp_path))
    assert [each.name for each in found.files] == ["asycuda-world", "plain-csv", "wco-data-model"]
    assert found.files[0].fields["number"] == {"": ("No",)}
    folder.joinpath("asycuda-world.toml").write_text("[")
    repaired = mappings_of(ProfilePaths.inside(tmp_path))
    assert len(repaired.files) == 3
    assert len(repaired.problems) == 1


def test_another_mapping_makes_another_version_of_the_readers(tmp_path: Path) -> None:
    text = '[match]\nroot = "A"\n[fields]\nnumber = "N"\n'
    versions = {
        readers_version(each.version for each in described(tmp_path, text + more))
        for more in ("", "# a remark changes nothing\n", 'team_code = "T"\n')
    }
    assert len(versions) == 2
    assert readers_version() not in versions


def documented(kind: str) -> list[str]:
    """The code blocks of this kind in the page for whoever writes one."""
    page = Path(__file__).parents[2].joinpath("docs", "readers.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)


def test_the_documented_mapping_file_reads_the_documented_list(tmp_path: Path) -> None:
    export, mapping = documented("")[0], documented("toml")[0]
    found = read(described(tmp_path, mapping, "our-program"), export.encode(), "export_2026.csv")
    assert registered(found)
    assert found.registered_at == datetime(2026, 11, 20, 9, 5, tzinfo=VIETNAM)
    assert (found.channel, found.owner_tax_code) == (2, "0000000001")


def test_the_documented_reader_keeps_the_contract(tmp_path: Path) -> None:
    tmp_path.joinpath("acme_reader.py").write_text(documented("python")[0], "utf-8")
    tmp_path.joinpath("tests").mkdir()
    tmp_path.joinpath("tests", "a.dat").write_bytes(b"ACME 100000000110 20/11/2026")
    tmp_path.joinpath("test_acme.py").write_text(documented("python")[1], "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_acme.py"]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=bare)
    assert "7 passed" in done.stdout, done.stdout


def test_a_mapping_file_written_later_has_the_refused_file_read_at_the_next_start(
    tmp_path: Path,
) -> None:
    broker = Broker(tmp_path, FakeClock())
    data = b"<A><N>100000000110</N><D>%s</D></A>" % AT.strftime("%d/%m/%Y").encode()
    with broker.profile() as profile:
        (read,) = broker.export(profile, "a.xml", data)
        assert read.refused is not None
        assert read.refused.code == "declarations.unrecognised"
    mapping = (
        'cleared_when = [{ has = "D" }]\n[match]\nroot = "A"\n'
        '[fields]\nnumber = "N"\nregistered_at = "D"\n'
    )
    folder = broker.paths.config / "readers.d"
    folder.mkdir()
    folder.joinpath("ours.toml").write_text(mapping)
    folder.joinpath("broken.toml").write_text("[match")
    for expected in (["100000000110"], []):
        with broker.profile() as profile:
            watched = broker.watched(profile)
            ready = watched.sweep(broker.clock.now()).ready
            noted = [
                each for file in ready for each in profile.flow.export_settled(watched, file).noted
            ]
            assert [each.prompt.declaration.number for each in noted if each.prompt] == expected
            assert profile.seen.refused() == []
    conditions = broker.run("status")["conditions"]
    assert [each["code"] for each in conditions] == ["declarations.mapping-unreadable"]
