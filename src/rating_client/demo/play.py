"""The demo, played: with a person at the screen, or by itself, ending with one table.

By itself it takes the network away in the middle, kills the program once while a rating waits in
the outbox, starts it again, and is content only when every receipt verified and the receiver
holds each rating exactly once.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from rating_client.base.clock import VIETNAM
from rating_client.base.errors import Trouble
from rating_client.base.ledger import Ledger
from rating_client.demo.script import Act, Script, story
from rating_client.demo.stage import Stage
from rating_client.demo.table import Row, print_table, rows

_BETWEEN_EXPORTS = 15.0  # seconds, for a person


def play(folder: Path | None, *, headless: bool, pictures: Path | None) -> int:
    """Play in `folder`, or in one that is thrown away. 0 when every receipt verified."""
    with _somewhere(folder) as place, closing(Stage(place)) as stage:
        script = story(datetime.now(VIETNAM))
        stage.set_up()
        for act in script.before:
            stage.drop(act)
        if headless:
            _by_itself(stage, script, pictures)
            print_table(found := rows(stage))
            return 0 if _complete(found, script) else 1
        _for_a_person(stage, script)
        print_table(rows(stage))
        return 0


def _by_itself(stage: Stage, script: Script, pictures: Path | None) -> None:
    _say("The declaration software has exported before: the first start only lists that.")
    _start(stage, script, pictures)
    stage.until("first pass", _first_pass_over)

    _say(f"{script.satisfied.number} is registered: two clicks on the card.")
    stage.drop(script.satisfied)
    stage.until("rated on the card", lambda ledger: _rated(ledger, script.satisfied))

    _say(f"{script.complaint.number}: the whole form, an officer gets level 2.")
    stage.drop(script.complaint)
    stage.until("rated on the form", lambda ledger: _rated(ledger, script.complaint))

    _say("The network goes away.")
    stage.cable.pull_out()
    stage.drop(script.unregistered)
    stage.drop(script.again)
    _say(f"{script.offline.number} is rated offline, and the program is killed.")
    stage.drop(script.offline)
    stage.until("rated offline", lambda ledger: _rated(ledger, script.offline))
    stage.until("tried in vain", _trouble_known)
    stage.kill()

    _say("Next morning: the network is back, the program starts again.")
    stage.cable.plug_in()
    _start(stage, script, pictures)
    _say(f"{len(script.batch)} declarations at once: one card, one level, as many ratings.")
    for act in script.batch:
        stage.drop(act)
    stage.until("rated together", lambda ledger: all(_rated(ledger, act) for act in script.batch))
    stage.until("every receipt", _all_receipted)
    stage.quit()


def _for_a_person(stage: Stage, script: Script) -> None:
    _say("Rate what appears at the lower right. To end: Quit in the icon's menu, or Ctrl+C here.")
    stage.start("rating_client", offscreen=False)
    stage.until("first pass", _first_pass_over)
    with suppress(KeyboardInterrupt):  # the program hears it too, and ends as after Quit
        for act in (*script.asked, script.unregistered, script.again):
            if not stage.running:
                break
            stage.drop(act)
            _say(f"exported: {act.file[0]}")
            stage.wait_for_the_person(_BETWEEN_EXPORTS)
        stage.wait_for_the_person()


def _start(stage: Stage, script: Script, pictures: Path | None) -> None:
    keys = {act.key: _behaviour(act) for act in script.asked}
    shown = ("--pictures", str(pictures)) if pictures else ()
    stage.start(
        "rating_client.demo.person",
        *("--script", json.dumps(keys), *shown),
        offscreen=pictures is None,
    )


def _behaviour(act: Act) -> int | str:
    return act.level if act.way == "card" else act.way


def _rated(ledger: Ledger, act: Act) -> bool:
    return bool(
        ledger.value(
            "SELECT 1 FROM entry WHERE declaration_key = ? AND state <> 'withdrawn'",
            (act.key,),
        )
    )


def _first_pass_over(ledger: Ledger) -> bool:
    return bool(ledger.value("SELECT 1 FROM export_folder WHERE first_read_at IS NOT NULL"))


def _trouble_known(ledger: Ledger) -> bool:
    return bool(ledger.value("SELECT 1 FROM receiver_state WHERE outcome IS NOT NULL"))


def _all_receipted(ledger: Ledger) -> bool:
    return not ledger.value("SELECT 1 FROM entry WHERE state NOT IN ('receipted', 'withdrawn')")


def _complete(found: list[Row], script: Script) -> bool:
    rated = [row for row in found if row.submission]
    return len(rated) == len(script.asked) and all(row.verified and row.held for row in rated)


@contextmanager
def _somewhere(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    made, kept = Path(tempfile.mkdtemp(prefix="rating-demo-")), False
    try:
        yield made
    except Trouble:
        kept = True  # its sentence sends the person to the logs in there
        raise
    finally:
        if not kept:
            rmtree(made, ignore_errors=True)


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", flush=True)
