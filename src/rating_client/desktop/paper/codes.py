"""QR codes as squares to paint: one, or several that belong together (structured append)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

Matrix = tuple[bytes, ...]  # rows; 1 is dark

_LARGEST = 30  # version; its 137 squares on 6 cm of paper are 0.4 mm each, which telephones read
_QUIET = 4  # squares of white around a code, by ISO/IEC 18004


def codes_of(text: str) -> tuple[Matrix, ...]:
    """The codes of `text`, in the order in which their texts are joined again."""
    import segno  # late: few people look at a code, and none waits for it at the start

    needed = len(segno.make_sequence(text, version=_LARGEST, error="m", boost_error=False))
    if needed == 1:
        return (_matrix(segno.make(text, micro=False, error="m", boost_error=False)),)
    series = segno.make_sequence(text, symbol_count=needed, error="m", boost_error=False)
    return tuple(_matrix(code) for code in series)


def paint_code(painter: QPainter, box: QRectF, code: Matrix) -> None:
    """The code with its white border, filling the square `box`; black on white in any theme."""
    side = box.width() / (len(code) + 2 * _QUIET)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, Qt.GlobalColor.white)
    painter.translate(box.left() + _QUIET * side, box.top() + _QUIET * side)
    for y, row in enumerate(code):
        for x, end in _runs(row):
            dark = QRectF(x * side, y * side, (end - x) * side, side)
            painter.fillRect(dark, QColor(Qt.GlobalColor.black))
    painter.restore()


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Dark squares side by side are one rectangle: no hairlines between them."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and runs[-1][1] == x:
            runs[-1] = (runs[-1][0], x + 1)
        elif dark:
            runs.append((x, x + 1))
    return runs


def _matrix(code: object) -> Matrix:
    rows: tuple[bytes, ...] = code.matrix  # type: ignore[attr-defined]  # segno has no types
    return tuple(bytes(row) for row in rows)
