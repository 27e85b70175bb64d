"""The self-check: everything a rating passes on its way is looked at once.

Each check stands alone: one that meets a fault of our own says so, and the others go on. No rating
is sent. A damaged ledger was repaired when it was opened, as at any start; that is said.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import rating_client
from rating_client.base.ballast import Ballast
from rating_client.base.clock import Clock, local
from rating_client.base.errors import Trouble
from rating_client.base.paths import ProfilePaths
from rating_client.base.sentences import say
from rating_client.base.settings import LoadedSettings
from rating_client.declarations.reading_process import ReadingProcess
from rating_client.declarations.refusal import Refusal
from rating_client.delivery.conditions import CLOCK_TOLERANCE
from rating_client.delivery.courier import Courier
from rating_client.doctor.findings import Finding, What, notice, trouble, well
from rating_client.exports.at_present import at_present
from rating_client.profile import Profile, transport_for

log = logging.getLogger(__name__)

_DAY = 86_400.0
_STALE_BACKUP = 3 * _DAY  # a copy is made every day on which the program runs


@dataclass(frozen=True)
class Bench:
    """What is looked over. Without a `profile` the ledger could not be opened, or is not there."""

    paths: ProfilePaths
    loaded: LoadedSettings
    clock: Clock
    profile: Profile | None = None


Check = Callable[[Bench], Iterator[Finding]]


def look_over(bench: Bench, only: Collection[What] = frozenset(What)) -> Iterator[Finding]:
    """Every finding, one after the other; the receivers take the longest. `only` names checks."""
    for what, check in _CHECKS.items():
        if what not in only:
            continue
        try:
            yield from check(bench)
        except Trouble as met:
            yield trouble(what, met.sentence)
        except PermissionError:  # all that is looked at without a guard lies in the data folder
            yield trouble(what, say("base.ledger-not-writable"))
        except Exception:  # one check that fails must not hide the others
            log.exception("doctor: a check met a bug")
            yield trouble(what, say("base.bug"))


def cannot_open(met: Trouble) -> Finding:
    """The finding for a profile whose ledger cannot be opened."""
    return trouble(What.KEY_STORE if "key" in met.code else What.LEDGER, met.sentence)


def _program(_bench: Bench) -> Iterator[Finding]:
    version, python = rating_client.__version__, platform.python_version()
    system = f"{platform.system()} {platform.release()}"
    yield well(What.PROGRAM, "program", version=version, python=python, system=system)


def _settings(bench: Bench) -> Iterator[Finding]:
    for problem in bench.loaded.problems:
        yield notice(What.SETTINGS, problem)
    decided = sum(origin == "policy" for origin in bench.loaded.origins.values())
    yield well(What.SETTINGS, "settings", n=decided)


def _disk(bench: Bench) -> Iterator[Finding]:
    folder = next(each for each in (bench.paths.data, *bench.paths.data.parents) if each.exists())
    ballast = bench.profile.ballast if bench.profile else Ballast(ProfilePaths.inside(folder))
    if condition := ballast.condition():
        yield trouble(What.DISK, condition)
    else:
        yield well(What.DISK, "disk", n=ballast.free() // 2**20)


def _ledger(bench: Bench) -> Iterator[Finding]:
    if bench.profile is None:
        if not bench.paths.ledger.exists():
            yield notice(What.LEDGER, say("doctor.no-ledger"))
        return
    yield well(What.KEY_STORE, "key-store")
    if bench.profile.recovered is not None:
        yield notice(What.LEDGER, bench.profile.recovered)
    ledger = bench.profile.ledger
    # Opening a ledger that can only be read is no trouble, nor is beginning a transaction in it.
    ledger.run("DELETE FROM prompt WHERE FALSE")
    if ledger.value("PRAGMA integrity_check") != "ok":
        yield trouble(What.LEDGER, say("base.ledger-damaged"))
        return
    # Of what was checked: most of a young ledger still lies beside its file.
    size = ledger.value("PRAGMA page_count") * ledger.value("PRAGMA page_size") // 2**10
    version = ledger.value("PRAGMA user_version")
    yield well(What.LEDGER, "ledger", n=size, version=version)


def _backup(bench: Bench) -> Iterator[Finding]:
    if bench.profile is None:
        return
    newest = bench.profile.backups.made().newer
    if newest is None or bench.clock.now() - newest > _STALE_BACKUP:
        yield notice(What.BACKUP, say("doctor.no-backup"))
    else:
        yield well(What.BACKUP, "backup", time=f"{local(newest):%H:%M · %d/%m/%Y}")


def _folders(bench: Bench) -> Iterator[Finding]:
    folders = bench.loaded.settings.export_folders
    if not folders:
        yield notice(What.FOLDER, say("doctor.no-folder"))
    seen = bench.profile.seen if bench.profile else None
    for path, now in zip(folders, at_present(folders, seen), strict=True):
        if now.condition is None:
            yield well(What.FOLDER, "folder", path=path, n=now.files)
        else:
            say_so = notice if now.condition.code == "exports.folder-empty" else trouble
            yield say_so(What.FOLDER, now.condition)


def _reading(_bench: Bench) -> Iterator[Finding]:
    """A file that is no export: a process that works refuses it, one that does not dies of it."""
    with ReadingProcess() as process:
        try:
            process.read(b"rating-client", "doctor.txt")
        except Refusal as refusal:
            if refusal.code == "declarations.reader-died":
                yield trouble(What.READING, say("doctor.reading-dies"))
                return
    yield well(What.READING, "reading")


def _proxy(bench: Bench) -> Iterator[Finding]:
    setting = bench.loaded.settings.proxy
    if setting in ("system", "none", "auto"):
        yield well(What.PROXY, f"proxy-{setting}")
    else:
        address = setting.removeprefix("pac:")
        host = urlsplit(address if "://" in address else f"http://{address}").hostname or ""
        yield well(What.PROXY, "proxy-named", host=host)  # without the account it may name


def _trust(bench: Bench) -> Iterator[Finding]:
    from rating_client.delivery.trust import trust_context

    certificates = bench.loaded.settings.certificates
    trust_context(Path(certificates) if certificates else None)
    yield well(What.TRUST, "trust-more" if certificates else "trust")


def _receivers(bench: Bench) -> Iterator[Finding]:
    """Every receiver by its handshake, and this clock by theirs."""
    offsets = []
    if bench.profile is not None:
        enrolments = bench.profile.enrolments
        transport = transport_for(bench.loaded.settings)
        receivers = enrolments.receivers()
        if not receivers:
            yield notice(What.RECEIVER, say("doctor.no-receiver"))
        for each in enrolments.enrolments():
            if each.trouble is not None:
                yield trouble(What.RECEIVER, say(each.trouble))
        for receiver in receivers:
            courier = Courier(enrolments.statement(receiver), transport, bench.clock)
            try:
                courier.greet()
            except Trouble as met:
                yield trouble(What.RECEIVER, say(_HERE.get(met.code, met.code), **met.facts))
                continue
            yield well(What.RECEIVER, "receiver", host=courier.host)
            if courier.clock_offset is not None:
                offsets.append(courier.clock_offset)
    yield _clock(bench, offsets)


_HERE = {  # what a courier says of a file is said here of the receiver
    "delivery.not-forwarded": "doctor.receiver-silent",
    "delivery.not-the-receiver": "delivery.sign-in-needed",
}


def _clock(bench: Bench, offsets: Sequence[float]) -> Finding:
    """This computer's clock by the receiver that agrees best, or else by the newest receipt."""
    now = bench.clock.now()
    if offsets:
        off = min(map(abs, offsets))
        if off > CLOCK_TOLERANCE:
            return trouble(What.CLOCK, say("delivery.clock-wrong", minutes=round(off / 60)))
        return well(What.CLOCK, "clock", n=round(off))
    last = None if bench.profile is None else bench.profile.outbox.last_receipt()
    if last is not None and now < last - _DAY:
        return trouble(What.CLOCK, say("delivery.clock-behind"))
    return notice(What.CLOCK, say("doctor.clock-unknown", time=f"{local(now):%H:%M · %d/%m/%Y}"))


def _delivery(bench: Bench) -> Iterator[Finding]:
    if bench.profile is None:
        return
    conditions = bench.profile.outlook.conditions()
    for condition in conditions:
        yield notice(What.DELIVERY, condition)
    state = bench.profile.outlook.state()
    if not conditions:
        facts = {"waiting": state.waiting, "held": state.held, "unaddressed": state.unaddressed}
        yield well(What.DELIVERY, "delivery", **facts)


_CHECKS: dict[What, Check] = {
    What.PROGRAM: _program,
    What.SETTINGS: _settings,
    What.DISK: _disk,
    What.LEDGER: _ledger,
    What.BACKUP: _backup,
    What.FOLDER: _folders,
    What.READING: _reading,
    What.PROXY: _proxy,
    What.TRUST: _trust,
    What.RECEIVER: _receivers,
    What.DELIVERY: _delivery,
}
