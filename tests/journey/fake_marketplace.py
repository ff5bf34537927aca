"""The Marketplace in memory: one listing, or none."""

from dataclasses import dataclass

from wizard.domain.marketplace import Listing


@dataclass
class FakeMarketplace:
    listed: Listing | None = None

    async def listing(self, key: str, *, within_s: float = 0.0) -> Listing | None:
        return self.listed
