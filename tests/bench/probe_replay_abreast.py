"""The requests of a plan of many places, sent by one bare client, as many at once as the program sends.

Called with the ready file of a lab at its start and how many at once; what was recorded of plan and apply comes on
standard input. Requests of one place follow each other as they must; lists are read first.
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

Step = Mapping[str, Any]


class Replay:
    """Sends chains of requests, a few chains at once."""

    def __init__(self, client: httpx.AsyncClient, sockets: Mapping[str, str], at_once: int) -> None:
        self._client, self._sockets, self._at_once = client, sockets, at_once
        self.differing: list[str] = []

    async def phase(self, steps: Sequence[Step]) -> None:
        """Send what concerns no place one after another, then the places abreast."""
        chains: dict[str, list[Step]] = {}
        for step in steps:
            if "integrations/jira" in step["url"]:
                chains.setdefault(step["url"], []).append(step)
            else:
                await self._send(step)
        waiting = iter(chains.values())

        async def go_on() -> None:
            for chain in waiting:
                for step in chain:
                    await self._send(step)

        async with asyncio.TaskGroup() as group:
            for _ in range(self._at_once):
                group.create_task(go_on())

    async def _send(self, step: Step) -> None:
        parts = urlsplit(step["url"])
        target = f"https://{self._sockets[parts.netloc]}{parts.path}" + (f"?{parts.query}" if parts.query else "")
        answer = await self._client.request(
            step["method"],
            target,
            headers=[*step["headers"], ("Host", parts.netloc)],
            content=step["body"].encode(),
            extensions={"sni_hostname": parts.netloc},
        )
        if answer.status_code != step["status"]:
            self.differing.append(f"{step['method']} {parts.path}: {answer.status_code} instead of {step['status']}")


async def _measured(ready: Mapping[str, Any], at_once: int, seen: Mapping[str, Sequence[Step]]) -> dict[str, object]:
    sent = [step for step in (*seen["plan"], *seen["apply"]) if step["do"] == "send"]
    hosts = {urlsplit(step["url"]).netloc for step in sent}
    sockets = {host: Control(ready).socket_of(host) for host in hosts}
    began = time.perf_counter()
    trust = ssl.create_default_context(cafile=ready["ca_file"])
    async with httpx.AsyncClient(verify=trust, trust_env=False, timeout=30) as client:
        replay = Replay(client, sockets, at_once)
        await replay.phase([step for step in seen["plan"] if step["do"] == "send"])
        planned = time.perf_counter()
        await replay.phase([step for step in seen["apply"] if step["do"] == "send"])
        ended = time.perf_counter()
    return {
        "plan_ms": (planned - began) * 1000, "apply_ms": (ended - planned) * 1000, "requests": len(sent),
        "differing": replay.differing[:5],
    }  # fmt: skip


def main() -> None:
    ready = json.loads(Path(sys.argv[1]).read_text())
    sys.stdout.write(json.dumps(asyncio.run(_measured(ready, int(sys.argv[2]), json.load(sys.stdin)))))


main()
