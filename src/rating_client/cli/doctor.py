"""`doctor`: the self-check, and a support file without personal data; `forget-key` at the end."""

from __future__ import annotations

import errno
import os
from argparse import Namespace
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from rating_client.base.clock import SystemClock, local
from rating_client.base.errors import Trouble
from rating_client.base.printing import say_json, tell
from rating_client.base.sentences import say
from rating_client.base.settings import settings_here
from rating_client.base.vault import KeyStore, ledger_is_lost
from rating_client.base.whole_file import free_name, write_whole
from rating_client.cli import words
from rating_client.cli.files import opened_profile, usable, vault_of
from rating_client.cli.printing import language_of, paths_of, warn
from rating_client.doctor.checkup import Bench, cannot_open, look_over
from rating_client.doctor.findings import Finding, Verdict, What, all_well, notice
from rating_client.doctor.support_file import support_file
from rating_client.exports.names import shown_name

_SIGN: Mapping[Verdict, str] = {Verdict.WELL: "✓", Verdict.NOTICE: "·", Verdict.TROUBLE: "!"}


def doctor(asked: Namespace) -> int:
    """Look everything over; exit 1 where something needs a person.

    A profile that is not there is not made: whether it could be is what the first start needs.
    """
    paths = paths_of(asked)
    loaded = settings_here(paths.settings)
    language = language_of(asked)
    findings: list[Finding] = []

    def found(finding: Finding) -> None:
        findings.append(finding)
        if not asked.json:
            tell(_line(finding, language))

    with ExitStack() as stack:
        profile = None
        try:
            with usable(paths):
                begun = paths.ledger.exists()
                if not begun:
                    _could_be_made(paths.data)
            if begun:
                profile = stack.enter_context(opened_profile(asked))
            else:
                vault = vault_of(paths)
                vault.read()
                if ledger_is_lost(vault, paths.ledger):
                    found(notice(What.LEDGER, say("base.ledger-lost", path=paths.data)))
        except Trouble as trouble:
            found(cannot_open(trouble))
        bench = Bench(paths, loaded, SystemClock(), profile)
        for finding in look_over(bench):
            found(finding)
        if asked.out is not None:
            file = _file_in(asked.out) if asked.out.is_dir() else asked.out
            write_whole(file, support_file(bench, findings))
    if asked.json:
        say_json({"well": all_well(findings), "findings": [each.as_json() for each in findings]})
    elif asked.out is not None:
        tell(words.SUPPORT_FILE.filled({"path": shown_name(str(file))}).of(language))
    if all_well(findings):
        return 0
    bad = sum(each.verdict is Verdict.TROUBLE for each in findings)
    warn(say("doctor.not-well", n=bad), asked)
    return 1


def forget_key(asked: Namespace) -> int:
    """After the uninstaller deleted the ledger: leave no key of it in the key store."""
    paths = paths_of(asked)
    KeyStore(paths).forget(paths.ledger)
    return 0


def _could_be_made(folder: Path) -> None:
    """`OSError` where this folder cannot be used, nor made in the one that is there."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a folder")
    if not os.access(there, os.W_OK):
        raise PermissionError(errno.EACCES, "no write access")


def _file_in(folder: Path) -> Path:
    return free_name(folder, f"rating-client-{local(SystemClock().now()):%Y%m%d}", ".zip")


def _line(finding: Finding, language: str) -> str:
    what = finding.name.of(language)
    return f"{_SIGN[finding.verdict]} {what}: {finding.sentence.line(language)}"
