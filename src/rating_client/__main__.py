"""`python -m rating_client` and the installed command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; the reading process is started before anything else is imported."""
    if sys.argv[1:2] == ["read-worker"]:
        from rating_client.declarations.worker import main as read

        return read()
    from rating_client.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
