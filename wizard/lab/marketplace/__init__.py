"""The Atlassian Marketplace of the simulated internet: listings, their versions, and private tokens."""

from wizard.lab.marketplace.host import URL, MarketplaceHost
from wizard.lab.marketplace.listing import Listing
from wizard.lab.marketplace.vendor_desk import Account

__all__ = ["URL", "Account", "Listing", "MarketplaceHost"]
