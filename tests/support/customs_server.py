"""A receiver on loopback that does all of the contract, and a script that may come between."""

from __future__ import annotations

from tests.support.intake import Customs
from tests.support.office import Office
from tests.support.scripted_receiver import Request, ScriptedReceiver
from tests.support.whole_intake import WholeIntake


class CustomsServer:
    """An issuer, what it holds, and the server in front of it."""

    def __init__(self) -> None:
        self.issuer = Customs()
        self.server = ScriptedReceiver()
        self.issuer.base_urls = [self.server.url]
        self.intake = WholeIntake(self.issuer)
        self.server.otherwise = self.intake

    def __enter__(self) -> CustomsServer:
        self.server.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.__exit__(*error)

    def asked(self, method: str, path: str) -> list[Request]:
        """The requests with this method whose path begins so."""
        return [
            request
            for request in self.server.requests
            if request.method == method and request.path.startswith(path)
        ]

    def know(self, office: Office) -> None:
        """Make the device known, and let the first look at its documents be over."""
        office.enrol(self.issuer.enrolment_file())
        self.intake.now = office.clock.now()
        office.work(30)
        self.server.requests.clear()
