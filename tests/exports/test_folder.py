"""A folder over time: what is offered when, and as what."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rating_client.base.clock import VIETNAM
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.print_form import excel_print
from rating_client.demo.sample_declaration import SampleDeclaration
from rating_client.exports.first_pass import Progress
from rating_client.exports.folder import BATCH, Sweep
from rating_client.exports.folder import ExportFolder as Watched
from rating_client.exports.seen import SeenFiles
from rating_client.exports.settling import SettledFile
from rating_client.exports.sweep import MAX_BYTES
from rating_client.exports.trouble import FileTrouble
from tests.support.clock import FakeClock
from tests.support.export_folder import ExportFolder

AT = datetime(2026, 11, 20, 9, 0, tzinfo=VIETNAM)
XML = ecus_xml(SampleDeclaration("100000000010", AT))
OTHER = ecus_xml(SampleDeclaration("100000000020", AT, "P", 2))
PRINT = excel_print(SampleDeclaration("100000000110", AT))


class Reader:
    """Owns the folder as the exports thread does: sweeps, reads, records."""

    def __init__(self, folder: Watched, seen: SeenFiles, clock: FakeClock) -> None:
        self.folder = folder
        self._seen = seen
        self._clock = clock
        self.read: list[tuple[str, bytes, bool]] = []  # name, content, from before
        self.last = Sweep((), 0.0, None, None)

    def step(self, *, record: bool = True) -> list[str]:
        """One sweep; the names that were read in it."""
        now = self._clock.now()
        self.last = self.folder.sweep(now)
        names = []
        for file in self.last.ready:
            data = self.folder.read(file, now)
            if data is not None:
                names.append(Path(file.path).name)
                self.read.append((names[-1], data, file.before_setup))
                if record:
                    self._seen.record(file, now)
        return names

    def run(self, seconds: float) -> list[str]:
        """Sweep as often as the folder asks for it, for so long."""
        names = []
        until = self._clock.monotonic() + seconds
        while self._clock.monotonic() < until:
            names += self.step()
            self._clock.advance(max(self.last.wait, 0.001))
        return names

    def settle(self) -> None:
        """Get the first pass over with."""
        self.run(10.0)
        self.read.clear()


@pytest.fixture
def reader(folder: Watched, seen: SeenFiles, clock: FakeClock) -> Reader:
    return Reader(folder, seen, clock)


def test_a_complete_file_is_offered_at_first_sight(software: ExportFolder, reader: Reader) -> None:
    reader.settle()
    software.write_atomically("a.xlsx", PRINT)
    reader.folder.wake()
    assert reader.step() == ["a.xlsx"]
    assert reader.read == [("a.xlsx", PRINT, False)]


def test_a_file_is_offered_once(software: ExportFolder, reader: Reader) -> None:
    software.write("a.xml", XML)
    assert reader.run(600.0) == ["a.xml"]


def test_without_events_a_new_file_is_found_within_five_seconds(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    assert reader.run(5.0) == ["a.xml"]


def test_a_growing_file_is_not_read_until_it_rests(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    growing = software.begin("list.csv", b"So TK;Ngay DK\n" * 100, pieces=3)
    reader.folder.wake()
    assert reader.step() == []
    clock.advance(1.5)
    growing.grow()
    reader.folder.wake()
    assert reader.step() == []
    clock.advance(1.5)
    growing.grow()
    reader.folder.wake()
    assert reader.step() == []
    assert reader.run(4.0) == ["list.csv"]
    assert reader.read[0][1] == b"So TK;Ngay DK\n" * 100


def test_half_an_xml_file_is_not_offered_while_it_grows(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    reader.settle()
    growing = software.begin("a.xml", XML, pieces=12)
    names = []
    while growing.grow():
        reader.folder.wake()
        names += reader.step()
        clock.advance(1.0)
    reader.folder.wake()
    names += reader.step()
    assert names == ["a.xml"]
    assert reader.read == [("a.xml", XML, False)]


@pytest.mark.parametrize("year", [1980, 2099])
def test_absurd_modification_times_change_nothing(
    software: ExportFolder, reader: Reader, year: int
) -> None:
    reader.settle()
    software.write("a.csv", b"So TK\n1\n")
    software.stamp("a.csv", year)
    assert reader.run(6.0) == ["a.csv"]
    assert reader.run(60.0) == []


def test_replaced_in_place_it_is_read_again_and_is_live(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    reader.run(10.0)
    software.write("a.xml", OTHER)
    assert reader.run(10.0) == ["a.xml"]
    assert [before for _, _, before in reader.read] == [True, False]


def test_renamed_it_is_read_again_which_is_harmless(software: ExportFolder, reader: Reader) -> None:
    path = software.write("a.xml", XML)
    reader.run(10.0)
    path.rename(software.path / "a - Sao chép.xml")
    assert reader.run(10.0) == ["a - Sao chép.xml"]


def test_a_file_that_changes_between_offer_and_read_is_left_alone_until_it_settles(
    software: ExportFolder, reader: Reader, folder: Watched, clock: FakeClock
) -> None:
    reader.settle()
    software.write("a.xml", XML)
    folder.wake()
    offered = folder.sweep(clock.now()).ready
    software.write("a.xml", XML[: len(XML) // 2])
    assert [folder.read(file, clock.now()) for file in offered] == [None]
    software.write("a.xml", OTHER)
    assert reader.run(6.0) == ["a.xml"]
    assert reader.read[-1][1] == OTHER


def test_a_file_that_vanishes_between_offer_and_read_is_forgotten(
    software: ExportFolder, reader: Reader, folder: Watched, clock: FakeClock, seen: SeenFiles
) -> None:
    reader.settle()
    path = software.write("a.xml", XML)
    folder.wake()
    offered = folder.sweep(clock.now()).ready
    path.unlink()
    assert folder.read(offered[0], clock.now()) is None
    assert reader.run(20.0) == []
    assert seen.refused() == []


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
    assert reader.run(120.0) == ["locked.xml"]
    assert seen.refused() == []


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


def test_a_missing_folder_is_said_and_read_when_it_returns(
    software: ExportFolder, reader: Reader, seen: SeenFiles, clock: FakeClock
) -> None:
    reader.settle()
    away = software.path.rename(software.path.with_name("away"))
    reader.folder.wake()
    reader.step()
    assert reader.last.condition is not None
    assert reader.last.condition.code == "exports.folder-missing"
    assert 1 < reader.last.wait <= 60
    (away / "meanwhile.xml").write_bytes(XML)
    away.rename(software.path)
    assert reader.run(60.0) == ["meanwhile.xml"]
    assert reader.last.condition is None
    assert reader.read == [("meanwhile.xml", XML, False)]


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


def test_a_replacement_of_the_same_size_and_time_is_read(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    software.stamp("a.xml", 2020)
    reader.run(10.0)
    other = XML.replace(b"100000000010", b"100000000020")
    software.write("a.tmp", other)
    software.stamp("a.tmp", 2020)
    (software.path / "a.tmp").replace(software.path / "a.xml")
    assert reader.run(10.0) == ["a.xml"]
    assert reader.read[-1][1] == other


def test_a_folder_inside_another_watched_one_has_its_files_read_once(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock
) -> None:
    software.write("SAO MAI/old.xml", XML)

    def both() -> list[Reader]:
        paths = software.path, software.path / "SAO MAI"
        return [Reader(Watched(path, seen, clock), seen, clock) for path in paths]

    outer, inner = both()
    assert outer.run(5.0) + inner.run(5.0) == ["old.xml"]
    software.write("SAO MAI/new.xml", OTHER)
    names = []
    for _ in range(10):
        names += outer.step() + inner.step()
        clock.advance(1.0)
    assert names == ["new.xml"]
    assert [reader.run(10.0) for reader in both()] == [[], []]


def test_a_refused_file_is_looked_at_again_by_other_readers(
    software: ExportFolder, ledger: Ledger, clock: FakeClock
) -> None:
    software.write("refused.xml", XML)
    software.write("read.xml", OTHER)

    def offered(version: str) -> list[str]:
        seen = SeenFiles(ledger, lambda: version)
        folder = Watched(software.path, seen, clock)
        names = []
        for _ in range(10):
            for file in folder.sweep(clock.now()).ready:
                names.append(Path(file.path).name)
                refused = names[-1] == "refused.xml"
                code = "exports.file-too-large"
                seen.record(file, clock.now(), refusal=refusing(code) if refused else None)
            clock.advance(3.0)
        return names

    assert sorted(offered("1.0")) == ["read.xml", "refused.xml"]
    assert offered("1.0") == []
    assert offered("1.1") == ["refused.xml"]
    assert offered("1.1") == []


def test_nothing_in_the_folder_is_changed_by_watching_it(
    software: ExportFolder, reader: Reader
) -> None:
    software.write("a.xml", XML)
    software.write("SAO MAI/b.xlsx", PRINT)
    software.write("broken.xlsx", PRINT[:100])
    before = software.state()
    open_before = set(Path("/proc/self/fd").iterdir())
    reader.run(300.0)
    assert software.state() == before
    assert set(Path("/proc/self/fd").iterdir()) <= open_before


def test_a_quiet_folder_is_not_looked_at_all_the_time(
    software: ExportFolder, reader: Reader, clock: FakeClock
) -> None:
    software.write("a.xml", XML)
    reader.settle()
    sweeps = 0
    until = clock.monotonic() + 60.0
    while clock.monotonic() < until:
        reader.step()
        sweeps += 1
        clock.advance(reader.last.wait)
    assert sweeps <= 21


def test_a_writer_cannot_wake_the_sweep_without_end(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    folder.sweep(clock.now())
    folder.wake()
    assert 0 < folder.sweep(clock.now()).wait <= 0.1


def test_trouble_of_the_ledger_is_not_swallowed(
    software: ExportFolder, folder: Watched, ledger: Ledger, clock: FakeClock
) -> None:
    ledger.run("DROP TABLE export_file")
    with pytest.raises(Exception, match="base"):
        folder.sweep(clock.now())


def test_a_settled_file_says_where_it_belongs(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    software.write("SAO MAI/a.xml", XML)
    (file,) = folder.sweep(clock.now()).ready
    about = (software.path / "SAO MAI/a.xml").stat()
    assert file == SettledFile(
        str(software.path / "SAO MAI/a.xml"),
        str(software.path),
        about.st_size,
        about.st_mtime_ns,
        before_setup=True,
        changed_ns=about.st_ctime_ns,
    )


def test_ten_thousand_files_are_one_list_and_many_small_batches(
    software: ExportFolder, folder: Watched, clock: FakeClock
) -> None:
    for number in range(2_000):
        (software.path / f"{number}.xml").write_bytes(b"<Root></Root>")
    sweep = folder.sweep(clock.now())
    assert len(sweep.ready) == BATCH
    assert sweep.wait == 0.0
    assert sweep.progress == Progress(0, 2_000)


def test_a_listing_that_fails_is_a_trouble_and_not_a_crash(
    software: ExportFolder, seen: SeenFiles, clock: FakeClock, tmp_path: Path
) -> None:
    plain_file = tmp_path / "file"
    plain_file.write_bytes(b"")
    sweep = Watched(plain_file, seen, clock).sweep(clock.now())
    assert sweep.condition is not None
    assert sweep.ready == ()
    assert isinstance(Trouble(sweep.condition.code), Trouble)
