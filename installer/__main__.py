"""`python -m installer`: a setup program and an MSI from this checkout, with sizes and digests."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from installer import CheckoutTrouble
from installer.digests import payload_digest, sha256_of
from installer.msi import build_msi
from installer.payload import build_payload, version_of_checkout
from installer.policy_templates import write_templates
from installer.setup_program import build_setup
from installer.sign import sign

OUT = Path("dist/windows")


def main() -> int:
    """0 and a table, or 1 and one sentence."""
    asked = _parser().parse_args()
    try:
        built = build(asked.out, fast=asked.fast, version=asked.version, runtime=asked.runtime)
        write_templates(asked.out / "PolicyDefinitions")
        if asked.certificate:
            for program in built:
                sign(program, asked.certificate, asked.key)
    except CheckoutTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    for file in built:
        size = file.stat().st_size / 1e6
        sys.stdout.write(f"{file}  {size:.1f} MB  sha256 {sha256_of(file)}\n")
    return 0


def build(
    out: Path, *, fast: bool = False, version: str | None = None, runtime: Path | None = None
) -> list[Path]:
    """The setup program and the MSI in `out`; with `fast` packed less tightly, for tests.

    `version` other than the checkout's is for trying upgrades. `runtime` is the archive of the
    embeddable CPython, where it was fetched already.
    """
    out.mkdir(parents=True, exist_ok=True)
    version = version or version_of_checkout()
    with tempfile.TemporaryDirectory(prefix="rating-client-payload-") as folder:
        begun = time.monotonic()
        payload = build_payload(Path(folder) / "RatingClient", version, runtime)
        sys.stdout.write(
            f"payload {version}: sha256 {payload_digest(payload)},"
            f" {time.monotonic() - begun:.0f} s\n"
        )
        return [
            build_setup(payload, out / f"RatingClient-{version}-setup.exe", version, fast=fast),
            build_msi(payload, out / f"RatingClient-{version}.msi", version),
        ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m installer", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR")
    parser.add_argument("--fast", action="store_true", help="pack less tightly: for tests")
    parser.add_argument("--version", help="instead of the checkout's: to try an upgrade")
    parser.add_argument(
        "--runtime", type=Path, metavar="ZIP", help="CPython's embeddable archive, fetched before"
    )
    parser.add_argument("--certificate", type=Path, metavar="PEM", help="sign what was built")
    parser.add_argument("--key", type=Path, metavar="PEM")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
