"""What was looked at, how it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rating_client.base.sentences import Sentence, say


class What(StrEnum):
    """The things that are looked at, in the order of looking."""

    PROGRAM = "program"
    SETTINGS = "settings"
    DISK = "disk"
    KEY_STORE = "key-store"
    LEDGER = "ledger"
    BACKUP = "backup"
    FOLDER = "folder"
    READING = "reading"
    PROXY = "proxy"
    TRUST = "trust"
    RECEIVER = "receiver"
    CLOCK = "clock"
    DELIVERY = "delivery"


class Verdict(StrEnum):
    WELL = "well"
    NOTICE = "notice"  # works, and a person may want to know
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Finding:
    what: What
    verdict: Verdict
    sentence: Sentence

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "verdict": self.verdict, **self.sentence.as_json()}

    def without_words(self) -> dict[str, str]:
        """For the support file: the words of a sentence may name a host or a path."""
        return {"what": self.what, "verdict": self.verdict, "code": self.sentence.code}


def well(what: What, slug: str, **facts: object) -> Finding:
    return Finding(what, Verdict.WELL, say(f"doctor.{slug}", **facts))


def notice(what: What, sentence: Sentence) -> Finding:
    return Finding(what, Verdict.NOTICE, sentence)


def trouble(what: What, sentence: Sentence) -> Finding:
    return Finding(what, Verdict.TROUBLE, sentence)


def all_well(findings: Iterable[Finding]) -> bool:
    return all(finding.verdict is not Verdict.TROUBLE for finding in findings)
