"""Requests that are on their way at the same time, each over a connection of its own.

While one waits for its reply, the next is made ready and the last one's receipts are verified: on
a slow line that is most of the time a long outbox takes. Only the waiting is elsewhere; whoever
sends goes on alone with the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import TYPE_CHECKING

from rating_client.delivery.reply import NoReply, Reply
from rating_client.delivery.transport import Request, Transport

if TYPE_CHECKING:
    from concurrent.futures import Future

AT_ONCE = 3

Launch = Callable[[Request], "Future[Reply | NoReply]"]
"""Send a request and go on at once. The one `AT_ONCE` before it must have been answered."""


@contextmanager
def abreast(transport: Transport) -> Iterator[Launch]:
    """Nothing is on its way any more when the block ends: one that ends badly hangs up."""
    from concurrent.futures import ThreadPoolExecutor

    lanes = cycle(_lanes(transport))
    with ThreadPoolExecutor(AT_ONCE, "sending") as threads:
        try:
            yield lambda request: threads.submit(next(lanes).exchange, request)
        except BaseException:
            transport.hang_up()
            raise


def _lanes(transport: Transport) -> list[Transport]:
    lanes = [transport]
    while len(lanes) < AT_ONCE:
        lanes.append(lanes[-1].beside)
    return lanes
