"""A started Marketplace with one public listing and nothing but prepared answers around it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.lab.jira.outside import DESCRIPTOR_URL, PreparedInternet, SetClock, descriptor
from wizard.lab.host import Twist
from wizard.lab.marketplace import URL, Account, Listing, MarketplaceHost

KEY = "gitlab-jira-connect-gitlab.com"
LATEST = f"/rest/2/addons/{KEY}/versions/latest?hosting=cloud"
VENDOR = Account("dana@acme.example", "lab-secret")


def listing() -> Listing:
    return Listing(KEY, "GitLab for Jira Cloud", "GitLab", DESCRIPTOR_URL, number=7, first="1.0.24-AC")


@dataclass
class Stage:
    host: MarketplaceHost
    internet: PreparedInternet
    clock: SetClock
    client: httpx.AsyncClient

    async def get(self, path: str) -> Any:
        answer = await self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def newest(self) -> str:
        return str((await self.get(LATEST))["name"])


async def opened(host: MarketplaceHost) -> AsyncIterator[Stage]:
    internet, clock = PreparedInternet(), SetClock()
    internet.offer(descriptor(key=KEY))
    await host.start(internet, clock, Twist())
    transport = httpx.ASGITransport(host.app)
    async with httpx.AsyncClient(transport=transport, base_url=URL) as client:
        yield Stage(host, internet, clock, client)
    await host.stop()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async for one in opened(MarketplaceHost([listing()], VENDOR)):
        yield one


@pytest.fixture
async def later() -> AsyncIterator[Stage]:
    """The Marketplace after it stopped taking what is of Connect."""
    async for one in opened(MarketplaceHost([listing()], VENDOR, takes_connect=False)):
        yield one
