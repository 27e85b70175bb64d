"""A proxy by a PAC file (extra `pac`): a company's own script says which proxy an address takes.

The setting is `pac:` and an address, or `auto`: what Windows was told, else what WPAD finds by DNS.
The script is fetched without a proxy, capped, and run by pypac; where one of its proxies is dead,
the next it names is taken. NTLM and Kerberos proxies stay out of reach.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rating_client.contract.addresses import is_loopback
from rating_client.delivery.proxy import SYSTEM, proxies_for
from rating_client.delivery.reply import Failure

if TYPE_CHECKING:
    import ssl

    from pypac.resolver import ProxyResolver

log = logging.getLogger(__name__)

AUTO = "auto"
PREFIX = "pac:"
_CAP = 1024 * 1024
_SECONDS = 10.0


class PacUnusableError(Exception):
    """No proxy can be told: the extra is not installed, or the file cannot be used."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure


def is_pac(setting: str) -> bool:
    """Whether this proxy setting asks for a PAC file."""
    return setting == AUTO or setting.startswith(PREFIX)


class Pac:
    """The PAC file of one setting, fetched when it is first needed."""

    def __init__(self, setting: str, context: Callable[[], ssl.SSLContext]) -> None:
        self._setting = setting
        self._context = context
        self._resolver: ProxyResolver | None = None
        self._looked = False

    def proxies(self, url: str) -> dict[str, str]:
        """What to pass as `proxies` for a request to `url`: empty to go directly.

        `PacUnusableError` where nothing can be said. The script never hears a path.
        """
        parts = urlsplit(url)
        if is_loopback(parts.hostname or ""):
            return {}
        if importlib.util.find_spec("pypac") is None:
            raise PacUnusableError(Failure.PAC_NOT_INSTALLED)
        if not self._looked:
            self._resolver = self._load()
            self._looked = True
        if self._resolver is None:  # `auto` found none: whatever else the system says
            return proxies_for(url, SYSTEM)
        return self._asked(self._resolver, f"{parts.scheme}://{parts.netloc}/")

    def dead(self, proxies: dict[str, str]) -> None:
        """This proxy does not answer: take the next one from now on."""
        if self._resolver is not None:
            for proxy in proxies.values():
                self._resolver.ban_proxy(proxy)

    def _asked(self, resolver: ProxyResolver, url: str) -> dict[str, str]:
        try:
            proxy = resolver.get_proxy(url)
            if proxy is None:  # every one was dead: begin again
                resolver.unban_all()
                proxy = resolver.get_proxy(url)
        except Exception as error:
            # The script is a stranger's, and so is whatever its interpreter raises.
            log.warning("the PAC script failed: %s", type(error).__name__)
            raise PacUnusableError(Failure.PAC_UNREADABLE) from error
        if proxy is None:
            raise PacUnusableError(Failure.PAC_UNREADABLE)
        return {} if proxy == "DIRECT" else {urlsplit(url).scheme: proxy}

    def _load(self) -> ProxyResolver | None:
        from pypac.api import collect_pac_urls
        from pypac.parser import PACFile
        from pypac.resolver import ProxyResolver

        if self._setting != AUTO:
            try:
                return ProxyResolver(PACFile(self._fetch(self._setting.removeprefix(PREFIX))))
            except Exception as error:
                log.warning("the PAC file cannot be used: %s", type(error).__name__)
                raise PacUnusableError(Failure.PAC_UNREADABLE) from error
        for url in collect_pac_urls():
            try:
                return ProxyResolver(PACFile(self._fetch(url)))
            except Exception as error:  # noqa: BLE001 - a name of WPAD without a file is no trouble
                log.info("no PAC file there: %s", type(error).__name__)
        return None

    def _fetch(self, url: str) -> str:
        import urllib.request

        if urlsplit(url).scheme not in ("http", "https", "file"):
            raise ValueError("not an address of a PAC file")
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=self._context())
        )
        with opener.open(url, timeout=_SECONDS) as reply:
            data: bytes = reply.read(_CAP + 1)
        if len(data) > _CAP:
            raise ValueError("too long for a PAC file")
        return data.decode("utf-8")
