"""The log: ids and codes only, never what somebody wrote or whom it concerns."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from types import TracebackType

from rating_client.base.paths import ProfilePaths

log = logging.getLogger("rating_client")

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_SIZE = 512 * 1024
_KEPT = 3


def start_logging(paths: ProfilePaths) -> None:
    """Log to rotating files of the profile; exceptions that nobody caught go there too.

    Where no file can be written there is none: whatever wants a log must not fail for its sake.
    """
    handler: logging.Handler = logging.NullHandler()
    with suppress(OSError):
        paths.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _LogFile(
            paths.logs / "rating-client.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"
        )
    handler.setFormatter(_WithoutMessages("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(
        args.exc_type, args.exc_value, args.exc_traceback
    )


class _LogFile(RotatingFileHandler):
    """Goes on in a full file that cannot be renamed: on Windows, while another program has it.

    A line for which the disk has no room is dropped: else its traceback stood on standard error.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        if not isinstance(sys.exception(), OSError):
            super().handleError(record)

    def doRollover(self) -> None:  # noqa: N802 - logging's own name
        try:
            super().doRollover()
            self.maxBytes = _SIZE
        except OSError:
            self.maxBytes += _SIZE  # then it is tried again


class _WithoutMessages(logging.Formatter):
    """Tracebacks without the exceptions' own words: those quote paths, numbers and names."""

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's own name
        kind, _, traceback = ei
        lines = [] if kind is None else [f"{kind.__module__}.{kind.__qualname__}"]
        while traceback is not None:
            lines.append(f"  {traceback.tb_frame.f_code.co_name}:{traceback.tb_lineno}")
            traceback = traceback.tb_next
        return "\n".join(lines)


def _log_uncaught(
    kind: type[BaseException], value: BaseException | None, traceback: TracebackType | None
) -> None:
    log.error("uncaught", exc_info=(kind, value or kind(), traceback))
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, value or kind(), traceback)
