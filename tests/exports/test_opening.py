"""Reading an export takes nothing from the program that wrote it."""

from __future__ import annotations

from rating_client.exports.opening import opened
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML


def test_a_file_may_be_replaced_and_deleted_while_it_is_read(software: ExportFolder) -> None:
    path = software.write("a.xml", XML)
    with opened(str(path)) as content:
        assert content.read(5) == XML[:5]
        path.rename(path.with_name("moved.xml"))
        software.write_atomically("a.xml", OTHER)
        path.with_name("moved.xml").unlink()
        assert content.read() == XML[5:]
    assert path.read_bytes() == OTHER
