"""`make bench`: every benchmark, as ratios in one run. Nothing here fails on a slow machine."""

from __future__ import annotations

from tests.benchmarks import (
    drain,
    enqueue,
    first_pass,
    forms,
    history,
    idle,
    reading,
    recognise,
    startup,
)

if __name__ == "__main__":
    startup.main()
    forms.main()
    history.main()
    recognise.main()
    reading.main()
    first_pass.main()
    enqueue.main()
    drain.main()
    idle.main()
