"""What a self-check found, a line each: a sign, how it stands, what to do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rating_client.desktop.controls.clearing import clear
from rating_client.desktop.controls.labels import Label, PathLabel
from rating_client.desktop.look.icons import IconView
from rating_client.desktop.look.palette import Tone
from rating_client.desktop.look.theme import GAP, Type
from rating_client.desktop.words import language
from rating_client.doctor.findings import Finding, Verdict

_TOP = Qt.AlignmentFlag.AlignTop
_SIGNS: dict[Verdict, tuple[str, Tone]] = {
    Verdict.WELL: ("check", "ok"),
    Verdict.NOTICE: ("info", "accent_text"),
    Verdict.TROUBLE: ("alert", "bad"),
}

_URGENCY = (Verdict.TROUBLE, Verdict.NOTICE, Verdict.WELL)


class FindingRows(QWidget):
    """Grows while the check goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def clear(self) -> None:
        self.findings = []
        clear(self._column)

    def add(self, finding: Finding) -> None:
        self.findings.append(finding)
        self._column.addWidget(self._row(finding))

    def show_all(self, findings: Iterable[Finding]) -> None:
        """What needs a person stands above what does not."""
        self.clear()
        for finding in sorted(findings, key=lambda each: _URGENCY.index(each.verdict)):
            self.add(finding)

    def _row(self, finding: Finding) -> QWidget:
        whole = QWidget()
        icon, tone = _SIGNS[finding.verdict]
        said = finding.sentence.title.of(language())
        title = Label(said, Type.BODY, weight="medium", wrap=True)
        title.setAccessibleName(f"{self._verdict(finding.verdict)}: {said}")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(title)
        advice = finding.sentence.advice.of(language())
        words.addWidget(PathLabel(advice, Type.TABLE, "text2"))
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP + 6)
        row.addWidget(IconView(icon, tone), 0, _TOP)
        row.addLayout(words, 1)
        return whole

    def _verdict(self, verdict: Verdict) -> str:
        """For a screen reader: the sign alone says nothing."""
        match verdict:
            case Verdict.WELL:
                return self.tr("Tốt")
            case Verdict.NOTICE:
                return self.tr("Nên biết")
        return self.tr("Cần xử lý")
