"""Cancel on the pages that sign in, against a side that takes every connection and never answers."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journey.fakes import MemoryStore
from wizard.adapters.clock import SystemClock
from wizard.adapters.network.system import SystemNetwork
from wizard.app.worlds import ConnectedWorld, SessionSecrets
from wizard.domain.network import Stream
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
from wizard.evidence.recorder import Recorder
from wizard.journey.desk import SessionDesk
from wizard.ui.timings import CANCEL_WITHIN


class SilentSide(SystemNetwork):
    """Leads every name to one local port where nobody ever answers."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    async def resolve(self, host: str) -> list[str]:
        return ["127.0.0.1"]

    async def connect(self, host: str, port: int, *, timeout_s: float) -> Stream:
        return await super().connect("127.0.0.1", self._port, timeout_s=timeout_s)


class Listener:
    """Counts who is connected."""

    def __init__(self) -> None:
        self.connected, self.left = asyncio.Event(), asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected.set()
        with contextlib.suppress(OSError):
            while await reader.read(4096):
                continue
        writer.close()
        self.left.set()


@pytest.fixture
async def silent(tmp_path: Path) -> AsyncIterator[tuple[Listener, SessionDesk]]:
    listener = Listener()
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0)
    network = SilentSide(server.sockets[0].getsockname()[1])
    world = ConnectedWorld(network, SystemClock(), SessionSecrets(), Recorder(tmp_path))
    for host, user in (("gitlab.example.com", ""), ("acme.atlassian.net", "dana@example.com")):
        await world.secrets.put(host, user, Secret("a-token-that-nobody-sees"), Keeping.SESSION)
    yield listener, SessionDesk(world, MemoryStore())
    await world.close()
    server.close()
    await server.wait_closed()


@pytest.mark.parametrize("step", ["gitlab", "sign-in", "jira"])
async def test_cancel_ends_a_hung_request_in_time_and_leaves_no_task_and_no_socket(open_window, silent, step):
    listener, desk = silent
    bench = await open_window()
    page = await bench.open(step)
    sample, bench.visit.asking._desk = bench.visit.asking._desk, desk
    bench.shell.press()
    async with asyncio.timeout(30):
        await listener.connected.wait()
    bench.shell.cancel()
    async with asyncio.timeout(CANCEL_WITHIN / 1000):
        await listener.left.wait()
        await bench.visit.spawn.settled()
    assert bench.visit.spawn.running(step) == []
    assert not page.working()
    bench.visit.asking._desk = sample
    await bench.press()
    assert page.verb() == "Next"
