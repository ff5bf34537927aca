"""What was sent and answered in the example set-up. For pictures and tests."""

import base64
import errno
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wizard.evidence.activity import TROUBLE, ActivityRow, Asked, Kind, Names, Sort, matcher, row_of
from wizard.evidence.exchange import Exchange, Headers

_AT = 1_795_316_400.0
_DAY = 86_400
_GITLAB, _JIRA = "https://gitlab.example.com", "https://acme.atlassian.net"
_WHOLE = {"dns": 8.0, "tcp": 2.0, "tls": 21.0, "send": 3.0, "wait": 26.0, "receive": 1.0}
_AGAIN = {"send": 1.0, "wait": 31.0, "receive": 2.0}
_JSON = ("content-type", "application/json")


def _part(values: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


# Header and claims of a token for a page of the example site; no signature was ever made for them.
_JWT_SHOWN = ".".join((
    _part({"alg": "HS256", "typ": "JWT"}),
    _part({"iss": "acme-client-key", "iat": 1_795_316_390, "exp": 1_795_317_290, "qsh": "context-qsh"}),
    "[hidden]",
))  # fmt: skip


def _exchange(seq: int, method: str, url: str, status: int, why: str, body: object, **parts: Any) -> Exchange:  # noqa: ANN401 (fields of Exchange)
    jira = url.startswith(_JIRA)
    secret = ("authorization", "[hidden]") if jira else ("private-token", "[hidden]")
    asked: Headers = (("accept", "application/json"), secret, ("user-agent", "gitlab-jira-wizard/0.1"))
    text = json.dumps(body, ensure_ascii=False) if body is not None else ""
    made = Exchange(
        f"sample-{seq}", seq, _AT + seq * 0.37, "sample", method, url, asked, "", status,
        (_JSON, ("date", "Sun, 22 Nov 2026 03:00:02 GMT"), ("server", "AtlassianEdge" if jira else "nginx")),
        text, len(text.encode()), _WHOLE if seq in (1, 3) else _AGAIN, "", "none",
        "Let's Encrypt R11" if jira else "Example Authority", "TLSv1.3",
        _AT + (63.5 if jira else 212.5) * _DAY, "", why,
    )  # fmt: skip
    return replace(made, **parts) if parts else made


EXCHANGES: tuple[Exchange, ...] = (
    _exchange(1, "GET", f"{_GITLAB}/api/v4/metadata", 200, "gitlab-version", {"version": "17.9.2-ee"}),
    _exchange(2, "GET", f"{_GITLAB}/api/v4/user", 200, "gitlab-reachable", {"id": 7, "is_admin": True}),
    _exchange(3, "GET", f"{_JIRA}/rest/api/3/serverInfo", 200, "jira-site-admin", {"deploymentType": "Cloud"}),
    _exchange(
        4, "GET", f"{_JIRA}/rest/api/3/user?expand=groups", 200, "jira-site-admin",
        {"groups": {"items": [{"name": "jira-admins-acme"}, {"name": "everyone"}]}},
    ),
    _exchange(
        5, "POST", f"{_GITLAB}/-/jira_connect/events/installed", 401, "gitlab-reachable", None,
        request_body='{"key": "gitlab-jira-connect-gitlab.com"}',
        request_headers=(("accept", "*/*"), ("authorization", f"JWT {_JWT_SHOWN}"), _JSON),
    ),
    _exchange(
        6, "GET", f"{_GITLAB}/-/jira_connect/oauth_application_id", 0, "gitlab-cors", None,
        error="network-timeout", phases={"dns": 6.0, "tcp": 2.0, "tls": 22.0, "send": 1.0, "wait": 5000.0},
        response_headers=(), tls_issuer="Example Authority",
    ),
    _exchange(
        7, "PUT", f"{_GITLAB}/api/v4/application/settings", 200, "gitlab-application-id",
        {"jira_connect_proxy_url": "https://gitlab.com"}, request_body='{"jira_connect_proxy_url": "https://gitlab.com"}',
    ),
)  # fmt: skip

_LOGGED = (
    ActivityRow(0, _AT, Kind.LOG, "info", 0, "", "program", "opened version=0.1.0 world=live", 0.0, False),
    ActivityRow(0, _AT + 2, Kind.LOG, "warning", 0, "", "program", "waiting host=acme.atlassian.net", 0.0, False),
)


class SampleEvidence:
    """Holds the exchanges of the example, or others that a test gives it."""

    def __init__(self, exchanges: Sequence[Exchange] = EXCHANGES) -> None:
        self._listeners: list[Callable[[Sequence[Exchange]], None]] = []
        self._exchanges: list[Exchange] = list(exchanges)
        self._rows: list[ActivityRow] = []
        self._behind: list[Exchange | None] = []
        self._asked = Asked()
        self.saved: list[tuple[Path, str]] = []
        self.disk_is_full = False
        self.level = logging.getLevelName(logging.INFO).lower()
        for logged in _LOGGED:
            self._put(logged, None)
        for exchange in exchanges:
            self._put(row_of(exchange), exchange)

    def _put(self, row: ActivityRow, behind: Exchange | None) -> None:
        self._rows.append(replace(row, number=len(self._rows) + 1))
        self._behind.append(behind)

    def happen(self, exchange: Exchange) -> None:
        """Let another exchange be recorded."""
        self._exchanges.append(exchange)
        self._put(row_of(exchange), exchange)
        for listener in tuple(self._listeners):
            listener((exchange,))

    def newest(self) -> Sequence[Exchange]:
        return tuple(self._exchanges)

    def listen(self, on_new: Callable[[Sequence[Exchange]], None]) -> Callable[[], None]:
        self._listeners.append(on_new)
        on_new(tuple(self._exchanges))
        return lambda: self._listeners.remove(on_new)

    async def look(self, asked: Asked) -> int:
        if asked.pattern:
            matcher(asked.text)
        self._asked = asked
        return len(self._found())

    async def grow(self) -> int:
        return len(self._found())

    async def page(self, first: int, count: int) -> Sequence[ActivityRow]:
        return tuple(self._found()[first : first + count])

    async def exchange(self, number: int) -> Exchange | None:
        return self._behind[number - 1]

    async def names(self) -> Names:
        return Names(
            tuple(sorted({row.source for row in self._rows})),
            tuple(sorted({row.step for row in self._rows if row.step})),
        )

    async def save(self, path: Path, form: str) -> int:
        if self.disk_is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.saved.append((path, form))
        return len(self._found())

    def recording(self) -> str:
        return "file"

    def use_level(self, level: str) -> None:
        self.level = level

    def _found(self) -> list[ActivityRow]:
        asked = self._asked
        hits = matcher(asked.text) if asked.pattern else lambda text: asked.text.lower() in text.lower()
        found = [
            row
            for row in self._rows
            if (hits(row.message) or (not asked.pattern and row.step in asked.steps_called(asked.text)))
            and (not asked.trouble or row.level in TROUBLE)
            and (not asked.writes or row.writes)
            and asked.kind in ("", row.kind.value)
            and asked.source in ("", row.source)
            and asked.step in ("", row.step)
        ]
        by_words = asked.sort is Sort.STEP

        def place(row: ActivityRow) -> tuple[Any, int]:
            return asked.place_of(row.step) if by_words else getattr(row, asked.sort.value), row.number

        return sorted(found, key=place, reverse=asked.down)
