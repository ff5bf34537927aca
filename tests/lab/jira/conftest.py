"""A started site with nothing but prepared answers around it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.lab.jira import schemas
from tests.lab.jira.outside import DANA, DESCRIPTOR_URL, SITE, TOKEN, PreparedInternet, SetClock, Switches, app_headers
from wizard.lab.host import Twist
from wizard.lab.jira import JiraHost
from wizard.lab.jira.connect import signing_key

MOST_POLLS = 100


@dataclass
class Stage:
    """The site, what is around it, and a client at its door."""

    host: JiraHost
    internet: PreparedInternet
    clock: SetClock
    switches: Switches
    client: httpx.AsyncClient

    def set_fault(self, fault_id: str, **params: Any) -> None:
        self.switches.on[fault_id] = params
        self.host.set_fault(fault_id, params)

    def lift_fault(self, fault_id: str) -> None:
        del self.switches.on[fault_id]
        self.host.set_fault(fault_id, None)

    async def start_install(self, url: str = DESCRIPTOR_URL) -> httpx.Response:
        listing = await self.client.head("/rest/plugins/1.0/?os_authType=basic", headers=DANA)
        return await self.client.post(
            f"/rest/plugins/1.0/?token={listing.headers['upm-token']}", headers=DANA, json={"pluginUri": url}
        )

    async def install(self, url: str = DESCRIPTOR_URL) -> httpx.Response:
        """Install by descriptor and return the last answer of the task."""
        started = await self.start_install(url)
        assert started.status_code == 202, started.text
        for _ in range(MOST_POLLS):
            await asyncio.sleep(0)  # the client in the same loop never waits for a socket
            answer = await self.client.get(started.json()["links"]["self"], headers=DANA)
            if answer.status_code == 303 or answer.json()["status"]["done"]:
                return answer
        raise AssertionError("the installation never ends")

    @property
    def secret(self) -> str:
        """The shared secret as the app was told."""
        return str(self.internet.payload("installed")["sharedSecret"])

    async def as_app(self, method: str, path: str, query: str = "", **options: Any) -> httpx.Response:
        """Send a request signed as the installed app."""
        headers = app_headers(self.secret, f"{method}&{path}&{query}", self.clock.now())
        url = f"{path}?{query}" if query else path
        return await self.client.request(method, url, headers=headers, **options)


@pytest.fixture(scope="session")
def real_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
async def stage(real_key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    # A new key takes a tenth of a second: one real key serves all tests.
    monkeypatch.setattr(signing_key.rsa, "generate_private_key", lambda **_: real_key)
    host = JiraHost(SITE, seed=1, token=TOKEN, development_mode=True)
    internet, clock, switches = PreparedInternet(), SetClock(), Switches()
    await host.start(internet, clock, Twist(switches.strike, SITE))
    transport = httpx.ASGITransport(host.app)
    described = {"response": [schemas.hold]}
    async with httpx.AsyncClient(transport=transport, base_url=SITE, event_hooks=described) as client:
        yield Stage(host, internet, clock, switches, client)
    await host.stop()


@pytest.fixture
async def installed(stage: Stage) -> Stage:
    """The stage with the app on the site."""
    answer = await stage.install()
    assert answer.status_code == 303, answer.text
    return stage
