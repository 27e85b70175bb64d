"""What victims do: the real commands, and small programs over the same profile.

Each takes the folder it works in and prints a line for everything it calls done.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rating_client.base import ledger as ledger_module
from rating_client.base.backups import Backups
from rating_client.base.clock import VIETNAM
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.base.migrations import MIGRATIONS
from rating_client.base.opening import open_ledger
from rating_client.base.paths import ProfilePaths
from rating_client.base.vault import KEY_FD
from rating_client.cli import run
from rating_client.declarations.declaration import Declaration, Stage
from rating_client.outbox import box
from rating_client.outbox.dispatch import Dispatch, ReceiptFacts
from rating_client.profile import Profile
from rating_client.ratings.rating import Rating, Subject
from tests.support.claims import claim_one
from tests.support.damage import RECEIVER, queued
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault

Scenario = Callable[[Path, dict[str, Any]], int | None]

OFFICE = {"code": "03CC", "name": "Hải quan cửa khẩu cảng Đình Vũ"}
REFUSED = "-"  # begins a line of the history that tells what was said to be not saved
SECOND_VERSION = """
ALTER TABLE owner ADD COLUMN note TEXT;
CREATE TABLE second (number INTEGER PRIMARY KEY) STRICT;
INSERT INTO second SELECT rowid FROM entry;
"""


def profile_in(folder: Path) -> ProfilePaths:
    return ProfilePaths.inside(folder / "profile")


def submit_and_send(folder: Path, asked: dict[str, Any]) -> int:
    """`rating-client submit` for each rating asked for, then `rating-client send`."""
    nobody_changes_their_mind()
    for _ in range(asked.get("ratings", 0)):
        file = folder / f"rating-{_number()}.json"
        file.write_text(json.dumps(_request()), "utf-8")
        if code := _command("submit", folder, str(file)):
            return code
    return send(folder, asked)


def send(folder: Path, _asked: dict[str, Any]) -> int:
    """`rating-client send`. What it says of its success is no history of ratings."""
    with _silence():
        return _command("send", folder)


def send_while_it_lasts(folder: Path, _asked: dict[str, Any]) -> None:
    """Send what is due until nothing is, or until the first trouble: nobody waits for a retry."""
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        while profile.delivery.step(profile.clock.now()) <= profile.clock.now():
            pass


def rate(folder: Path, asked: dict[str, Any]) -> None:
    """A form that is filled in and closed: each rating is saved when its id is printed."""
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        for _ in range(asked["ratings"]):
            print(rated(profile), flush=True)


def rate_or_say_why_not(folder: Path, asked: dict[str, Any]) -> None:
    """As `rate`, on a disk with faults: what the product says of each rating is the history."""
    try:
        profile = Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY))
    except Trouble as trouble:
        print(f"{REFUSED} {trouble.code}", flush=True)
        return
    for _ in range(asked["ratings"]):
        try:
            print(rated(profile), flush=True)
        except Trouble as trouble:
            print(f"{REFUSED} {trouble.code}", flush=True)
    os._exit(0)  # what a close would still write is not what is asked about


def receive(folder: Path, _asked: dict[str, Any]) -> None:
    """Receipts are recorded for everything that waits."""
    ledger, _ = open_ledger(profile_in(folder), TEST_KEY)
    dispatch, now = Dispatch(ledger), time.time() + 3600
    while (claimed := claim_one(dispatch, RECEIVER, now, 60)) is not None:
        if dispatch.receipted(claimed.id, ReceiptFacts(f"receipt {claimed.id}", now, "epoch", 1)):
            print(claimed.id, flush=True)
    ledger.close()


def import_declarations(folder: Path, asked: dict[str, Any]) -> None:
    """Exports are read: each declaration is known, with its prompt, when its key is printed."""
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        for _ in range(asked["declarations"]):
            noted = profile.flow.declaration_read(_declaration())
            print(noted.key, flush=True)


def migrate(folder: Path, _asked: dict[str, Any]) -> None:
    """A newer version of the program opens the ledger for the first time."""
    vars(ledger_module)["MIGRATIONS"] = (*MIGRATIONS, SECOND_VERSION)
    ledger, _ = open_ledger(profile_in(folder), TEST_KEY)
    print("migrated", flush=True)
    ledger.close()


def back_up(folder: Path, _asked: dict[str, Any]) -> None:
    """Three copies of the ledger, with ratings between them."""
    paths = profile_in(folder)
    with closing(Ledger.open(paths.ledger, TEST_KEY)) as ledger:
        for number in range(3):
            queued(ledger, 2, first=5_000 + 10 * number)
            Backups(paths).back_up(ledger, time.time())
            print(ledger.value("SELECT count(*) FROM entry"), flush=True)


def carry(folder: Path, _asked: dict[str, Any]) -> int:
    """`rating-client bundle export` to a stick."""
    with _silence():
        return _command("bundle", folder, "export", str(folder / "stick"))


def fill_in(folder: Path, _asked: dict[str, Any]) -> None:
    """A form is open, and what is typed is kept again and again; told once it is kept."""
    with Profile.open(profile_in(folder), vault=MemoryVault(TEST_KEY)) as profile:
        declaration = _declaration()
        key = profile.flow.asked_by_hand(declaration).key
        assert key is not None
        form = profile.form_for(declaration)
        for number in range(1, 6):
            typed = Rating(subjects=(Subject("office", OFFICE["name"]),), suggestion=str(number))
            profile.drafts.save(key, typed, form, profile.clock.now())
            print(json.dumps({"key": key, "number": number}), flush=True)


def claim(folder: Path, _asked: dict[str, Any]) -> None:
    """A deliverer that takes what waits until nothing is left, one after another."""
    ledger = Ledger.open(profile_in(folder).ledger, TEST_KEY)
    while (claimed := claim_one(Dispatch(ledger), RECEIVER, time.time() + 3600, 3600)) is not None:
        print(claimed.id, flush=True)
    ledger.close()


def nobody_changes_their_mind() -> None:
    """A sweep cannot wait ten seconds a point."""
    vars(box)["UNDO_SECONDS"] = 0.0


def rated(profile: Profile) -> str:
    """Queue a rating of a declaration nobody has seen yet; its id."""
    nobody_changes_their_mind()
    declaration = _declaration()
    noted = profile.flow.asked_by_hand(declaration)
    assert noted.key is not None
    rating = Rating(subjects=(Subject("office", OFFICE["name"], code=OFFICE["code"], level=5),))
    return profile.flow.rating_given(noted.key, rating, profile.form_for(declaration)).id


@contextmanager
def _silence() -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):  # noqa: PTH123  no path
        yield


def _command(name: str, folder: Path, *arguments: str) -> int:
    reading, writing = os.pipe()
    os.write(writing, TEST_KEY.hex().encode())
    os.close(writing)
    os.environ[KEY_FD] = str(reading)
    try:
        return run([name, *arguments, "--profile", str(profile_in(folder).data)])
    finally:
        os.close(reading)


def _request() -> dict[str, Any]:
    declaration = _declaration()
    return {
        "declaration": {
            "number": declaration.number,
            "office_code": OFFICE["code"],
            "office_name": OFFICE["name"],
            "owner_tax_code": declaration.owner_tax_code,
            "registered_at": str(declaration.registered_at),
        },
        "subjects": [{"kind": "office", "name": OFFICE["name"], "level": 5}],
    }


def _declaration() -> Declaration:
    return Declaration(
        number=_number(),
        direction="N",
        stage=Stage.REGISTERED,
        office_code=OFFICE["code"],
        office_name=OFFICE["name"],
        owner_tax_code="0200000000",
        channel=2,
        registered_at=datetime.now(VIETNAM) - timedelta(hours=1),
    )


def _number() -> str:
    return f"1{random.SystemRandom().randrange(10**10):010d}0"


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        submit_and_send,
        send,
        send_while_it_lasts,
        rate,
        rate_or_say_why_not,
        receive,
        import_declarations,
        migrate,
        back_up,
        carry,
        fill_in,
        claim,
    )
}
