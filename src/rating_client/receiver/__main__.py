"""`python -m rating_client.receiver`: needs the extra `receiver`."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from rating_client.base.printing import say_aside
from rating_client.base.sentences import say


def main() -> int:
    if any(find_spec(name) is None for name in ("fastapi", "uvicorn", "sqlalchemy")):
        say_aside(say("receiver.extra-missing").line())
        return 1
    try:
        from rating_client.receiver.command import run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
