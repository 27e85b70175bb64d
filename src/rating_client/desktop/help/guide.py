"""The user's guide as pages: docs/huong-dan.md and docs/guide.md, cut at their headings.

Each page begins with a line `<a id="…"></a>` and a heading of the second rank. The ids are those
of `GuidePage` in both languages and in this order, so that a window can name its page.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from rating_client.base.resources import resource

_FILES = {"vi": "huong-dan.md", "en": "guide.md"}
_PAGE = re.compile(r'^<a id="(?P<id>[a-z-]+)"></a>\n+(?P<head>## (?P<title>.+))$', re.MULTILINE)
_PICTURE = re.compile(r"^!\[.*\]\(.*\)\n+", re.MULTILINE)


class GuidePage(StrEnum):
    """The pages of the main window have theirs by the same names."""

    FIRST_START = "first-start"
    RECEIVERS = "receivers"
    CARD = "card"
    FORM = "form"
    BATCH = "batch"
    LOW_LEVELS = "low-levels"
    UNDO = "undo"
    INBOX = "inbox"
    SENT = "sent"
    ATTENTION = "attention"
    CARRYING = "carrying"
    STATISTICS = "statistics"
    SETTINGS = "settings"
    TROUBLE = "trouble"
    HELP = "help"
    PRIVACY = "privacy"


class Written(NamedTuple):
    title: str
    text: str  # Markdown, its heading included


def guide(language: str) -> dict[GuidePage, Written]:
    """Every page in the order of the file. Without pictures: the windows themselves are there."""
    # `docs` lies beside `resources`, in the checkout as in a wheel.
    whole = (resource().parent / "docs" / _FILES[language]).read_text("utf-8")
    whole = _PICTURE.sub("", whole)
    heads = list(_PAGE.finditer(whole))
    ends = [head.start() for head in heads[1:]] + [len(whole)]
    return {
        GuidePage(head["id"]): Written(head["title"], whole[head.start("head") : end].strip())
        for head, end in zip(heads, ends, strict=True)
    }
