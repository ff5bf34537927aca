"""The proxy of the system, decided per host and always with its source, so that a page can show it."""

import urllib.request

from wizard.domain.network import ProxyChoice


def system_proxy(host: str) -> ProxyChoice:
    """Return the proxy that environment or system settings name for a host."""
    # The standard library reads the environment on Linux, the registry on Windows and the system settings on macOS.
    if urllib.request.proxy_bypass(host):
        return ProxyChoice("", "system")
    proxies = urllib.request.getproxies()
    url = proxies.get("https") or proxies.get("all") or ""
    return ProxyChoice(url, "system") if url else ProxyChoice()
