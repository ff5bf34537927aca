"""The Marketplace as one host of the lab's internet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from starlette.applications import Starlette

from wizard.lab.host import AsgiApp, Clock, Courier, Twist
from wizard.lab.marketplace.catalogue import Catalogue
from wizard.lab.marketplace.listing import Listing
from wizard.lab.marketplace.rest import Reading
from wizard.lab.marketplace.vendor_desk import Account, VendorDesk
from wizard.lab.marketplace.vendor_pages import Turned, VendorPages, answer_turned

URL: Final = "https://marketplace.atlassian.com"
_FORGE_VERSION: Final = "2.0.0"


class MarketplaceHost:
    """Public listings that are there from the start, and what a vendor adds."""

    kind = "marketplace"

    def __init__(
        self, listings: Iterable[Listing], vendor: Account, *, own: Sequence[Listing] = (), takes_connect: bool = True
    ) -> None:
        """`own` are listings of the vendor from before."""
        self.url = URL
        self.catalogue = Catalogue([*listings, *own], takes_connect=takes_connect)
        desk = VendorDesk(vendor)
        for listing in own:
            desk.took(listing)
        self._reading = Reading(URL, self.catalogue)
        self._pages = VendorPages(URL, self.catalogue, desk)
        self._vendor = vendor
        routes = [*self._reading.routes(), *self._pages.routes()]
        self.app: AsgiApp = Starlette(routes=routes, exception_handlers={Turned: answer_turned})

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self._reading.courier, self._reading.clock = courier, clock
        self._pages.courier, self._pages.clock = courier, clock

    async def stop(self) -> None:
        """Nothing runs here: listings are brought up to date when somebody asks."""

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """Bring out the Forge version of each public app, or take private listings back into the review; or end it."""
        if fault_id == "marketplace-review-waits":
            (self.catalogue.review if params is not None else self.catalogue.end_review)()
        if fault_id != "jira-update-waiting":
            return
        for listing in list(self.catalogue):
            if params is None:
                self.catalogue.withdraw_forge(listing.key)
            elif not listing.private:
                self.catalogue.put_forge(listing.key, _FORGE_VERSION)

    def truth(self) -> Mapping[str, Any]:
        return {
            "listings": [
                {
                    "key": listing.key,
                    "versions": [release.name for release in listing.releases],
                    "tokens": len(listing.tokens),
                }
                for listing in self.catalogue
            ]
        }

    def card(self) -> Mapping[str, Any]:
        return {"kind": self.kind, "version": "2", "token": self._vendor.password, "user": self._vendor.email}
