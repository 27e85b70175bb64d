"""A receiver with a planted bug: it answers bundles before its commit. The sweep must catch it."""

from __future__ import annotations

import sys
import threading

from rating_client.contract.bundle import Bundle
from rating_client.receiver.bundles import Bundles, Outcome
from rating_client.receiver.command import run
from rating_client.receiver.receipt import Held


class EarlyBundles(Bundles):
    """Stores a moment after it has answered."""

    def take(self, bundle: Bundle) -> list[Outcome]:
        threading.Timer(0.2, super().take, (bundle,)).start()
        return [Held("a.receipt.for-nothing-yet", new=True) for _ in bundle.items]


if __name__ == "__main__":
    from rating_client.receiver import installation

    installation.Bundles = EarlyBundles  # type: ignore[attr-defined]  # planting the bug is the point
    sys.exit(run())
