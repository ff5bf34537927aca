"""How a lab starts and ends as a program."""

import asyncio
import json
import os
import signal
import stat
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.lab.net.tiny import TINY
from tests.lab.reach import control, through_proxy
from wizard.lab.faults import ALL
from wizard.lab.net.errors import LabError
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.net.serve import serve

PROGRAM = """
import asyncio, sys
from pathlib import Path
from tests.lab.net.tiny import TINY
from wizard.lab.net.serve import ServeOptions, serve
asyncio.run(serve(ServeOptions(scenario=TINY, ready_file=Path(sys.argv[1]), until_stdin_closes=sys.argv[2] == "stdin")))
"""
HTTP_SLOW = list(ALL).index("http-slow")
ROOT = Path(__file__).parents[3]


async def started(tmp_path: Path, how: str) -> tuple[asyncio.subprocess.Process, dict]:
    ready = tmp_path / "ready.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(ready), how, cwd=ROOT, stdin=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        while not ready.exists():  # noqa: ASYNC110  # the file is all that tells from outside
            await asyncio.sleep(0.02)
    return process, json.loads(ready.read_text())


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_with_0_and_closes_its_ports(ending, tmp_path: Path):
    process, ready = await started(tmp_path, "signals")
    assert ready["pid"] == process.pid
    process.send_signal(ending)
    assert await asyncio.wait_for(process.wait(), 2) == 0
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", int(ready["proxy"].rsplit(":", 1)[1]))


async def test_an_embedded_lab_ends_with_its_parent_s_pipe(tmp_path: Path):
    process, _ready = await started(tmp_path, "stdin")
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 2) == 0


async def test_the_ready_file_is_private_and_complete(tmp_path: Path):
    path = tmp_path / "ready.json"
    async with LabRun(ServeOptions(scenario=TINY, ready_file=path)) as lab:
        ready = json.loads(path.read_text())
        assert ready == lab.ready
        assert {"format", "pid", "proxy", "ca_file", "control", "hosts", "gitlab", "jira"} <= set(ready)
        assert set(ready["control"]) == {"url", "token"}
        assert set(ready["gitlab"]) == {"url", "token", "user"}
        assert {"url", "email", "token", "issues"} <= set(ready["jira"])
        assert all(set(card) == {"kind", "version", "token", "user"} for card in ready["hosts"].values())
        modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, Path(ready["ca_file"]))]
        assert modes == [0o600, 0o600]
        assert sorted(os.listdir(tmp_path)) == ["ready.ca.pem", "ready.json"]


async def test_lab_tokens_carry_their_own_prefix():
    async with LabRun(ServeOptions(scenario=TINY)) as lab:
        assert lab.ready["gitlab"]["token"].startswith("lab-glpat-")
        assert lab.ready["jira"]["token"].startswith("lab-ATATT")


async def test_it_ends_when_the_event_is_set(tmp_path: Path):
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        running = group.create_task(serve(ServeOptions(scenario=TINY), stop=stop))
        asyncio.get_running_loop().call_later(0.05, stop.set)
        await asyncio.wait_for(running, 5)


async def test_a_start_that_fails_closes_what_it_opened(tmp_path: Path):
    nowhere = tmp_path / "missing" / "ready.json"
    with pytest.raises(FileNotFoundError):
        async with LabRun(ServeOptions(scenario=TINY, ready_file=nowhere)):
            pytest.fail("it must not start")


@pytest.mark.parametrize(
    "options, words",
    [
        ({"scenario": "nowhere"}, "marketplace"),
        ({"namespace": True}, "Linux and root"),
        ({"projects": 1}, "at least 2"),
        ({"allow_app": ["ftp://x"]}, "http or https"),
    ],
)
def test_what_cannot_be_is_said(options, words):
    with pytest.raises(LabError, match=words):
        LabRun(ServeOptions(**options))


async def cut_off(ready: dict) -> None:
    async with through_proxy(ready, timeout=90) as client:
        with pytest.raises(httpx.TransportError):
            await client.get("https://gitlab.example.com/")


async def test_a_request_under_way_does_not_hold_up_the_end():
    async with asyncio.TaskGroup() as group:
        async with LabRun(ServeOptions(scenario=TINY)) as lab:
            await lab.set_fault("http-slow", {"delay_s": 60.0})
            waiting = group.create_task(cut_off(lab.ready))
            async with control(lab.ready) as steering, asyncio.timeout(30):
                while (await steering.get("/faults")).json()[HTTP_SLOW]["active"]["struck"] == 0:
                    assert not waiting.done()
            ending = time.monotonic()
        assert time.monotonic() - ending < 2
