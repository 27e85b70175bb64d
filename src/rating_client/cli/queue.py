"""`submit`, `send` and `status`: the outbox without a window."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance, ask
from rating_client.base.printing import say_aside, say_json, tell
from rating_client.base.text import Text
from rating_client.cli import words
from rating_client.cli.files import made, opened_profile, usable
from rating_client.cli.plug_in import read_request
from rating_client.cli.printing import language_of, paths_of
from rating_client.exports.at_present import at_present
from rating_client.outbox.entry import UNDO_SECONDS
from rating_client.profile import Profile

_PATIENCE = 120.0  # seconds for the running program to empty its outbox


def submit(asked: Namespace) -> int:
    """Queue a rating that another program made. A refused one leaves nothing behind."""
    with opened_profile(asked) as profile:
        request = read_request(asked.rating, profile)
        form = profile.form_for(request.declaration)
        rating = request.checked(form)
        with profile.ledger.transaction():
            noted = profile.flow.asked_by_hand(request.declaration)
            assert noted.key is not None  # a request without a number was refused
            entry = profile.flow.rating_given(noted.key, rating, form)
    ask(paths_of(asked), {"do": "wake"})  # a running program sends it; otherwise it waits
    if asked.json:
        say_json({"submission": entry.id, "state": entry.state})
    else:
        tell(entry.id)
    return 0


def send(asked: Namespace) -> int:
    """Deliver everything that is due; exit 1 where something due could not go.

    The profile has one deliverer: a running program is asked to do it.
    """
    paths = made(asked)
    with usable(paths):
        instance = Instance.claim(paths)
    if instance is None:
        report = ask(paths, {"do": "send"}, _PATIENCE)
        if report is None or "error" in report:
            raise Trouble("cli.sending-elsewhere")
    else:
        with closing(instance), opened_profile(asked) as profile:
            report = _delivered(profile)
    problems = list(report["conditions"])
    failed = bool(problems and report["waiting"])
    language = language_of(asked)
    if asked.json:
        say_json(report)
    else:
        tell(words.DELIVERED.filled(report).of(language))
        for problem in problems[1:] if failed else problems:
            tell(_line(problem, language))
    if failed:
        say_aside(_line(problems[0], language))
    return 1 if failed else 0


def status(asked: Namespace) -> int:
    """Counts by state, the next attempt, and how folders and receivers stand."""
    with opened_profile(asked) as profile:
        report = _status(profile)
    if asked.json:
        say_json(report)
        return 0
    language = language_of(asked)

    def label(text: Text) -> str:
        return text.of(language)

    tell(f"{label(words.PROMPTS)}: {_counted(report['prompts'], words.PROMPT_STATES, language)}")
    tell(f"{label(words.OUTBOX)}: {_counted(report['outbox'], words.ENTRY_STATES, language)}")
    tell(f"{label(words.NEXT_ATTEMPT)}: {report['next_attempt'] or '—'}")
    for folder in report["folders"]:
        first_read = f"{label(words.FIRST_READ)}: {folder['first_read_at'] or '—'}"
        tell(f"{label(words.FOLDER)}: {folder['path']}  {first_read}")
        if folder["condition"]:
            tell(f"! {_line(folder['condition'], language)}")
    for receiver in report["receivers"]:
        standing = words.REQUEST_STATES[receiver["request"]].of(language)
        name = receiver["names"][language]
        tell(f"{label(words.RECEIVER)}: {name}  {receiver['base_urls'][0]}  {standing}")
    for problem in report["conditions"]:
        tell(f"! {_line(problem, language)}")
    return 0


def _counted(counts: Mapping[str, int], named: Mapping[str, Text], language: str) -> str:
    return ", ".join(f"{named[state].of(language)} {n}" for state, n in counts.items() if n) or "0"


def _line(problem: Mapping[str, Any], language: str) -> str:
    return f"{problem['title'][language]} — {problem['advice'][language]}"


def _delivered(profile: Profile) -> dict[str, Any]:
    """Step until nothing is due; what can still be undone is waited for."""
    delivery = profile.delivery
    delivery.send_now()
    while (wait := delivery.step(profile.clock.now()) - profile.clock.now()) <= UNDO_SECONDS:
        if wait > 0 and not _waiting(profile):
            break
        time.sleep(max(0.0, wait))
    tally = delivery.tally
    return {
        "sent": tally.attempts,
        "receipts": tally.receipts,
        "refusals": tally.refusals,
        "waiting": _waiting(profile),
        "conditions": [sentence.as_json() for sentence in delivery.conditions()],
    }


def _waiting(profile: Profile) -> int:
    return profile.outlook.state().waiting


def _status(profile: Profile) -> dict[str, Any]:
    state = profile.outlook.state()
    return {
        "prompts": {str(name): n for name, n in profile.prompts.counts().items()},
        "outbox": {str(name): n for name, n in profile.outbox.counts().items()},
        "held": state.held,
        "link": str(state.link),
        "next_attempt": None if state.next_try is None else iso(state.next_try),
        "last_receipt": None if state.last_receipt is None else iso(state.last_receipt),
        "folders": _folders(profile),
        "receivers": [
            {
                "receiver": each.receiver,
                "name": each.name.vi,
                "names": each.name._asdict(),
                "base_urls": list(each.base_urls),
                "fingerprint": each.fingerprint,
                "request": each.request_state,
            }
            for each in profile.enrolments.enrolments()
        ],
        "refused_files": profile.seen.refused_count(),
        "conditions": [
            sentence.as_json()
            for sentence in (
                *profile.loaded.problems,
                *profile.mappings.problems,
                *profile.outlook.conditions(),
            )
        ],
    }


def _folders(profile: Profile) -> list[dict[str, Any]]:
    paths = profile.settings.export_folders
    return [
        {
            "path": path,
            "first_read_at": None if first_read_at is None else iso(first_read_at),
            "files": now.files,
            "condition": now.condition and now.condition.as_json(),
        }
        for path, now in zip(paths, at_present(paths, profile.seen), strict=True)
        for first_read_at in [profile.seen.first_read_at(path)]
    ]
