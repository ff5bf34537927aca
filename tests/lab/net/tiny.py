"""A world of two hosts that do almost nothing, for tests of the network around them."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.host import Clock, Courier, NetworkFailed, Twist
from wizard.lab.scenarios._base import Scenario, World

GITLAB = "https://gitlab.example.com"
JIRA = "https://acme.atlassian.net"


class TinyHost:
    """Counts its requests; `/ask?<url>` lets it send a GET over its courier and tell what came back."""

    def __init__(self, url: str, kind: str, token: str) -> None:
        self.url, self.kind, self.token = url, kind, token
        self.app = self._serve
        self.handled = 0
        self.told: list[tuple[str, Mapping[str, Any] | None]] = []
        self.running = False

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        self.courier, self.clock, self.twist = courier, clock, twist
        self.running = True

    async def stop(self) -> None:
        self.running = False

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        self.told.append((fault_id, params))

    def truth(self) -> Mapping[str, Any]:
        return {"handled": self.handled}

    def card(self) -> Mapping[str, Any]:
        return {
            "kind": self.kind,
            "version": "1.0",
            "token": self.token,
            "user": "dana",
            "email": "d@e",
            "issues": [],
            "open_issue": "",
        }

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        self.handled += 1
        status, body = 200, f"{self.url} {scope['path']}".encode()
        if scope["path"] == "/ask":
            body = await self._ask(scope["query_string"].decode())
        if self.twist.active("gitlab-maintenance"):
            status, body = 503, b"maintenance"
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _ask(self, url: str) -> bytes:
        try:
            answer = await self.courier.send("GET", url, timeout_s=0.5)
        except NetworkFailed as failure:
            return f"{failure.reason}: {failure.detail}".encode()
        return b"answered: " + answer.body


def _build(world: World) -> list[TinyHost]:
    return [TinyHost(GITLAB, "gitlab", world.gitlab_token), TinyHost(JIRA, "jira", world.jira_token)]


TINY = Scenario("tiny", "Two hosts for tests", _build, {"gitlab": GITLAB, "jira": JIRA})
