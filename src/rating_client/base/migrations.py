"""How a ledger of an older version is brought up to date: an ordered list, never edited later.

Entry n takes the ledger from version n - 1 to n, inside one transaction.
"""

from __future__ import annotations

from pathlib import Path

MIGRATIONS: tuple[str, ...] = (Path(__file__).with_name("schema.sql").read_text("utf-8"),)
