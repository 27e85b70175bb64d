"""The row for all of a batch: levels 3 to 5; 1 and 2 are given one by one."""

from __future__ import annotations

from rating_client.desktop.batch.round import ALONE
from rating_client.desktop.controls.level_for_all import LevelForAll


class BatchAllRow(LevelForAll):
    def __init__(self) -> None:
        super().__init__(self.tr("tất cả tờ khai"))
        self.strip.close_levels(ALONE, self.tr("mở từng tờ"))
        self.strip.refused.connect(self._refuse)

    def say(self, total: int, apart: int) -> None:
        """What the level does for `total` declarations, of which `apart` say something else."""
        self.title.setText(self.tr("Một mức cho cả {n} tờ").format(n=total))
        if self.strip.level is None:
            self.say_hint(self.tr("Bấm phím 3–5; tờ nào khác mức thì chọn lại bên dưới"))
            return
        words = self.tr("Mức {level} cho {n} tờ").format(level=self.strip.level, n=total - apart)
        if apart:
            words += " · " + self.tr("{n} tờ chọn riêng").format(n=apart)
        self.say_hint(words)

    def _refuse(self, level: int) -> None:
        words = self.tr("Mức {level} cần lý do và đầu mối liên hệ: chọn ở từng tờ bên dưới.")
        self.say_hint(words.format(level=level), "warn")
