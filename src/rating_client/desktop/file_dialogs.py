"""The system's dialogs for folders and files: opened, never waited for, and gone once closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[str], object]
"""Told the path as the system writes it, once a person has chosen one."""


def documents() -> str:
    """The folder in which people keep what they write themselves."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ask_for_folder(
    parent: QWidget | None, title: str, chosen: Chosen, *, start: str = ""
) -> QFileDialog:
    """Ask for a folder that is there; the dialog shows `start` first."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _opened(dialog, chosen)


def ask_for_file(parent: QWidget | None, title: str, kinds: str, chosen: Chosen) -> QFileDialog:
    """Ask for a file that is there, of `kinds` such as `CSV (*.csv)`."""
    dialog = QFileDialog(parent, title)
    dialog.setNameFilter(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def ask_where_to_save(
    parent: QWidget | None, title: str, name: str, suffix: str, chosen: Chosen
) -> QFileDialog:
    """Ask for a file to write, `name` among the documents unless a person wants it otherwise."""
    dialog = QFileDialog(parent, title, documents(), f"{suffix.upper()} (*.{suffix})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(name)
    return _opened(dialog, chosen)


def _opened(dialog: QFileDialog, chosen: Chosen) -> QFileDialog:
    dialog.fileSelected.connect(lambda path: chosen(QDir.toNativeSeparators(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
