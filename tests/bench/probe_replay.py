"""The requests of a recorded set-up, sent one after another by one bare keep-alive client.

Called with the ready file of a lab at its start; the recorded steps come on standard input. The person's tasks and the
waits of the record are done where they were, outside the time. Connections go straight to the lab's sockets, which are
looked up before the time runs: there is no way to send these requests with less.
"""

import asyncio
import json
import ssl
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.bench.control import Control
from wizard.lab.person import perform

_KEY = "jira_connect_application_key"


class Replay:
    """Sends steps; what the first set-up was told by GitLab is replaced by what this one is told."""

    def __init__(self, ready: Mapping[str, Any], sockets: Mapping[str, str]) -> None:
        self._ready, self._sockets = ready, sockets
        self._application_id = ""
        self.aside_s = 0.0
        self.differing: list[str] = []

    async def run(self, steps: Sequence[Mapping[str, Any]]) -> None:
        trust = ssl.create_default_context(cafile=self._ready["ca_file"])
        async with httpx.AsyncClient(verify=trust, trust_env=False, timeout=30) as client:
            for step in steps:
                if step["do"] == "send":
                    await self._send(client, step)
                else:
                    await self._aside(step)

    async def _send(self, client: httpx.AsyncClient, step: Mapping[str, Any]) -> None:
        parts = urlsplit(step["url"])
        target = f"https://{self._sockets[parts.netloc]}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        answer = await client.request(
            step["method"],
            target,
            headers=[*step["headers"], ("Host", parts.netloc)],
            content=self._own(step["body"]),
            extensions={"sni_hostname": parts.netloc},
        )
        if answer.status_code != step["status"]:
            self.differing.append(f"{step['method']} {parts.path}: {answer.status_code} instead of {step['status']}")
        if step["method"] == "POST" and parts.path.endswith("/applications"):
            self._application_id = answer.json()["application_id"]

    def _own(self, body: str) -> bytes:
        """The new application has an ID of its own; the settings must name that one."""
        if _KEY not in body:
            return body.encode()
        return json.dumps({**json.loads(body), _KEY: self._application_id}).encode()

    async def _aside(self, step: Mapping[str, Any]) -> None:
        began = time.perf_counter()
        if step["do"] == "wait":
            await asyncio.sleep(step["seconds"])
        else:
            await asyncio.to_thread(perform, step["task"], self._ready, groups=step["groups"])
        self.aside_s += time.perf_counter() - began


def main() -> None:
    ready = json.loads(Path(sys.argv[1]).read_text())
    steps = json.load(sys.stdin)
    hosts = {urlsplit(step["url"]).netloc for step in steps if step["do"] == "send"}
    replay = Replay(ready, {host: Control(ready).socket_of(host) for host in hosts})
    began = time.perf_counter()
    asyncio.run(replay.run(steps))
    ms = (time.perf_counter() - began - replay.aside_s) * 1000
    sys.stdout.write(json.dumps({"ms": ms, "differing": replay.differing}))


main()
