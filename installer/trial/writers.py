"""Runs inside the installed program: four threads write to one ledger.

Prints the longest wait in seconds and how many writes were refused, as a JSON list.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from rating_client.base.errors import RatingClientError
from rating_client.base.ledger import Ledger

_WRITES = 60


def main() -> None:
    ledger = Ledger.open(Path(sys.argv[1]), bytes(32))
    waits: list[float] = []
    refused: list[str] = []

    def write(name: str) -> None:
        for number in range(_WRITES):
            begun = time.monotonic()
            try:
                ledger.remember(f"{name}-{number}", "x")
            except RatingClientError as error:
                refused.append(error.code)
            waits.append(time.monotonic() - begun)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ledger.close()
    sys.stdout.write(json.dumps([max(waits), len(refused)]))


if __name__ == "__main__":
    main()
