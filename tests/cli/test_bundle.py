"""`bundle` on the command line: what it says, and what a script sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rating_client.contract.bundle import read_bundle
from rating_client.contract.receipts_file import receipts_file
from tests.cli.test_commands import rating_file, sentence
from tests.support.issuer import Issuer
from tests.support.program import run
from tests.support.sticks import stick


@pytest.fixture
def customs() -> Issuer:
    return Issuer(base_urls=["https://receiver.invalid"])


@pytest.fixture
def profile(tmp_path: Path, customs: Issuer) -> Path:
    """One rating that waits for `customs`."""
    profile, file = tmp_path / "profile", tmp_path / "customs.rating-enrol"
    file.write_bytes(customs.enrolment_file())
    assert run(profile, "enrol", str(file), "--fingerprint", customs.fingerprint).returncode == 0
    assert run(profile, "submit", rating_file(tmp_path)).returncode == 0
    return profile


def exported(profile: Path, folder: Path) -> Path:
    done = run(profile, "bundle", "export", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    [file] = json.loads(done.stdout)["files"]
    assert (file["ratings"], file["enrolment"]) == (1, True)
    return Path(file["file"])


def test_nothing_to_carry_is_a_sentence(tmp_path: Path) -> None:
    assert "Không có phiếu nào chờ gửi" in sentence(
        tmp_path / "profile", "bundle", "export", str(tmp_path / "x")
    )


def test_each_file_is_told_and_the_way_back_too(profile: Path, tmp_path: Path) -> None:
    done = run(profile, "bundle", "export", str(tmp_path / "x"))
    assert done.returncode == 0
    told, advice = done.stdout.splitlines()
    assert "x.rating-bundle" in told
    assert "Nơi nhận thử nghiệm" in told
    assert ".rating-receipts" in advice


def test_a_stick_that_fills_up_keeps_the_files_that_are_whole(
    profile: Path, customs: Issuer, tmp_path: Path
) -> None:
    """The first receiver's file fits, the second one's does not."""
    other, file = Issuer(base_urls=["https://other.invalid"]), tmp_path / "other.rating-enrol"
    file.write_bytes(other.enrolment_file(offices=["28NJ"]))
    assert run(profile, "enrol", str(file), "--fingerprint", other.fingerprint).returncode == 0
    with stick(tmp_path / "stick", kilobytes=36) as disk:
        done = run(profile, "bundle", "export", str(disk), "--json")
        assert done.returncode == 1
        report = json.loads(done.stdout)
        assert report["whole"] is False
        assert [Path(each["file"]) for each in report["files"]] == list(disk.iterdir())
        assert "USB" in done.stderr
    assert customs.id == report["files"][0]["receiver"]


def test_what_stays_behind_is_told(tmp_path: Path, customs: Issuer) -> None:
    profile, file = tmp_path / "profile", tmp_path / "customs.rating-enrol"
    file.write_bytes(customs.enrolment_file(offices=["03CC"]))
    run(profile, "enrol", str(file), "--fingerprint", customs.fingerprint)
    run(profile, "submit", rating_file(tmp_path))  # for an office this receiver does not take
    told = run(profile, "bundle", "export", str(tmp_path / "x")).stdout.splitlines()
    assert "0 phiếu" in told[0]
    assert "1 phiếu chưa có nơi nhận" in told[1]


def test_a_receiver_nobody_knows_is_answered_with_those_there_are(
    profile: Path, customs: Issuer, tmp_path: Path
) -> None:
    said = sentence(profile, "bundle", "export", str(tmp_path), "--receiver", "ABCD")
    assert customs.fingerprint in said
    done = run(profile, "bundle", "export", str(tmp_path), "--receiver", customs.fingerprint)
    assert done.returncode == 0


def test_nothing_is_forwarded_unseen(profile: Path, customs: Issuer, tmp_path: Path) -> None:
    bundle = exported(profile, tmp_path)
    stranger = tmp_path / "stranger"
    said = sentence(stranger, "bundle", "forward", str(bundle))
    assert "receiver.invalid" in said
    assert customs.fingerprint in said
    said = sentence(stranger, "bundle", "forward", str(bundle), "--host", "other.example")
    assert "receiver.invalid" in said
    assert not stranger.exists()
    assert not list(tmp_path.glob("*.rating-receipts"))


def test_a_receiver_that_is_not_there_is_a_sentence_without_a_hole(
    profile: Path, tmp_path: Path
) -> None:
    bundle = str(exported(profile, tmp_path))
    said = sentence(tmp_path / "x", "bundle", "forward", bundle, "--host", "receiver.invalid")
    assert "receiver.invalid" in said
    assert "{" not in said


def test_a_stick_that_is_not_there_is_a_sentence(profile: Path, tmp_path: Path) -> None:
    said = sentence(profile, "bundle", "export", str(tmp_path / "pulled" / "x"))
    assert "USB" in said


def test_what_came_back_is_told_line_by_line(
    profile: Path, customs: Issuer, tmp_path: Path
) -> None:
    [request, item] = read_bundle(exported(profile, tmp_path).read_bytes()).items
    file = tmp_path / "back.rating-receipts"
    strangers = customs.receipt("a.b", submission=item.submission, device="k" * 43)
    file.write_bytes(receipts_file(customs.statement(), [strangers], "2026-11-21T12:00:00+07:00"))
    done = run(profile, "bundle", "import", str(file))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Nơi nhận thử nghiệm",
        "  Không chứng minh được, bỏ qua: 1",
    ]
    assert request.submission is None


def test_a_bundle_is_not_imported(profile: Path, tmp_path: Path) -> None:
    bundle = exported(profile, tmp_path)
    assert "bundle forward" in sentence(profile, "bundle", "import", str(bundle))
