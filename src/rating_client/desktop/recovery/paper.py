"""The recovery code on a sheet of paper."""

from __future__ import annotations

from dataclasses import dataclass

from rating_client.desktop.paper.sheet import TITLE, Sheet

_BETWEEN = 18.0


@dataclass
class RecoveryPaper:
    title: str
    code: str
    made: str
    advice: str

    def draw(self, sheet: Sheet) -> None:
        sheet.words(self.title, TITLE, bold=True)
        sheet.gap(_BETWEEN)
        sheet.words(self.advice)
        sheet.gap(_BETWEEN)
        sheet.words(self.code.replace("-", " - "), TITLE, bold=True)
        sheet.gap(_BETWEEN)
        sheet.words(self.made)
