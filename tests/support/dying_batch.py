"""`python -m tests.support.dying_batch PROFILE AT KEY...`: killed at one of a batch's ratings.

The program's own step, in a process that ends itself the hard way when it comes to rating `AT`
(0 first), or right after the whole step where `AT` is the number of keys.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from rating_client.base.paths import ProfilePaths
from rating_client.desktop.giving.office_ratings import rate_offices
from rating_client.profile import Profile
from tests.support.clock import FakeClock
from tests.support.ledgers import TEST_KEY
from tests.support.vaults import MemoryVault


def main(folder: Path, at: int, keys: list[str]) -> None:
    vault = MemoryVault(TEST_KEY)
    with Profile.open(ProfilePaths.inside(folder), vault=vault, clock=FakeClock()) as profile:
        give, given = profile.flow.rating_given, iter(range(len(keys)))

        def give_or_die(*asked: object) -> object:
            if next(given) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return give(*asked)  # type: ignore[arg-type]  # passed on as they came

        profile.flow.rating_given = give_or_die  # type: ignore[method-assign, assignment]  # dies
        rate_offices(profile, [(key, 4) for key in keys])
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
