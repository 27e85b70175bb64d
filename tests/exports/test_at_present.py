"""How folders stand, said within a time whatever a share does."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rating_client.exports.at_present import at_present
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import XML
from tests.support.slow_share import can_mount, slow_share


def test_files_are_counted_and_what_is_wrong_is_said(
    software: ExportFolder, tmp_path: Path
) -> None:
    software.write("SAO MAI/a.xml", XML)
    (tmp_path / "empty").mkdir()
    folders = [str(software.path), str(tmp_path / "empty"), str(tmp_path / "gone")]
    found = at_present(folders)
    assert [each.files for each in found] == [1, 0, None]
    codes = [each.condition.code if each.condition else None for each in found]
    assert codes == [None, "exports.folder-empty", "exports.folder-missing"]


@pytest.mark.skipif(not can_mount(), reason="only a superuser may mount")
def test_a_share_that_never_answers_is_said_and_holds_up_no_other(
    software: ExportFolder, tmp_path: Path
) -> None:
    software.write("a.xml", XML)
    with slow_share(software.path, tmp_path / "share") as share, share.silent():
        began = time.monotonic()
        hung, other = at_present([str(tmp_path / "share"), str(software.path)], patience=0.5)
        took = time.monotonic() - began
    print(f"status beside a share that never answers: {took:.2f} s")
    assert took < 2.0
    assert hung.condition is not None
    assert (hung.files, hung.condition.code) == (None, "exports.folder-slow")
    assert other == (1, None)
