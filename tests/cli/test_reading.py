"""`rating-client read`: what the readers make of files, for people and for programs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.demo.exports import write_samples
from tests.support.program import run


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    write_samples(folder, datetime(2026, 11, 21, 10, 42, 7, tzinfo=VIETNAM))
    (folder / "damaged.xml").write_bytes(b"<?xml version='1.0'?><Root><App>ECUS5")
    return folder


@pytest.fixture(scope="module")
def document(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = run(tmp_path_factory.mktemp("profile"), "read", str(samples), "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_declaration_says_whether_it_is_registered(document: dict[str, Any]) -> None:
    found = {
        (each["number"], each["stage"]): each["registered"] for each in document["declarations"]
    }
    assert found == {
        ("100000000010", "cleared"): True,
        ("100000000110", "registered"): True,
        ("100000000110", "cleared"): True,
        ("100000000120", "registered"): True,
        ("300000000020", "cleared"): True,
        ("300000000220", "cleared"): True,
        ("100000000030", "temporary"): False,
        (None, "draft"): False,
    }


def test_copies_of_one_declaration_share_a_key(document: dict[str, Any]) -> None:
    keys = {e["key"] for e in document["declarations"] if e["number"] == "100000000110"}
    assert keys == {"0000000001/10000000011"}


def test_a_declaration_has_every_field_and_the_directory_s_reading(
    document: dict[str, Any],
) -> None:
    routed = next(
        e
        for e in document["declarations"]
        if e["number"] == "100000000110" and e["stage"] == "registered"
    )
    assert routed["registered_at"] == "2026-11-21T10:42:07+07:00"
    assert routed["channel"] == 2
    assert routed["direction"] == "N"
    assert routed["office_name"] == "CCHQHANAM"
    assert routed["office"]["candidates"] == ["28NJ"]
    assert set(routed["source"]) == {"path", "format", "sha256"}


def test_refusals_have_a_code_and_both_languages(document: dict[str, Any]) -> None:
    refused = {each["code"]: each for each in document["refused"]}
    assert set(refused) == {"declarations.opaque-numbered", "declarations.damaged"}
    for each in refused.values():
        assert each["path"]
        for part in ("title", "advice"):
            assert set(each[part]) == {"vi", "en"}


def test_explain_names_the_rule_that_found_each_field(samples: Path, tmp_path: Path) -> None:
    file = samples / "ToKhaiHQ7N_QDTQ_100000000110.xlsx"
    done = run(tmp_path, "read", str(file), "--explain")
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if "←" in line}
    assert "ngày đăng ký: 21/11/2026 10:42:07 ← ô G8, theo nhãn ở ô C8" in lines["registered_at"]
    assert "cleared (đã thông quan) ← tiêu đề ở ô F2" in lines["stage"]
    (tmp_path / "settings.toml").write_text('language = "en"')
    english = run(tmp_path, "read", str(file), "--explain").stdout
    assert "registered: 21/11/2026 10:42:07 ← cell G8, by the label in C8" in english


def test_every_rule_of_our_samples_is_told_in_words(samples: Path, tmp_path: Path) -> None:
    told = run(tmp_path, "read", str(samples), "--explain").stdout
    rules = [line.partition("←")[2] for line in told.splitlines() if "←" in line]
    assert len(rules) > 60
    assert not [rule for rule in rules if "label" in rule or "." in rule]


def test_a_broken_mapping_file_is_named_and_the_files_are_read(
    samples: Path, tmp_path: Path
) -> None:
    (tmp_path / "readers.d").mkdir()
    (tmp_path / "readers.d" / "ours.toml").write_text("[match]\n")
    done = run(tmp_path, "read", str(samples / "ToKhaiHQ7N_QDTQ_100000000110.xlsx"))
    assert done.returncode == 0
    assert "match" in done.stderr
    assert "ours.toml" in done.stderr


def test_a_mapping_file_of_the_profile_is_tried_out_with_explain(tmp_path: Path) -> None:
    (tmp_path / "readers.d").mkdir()
    mapping = '[match]\nroot = "Tờ"\n[fields]\nnumber = "Số"\nteam_code = "Đội"\n'
    (tmp_path / "readers.d" / "ours.toml").write_text(mapping, "utf-8")
    export = tmp_path / "a.xml"
    export.write_text("<Tờ><Số>100000000110</Số><Đội>1</Đội></Tờ>", "utf-8")
    done = run(tmp_path, "read", str(export), "--explain")
    assert "đọc theo định dạng mapped-ours" in done.stdout
    assert "team_code       mã bộ phận xử lý: 01 ← phần tử Đội" in done.stdout


def test_nothing_readable_is_one_sentence_and_exit_1(tmp_path: Path) -> None:
    done = run(tmp_path, "read", str(tmp_path / "not there.xlsx"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_single_refusal_is_told_once(samples: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "read", str(samples / "damaged.xml"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_of_several_refused_files_each_has_its_reason(samples: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "read", str(samples / "damaged.xml"), str(tmp_path / "not there.xml"))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 4
    assert done.stderr.startswith("Không tệp nào đọc được — 2 tệp")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_without_exports_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    done = run(tmp_path / "profile", "read", str(folder))
    assert done.returncode == 0
    assert done.stdout.startswith("Không có tệp nào để đọc — ")
