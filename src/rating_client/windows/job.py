"""A job object around a child process: it may not outgrow its memory, and dies with this program.

https://learn.microsoft.com/windows/win32/procthread/job-objects. Elsewhere the child caps itself.
"""

from __future__ import annotations

import subprocess
import sys
import weakref

MEMORY_CAP = 1 << 30  # bytes; what the reading process allows itself on other systems


def confine(process: subprocess.Popen[bytes]) -> None:
    """Put `process` into a job of its own. It runs unconfined where Windows refuses that."""
    if sys.platform == "win32":
        _assign(process)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KILL_ON_JOB_CLOSE, _PROCESS_MEMORY, _DIE_ON_UNHANDLED = 0x2000, 0x0100, 0x0400
    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.CreateJobObjectW.argtypes = (wintypes.LPVOID, wintypes.LPCWSTR)
    _kernel.SetInformationJobObject.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int),
        *(wintypes.LPVOID, wintypes.DWORD),
    )
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    def _assign(process: subprocess.Popen[bytes]) -> None:
        job = _kernel.CreateJobObjectW(None, None)
        if not job:
            return
        limits = _ExtendedLimits()
        limits.basic.flags = _KILL_ON_JOB_CLOSE | _PROCESS_MEMORY | _DIE_ON_UNHANDLED
        limits.process_memory = MEMORY_CAP
        _kernel.SetInformationJobObject(
            job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        handle = process._handle  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to it
        _kernel.AssignProcessToJobObject(job, int(handle))
        # Closing the job kills what is in it, so it is kept as long as the process.
        weakref.finalize(process, _kernel.CloseHandle, job)
