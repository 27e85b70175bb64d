"""`python -m rating_client` and the installed command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the reading process is started before anything else is imported."""
    if sys.argv[1:2] == ["read-worker"]:
        from rating_client.declarations.worker import main as read

        return read()
    try:
        from rating_client.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:  # while all of it was being loaded
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
