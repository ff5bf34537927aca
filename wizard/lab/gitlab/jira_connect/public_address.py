"""GitLab's check that a URL leads to the public internet."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from wizard.lab.gitlab.instance import Instance

_LOCAL: Final = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "::1/128", "::/128", "fe80::/10", "fc00::/7",
    )
)  # fmt: skip


async def url_problem(gitlab: Instance, url: object) -> str | None:
    """Return GitLab's message about the URL, None when it may be used."""
    if not isinstance(url, str) or not url:
        return "can't be blank"
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "must be a valid URL"
    if parts.scheme not in ("http", "https"):
        return "is blocked: Only allowed schemes are http, https"
    if not host or any(sign.isspace() for sign in url):
        return "must be a valid URL"
    if gitlab.setting("allow_local_requests_from_web_hooks_and_services"):
        return None
    try:
        addresses: tuple[str, ...] = (str(ipaddress.ip_address(host)),)
    except ValueError:
        addresses = await gitlab.courier.resolve(host)
    if not addresses:
        return "is blocked: Host cannot be resolved or invalid"
    if any(ipaddress.ip_address(one) in network for one in addresses for network in _LOCAL):
        return "is blocked: Requests to the local network are not allowed"
    return None
