"""A share that answers when it likes: a real mount, served over /dev/fuse by a thread of the test.

It shows a real folder, read-only. `delay` seconds pass before each look at a file; while `silent`
nothing is answered at all. Needs a superuser and Linux.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_IN = struct.Struct("<IIQQIIII")  # length, opcode, unique, node, uid, gid, pid, padding
_OUT = struct.Struct("<IiQ")  # length, error, unique
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _RELEASE, _FLUSH = 1, 2, 3, 14, 15, 18, 25
_INIT, _OPENDIR, _READDIR, _RELEASEDIR, _INTERRUPT, _BATCH_FORGET = 26, 27, 28, 29, 36, 42
_LAZY = 2  # MNT_DETACH


def can_mount() -> bool:
    """Whether this test may mount such a share here."""
    if sys.platform != "linux":
        return False
    return os.geteuid() == 0 and os.access("/dev/fuse", os.R_OK | os.W_OK)


@contextmanager
def slow_share(real: Path, mounted: Path) -> Iterator[SlowShare]:
    """`real`, mounted at `mounted` for as long as this lasts."""
    share = SlowShare(real, mounted)
    try:
        yield share
    finally:
        share.vanish()


class SlowShare:
    """The server's side of the mount; the protocol is that of `linux/fuse.h`, version 7.31."""

    def __init__(self, real: Path, mounted: Path) -> None:
        self.delay = 0.0
        self.looks = 0
        self._may_answer = threading.Event()
        self._may_answer.set()
        self._mounted = mounted
        self._nodes = {1: str(real)}
        mounted.mkdir(exist_ok=True)
        self._device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
        options = f"fd={self._device},rootmode=40000,user_id=0,group_id=0,allow_other"
        target = os.fsencode(mounted)
        if _libc().mount(b"slow", target, b"fuse", 1 | 2 | 4, options.encode()):
            raise OSError(ctypes.get_errno(), "mount")
        threading.Thread(target=self._serve, name="slow-share", daemon=True).start()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Whatever is asked is not answered before this ends."""
        self._may_answer.clear()
        try:
            yield
        finally:
            self._may_answer.set()

    def vanish(self) -> None:
        """`umount -l`, and whoever waits for an answer is told that there will be none."""
        _libc().umount2(os.fsencode(self._mounted), _LAZY)
        device, self._device = self._device, -1
        if device >= 0:
            # Ends the connection, so that even the thread that reads from it returns.
            with suppress(OSError):
                os.close(device)
        self._may_answer.set()

    def _serve(self) -> None:
        while self._device >= 0:
            try:
                request = os.read(self._device, 1 << 17)
            except OSError:
                return
            self._may_answer.wait()
            _, opcode, unique, node, *_ = _IN.unpack_from(request)
            if opcode in (_FORGET, _BATCH_FORGET, _INTERRUPT):
                continue
            try:
                error, body = 0, self._answer(opcode, node, request[_IN.size :])
            except OSError as refused:
                error, body = -(refused.errno or errno.EIO), b""
            with suppress(OSError):
                os.write(self._device, _OUT.pack(_OUT.size + len(body), error, unique) + body)

    def _answer(self, opcode: int, node: int, body: bytes) -> bytes:
        if opcode == _INIT:
            return struct.pack("<IIIIHHIIHHI", 7, 31, 1 << 17, 0, 8, 8, 4096, 1, 0, 0, 0) + bytes(
                28
            )
        path = self._nodes[node]
        if opcode == _LOOKUP:
            return self._entry(os.path.join(path, os.fsdecode(body.rstrip(b"\0"))))  # noqa: PTH118 - any name
        if opcode == _GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self._attributes(path)
        if opcode in (_OPEN, _OPENDIR):
            return struct.pack("<QII", 0, 1, 0)  # never from the kernel's cache
        if opcode in (_READ, _READDIR):
            _, offset, size = struct.unpack_from("<QQI", body)
            if opcode == _READDIR:
                return _entries(path, offset, size)
            with Path(path).open("rb") as file:
                file.seek(offset)
                return file.read(size)
        if opcode in (_RELEASE, _RELEASEDIR, _FLUSH):
            return b""
        raise OSError(errno.ENOSYS, "not served")

    def _entry(self, path: str) -> bytes:
        attributes = self._attributes(path)
        node = next((n for n, known in self._nodes.items() if known == path), len(self._nodes) + 1)
        self._nodes[node] = path
        return struct.pack("<QQQQII", node, 0, 0, 0, 0, 0) + attributes

    def _attributes(self, path: str) -> bytes:
        self.looks += 1
        if self.delay and path != self._nodes[1]:
            time.sleep(self.delay)
        about = Path(path).lstat()
        times = (about.st_atime_ns, about.st_mtime_ns, about.st_ctime_ns)
        return struct.pack(
            "<6Q10I",
            about.st_ino,
            about.st_size,
            about.st_blocks,
            *(at // 10**9 for at in times),
            *(at % 10**9 for at in times),
            about.st_mode,
            about.st_nlink,
            about.st_uid,
            about.st_gid,
            0,
            4096,
            0,
        )


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _entries(path: str, offset: int, size: int) -> bytes:
    found = b""
    for number, entry in enumerate(sorted(os.scandir(path), key=lambda each: each.name), 1):
        if number <= offset:
            continue
        name = os.fsencode(entry.name)
        kind = (stat.S_IFDIR if entry.is_dir() else stat.S_IFREG) >> 12
        each = struct.pack("<QQII", entry.inode(), number, len(name), kind) + name
        each += bytes(-len(each) % 8)
        if len(found) + len(each) > size:
            break
        found += each
    return found
