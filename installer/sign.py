"""The signing step. A throw-away certificate proves the step, never trust: that is bought."""

from __future__ import annotations

from pathlib import Path

from installer.tools import run_tool


def sign(program: Path, certificate: Path, key: Path | None) -> None:
    """Sign a setup program or MSI in place; `key` where it is not in the certificate's file."""
    signed = program.with_suffix(".signed")
    run_tool(
        *("osslsigncode", "sign", "-h", "sha256", "-n", "rating-client"),
        *("-certs", certificate, "-key", key or certificate, "-in", program, "-out", signed),
    )
    signed.replace(program)
