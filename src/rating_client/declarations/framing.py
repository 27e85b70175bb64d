"""How the program and its reading process talk: a length, a JSON head, then raw bytes.

    4 bytes, big-endian   length of the head
    head                  JSON; its member `size` says how many raw bytes follow
    raw bytes

Used on pipes between two ends of one version; nothing of it is kept.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
MAX_HEAD = 16 << 20


def write_frame(pipe: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame and flush it."""
    # ASCII, so that a file name which is no Unicode survives as escapes.
    encoded = json.dumps({**head, "size": len(body)}).encode("ascii")
    pipe.write(_LENGTH.pack(len(encoded)))
    pipe.write(encoded)
    pipe.write(body)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame; None where the other end closed the pipe, in the middle of one or not."""
    length = _exactly(pipe, _LENGTH.size)
    if length is None:
        return None
    (size,) = _LENGTH.unpack(length)
    encoded = _exactly(pipe, size) if size <= MAX_HEAD else None
    if encoded is None:
        return None
    head: dict[str, Any] = json.loads(encoded)
    body = _exactly(pipe, head["size"])
    return None if body is None else (head, body)


def _exactly(pipe: BinaryIO, size: int) -> bytes | None:
    data = pipe.read(size) if size else b""
    return data if len(data) == size else None
