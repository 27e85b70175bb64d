"""The registry of readers, and that everything it can say has a sentence."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rating_client.base.resources import resource
from rating_client.declarations import readers
from rating_client.declarations.reading import as_json, read_paths
from rating_client.declarations.reading_process import ReadingProcess

SOURCE = Path(readers.__file__).parents[1]
PLUG_IN = """
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.declarations.readers import Reading


class Acme:
    format = "acme"

    def recognises(self, document):
        return document.data.startswith(b"ACME ")

    def read(self, document):
        number = document.data[5:17].decode()
        return Reading((Declaration(number=number, direction="N", stage=Stage.DECLARED),), ({},))


class Broken:
    def __init__(self):
        raise RuntimeError("not today")
"""


@pytest.fixture
def plug_ins(tmp_path: Path) -> Path:
    """Two installed packages of others: one whose reader works, one whose reader does not."""
    (tmp_path / "acme_reader.py").write_text(PLUG_IN)
    for name, target in (("aaa", "acme_reader:Broken"), ("acme", "acme_reader:Acme")):
        about = tmp_path / f"{name}-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[{readers.GROUP}]\n{name} = {target}\n")
    return tmp_path


def test_a_reader_installed_by_others_is_asked_after_ours(plug_ins: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(plug_ins)!r})\n"
        "from rating_client.declarations.worker import main; raise SystemExit(main())"
    )
    with ReadingProcess([sys.executable, "-c", code]) as process:
        reading = process.read(b"ACME 100000000110", "a.dat")
    assert reading.declarations[0].number == "100000000110"
    assert reading.declarations[0].source is not None
    assert reading.declarations[0].source.format == "acme"


def test_another_reader_of_others_makes_another_version_of_the_readers(plug_ins: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(plug_ins)!r})\n"
        "from rating_client.declarations.readers import readers_version; print(readers_version())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert readers.readers_version() == readers.readers_version() != run.stdout.strip() != ""


def test_every_built_in_reader_can_be_loaded_and_names_its_format() -> None:
    code = (
        "from importlib import import_module\n"
        "from rating_client.declarations.readers import BUILT_IN\n"
        "for address in BUILT_IN:\n"
        "    module, _, name = address.partition(':')\n"
        "    print(getattr(import_module(module), name)().format)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    formats = run.stdout.split()
    assert len(set(formats)) == len(readers.BUILT_IN)


def test_every_code_raised_here_has_a_sentence_in_both_languages() -> None:
    used = {
        code
        for package in ("declarations", "exports", "cli")
        for path in (SOURCE.parent / package).rglob("*.py")
        for code in re.findall(r'"((?:declarations|exports)\.[a-z-]+)"', path.read_text("utf-8"))
    }
    assert len(used) > 15
    for package in ("declarations", "exports"):
        sentences = tomllib.loads(resource("sentences", f"{package}.toml").read_text("utf-8"))
        assert {f"{package}.{slug}" for slug in sentences} == {
            code for code in used if code.startswith(package)
        }
        for sentence in sentences.values():
            for part in ("title", "advice"):
                assert set(sentence[part]) == {"vi", "en"}
                holes = [set(re.findall(r"{\w+}", text)) for text in sentence[part].values()]
                assert holes[0] == holes[1]


def test_read_paths_goes_through_files_and_folders(process: ReadingProcess, tmp_path: Path) -> None:
    samples = resource("samples")
    (tmp_path / "readme.txt").write_text("Không phải tờ khai")
    document = as_json(
        read_paths([samples, tmp_path / "readme.txt", tmp_path / "gone.xml"], process),
        explain=True,
        office=lambda declaration: {"name": declaration.office_name},
    )
    stages = {(entry["number"], entry["stage"]) for entry in document["declarations"]}
    assert stages == {
        *(("100000000110", "registered"), ("100000000110", "cleared")),
        *(("100000000120", "registered"), ("300000000220", "cleared")),
        *(("100000000010", "cleared"), ("300000000020", "cleared")),
        *(("100000000030", "temporary"), (None, "draft")),
    }
    assert all(entry["office"] and entry["found_by"] for entry in document["declarations"])
    codes = [(Path(entry["path"]).name, entry["code"]) for entry in document["refused"]]
    assert codes == [
        ("ECUS5VNACCS2018_ToKhai_100000000070_STT70.xml", "declarations.opaque-numbered"),
        ("readme.txt", "declarations.unrecognised"),
        ("gone.xml", "exports.file-missing"),
    ]
    assert set(document["refused"][0]["title"]) == {"vi", "en"}


def test_the_shipped_samples_are_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "rating_client.demo.exports", str(tmp_path)], check=True)
    shipped = {path.name: path.read_bytes() for path in resource("samples").iterdir()}
    assert shipped == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
