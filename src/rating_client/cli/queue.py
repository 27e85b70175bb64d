"""`submit`, `send` and `status`: the outbox without a window."""

from __future__ import annotations

import time
from argparse import Namespace
from contextlib import closing
from typing import Any

from rating_client.base.clock import iso
from rating_client.base.errors import Trouble
from rating_client.base.instance import Instance, ask
from rating_client.cli.plug_in import read_request
from rating_client.cli.printing import language_of, paths_of, say_json
from rating_client.exports.sweep import list_exports
from rating_client.outbox.entry import UNDO_SECONDS
from rating_client.profile import Profile

_PATIENCE = 120.0  # seconds for the running program to empty its outbox


def submit(asked: Namespace) -> int:
    """Queue a rating that another program made."""
    paths = paths_of(asked)
    with Profile.open(paths) as profile:
        request = read_request(asked.rating, profile)
        noted = profile.flow.asked_by_hand(request.declaration)
        assert noted.key is not None  # a request without a number was refused
        form = profile.form_for(request.declaration)
        entry = profile.flow.rating_given(noted.key, request.checked(form), form)
    ask(paths, {"do": "wake"})  # a running program sends it; otherwise it waits
    if asked.json:
        say_json({"submission": entry.id, "state": entry.state})
    else:
        print(entry.id)
    return 0


def send(asked: Namespace) -> int:
    """Deliver everything that is due; exit 1 where something due could not go.

    The profile has one deliverer: a running program is asked to do it.
    """
    paths = paths_of(asked)
    instance = Instance.claim(paths)
    if instance is None:
        report = ask(paths, {"do": "send"}, _PATIENCE)
        if report is None:
            raise Trouble("cli.sending-elsewhere")
    else:
        with closing(instance), Profile.open(paths) as profile:
            report = _delivered(profile)
    if asked.json:
        say_json(report)
    else:
        print(f"{report['sent']} → {report['receipts']} ✓, {report['waiting']} …")
        for problem in report["conditions"]:
            _print_problem(problem, asked)
    return 1 if report["conditions"] and report["waiting"] else 0


def status(asked: Namespace) -> int:
    """Counts by state, the next attempt, and how folders and receivers stand."""
    with Profile.open(paths_of(asked)) as profile:
        report = _status(profile)
    if asked.json:
        say_json(report)
        return 0
    for part in ("prompts", "outbox"):
        counted = ", ".join(f"{state} {n}" for state, n in report[part].items() if n) or "0"
        print(f"{part}: {counted}")
    print(f"next attempt: {report['next_attempt'] or '—'}")
    for folder in report["folders"]:
        print(f"folder: {folder['path']}  first read: {folder['first_read_at'] or '—'}")
        if folder["condition"]:
            _print_problem(folder["condition"], asked)
    for receiver in report["receivers"]:
        print(f"receiver: {receiver['name']}  {receiver['base_urls'][0]}  {receiver['request']}")
    for problem in report["conditions"]:
        _print_problem(problem, asked)
    return 0


def _print_problem(problem: dict[str, Any], asked: Namespace) -> None:
    language = language_of(asked)
    print(f"! {problem['title'][language]} — {problem['advice'][language]}")


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
        "folders": [_folder(profile, path) for path in profile.settings.export_folders],
        "receivers": [
            {
                "receiver": each.receiver,
                "name": each.name.vi,
                "base_urls": list(each.base_urls),
                "fingerprint": each.fingerprint,
                "request": each.request_state,
            }
            for each in profile.enrolments.enrolments()
        ],
        "refused_files": len(profile.seen.refused()),
        "conditions": [
            sentence.as_json()
            for sentence in (*profile.loaded.problems, *profile.outlook.conditions())
        ],
    }


def _folder(profile: Profile, path: str) -> dict[str, Any]:
    first_read_at = profile.seen.first_read_at(path)
    try:
        files = len(list_exports(path).files)
        condition = None
    except Trouble as trouble:
        files, condition = None, trouble.sentence.as_json()
    return {
        "path": path,
        "first_read_at": None if first_read_at is None else iso(first_read_at),
        "files": files,
        "condition": condition,
    }
