"""Files that cannot be used now, and files that nobody has recorded."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from rating_client.base.ledger import Ledger
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from rating_client.exports.sweep import MAX_BYTES
from rating_client.exports.trouble import FileTrouble
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML, Reader


def test_a_locked_file_does_not_hold_up_the_others_and_is_read_once_it_is_free(
    software: ExportFolder, reader: Reader, seen: SeenFiles
) -> None:
    reader.settle()
    software.write("locked.xml", XML)
    software.write("free.xml", OTHER)
    with software.locked("locked.xml"):
        assert reader.run(30.0) == ["free.xml"]
        assert seen.refused() == []
    assert reader.run(120.0) == ["locked.xml"]


def test_after_ten_minutes_a_locked_file_is_shown_and_still_tried(
    software: ExportFolder, reader: Reader, seen: SeenFiles
) -> None:
    reader.settle()
    software.write("locked.xml", XML)
    with software.locked("locked.xml"):
        reader.run(9 * 60.0)
        assert seen.refused() == []
        reader.run(3 * 60.0)
        (shown,) = seen.refused()
    assert "locked.xml" in shown.sentence.line("vi")
    lock = "busy" if sys.platform == "win32" else "denied"
    assert shown.sentence.code == f"exports.file-{lock}"
    assert reader.run(120.0) == ["locked.xml"]
    assert seen.refused() == []


def test_what_nobody_recorded_is_offered_again_but_not_in_a_hurry(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    offers = 0
    for _ in range(60):
        offers += len(reader.step(record=False))
        clock.advance(1.0)
    assert 3 <= offers <= 6
    assert reader.run(70.0) == ["a.xml"]


def test_a_record_rolled_back_with_what_followed_from_it_leaves_the_file_unread(
    software: ExportFolder,
    reader: Reader,
    folder: Watched,
    seen: SeenFiles,
    ledger: Ledger,
    clock: FakeClock,
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    folder.wake()
    (file,) = folder.sweep(clock.now()).ready
    with suppress(InterruptedError), ledger.transaction():
        seen.record(file, clock.now())
        raise InterruptedError("the disk was full")
    assert reader.run(10.0) == ["a.xml"]


def test_offers_that_are_never_answered_go_on_for_ever(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    offers = 0
    for _ in range(1_200):
        offers += len(reader.step(record=False))
        clock.advance(61.0)
    assert offers >= 1_190
    assert reader.run(70.0) == ["a.xml"]


def refusing(code: str, waits: tuple[float, ...] = ()) -> FileTrouble:
    class Refused(FileTrouble):
        def retry_after(self, tries: int) -> float | None:
            return waits[tries - 1] if tries <= len(waits) else None

    return Refused(code, file="a.xml", limit=50)


def test_a_refusal_that_may_heal_is_looked_at_again_before_it_is_shown(
    software: ExportFolder, folder: Watched, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    times = []
    for _ in range(400):
        sweep = folder.sweep(clock.now())
        for file in sweep.ready:
            times.append(round(clock.now()))
            seen.record(file, clock.now(), refusal=refusing("exports.file-too-large", (2.0, 5.0)))
            assert len(seen.refused()) == (len(times) == 3)
        clock.advance(0.5)
    assert len(times) == 3


def test_a_clock_set_back_does_not_put_off_the_next_look(
    software: ExportFolder, folder: Watched, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    (file,) = folder.sweep(clock.now()).ready
    seen.record(file, clock.now(), refusal=refusing("exports.file-too-large", (60.0, 60.0)))
    clock.set_wall("2020-01-01T00:00:00+07:00")
    clock.advance(5.0)
    assert len(folder.sweep(clock.now()).ready) == 1


def test_a_file_beyond_the_size_gate_is_refused_unopened(
    software: ExportFolder, reader: Reader, seen: SeenFiles
) -> None:
    reader.settle()
    with (software.path / "sparse.xml").open("wb") as file:
        file.truncate(1 << 40)
    software.write("a.xml", XML)
    assert reader.run(10.0) == ["a.xml"]
    (refused,) = seen.refused()
    assert refused.sentence.code == "exports.file-too-large"
    assert f"{MAX_BYTES >> 20} MB" in refused.sentence.line("en")


def test_a_file_that_other_readers_may_judge_better_is_looked_at_again(
    software: ExportFolder, ledger: Ledger, clock: FakeClock
) -> None:
    software.write("refused.xml", XML)
    software.write("read.xml", OTHER)
    software.write("misread.xml", XML)

    def offered(version: str) -> list[str]:
        seen = SeenFiles(ledger, lambda: version)
        folder = Watched(software.path, seen, clock)
        names = []
        for _ in range(10):
            for file in folder.sweep(clock.now()).ready:
                names.append(Path(file.path).name)
                refused = names[-1] == "refused.xml"
                refusal = refusing("exports.file-too-large") if refused else None
                final = names[-1] == "read.xml"
                seen.record(file, clock.now(), refusal=refusal, final=final)
            clock.advance(3.0)
        return names

    assert sorted(offered("1.0")) == ["misread.xml", "read.xml", "refused.xml"]
    assert offered("1.0") == []
    assert sorted(offered("1.1")) == ["misread.xml", "refused.xml"]
    assert offered("1.1") == []
