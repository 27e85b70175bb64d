"""The file that a person chose to save to: the new one whole, or what lay there before."""

from __future__ import annotations

from pathlib import Path

from rating_client.base.errors import Trouble
from rating_client.base.whole_file import replace_whole
from rating_client.exports.names import shown_name


def save_file(path: str, data: bytes) -> None:
    """Put `data` there. `Trouble("desktop.file-not-written")` where that cannot be."""
    try:
        replace_whole(Path(path), data)
    except OSError as error:
        raise Trouble("desktop.file-not-written", path=shown_name(path)) from error
