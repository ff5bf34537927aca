"""The listings, kept up to date from the descriptors of their vendors."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

from wizard.lab.host import Clock, Courier, NetworkFailed
from wizard.lab.marketplace.listing import Listing, Release

LOOK_EVERY_S = 3600.0
APPROVAL_S = 10 * 24 * 3600.0
"""Private listings were reported to wait up to two weeks (2020)."""
_FIRST_BUILD = 100_024


class NotADescriptor(Exception):
    """What the vendor named is not an app's descriptor; `said` goes on the vendor's page."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Catalogue:
    """Listings by app key."""

    def __init__(self, listings: Iterable[Listing], *, takes_connect: bool) -> None:
        self._listings = {listing.key: listing for listing in listings}
        self._forge: dict[str, str] = {}
        """App key -> name of the Forge version that is out."""
        self._reviewed: dict[str, float] = {}
        """App key -> when its listing was approved, for those that a fault holds back."""
        self.takes_connect = takes_connect
        """Whether Connect apps and new descriptors of them are still taken: until 2025-09-17 and 2026-03-31."""

    def __iter__(self) -> Iterator[Listing]:
        return iter(self._listings.values())

    def known(self, key: str) -> Listing | None:
        return self._listings.get(key)

    def numbered(self, number: int) -> Listing | None:
        return next((one for one in self._listings.values() if one.number == number), None)

    async def current(self, key: str, courier: Courier, clock: Clock) -> Listing | None:
        """Return the listing with its versions as they stand now, None where there is none."""
        listing = self._listings.get(key)
        if listing is not None:
            await self._look(listing, courier, clock.now())
            self._offer_forge(listing, clock.now())
        return listing

    def put_forge(self, key: str, name: str) -> None:
        """Bring out a Forge version of this app, which keeps its Connect key."""
        self._forge[key] = name

    def withdraw_forge(self, key: str) -> None:
        self._forge.pop(key, None)
        listing = self._listings.get(key)
        if listing is not None:
            listing.releases = [release for release in listing.releases if not release.forge]

    def review(self) -> None:
        """Have all private listings of now wait for their approval, however long."""
        for listing in self._listings.values():
            if listing.private:
                self._reviewed.setdefault(listing.key, listing.approved_at)
                listing.approved_at = math.inf

    def end_review(self) -> None:
        """Approve them when they would have been."""
        while self._reviewed:
            key, approved_at = self._reviewed.popitem()
            self._listings[key].approved_at = approved_at

    async def submit(self, source: str, courier: Courier, clock: Clock, *, private: bool, vendor: str) -> Listing:
        """List the app whose descriptor is at `source`; approved after a while.

        Raises: `NotADescriptor`.
        """
        document = await self._read(source, courier)
        key = document["key"]
        if key in self._listings:
            raise NotADescriptor(f"The app key {key} is taken by another listing.")
        now = clock.now()
        listing = Listing(
            key=key,
            name=str(document.get("name", key)),
            vendor=vendor,
            source=source,
            number=max((one.number for one in self._listings.values()), default=0) + 1,
            private=private,
            approved_at=now + APPROVAL_S,
            looked_at=now,
        )
        listing.releases.append(Release(listing.first, _FIRST_BUILD, document, now))
        self._listings[key] = listing
        return listing

    async def _look(self, listing: Listing, courier: Courier, now: float) -> None:
        """Read the vendor's descriptor again when it is time; what cannot be read leaves all as it is."""
        due = listing.looked_at is None or now - listing.looked_at >= LOOK_EVERY_S
        if not due or (listing.newest is not None and not self.takes_connect):
            return
        try:
            document = await self._read(listing.source, courier)
        except NotADescriptor:
            return
        listing.looked_at = now
        newest = next((release for release in reversed(listing.releases) if not release.forge), None)
        if newest is None:
            listing.releases.insert(0, Release(listing.first, _FIRST_BUILD, document, now))
        elif newest.document != document:
            after = Release(_next(newest.name), newest.build + 1, document, now)
            listing.releases.insert(listing.releases.index(newest) + 1, after)

    def _offer_forge(self, listing: Listing, now: float) -> None:
        name, newest = self._forge.get(listing.key), listing.newest
        if name is not None and newest is not None and not newest.forge:
            listing.releases.append(replace(newest, name=name, build=newest.build + 1000, released_at=now, forge=True))

    async def _read(self, source: str, courier: Courier) -> dict[str, Any]:
        try:
            if urlsplit(source).scheme != "https":
                raise NotADescriptor("The descriptor URL must begin with https://.")
            answer = await courier.send("GET", source, headers={"accept": "application/json"})
            document = msgspec.json.decode(answer.body) if answer.status == 200 else None
        except (NetworkFailed, msgspec.DecodeError, ValueError) as error:
            raise NotADescriptor("The descriptor URL could not be read.") from error
        if not isinstance(document, dict) or not all(isinstance(document.get(n), str) for n in ("key", "baseUrl")):
            raise NotADescriptor("The descriptor URL shows no app descriptor.")
        return document


def _next(name: str) -> str:
    """Return the name of the next minor version: 1.0.25-AC after 1.0.24-AC."""
    start, _, last = name.removesuffix("-AC").rpartition(".")
    return f"{start}.{int(last) + 1}-AC"
