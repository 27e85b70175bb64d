"""The row for all of the form: one level for every subject nobody chose a level for."""

from __future__ import annotations

from rating_client.desktop.controls.level_for_all import LevelForAll
from rating_client.desktop.words import language
from rating_client.ratings.form import Form


class AllRow(LevelForAll):
    def __init__(self) -> None:
        super().__init__(self.tr("tất cả đối tượng"))
        self.title.setText(self.tr("Cùng mức cho tất cả"))
        self.say(0, 0, officers_apart=False)

    def set_form(self, form: Form) -> None:
        self.set_names({n: t.of(language()) for n, t in form.levels.items()})

    def say(self, filled: int, apart: int, *, officers_apart: bool) -> None:
        """What the level did: how many subjects took it, how many were chosen apart."""
        level = self.strip.level
        if level is None:
            words = self.tr("Bấm phím 1–5; đối tượng nào khác mức thì chọn lại bên dưới")
        else:
            words = self.tr("Mức {level} cho {n} đối tượng").format(level=level, n=filled)
            if apart:
                words += " · " + self.tr("{n} đối tượng chọn riêng").format(n=apart)
            if officers_apart:
                words += " · " + self.tr("Mức 1–2 của công chức chọn riêng từng người.")
        self.say_hint(words)
