"""`make test-installer`: build, install under Wine, use, upgrade, uninstall; then a table.

Exit code 1 when a step failed; the steps after it are tried all the same.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from pathlib import Path

from installer import CheckoutTrouble
from installer.digests import payload_digest
from installer.msi import build_msi
from installer.payload import build_payload
from installer.runtime import fetched_runtime
from installer.setup_program import build_setup
from installer.trial.story import STORY
from installer.trial.trial import NEW, OLD, Trial
from installer.trial.wine import Wine
from tests.support.receivers import running_receiver


def main() -> int:
    try:
        with tempfile.TemporaryDirectory(prefix="rating-client-trial-") as folder:
            return _tried(Path(folder))
    except CheckoutTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1


def _tried(scratch: Path) -> int:
    begun = time.monotonic()
    runtime = fetched_runtime(scratch)
    payload = build_payload(scratch / "old" / "RatingClient", OLD, runtime)
    again = build_payload(scratch / "again" / "RatingClient", OLD, runtime)
    same = payload_digest(payload) == payload_digest(again)
    failed = not _row("two builds are the same", time.monotonic() - begun, same, "one digest")

    begun = time.monotonic()
    upgrade = build_payload(scratch / "new" / "RatingClient", NEW, runtime)
    setups = {
        OLD: build_setup(payload, scratch / "old-setup.exe", OLD, fast=True),
        NEW: build_setup(upgrade, scratch / "new-setup.exe", NEW, fast=True),
    }
    msis = {
        OLD: build_msi(payload, scratch / "old.msi", OLD),
        NEW: build_msi(upgrade, scratch / "new.msi", NEW),
    }
    _row("setup programs and MSIs are built", time.monotonic() - begun, True, "")

    wine = Wine(scratch / "wine")
    try:
        with running_receiver(scratch / "receiver") as receiver:
            trial = Trial(payload, setups, msis, wine, receiver, scratch)
            for step in STORY:
                begun = time.monotonic()
                try:
                    good, seen = True, step(trial)
                except Exception as error:  # noqa: BLE001 - a failed step is a row of the table
                    traceback.print_exc()
                    good, seen = False, str(error).partition("\n")[0][:160]
                took = time.monotonic() - begun
                failed |= not _row(step.__name__.replace("_", " "), took, good, seen)
    finally:
        wine.close()
    return int(failed)


def _row(step: str, seconds: float, good: bool, seen: str) -> bool:
    sys.stdout.write(f"{'ok' if good else 'FAILED':6}  {step:44}  {seconds:4.0f} s  {seen}\n")
    sys.stdout.flush()
    return good


if __name__ == "__main__":
    raise SystemExit(main())
