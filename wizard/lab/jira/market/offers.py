"""What the Marketplace offers, asked over the network: the site knows no listing by itself."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, quote, urlsplit

import msgspec

from wizard.lab.host import NetworkFailed
from wizard.lab.jira.market.state import LicenseToken
from wizard.lab.jira.site import Site

MARKETPLACE: Final = "https://marketplace.atlassian.com"
_ADDONS: Final = f"{MARKETPLACE}/rest/2/addons"


class MarketplaceDown(Exception):
    """The Marketplace gave no answer that can be used."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest version of a listed app that runs in the cloud."""

    key: str
    version: str
    descriptor: str
    """Address of the file the Marketplace keeps for it."""
    forge: bool
    released_at: float


async def title(site: Site, key: str) -> str | None:
    """Return the name of a listed app, None where there is no such listing. Raises: MarketplaceDown."""
    found = await _asked(site, f"{_ADDONS}/{quote(key, safe='')}")
    return None if found is None else str(found["name"])


async def newest(site: Site, key: str) -> Offer | None:
    """Return what is offered of an app, None where nothing is. Raises: MarketplaceDown."""
    found = await _asked(site, f"{_ADDONS}/{quote(key, safe='')}/versions/latest?hosting=cloud")
    if found is None:
        return None
    address = str(found["_links"]["artifact"]["href"])
    token = site.market.tokens.get(key)
    if token is not None:
        address += f"?access-token={quote(token.value, safe='')}"
    return Offer(key, str(found["name"]), address, bool(found["deployment"]["forge"]), float(found["release"]["date"]))


async def token_of(site: Site, key: str, value: str) -> LicenseToken | None:
    """Return what an access token is good for on this site, None for one that is not. Raises: MarketplaceDown."""
    here = urlsplit(site.url).hostname or ""
    path = f"{quote(key, safe='')}/tokens/{quote(value, safe='')}"
    found = await _asked(site, f"{_ADDONS}/{path}?site={quote(here, safe='')}")
    return None if found is None else LicenseToken(key, value, str(found["state"]), bool(found["valid"]))


def token_in(address: str) -> str:
    """Return the access token that an installation address of a private listing carries, empty for any other one."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if f"{parts.scheme}://{parts.netloc}" != MARKETPLACE:
        return ""
    return parse_qs(parts.query).get("access-token", [""])[0]


async def _asked(site: Site, url: str) -> dict[str, Any] | None:
    try:
        answer = await site.courier.send("GET", url, headers={"accept": "application/json"})
        if answer.status == 404:
            return None
        found = msgspec.json.decode(answer.body) if answer.status == 200 else None
    except (NetworkFailed, msgspec.DecodeError) as error:
        raise MarketplaceDown from error
    if not isinstance(found, dict):
        raise MarketplaceDown
    return found
