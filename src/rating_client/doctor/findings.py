"""What was looked at, how it stands, and what to do about it."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import rating_client
from rating_client.base.sentences import Sentence, say
from rating_client.base.text import Text


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


CONNECTION = (What.PROXY, What.TRUST, What.RECEIVER)  # what a rating passes outside


class Verdict(StrEnum):
    WELL = "well"
    NOTICE = "notice"  # works, and a person may want to know
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Finding:
    what: What
    verdict: Verdict
    sentence: Sentence

    @property
    def name(self) -> Text:
        """Of what was looked at."""
        return _NAMES[self.what]

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


def in_codes(findings: Iterable[Finding]) -> str:
    """A line each, to be copied to whoever helps: codes alone, which name nobody and nothing."""
    head = f"rating-client {rating_client.__version__}, {platform.system()} {platform.release()}"
    return "\n".join(
        [head, *(f"{each.verdict}: {each.what}: {each.sentence.code}" for each in findings)]
    )


_NAMES: Mapping[What, Text] = {
    What.PROGRAM: Text("Chương trình", "program"),
    What.SETTINGS: Text("Cài đặt", "settings"),
    What.DISK: Text("Ổ đĩa", "disk"),
    What.KEY_STORE: Text("Kho khóa", "key store"),
    What.LEDGER: Text("Dữ liệu", "data"),
    What.BACKUP: Text("Bản sao", "copy"),
    What.FOLDER: Text("Thư mục xuất", "export folder"),
    What.READING: Text("Đọc tệp", "reading"),
    What.PROXY: Text("Proxy", "proxy"),
    What.TRUST: Text("Chứng chỉ", "certificates"),
    What.RECEIVER: Text("Nơi nhận", "receiver"),
    What.CLOCK: Text("Đồng hồ", "clock"),
    What.DELIVERY: Text("Gửi phiếu", "sending"),
}
