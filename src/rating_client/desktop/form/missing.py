"""What is still missing, shown where it is missing; the keyboard goes to the first of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from rating_client.desktop.form.edit_page import EditPage
from rating_client.desktop.words import language
from rating_client.ratings.rules import Fault


@dataclass(frozen=True)
class Missing:
    """How many places need something, and what, each named once."""

    places: int = 0
    things: tuple[str, ...] = ()


def show_missing(page: EditPage, faults: Sequence[Fault]) -> Missing:
    """Marks every fault on the page and names them in a few words, in reading order.

    The faults point into the rating with all its rows, as the page's own `rating()` made it.
    """
    page.clear_messages()
    first: QWidget | None = None
    things: list[str] = []
    asked_once: set[str] = set()
    for fault in faults:
        part = _shared_part(page, fault)
        if part in asked_once:
            continue  # several subjects, but one place to put it right
        if part is not None:
            asked_once.add(part)
        target, thing = _show(page, fault)
        first = first or target
        things.append(thing)
    if page.asks_when and not page.when.decided:
        page.when.say_undecided()
        first = first or page.when.released
        things.append(QCoreApplication.translate("missing", "thời điểm gửi"))
    if first is not None:
        page.bring_into_view(first)
    return Missing(len(things), tuple(dict.fromkeys(things)))


def _show(page: EditPage, fault: Fault) -> tuple[QWidget, str]:
    words = fault.sentence.advice.of(language())
    match fault.pointer.split("/")[1:]:
        case ["subjects", number, part]:
            return _show_in_row(page, int(number), part, words)
        case ["contact", "name"]:
            page.contact.name_message.say(words)
            return page.contact.name, QCoreApplication.translate("missing", "tên người liên hệ")
        case ["contact", "email"]:
            page.contact.email_message.say(words)
            return page.contact.email, QCoreApplication.translate("missing", "thư điện tử")
        case ["contact", *_]:
            page.contact.phone_message.say(words)
            return page.contact.phone, QCoreApplication.translate("missing", "số điện thoại")
        case ["suggestion"]:
            page.closing.message.say(words)
            return page.closing.suggestion, QCoreApplication.translate(
                "missing", "ý kiến, kiến nghị"
            )
        case _:
            page.matrix.message.say(words)
            return page.matrix.all.strip, QCoreApplication.translate("missing", "mức đánh giá")


def _shared_part(page: EditPage, fault: Fault) -> str | None:
    """The part of the shared block that is meant; None where the place is a subject's own."""
    match fault.pointer.split("/")[1:]:
        case ["subjects", number, ("reasons" | "comment") as part]:
            return part if page.matrix.rows[int(number)].follows_shared else None
    return None


def _show_in_row(page: EditPage, number: int, part: str, words: str) -> tuple[QWidget, str]:
    row = page.matrix.rows[number]
    if part not in ("reasons", "comment"):
        page.matrix.message.say(words)
        return row.strip, QCoreApplication.translate("missing", "mức đánh giá")
    thing = (
        QCoreApplication.translate("missing", "lý do")
        if part == "reasons"
        else QCoreApplication.translate("missing", "nội dung chi tiết")
    )
    if row.follows_shared:
        everyone = QCoreApplication.translate("missing", "các đối tượng cùng mức")
        page.matrix.shared.say_wrong(part, words.replace(row.name, everyone))
        return page.matrix.shared.first_stop(part), thing
    assert row.reasons is not None  # a level without a panel has no fault in its reasons
    row.reasons.say_wrong(part, words)
    return row.reasons.first_stop(part), thing
