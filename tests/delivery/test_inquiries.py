"""What a receiver is asked for beside sending: one broken address keeps nobody from the others."""

from __future__ import annotations

import pytest

from tests.support.customs_server import CustomsServer
from tests.support.office import Office
from tests.support.scripted_receiver import Request, Say

DAY = 86400.0
ADDRESSES = {
    "/v1/resend": 1,
    "/v1/receipts/": 1,
    "/v1/answers": 96,
    "/v1/keys": 24,
    "/v1/form": 24,
    "/v1/directory": 24,
}  # and how often each is asked in a day on which nothing is sent


@pytest.mark.parametrize("broken", ADDRESSES)
def test_one_broken_address_keeps_nobody_from_the_others(
    office: Office, customs: CustomsServer, broken: str
) -> None:
    office.rate()
    office.work(60)
    office.clock.advance(DAY)
    customs.server.requests.clear()

    def answers(request: Request) -> Say:
        return Say(500) if request.path.startswith(broken) else customs.intake(request)

    customs.server.otherwise = answers
    office.work(DAY)
    asked = {address: len(customs.asked("GET", address)) for address in ADDRESSES}
    print(asked)
    for address, often in ADDRESSES.items():
        assert address == broken or often / 2 <= asked[address] <= often + 1
    assert asked[broken] <= DAY / 180, "with a pause after each"
