"""The table of shared strings of an .xlsx, read as far as somebody needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rating_client.declarations.workbook_parts import Unusual, feed, parser, text_in

_MAX_STRINGS = 16 << 20  # unpacked bytes


class SharedStrings:
    """The texts by their index. `unpacked` is asked for the table when the first is needed."""

    def __init__(self, unpacked: Callable[[], Iterator[bytes]]) -> None:
        self._chunks = unpacked
        self._texts: list[str] = []
        self._steps: Iterator[None] | None = None

    def up_to(self, index: int) -> list[str]:
        """The texts up to that index at least; raises `Unusual` where there are fewer."""
        steps = self._steps = self._steps or self._parsed()
        while len(self._texts) <= index:
            try:
                next(steps)
            except StopIteration:
                raise Unusual from None
        return self._texts

    def _parsed(self) -> Iterator[None]:
        made = parser()
        texts = self._texts
        pieces: list[str] = []
        runs: list[str] = []

        def end(name: str) -> None:
            if name == "t":
                runs.append(text_in(pieces))
                pieces.clear()
            elif name == "si":
                texts.append("".join(runs))
                runs.clear()
            elif name == "rPh" and runs:
                runs.pop()  # how to pronounce it

        made.CharacterDataHandler = pieces.append
        made.EndElementHandler = end
        return feed(made, self._chunks(), _MAX_STRINGS)
