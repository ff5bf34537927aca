"""The lab's side of the seams, against a small control URL."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from tests.adapters.fault_server import FaultServer, Line, answer, fault_server
from wizard.adapters.clock import LabClock, SystemClock
from wizard.adapters.network import ControlLine, LabNetwork
from wizard.domain.errors import Unexpected, Unreachable
from wizard.domain.network import ProxyChoice
from wizard.domain.secret import Secret
from wizard.domain.url import parse

TOKEN = "lab-token-CANARY"


@contextlib.asynccontextmanager
async def control(reply: Callable[[str, dict[str, str]], object]) -> AsyncIterator[tuple[ControlLine, FaultServer]]:
    async def fault(line: Line) -> None:
        target = urlsplit(served.requests[-1].split()[1].decode())
        query = {key: values[0] for key, values in parse_qs(target.query).items()}
        await answer(200, reply(target.path, query))(line)

    async with fault_server(fault) as served:
        line = ControlLine(parse(served.url), Secret(TOKEN), timeout_s=30)
        yield line, served
        await line.close()


@pytest.fixture
def ca_file(tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(path))
    return path


async def test_a_name_leads_where_the_lab_says(ca_file: Path) -> None:
    async with fault_server(answer()) as host:

        def reply(path: str, query: dict[str, str]) -> object:
            assert query["from"] == "desktop"
            known = {"addresses": ["34.1.2.3"]}
            return known | ({"listen": f"127.0.0.1:{host.port}"} if path == "/net/route" else {})

        async with control(reply) as (line, served):
            network = LabNetwork(line, ca_file)
            assert await network.resolve("gitlab.example.com") == ("34.1.2.3",)
            stream = await network.connect("gitlab.example.com", 443, timeout_s=30)
            await stream.write(b"GET / HTTP/1.1\r\n\r\n")
            assert b"200" in await stream.read(4096)
            await stream.close()
            assert network.proxy_for("gitlab.example.com") == ProxyChoice("", "lab")
            assert served.connections == 1
            assert all(f"Authorization: Bearer {TOKEN}".encode() in request for request in served.requests)
            assert b"name=gitlab.example.com&port=443&from=desktop" in served.requests[-1]


async def test_a_name_that_the_lab_does_not_know_is_unknown(ca_file: Path) -> None:
    async with control(lambda _path, _query: {"addresses": []}) as (line, _):
        with pytest.raises(Unreachable) as failed:
            await LabNetwork(line, ca_file).connect("nope.example", 443, timeout_s=30)
        assert failed.value.code == "network-name-unknown"


async def test_only_the_labs_authority_is_trusted(ca_file: Path) -> None:
    async with control(lambda _path, _query: {}) as (line, _):
        assert LabNetwork(line, ca_file).tls_context("any.example").cert_store_stats()["x509_ca"] == 1


@pytest.mark.parametrize("reply", [{}, {"listen": "x"}, {"listen": 7}, {"addresses": "x"}, []])
async def test_an_answer_of_the_control_url_that_makes_no_sense_is_unexpected(reply: object, ca_file: Path) -> None:
    async with control(lambda _path, _query: reply) as (line, _):
        with pytest.raises(Unexpected) as failed:
            await LabNetwork(line, ca_file).connect("gitlab.example.com", 443, timeout_s=30)
        assert failed.value.code == "lab-answer-unusable"


async def test_the_line_is_kept_and_opened_again_when_it_broke() -> None:
    async def once(line: Line) -> None:
        await answer(200, {"now": 1.0, "rate": 1.0})(line)
        line.hang_up()

    async with fault_server(once) as served:
        line = ControlLine(parse(served.url), Secret(TOKEN), timeout_s=30)
        for _ in range(3):
            assert await line.get("/clock") == {"now": 1.0, "rate": 1.0}
            await asyncio.sleep(0.01)
        assert served.connections == 3
        await line.close()


async def test_a_lab_that_is_gone_is_unreachable_and_the_clock_goes_on(ca_file: Path) -> None:
    line = ControlLine(parse("http://127.0.0.1:9"), Secret(TOKEN), timeout_s=1)
    with pytest.raises(Unreachable) as failed:
        await LabNetwork(line, ca_file).resolve("gitlab.example.com")
    assert failed.value.code == "lab-not-answering"
    assert "host" not in failed.value.facts, "neither GitLab nor Jira is to blame"
    clock = LabClock(line)
    await clock.sleep(0.01)
    assert abs(clock.now() - time.time()) < 1


async def test_the_clock_goes_at_the_labs_pace_and_is_asked_seldom() -> None:
    async with control(lambda _path, _query: {"now": 5_000_000.0, "rate": 50.0}) as (line, served):
        clock = LabClock(line)
        began, first = time.monotonic(), clock.monotonic()
        await clock.sleep(5)
        assert 0.08 < time.monotonic() - began < 30
        assert clock.now() >= 5_000_005.0
        for _ in range(20):
            await clock.refresh()
        assert len(served.requests) == 1
        assert first <= clock.monotonic() <= clock.monotonic()


async def test_the_clock_of_a_fast_lab_is_asked_more_often() -> None:
    async with control(lambda _path, _query: {"now": 5_000_000.0, "rate": 1000.0}) as (line, served):
        clock = LabClock(line)
        await clock.sleep(100)
        await clock.refresh()
        assert len(served.requests) == 2


async def test_a_step_of_a_stopped_clock_wakes_who_sleeps() -> None:
    times = iter([100.0, 100.0])
    async with control(lambda _path, _query: {"now": next(times, 4000.0), "rate": 0.0}) as (line, _):
        clock = LabClock(line)
        began = time.monotonic()
        await clock.sleep(3600)
        assert 0.4 < time.monotonic() - began < 30
        assert clock.now() == 4000.0


async def test_the_system_clock_is_the_systems() -> None:
    clock = SystemClock()
    before = clock.monotonic()
    await clock.sleep(-5)
    await clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.009
    assert abs(clock.now() - time.time()) < 1


async def test_a_lab_that_stalls_is_not_a_host_that_stalls(ca_file: Path) -> None:
    async def stalls(line: Line) -> None:
        await line.silence()

    async with fault_server(stalls) as served:
        line = ControlLine(parse(served.url), Secret(TOKEN), timeout_s=0.1)
        with pytest.raises(Unreachable) as failed:
            await LabNetwork(line, ca_file).connect("gitlab.example.com", 443, timeout_s=0.05)
        assert (failed.value.code, failed.value.facts["reason"]) == ("lab-not-answering", "network-timeout")
        await line.close()
