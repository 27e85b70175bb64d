"""Finding values in the running text of a printed form by their labels.

As on the form itself, a value stands behind its label and before the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rating_client.declarations.readers.facts import Value
from rating_client.declarations.readers.print_labels import KNOWN
from rating_client.declarations.values import folded, text_of, unaccented


def _one_of(labels: Iterable[str]) -> re.Pattern[str]:
    # Longest first: "Mã" begins many others. A digit may follow without a space, a letter may not.
    longest_first = sorted(labels, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")


_BARE = {unaccented(label): label for label in KNOWN}
_LABEL, _BARE_LABEL = _one_of(KNOWN), _one_of(_BARE)
_DECLARATION = folded("tờ khai")
# The English behind a label; without brackets it ends before the first word with a digit.
_TRANSLATION = re.compile(r"\A ?(?:\([A-Za-z .,/'-]+\)|/ ?(?:[A-Za-z][A-Za-z.'-]* )+(?=\w*\d))")
_SECTIONS = {
    folded(name)
    for name in (
        "Người nhập khẩu",
        "Người xuất khẩu",
        "Người ủy thác nhập khẩu",
        "Người ủy thác xuất khẩu",
        "Đại lý Hải quan",
    )
}
_IN_SECTIONS = {folded("Mã"), folded("Tên")}  # words that also stand in a company's name


class _Place(NamedTuple):
    label: str
    begins: int
    ends: int


class LabelledText:
    """The text of one page, and the labels in it."""

    def __init__(self, lines: Iterable[str], page: int) -> None:
        text = " ".join(lines)
        lowered, labels = folded(text), _LABEL
        if _DECLARATION not in lowered and len(bare := unaccented(text)) == len(lowered):
            lowered, labels = bare, _BARE_LABEL
        # Where folding lengthens a letter, places in one are no places in the other.
        self._text = text if len(lowered) == len(text.rstrip(" :")) else lowered
        self._page = page
        self._places = [
            _Place(_BARE.get(m.group(), m.group()), *m.span()) for m in labels.finditer(lowered)
        ]
        self._by_label: dict[str, list[int]] = {}
        for index, place in enumerate(self._places):
            self._by_label.setdefault(place.label, []).append(index)

    def before(self, label: str) -> str:
        """What stands above the first such label; everything where there is none."""
        places = self._by_label.get(folded(label))
        return self._text[: self._places[places[0]].begins] if places else self._text

    def has(self, *labels: str) -> bool:
        return any(folded(label) in self._by_label for label in labels)

    def labelled(self, *labels: str) -> Iterator[Value]:
        """Values behind these labels, in the order of the text, empty ones left out."""
        for label in labels:
            for index in self._by_label.get(folded(label), ()):
                if found := self._behind(index):
                    yield found

    def inside(self, section: str, label: str) -> Iterator[Value]:
        """The value of `label` in the section of that name."""
        wanted = folded(label)
        for first in self._by_label.get(folded(section), ()):
            for index in range(first + 1, len(self._places)):
                if self._places[index].label in _SECTIONS:
                    break
                if self._places[index].label == wanted:
                    if found := self._behind(index):
                        yield found
                    break  # the next one stands in the value

    def _behind(self, index: int) -> Value | None:
        place = self._places[index]
        # The code ends where the name begins, but a name ends only where the form goes on.
        passed = _IN_SECTIONS if place.label == folded("Tên") else set()
        end = next(
            (later.begins for later in self._places[index + 1 :] if later.label not in passed),
            len(self._text),
        )
        value = _TRANSLATION.sub("", self._text[place.ends : end]).strip(" :")
        if not text_of(value):
            return None
        return Value(value, f"page {self._page}, label {self._text[place.begins : place.ends]}")
