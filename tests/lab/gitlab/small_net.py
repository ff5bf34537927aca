"""A network in memory for two GitLabs, and prepared answers of the Atlassian side; time stands until it is moved."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from wizard.lab.gitlab import GitLabHost
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.token import sign_hs256
from wizard.lab.host import Answer, NetworkFailed, Twist

SELF = "https://gitlab.example.com"
COM = "https://gitlab.com"
JIRA = "https://acme.atlassian.net"
KEYS = "https://connect-install-keys.atlassian.com"
TOKEN = "lab-glpat-self"
COM_TOKEN = "lab-glpat-com"
SECRET = "shared-secret-of-acme-0123456789abcdef"
CLIENT = "client-acme"
DANA = "account-dana"
NOW = 1_790_000_000.0


@dataclass
class SteppedClock:
    """Time that moves only by `step`."""

    time: float = NOW
    sleepers: list[tuple[float, asyncio.Future[None]]] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waker = asyncio.get_running_loop().create_future()
        self.sleepers.append((self.time + seconds, waker))
        await waker

    async def step(self, seconds: float) -> None:
        """Move on and let everything that woke run until it waits again."""
        self.time += seconds
        due = [one for one in self.sleepers if one[0] <= self.time]
        self.sleepers = [one for one in self.sleepers if one[0] > self.time]
        for _, waker in due:
            waker.set_result(None)
        await settle()


async def settle() -> None:
    """Let started jobs run; nothing in memory needs more turns than this."""
    for _ in range(400):
        await asyncio.sleep(0)


@dataclass
class Sent:
    """One request a host sent to the Atlassian side."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class SmallNet:
    """Routes requests of the hosts: to each other in process, to prepared answers elsewhere."""

    clock: SteppedClock = field(default_factory=SteppedClock)
    apps: dict[str, Any] = field(default_factory=dict)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    """By method and URL without query."""
    dead: set[str] = field(default_factory=set)
    """Origins that refuse connections."""
    addresses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    groups: list[str] = field(default_factory=lambda: ["site-admins"])

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout_s: float = 10.0,
    ) -> Answer:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin in self.dead:
            raise NetworkFailed("refused", origin)
        if origin in self.apps:
            transport = httpx.ASGITransport(self.apps[origin])
            async with httpx.AsyncClient(transport=transport) as client:
                got = await client.request(method, url, headers=dict(headers or {}), content=content)
            return Answer(got.status_code, dict(got.headers), got.content)
        self.sent.append(Sent(method, url, dict(headers or {}), json.loads(content) if content else None))
        return self._prepared(method, url.partition("?")[0])

    def _prepared(self, method: str, url: str) -> Answer:
        if (method, url) in self.answers:
            return self.answers[method, url]
        if url == f"{JIRA}/rest/api/3/user":
            body = {"accountId": DANA, "groups": {"items": [{"name": name} for name in self.groups]}}
            return Answer(200, {}, json.dumps(body).encode())
        if url.startswith(f"{JIRA}/rest/devinfo/"):
            body = {"acceptedDevinfoEntities": {}, "failedDevinfoEntities": {}, "unknownIssueKeys": []}
            return Answer(202, {}, json.dumps(body).encode())
        return Answer(404, {}, b"")

    async def resolve(self, name: str) -> tuple[str, ...]:
        return self.addresses.get(name, ("203.0.113.7",))

    def pushes(self) -> list[Sent]:
        """Return what went to the devinfo API, oldest first."""
        return [one for one in self.sent if "/rest/devinfo/" in one.url]


@dataclass
class Lab:
    """A started GitLab with a client for its API."""

    net: SmallNet
    host: GitLabHost
    client: httpx.AsyncClient
    faults: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def switch_on(self, fault_id: str, **params: Any) -> None:
        self.faults[fault_id] = params
        self.host.set_fault(fault_id, params)

    def switch_off(self, fault_id: str) -> None:
        del self.faults[fault_id]
        self.host.set_fault(fault_id, None)

    async def api(self, method: str, path: str, **more: Any) -> httpx.Response:
        return await self.client.request(method, f"/api/v4{path}", headers={"PRIVATE-TOKEN": self.token}, **more)

    @property
    def token(self) -> str:
        return str(self.host.card()["token"])

    def known_to_jira(self) -> None:
        """Put an installation of the Jira site in place, as after the handshake."""
        self.host.instance.records.save(CLIENT, SECRET, JIRA, None)

    async def link(self, group: str = "platform") -> httpx.Response:
        body = {"jwt": context_token(self.net.clock.now()), "namespace_path": group}
        return await self.api("POST", "/integrations/jira_connect/subscriptions", json=body)


async def start(
    net: SmallNet,
    url: str = SELF,
    *,
    version: str = "18.5.0-ee",
    com: bool = False,
    projects: int = 60,
    groups: int = 0,
) -> Lab:
    """Return a started GitLab that is reachable on the network."""
    token = COM_TOKEN if com else TOKEN
    host = GitLabHost(url, seed=7, version=version, com=com, projects=projects, groups=groups, token=token)
    net.apps[url] = host.app
    client = httpx.AsyncClient(transport=httpx.ASGITransport(host.app), base_url=url)
    lab = Lab(net, host, client)
    await host.start(net, net.clock, Twist(lambda _host, fault: lab.faults.get(fault), url))
    return lab


def context_token(now: float, *, secret: str = SECRET, client: str = CLIENT, qsh: str = "context-qsh") -> str:
    """Return the token the script of the app page gets from Jira."""
    claims = {"iss": client, "sub": DANA, "qsh": qsh, "iat": int(now), "exp": int(now) + 900}
    return sign_hs256(claims, secret)


def page_token(now: float, method: str, path_and_query: str) -> str:
    """Return a token for one request to a page of the app."""
    return context_token(now, qsh=query_hash(method, path_and_query, "/-/jira_connect"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
