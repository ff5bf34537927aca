"""Requests of the Jira issue integration to Jira's REST API, signed as its settings say.

Source: gitlab.md 6.3 and 6.4; that a service account signs with a bearer token is recalled.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import msgspec

from wizard.lab.gitlab.instance import Instance
from wizard.lab.host import NetworkFailed

_BASIC: Final = 0


class JiraRefused(Exception):
    """Jira did not do what was asked; `status` is 0 where no answer came, `said` what stands in GitLab's log."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(said)
        self.status = status
        self.said = said


@dataclass(frozen=True, slots=True)
class JiraClient:
    """One Jira as the integration of a project or group reaches it."""

    gitlab: Instance
    settings: Mapping[str, Any]

    @property
    def base(self) -> str:
        """Address of the API; the path of a Jira below one is kept."""
        return str(self.settings["api_url"] or self.settings["url"])

    async def get(self, path: str) -> Any:  # noqa: ANN401 - any JSON may come
        """Return the JSON of the answer.

        Raises: JiraRefused.
        """
        return await self._send("GET", path)

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON may come
        """Return the JSON of the answer, None where it has no body.

        Raises: JiraRefused.
        """
        if self.gitlab.held_back():
            raise JiraRefused(0, "only get, head, options, and trace methods are allowed in silent mode")
        return await self._send("POST", path, body)

    async def issue(self, key: str) -> Mapping[str, Any] | None:
        """Return the issue with its transitions; None when Jira does not show it, which the log then says."""
        try:
            found = await self.get(f"/issue/{quote(key)}?expand=renderedFields,transitions")
        except JiraRefused as error:
            self.log(f"/issue/{key}", error)
            return None
        return found if isinstance(found, dict) else None

    def log(self, path: str, error: JiraRefused) -> None:
        """Write down what could not be done."""
        self.gitlab.write_log(
            "Error sending message",
            severity="ERROR",
            integration="Integrations::Jira",
            client_url=self.base,
            client_path=f"/rest/api/2{path}",
            client_status=str(error.status or ""),
            **{"exception.class": "JIRA::HTTPError", "exception.message": error.said},
        )

    async def _send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - JSON
        headers = self._signed() | {"Accept": "application/json", "Content-Type": "application/json"}
        content = msgspec.json.encode(body) if body else b""
        try:
            answer = await self.gitlab.courier.send(
                method, f"{self.base}/rest/api/2{path}", headers=headers, content=content
            )
        except NetworkFailed as error:
            raise JiraRefused(0, f"Failed to open TCP connection ({error.reason})") from error
        if not 200 <= answer.status < 300:
            raise JiraRefused(answer.status, answer.body[:500].decode(errors="replace"))
        try:
            return msgspec.json.decode(answer.body) if answer.body.strip() else None
        except msgspec.DecodeError as error:
            raise JiraRefused(answer.status, "unexpected token") from error

    def _signed(self) -> dict[str, str]:
        if self.settings["jira_auth_type"] != _BASIC:
            return {"Authorization": f"Bearer {self.settings['password']}"}
        pair = f"{self.settings['username']}:{self.settings['password']}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}", "Cookie": "OBBasicAuth=fromDialog"}
