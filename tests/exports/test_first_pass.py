"""What lies in a folder when it is first watched."""

from __future__ import annotations

from datetime import datetime, timedelta

from rating_client.base.clock import VIETNAM
from rating_client.base.ledger import Ledger
from rating_client.exports.cadence import EVERY
from rating_client.exports.first_pass import Progress
from rating_client.exports.folder import BATCH
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder
from tests.support.export_reader import OTHER, XML, Reader


def test_what_lies_in_the_folder_at_first_is_read_newest_first_and_marked(
    software: ExportFolder, reader: Reader, seen: SeenFiles, ledger: Ledger
) -> None:
    for year in (2024, 2026, 2025):
        software.write(f"{year}.xml", XML)
        software.stamp(f"{year}.xml", year)
    assert reader.step() == ["2026.xml", "2025.xml", "2024.xml"]
    assert all(before for _, _, before in reader.read)
    assert seen.first_read_at(str(software.path)) is None
    reader.run(5.0)
    assert seen.first_read_at(str(software.path)) is not None
    software.write("new.xml", OTHER)
    reader.run(5.0)
    assert reader.read[-1] == ("new.xml", OTHER, False)
    marks = ledger.rows("SELECT before_setup, count(*) AS n FROM export_file GROUP BY 1 ORDER BY 1")
    assert marks == [{"before_setup": 0, "n": 1}, {"before_setup": 1, "n": 3}]


def test_the_first_pass_shows_its_progress(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    total = 3 * BATCH
    for number in range(total):
        software.write(f"{number}.xml", XML)
    shown = []
    for _ in range(5):
        reader.step()
        shown.append(reader.last.progress)
        clock.advance(max(reader.last.wait, 0.001))
    assert shown == [*(Progress(n * BATCH, total) for n in range(3)), None, None]


def test_the_first_pass_ends_with_its_last_file_also_where_no_look_is_near(
    software: ExportFolder, folder: Watched, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    [file] = folder.sweep(clock.now(), listening=True).ready
    seen.record(file, clock.now())
    clock.advance(0.01)
    sweep = folder.sweep(clock.now(), listening=True)
    assert sweep.progress is None
    assert sweep.wait > EVERY
    assert seen.first_read_at(str(software.path)) == clock.now()


def test_a_file_that_appears_during_the_first_pass_is_live_and_comes_first(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    for number in range(3 * BATCH):
        software.write(f"{number}.xml", XML)
    reader.step()
    software.write("live.xml", OTHER)
    clock.advance(0.1)
    reader.folder.wake()
    assert reader.step()[0] == "live.xml"
    reader.run(10.0)
    assert [name for name, _, before in reader.read if not before] == ["live.xml"]


def test_killed_in_the_middle_of_the_first_pass_the_rest_is_still_from_before(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    total = 3 * BATCH
    for number in range(total):
        software.write(f"{number}.xml", XML)
    reader.step()
    after_restart = Reader(Watched(software.path, seen, clock), seen, clock)
    after_restart.run(20.0)
    assert len(after_restart.read) == total - BATCH
    assert all(before for _, _, before in reader.read + after_restart.read)
    assert seen.first_read_at(str(software.path)) is not None


def test_what_appears_between_a_kill_in_the_first_pass_and_the_restart_is_live(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    for number in range(3 * BATCH):
        software.write(f"{number}.xml", XML)
    reader.step()
    software.write("meanwhile.xml", OTHER)
    after_restart = Reader(Watched(software.path, seen, clock), seen, clock)
    after_restart.run(20.0)
    assert [name for name, _, before in after_restart.read if not before] == ["meanwhile.xml"]
    assert len(after_restart.read) == 2 * BATCH + 1


def test_a_file_locked_through_the_first_pass_ends_it_and_is_from_before(
    software: ExportFolder, reader: Reader, seen: SeenFiles
) -> None:
    software.write("locked.xml", XML)
    with software.locked("locked.xml"):
        reader.run(10.0)
        assert seen.first_read_at(str(software.path)) is not None
    reader.run(120.0)
    assert reader.read == [("locked.xml", XML, True)]


def test_a_file_that_never_rests_does_not_keep_the_first_pass_open(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    growing = software.begin("log.txt", b"x" * 10_000, pieces=500)
    for _ in range(100):
        growing.grow()
        reader.step()
        clock.advance(1.0)
    assert seen.first_read_at(str(software.path)) is not None


def test_an_empty_folder_has_been_read_at_once(
    software: ExportFolder, reader: Reader, seen: SeenFiles
) -> None:
    reader.step()
    assert seen.first_read_at(str(software.path)) is not None
    software.write("first.xml", XML)
    reader.run(5.0)
    assert reader.read == [("first.xml", XML, False)]


def test_what_was_read_before_a_restart_is_not_read_again(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    reader.run(10.0)
    software.write("while-away.xml", OTHER)
    after = Reader(Watched(software.path, seen, clock), seen, clock)
    assert after.run(10.0) == ["while-away.xml"]
    assert after.read == [("while-away.xml", OTHER, False)]


def test_a_folder_missing_from_the_start_is_read_as_before_setup_when_it_appears(
    software: ExportFolder, reader: Reader
) -> None:
    away = software.path.rename(software.path.with_name("away"))
    reader.run(30.0)
    (away / "old.xml").write_bytes(XML)
    away.rename(software.path)
    reader.run(60.0)
    assert reader.read == [("old.xml", XML, True)]


def test_in_a_folder_that_appears_later_the_day_of_registration_decides(
    software: ExportFolder, folder: Watched, seen: SeenFiles, clock: FakeClock
) -> None:
    named = datetime.fromtimestamp(clock.now(), VIETNAM)
    away = software.path.rename(software.path.with_name("away"))
    folder.sweep(clock.now())
    after_restart = Watched(software.path, seen, clock)
    after_restart.sweep(clock.now())
    clock.advance(86_400.0)
    (away / "a.xml").write_bytes(XML)
    away.rename(software.path)
    (file,) = after_restart.sweep(clock.now()).ready
    assert file.tells_of_before(named - timedelta(days=1))
    assert not file.tells_of_before(named.replace(hour=0, minute=0))
    assert not file.tells_of_before(named + timedelta(minutes=1))
    assert file.tells_of_before(None)
    seen.record(file, clock.now())
    software.write("new.xml", OTHER)
    clock.advance(20.0)
    (new,) = after_restart.sweep(clock.now()).ready
    assert not new.tells_of_before(named - timedelta(days=1))


def test_in_a_folder_that_was_there_no_day_of_registration_makes_a_first_file_new(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    (file,) = folder.sweep(clock.now()).ready
    assert file.tells_of_before(datetime(2099, 1, 1, tzinfo=VIETNAM))
