"""Sample exports that were registered a moment ago: what a card is shown for."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from rating_client.base.clock import VIETNAM
from rating_client.demo.ecus_dump import ecus_xml
from rating_client.demo.sample_declaration import SampleDeclaration


def main() -> None:
    folder = Path(sys.argv[1])
    now = datetime.now(VIETNAM).replace(microsecond=0)
    for number in (1, 2, 3):
        registered = now - timedelta(minutes=5 * number)
        sample = SampleDeclaration(f"1000000000{number}0", registered, "P", 2)
        (folder / f"{number}.xml").write_bytes(ecus_xml(sample))


if __name__ == "__main__":
    main()
