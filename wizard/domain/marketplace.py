"""The Atlassian Marketplace as anybody sees it: the part of it that an own private listing needs."""

from dataclasses import dataclass
from typing import Protocol

MARKETPLACE = "https://marketplace.atlassian.com"


@dataclass(frozen=True, slots=True)
class Listing:
    """An app that the Marketplace shows."""

    name: str
    vendor: str
    """Empty where it does not say."""


class Marketplace(Protocol):
    async def listing(self, key: str, *, within_s: float = 0.0) -> Listing | None:
        """Return what is shown of the app with this key; None for one that was never submitted or is not approved:
        the Marketplace does not tell which. Nothing is signed. May raise the port errors.

        An answer that is not older than `within_s` seconds is given again without asking.
        """
        ...
