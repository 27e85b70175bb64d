"""A computer without any network, its own loopback included. Linux, and only a superuser."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET of linux/sched.h


@contextmanager
def no_network() -> Iterator[None]:
    """This thread has none for as long as this lasts; the test is skipped where it cannot be."""
    if sys.platform != "linux":
        pytest.skip("network namespaces are Linux'")
    libc = ctypes.CDLL(None, use_errno=True)
    before = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
    try:
        if libc.unshare(_NEW_NETWORK):
            pytest.skip("no right to leave the network here")
        yield
    finally:
        libc.setns(before, _NEW_NETWORK)
        os.close(before)
