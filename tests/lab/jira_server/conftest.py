"""A started Jira of one's own, of any release, and a client of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.lab.jira.outside import PreparedInternet, SetClock
from wizard.lab.host import Twist
from wizard.lab.jira_server import JiraServerHost

URL = "https://jira.example.com"
ROOT = "/rest/api/2"


@dataclass
class Stage:
    host: JiraServerHost
    clock: SetClock
    client: httpx.AsyncClient
    root: str = ""

    @property
    def dana(self) -> tuple[str, str]:
        person = self.host.instance.world.dana
        return person.name, person.password

    @property
    def eve(self) -> tuple[str, str]:
        person = self.host.instance.world.eve
        return person.name, person.password

    async def call(self, method: str, path: str, auth: tuple[str, str] | None = None, **more: Any) -> httpx.Response:
        """Send a request below the platform API, as Dana where nobody else is named."""
        return await self.client.request(method, self.root + ROOT + path, auth=auth or self.dana, **more)

    async def get(self, path: str, auth: tuple[str, str] | None = None) -> Any:
        answer = await self.call("GET", path, auth)
        assert answer.status_code == 200, answer.text
        return answer.json()


Begin = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def begin() -> AsyncIterator[Begin]:
    """Start one of a release, below a context path or not."""
    begun: list[Stage] = []

    async def start(version: str = "9.12", root: str = "") -> Stage:
        host, clock = JiraServerHost(URL, seed=1, token="lab-ATATTx", version=version, root=root), SetClock()
        await host.start(PreparedInternet(), clock, Twist())
        client = httpx.AsyncClient(transport=httpx.ASGITransport(host.app), base_url=URL)
        begun.append(Stage(host, clock, client, root))
        return begun[-1]

    yield start
    for stage in begun:
        await stage.client.aclose()
        await stage.host.stop()


@pytest.fixture
async def stage(begin: Begin) -> Stage:
    return await begin()
