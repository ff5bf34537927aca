"""The Atlassian Marketplace over HTTP, read as anybody.

Source: Marketplace REST version 2, /rest/2/addons/<key>; private listings have no answer before their approval.
"""

import math
from urllib.parse import quote

import msgspec

from wizard.adapters.http.door import Door
from wizard.adapters.http.request import Request
from wizard.adapters.http.shapes import Wire, shaped
from wizard.domain.clock import Clock
from wizard.domain.errors import Refused
from wizard.domain.marketplace import MARKETPLACE, Listing
from wizard.domain.url import parse
from wizard.evidence.plain import visible

_LONGEST = 200


class VendorWire(Wire, frozen=True):
    name: str = ""


class EmbeddedWire(Wire, frozen=True):
    vendor: VendorWire = VendorWire()


class AddonWire(Wire, frozen=True):
    name: str = ""
    embedded: EmbeddedWire = msgspec.field(default=EmbeddedWire(), name="_embedded")


class HttpMarketplace:
    """Implements `wizard.domain.marketplace.Marketplace`."""

    def __init__(self, door: Door, clock: Clock) -> None:
        self._door, self._clock = door, clock
        self._answers: dict[str, tuple[float, Listing | None]] = {}
        """Of each key, when it was asked last and what came."""

    async def listing(self, key: str, *, within_s: float = 0.0) -> Listing | None:
        asked, known = self._answers.get(key, (-math.inf, None))
        if self._clock.monotonic() - asked < within_s:
            return known
        found = await self._asked(key)
        self._answers[key] = self._clock.monotonic(), found
        return found

    async def _asked(self, key: str) -> Listing | None:
        request = Request("GET", f"/rest/2/addons/{quote(key, safe='')}", signed=False)
        try:
            found, _answer = await self._door.ask(
                parse(MARKETPLACE), request, None, lambda value: shaped(value, AddonWire, request.path)
            )
        except Refused as refused:
            if refused.code == "http-404":
                return None
            raise
        return Listing(visible(found.name)[:_LONGEST], visible(found.embedded.vendor.name)[:_LONGEST])
