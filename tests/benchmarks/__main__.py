"""`make bench`: every benchmark, as ratios in one run. Nothing here fails on a slow machine."""

from __future__ import annotations

from tests.benchmarks import drain, enqueue, startup

if __name__ == "__main__":
    startup.main()
    enqueue.main()
    drain.main()
