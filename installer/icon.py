"""The program's icon for Windows, from the same drawing as the tray's."""

from __future__ import annotations

import os
import struct
import tempfile
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer import ROOT

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_COLOUR = "#005FB8"  # the accent of the windows
_AS_PNG = 256  # smaller ones as bitmaps: setup programs read nothing else


def write_icon(file: Path) -> None:
    """An .ico with every size Windows asks for at 100 to 200 %."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = (ROOT / "resources" / "icons" / "mark.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", _COLOUR).encode()))
    pictures = [_picture(renderer, size) for size in SIZES]
    offset = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for size, data in zip(SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    file.write_bytes(head + b"".join(pictures))
    del application


def _picture(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if size >= _AS_PNG:
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            image.save(file.name)
            return file.read()
    # A bitmap of an icon counts the height twice: once more for a mask, which alpha makes empty.
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    rows_from_below = image.mirrored()  # kept by name: the bits are only lent
    pixels = bytes(rows_from_below.constBits())
    mask = bytes((size + 31) // 32 * 4 * size)
    return head + pixels + mask
