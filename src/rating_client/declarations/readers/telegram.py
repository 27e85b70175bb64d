"""VNACCS telegrams, as the customs terminal saves them and as mail software wraps them.

The message's code and title say the stage, the fields of its body the facts. Only messages from
customs that tell of an official registration count: what was sent, results, views before
registration and inspection orders are explained and never prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from rating_client.declarations.declaration import Stage
from rating_client.declarations.document import Document
from rating_client.declarations.message_codes import plain_code, rule_of_message, title_of_message
from rating_client.declarations.moments import moment_joined
from rating_client.declarations.readers import Reading
from rating_client.declarations.readers.facts import Facts, furthest, reading_of
from rating_client.declarations.readers.telegram_layout import Field, Layout, layout_of
from rating_client.declarations.readers.telegram_text import (
    Telegram,
    looks_like_telegrams,
    telegrams_in,
)
from rating_client.declarations.refusal import Refusal
from rating_client.declarations.sniff import Kind
from rating_client.declarations.values import (
    channel_of,
    company_name_of,
    number_of,
    other_number,
    tax_code_of,
    team_code_of,
    text_of,
    type_code_of,
)

_VIEWS = ("VAD0AP", "VAE0LC")  # a declaration as it stands, registered or not
_PERMITS = {Stage.CLEARED: "cleared_at", Stage.RELEASED: "released_at"}


class VnaccsTelegram:
    format = "vnaccs-telegram"

    def recognises(self, document: Document) -> bool:
        return document.kind is Kind.OTHER and looks_like_telegrams(document.data)

    def read(self, document: Document) -> Reading:
        told = (partial(facts_of, telegram) for telegram in telegrams_in(document.data))
        return reading_of(document, furthest(told))


def facts_of(telegram: Telegram) -> Facts:
    """What one telegram says; raises `Refusal` where it is about no declaration of its own."""
    if not telegram.code:
        raise Refusal("declarations.message-sent")
    stage, rule = _stage(telegram)
    layout = layout_of(telegram.code)
    if layout is None:
        raise Refusal("declarations.other-message")
    body = _Body(telegram, layout)
    number = number_of(body.text("number"))
    if body.cut_before("owner_tax_code"):
        raise Refusal("declarations.damaged")
    if number is None:
        if stage is Stage.DECLARED:
            raise Refusal("declarations.other-message")
        raise Refusal("declarations.number-unreadable")
    facts = body.facts
    body.tell("number", number_of)
    direction = "X" if plain_code(telegram.code)[2] == "E" else "N"
    facts.add("direction", direction, f"message {telegram.code}")
    facts.add("stage", stage, rule)
    body.tell("type_code", type_code_of)
    body.tell("office_name", text_of)
    body.tell("team_code", team_code_of)
    body.tell_moment("registered_at", "registered")
    body.tell_moment("amended_at", "amended")
    body.tell("channel", channel_of)
    body.tell("owner_tax_code", tax_code_of)
    body.tell("owner_name", company_name_of)
    body.tell("agent_code", text_of)
    body.tell("first_number", lambda text: other_number(text, number))
    if stage in _PERMITS:
        body.tell_moment(_PERMITS[stage], "permit")
    return facts


def _stage(telegram: Telegram) -> tuple[Stage, str]:
    code = telegram.code
    if telegram.data_type != "R":  # a result only says that a request was taken or was not
        if rule := rule_of_message(code):
            if rule.stage is None:
                raise Refusal("declarations.supplement")
            return rule.stage, f"message {code}: {title_of_message(code)}"
        if plain_code(code) in _VIEWS:
            return Stage.DECLARED, f"message {code} shows a declaration and proves nothing"
    raise Refusal("declarations.other-message")


class _Body:
    """The fields of one telegram, which tell their facts and where they stood."""

    def __init__(self, telegram: Telegram, layout: Layout) -> None:
        self.facts = Facts()
        self._telegram = telegram
        self._layout = layout

    def text(self, fact: str) -> str:
        """The field of this fact; empty where the body has none, or ends before it."""
        field = self._field(fact)
        fields = self._telegram.fields
        if field is None or field.order > len(fields):
            return ""
        return _decoded(fields[field.order - 1][: field.width])

    def cut_before(self, fact: str) -> bool:
        """Whether the file ends before this field, though the telegram does not."""
        field = self._field(fact)
        fields = len(self._telegram.fields)
        return not self._telegram.whole and field is not None and fields < field.order

    def tell(self, fact: str, meaning: Callable[[str], object]) -> None:
        self.facts.add(fact, meaning(self.text(fact)), self._rule(fact))

    def tell_moment(self, fact: str, name: str) -> None:
        """A day `ddMMyyyy` and a time `HHmmss`, in fields of their own."""
        day, clock = self.text(f"{name}_day").strip(), self.text(f"{name}_time").strip()
        moment: datetime | None = None
        if len(day) == 8 and day.isascii() and day.isdigit():
            moment = moment_joined(f"{day[:2]}/{day[2:4]}/{day[4:]}", clock)
        rule = self._rule(f"{name}_day", f"{name}_time")
        self.facts.add(fact, moment, rule)

    def _field(self, fact: str) -> Field | None:
        """Of a relative's order only the beginning holds for this message."""
        field = self._layout.fields.get(fact)
        return None if fact.startswith("permit") and not self._layout.own else field

    def _rule(self, *facts: str) -> str:
        fields = [field for fact in facts if (field := self._field(fact))]
        places = ", ".join(f"field {field.order} {field.id}" for field in fields)
        order = "" if self._layout.own else f" (in the order of {self._layout.message})"
        return f"{self._telegram.code} {places}{order}"


def _decoded(raw: bytes) -> str:
    """UTF-8; a letter that was cut at the field's width is dropped, another encoding guessed."""
    text = raw.decode("utf-8", "ignore")
    if len(text.encode()) + 3 < len(raw):
        text = raw.decode("cp1258", "replace")
    return text_of(text)
