"""Which proxy a request goes through. Decided here and handed over, never found by the library.

The setting is `system` (the environment, on Windows else the registry), `none`, or one address;
`auto` and `pac:` are for `pac`.
A receiver on this computer itself is never asked through a proxy.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from rating_client.contract.addresses import is_loopback

SYSTEM = "system"
NONE = "none"


def proxies_for(url: str, setting: str) -> dict[str, str]:
    """What to pass as `proxies` for a request to `url`: empty to go directly.

    Addresses may carry a name and password: never log what this returns.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if setting == NONE or is_loopback(host):
        return {}
    if setting != SYSTEM:
        return {parts.scheme: setting if "://" in setting else f"http://{setting}"}
    import urllib.request  # slow to load, and not needed before the first request

    if urllib.request.proxy_bypass(f"{host}:{parts.port}" if parts.port else host):
        return {}
    found = urllib.request.getproxies()
    proxy = found.get(parts.scheme) or found.get("all")
    return {parts.scheme: proxy} if proxy else {}
