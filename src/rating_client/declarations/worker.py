"""The reading process: bytes in, declarations or a refusal out; no disk, no network.

Parsers written in C and Rust can be made to abort a process or to eat its memory by a small
legal file. Here that costs one file: the program sees the pipe close and goes on.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from rating_client.declarations.framing import read_frame, write_frame

if TYPE_CHECKING:  # the first file brings the readers, after the memory is capped
    from rating_client.declarations.readers import Reader

log = logging.getLogger(__name__)

MEMORY_CAP = 1 << 30  # bytes of address space, where the system knows such a limit


def main() -> int:
    """Answer frames from standard input until it is closed."""
    requests, replies = _private_pipes()
    os.environ["RUST_BACKTRACE"] = "0"  # one that nobody reads takes a damaged workbook 50 MB
    _cap_memory()
    write_frame(replies, {"ready": True})
    mapped: tuple[Reader, ...] = ()
    while (frame := read_frame(requests)) is not None:
        head, data = frame
        if "mappings" in head:  # sent once, before the first file; there is no reply to it
            mapped = _mapped(head["mappings"])
        else:
            write_frame(replies, answer(data, head["name"], *mapped))
    return 0


def answer(data: bytes, name: str, *mapped: Reader) -> dict[str, Any]:
    """What a file says, or why it is refused, as the reply's head."""
    from rating_client.declarations.document import Document
    from rating_client.declarations.readers import read_document
    from rating_client.declarations.record import to_json
    from rating_client.declarations.refusal import Refusal

    try:
        format_name, reading = read_document(Document(data, name), *mapped)
    except Refusal as refusal:
        return {"refusal": {"code": refusal.code, "facts": refusal.facts}}
    except (MemoryError, RecursionError):
        return {"refusal": {"code": "declarations.reader-died", "facts": {}}}
    except Exception as error:  # noqa: BLE001 - whatever a file does to a reader, the next one is read
        # Type and place only: a message may quote the file.
        frame = error.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_name}:{frame.tb_lineno}" if frame else ""
        log.error("a reader failed: %s in %s", type(error).__name__, place)
        return {
            "refusal": {"code": "declarations.reader-failed", "facts": {}},
            "bug": f"{type(error).__name__} in {place}",
        }
    return {
        "format": format_name,
        "declarations": [to_json(declaration) for declaration in reading.declarations],
        "found_by": [dict(rules) for rules in reading.found_by],
    }


def _mapped(mappings: dict[str, dict[str, Any]]) -> tuple[Reader, ...]:
    """Readers of what mapping files describe; the program has checked their content."""
    from rating_client.declarations.mapping_file import mapping_file
    from rating_client.declarations.readers.mapped import Mapped

    return tuple(Mapped(mapping_file(name, mappings[name])) for name in sorted(mappings))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Both pipes for ourselves alone: a stray print must not end up between two frames."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    sys.stdout = sys.stderr
    return requests, replies


def _cap_memory() -> None:
    """An allocation beyond the cap fails here instead of taking the computer down.

    Windows has no such limit of a process on itself: there the program puts this process into
    a job object before it sends the first file.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_CAP, MEMORY_CAP))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
