"""The control URL of a running lab, as the measurements use it."""

import json
import urllib.request
from collections.abc import Mapping
from typing import Any


class Control:
    """Steers one lab; every call is a request of its own."""

    def __init__(self, ready: Mapping[str, Any]) -> None:
        self._url, self._token = ready["control"]["url"], ready["control"]["token"]

    def reset(self) -> None:
        """Put the world back to its start."""
        self._ask("POST", "/reset")

    def slow(self, delay_s: float) -> None:
        """Let every HTTP answer of every host come later."""
        self._ask("PUT", "/faults/http-slow", {"params": {"host": "", "delay_s": delay_s}})

    def socket_of(self, host: str) -> str:
        """Return where a host of the lab listens, as `address:port`."""
        return str(self._ask("GET", f"/net/route?name={host}&port=443")["listen"])

    def _ask(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        asked = urllib.request.Request(self._url + path, data=data, headers=headers, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found
