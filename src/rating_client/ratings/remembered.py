"""What is remembered for an owner: who rates for it, and whom customs may call.

The role is remembered with each rating. A contact is remembered only when a person asks for it,
and can be forgotten again.
"""

from __future__ import annotations

import json

from rating_client.base.ledger import Ledger
from rating_client.ratings.rating import Contact, Role


class Remembered:
    """Columns of the table `owner`; an owner nobody has met yet remembers nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def role(self, tax_code: str) -> Role | None:
        role: Role | None = self._ledger.value(
            "SELECT role FROM owner WHERE tax_code = ?", (tax_code,)
        )
        return role

    def keep_role(self, tax_code: str, role: Role) -> None:
        self._ledger.run("UPDATE owner SET role = ? WHERE tax_code = ?", (role, tax_code))

    def contact(self, tax_code: str) -> Contact | None:
        kept = self._ledger.value("SELECT contact FROM owner WHERE tax_code = ?", (tax_code,))
        return Contact(**json.loads(kept)) if kept else None

    def keep_contact(self, tax_code: str, contact: Contact | None) -> None:
        """None forgets it."""
        kept = None if contact is None else json.dumps(vars(contact), ensure_ascii=False)
        self._ledger.run("UPDATE owner SET contact = ? WHERE tax_code = ?", (kept, tax_code))

    def contacts(self) -> int:
        """For how many owners one is remembered."""
        kept = self._ledger.value("SELECT count(*) FROM owner WHERE contact IS NOT NULL")
        assert isinstance(kept, int)
        return kept

    def forget_contacts(self) -> None:
        """Of every owner."""
        self._ledger.run("UPDATE owner SET contact = NULL")

    def low_levels_travel(self, tax_code: str) -> str | None:
        """How this owner wants levels 1 and 2 sent, in the words of the setting of that name.

        None where the setting decides.
        """
        policy = self._ledger.value("SELECT policy FROM owner WHERE tax_code = ?", (tax_code,))
        return None if policy is None else str(policy)

    def keep_low_levels_travel(self, tax_code: str, policy: str | None) -> None:
        self._ledger.run("UPDATE owner SET policy = ? WHERE tax_code = ?", (policy, tax_code))
