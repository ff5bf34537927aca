"""What stands around a site in its tests: an internet of prepared answers, a clock that is set, fault switches."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import jwt
import msgspec

from wizard.lab.host import Answer, NetworkFailed

SITE = "https://acme.atlassian.net"
KEYS = "https://connect-install-keys.atlassian.com"
NEW_KEYS = "https://asap-distribution.us-west-2.prod.atl-asap.net"
MARKETPLACE = "https://marketplace.atlassian.com"
APP_KEY = "gitlab-jira-connect-gitlab.example.com"
BASE_URL = "https://gitlab.example.com/-/jira_connect"
DESCRIPTOR_URL = f"{BASE_URL}/app_descriptor.json"
TOKEN = "lab-ATATTdana"


def descriptor(**changes: Any) -> dict[str, Any]:
    """A descriptor like GitLab's, for an app that also listens to enabled and disabled; None takes a member away."""
    shape: dict[str, Any] = {
        "name": "GitLab for Jira (gitlab.example.com)",
        "key": APP_KEY,
        "baseUrl": BASE_URL,
        "lifecycle": {
            "installed": "/events/installed",
            "uninstalled": "/events/uninstalled",
            "enabled": "/events/enabled",
            "disabled": "/events/disabled",
        },
        "vendor": {"name": "GitLab", "url": "https://gitlab.com"},
        "authentication": {"type": "jwt"},
        "modules": {
            "postInstallPage": {
                "key": "gitlab-configuration",
                "name": {"value": "GitLab Configuration"},
                "url": "/subscriptions",
                "conditions": [{"condition": "user_is_admin", "invert": False}],
            },
            "jiraDevelopmentTool": {
                "key": "gitlab-development-tool",
                "application": {"value": "GitLab"},
                "name": {"value": "GitLab"},
                "url": "https://gitlab.com",
                "logoUrl": "https://gitlab.example.com/assets/logo.png",
                "capabilities": ["branch", "commit", "pull_request"],
                "actions": {"createBranch": {"templateUrl": "https://gitlab.example.com/x?issue={issue.key}"}},
            },
        },
        "scopes": ["READ", "WRITE", "DELETE"],
        "apiVersion": 1,
        "apiMigrations": {"context-qsh": True, "signed-install": True, "gdpr": True},
    }
    return {name: value for name, value in (shape | changes).items() if value is not None}


class SetClock:
    """Stands still until a test moves it; a sleep moves it too."""

    def __init__(self) -> None:
        self.time = 1_795_000_000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


class Switches:
    """Faults that are on, with their params."""

    def __init__(self) -> None:
        self.on: dict[str, Mapping[str, Any]] = {}

    def strike(self, _host: str, fault_id: str) -> Mapping[str, Any] | None:
        return self.on.get(fault_id)


class PreparedInternet:
    """Answers by method and URL; remembers what was sent. An app and the install-keys host are at home in it."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Answer | NetworkFailed] = {}
        self.sent: list[tuple[str, str, Mapping[str, str], bytes]] = []
        self.keys: dict[str, bytes] = {}
        self.offer(descriptor())
        for event in ("installed", "uninstalled", "enabled", "disabled"):
            self.answer_event(event, 200)

    def offer(self, document: Mapping[str, Any] | bytes, url: str = DESCRIPTOR_URL, status: int = 200) -> None:
        body = document if isinstance(document, bytes) else msgspec.json.encode(document)
        self.answers["GET", url] = Answer(status, {"content-type": "application/json"}, body)

    def list_app(
        self, document: Mapping[str, Any], version: str = "1.0.24-AC", *, forge: bool = False, released_at: float = 0
    ) -> None:
        """Let the Marketplace offer an app in this version."""
        addon, file = f"{MARKETPLACE}/rest/2/addons/{document['key']}", f"{MARKETPLACE}/download/{version}.json"
        newest = {
            "name": version,
            "_links": {"artifact": {"href": file}},
            "deployment": {"forge": forge},
            "release": {"date": released_at},
        }
        self.offer({"name": "GitLab for Jira Cloud"}, addon)
        self.offer(newest, f"{addon}/versions/latest?hosting=cloud")
        self.offer(document, file)

    def answer_event(self, event: str, status: int) -> None:
        self.answers["POST", f"{BASE_URL}/events/{event}"] = Answer(status, {}, b"")

    def fail_event(self, event: str, reason: str, detail: str = "") -> None:
        self.answers["POST", f"{BASE_URL}/events/{event}"] = NetworkFailed(reason, detail)

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout_s: float = 10.0,
    ) -> Answer:
        self.sent.append((method, url, headers or {}, content))
        origin, _, key_id = url.rpartition("/")
        if method == "PUT" and origin in (KEYS, NEW_KEYS):
            self.keys[key_id] = content
            return Answer(201, {}, b"")
        unknown = Answer(404, {}, b"{}") if origin.startswith(MARKETPLACE) else None
        answer = self.answers.get((method, url), unknown or NetworkFailed("name", urlsplit(url).hostname or ""))
        if isinstance(answer, NetworkFailed):
            raise answer
        return answer

    async def resolve(self, name: str) -> tuple[str, ...]:
        return ("192.0.2.1",)

    def events(self) -> list[str]:
        """Names of the life-cycle calls, in order."""
        prefix = f"{BASE_URL}/events/"
        return [url.removeprefix(prefix) for _, url, _, _ in self.sent if url.startswith(prefix)]

    def payload(self, event: str) -> dict[str, Any]:
        """Body of the newest call of this event."""
        shape = msgspec.json.decode(self._newest(event)[1])
        assert isinstance(shape, dict)
        return shape

    def token(self, event: str) -> str:
        """Token of the newest call of this event."""
        scheme, _, token = self._newest(event)[0]["authorization"].partition(" ")
        assert scheme == "JWT"
        return token

    def _newest(self, event: str) -> tuple[Mapping[str, str], bytes]:
        url = f"{BASE_URL}/events/{event}"
        return next((headers, body) for _, sent_to, headers, body in reversed(self.sent) if sent_to == url)


def basic(email: str, token: str = TOKEN) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{email}:{token}".encode()).decode()}


DANA = basic("dana@acme.example")


def app_headers(secret: str, canonical: str, now: float, *, issuer: str = APP_KEY, **changes: Any) -> dict[str, str]:
    """What an app sends; the test writes the canonical request out, so that no code of the site is trusted."""
    qsh = hashlib.sha256(canonical.encode()).hexdigest()
    claims = {"iss": issuer, "iat": int(now), "exp": int(now) + 60, "qsh": qsh} | changes
    return {"Authorization": f"JWT {jwt.encode(claims, secret, algorithm='HS256')}"}


def path_text(text: str) -> str:
    return quote(text, safe="-._~")
