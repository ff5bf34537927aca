"""The hostile internet: one call in twenty, the same ones for the same seed, and nothing at the control URL."""

import asyncio
from collections import Counter

import httpx
import pytest

from tests.lab.net.tiny import GITLAB, JIRA, TINY
from tests.lab.reach import control, through_proxy
from wizard.lab.net import hostility
from wizard.lab.net.hostility import MISHAPS, Hostility
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.net.traffic import Row

CALLS = 60
SEED = 4


def row(number: int, host: str = GITLAB) -> Row:
    return Row(0, 0.0, "desktop", host, "GET", f"/{number}?page={number}")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostility, "_DELAY_S", 0.0)


async def one_after_the_other(hosts: tuple[str, ...], paths: int) -> list[tuple[str, str, int, str | None]]:
    """Send the same calls to a fresh lab and return what its traffic says."""
    async with LabRun(ServeOptions(scenario=TINY, hostile=SEED)) as lab, through_proxy(lab.ready) as client:
        for number in range(paths):
            for host in hosts:
                await asyncio.gather(client.get(f"{host}/{number % 7}"), return_exceptions=True)
        return [(one["host"], one["path"], one["status"], one["fault"]) for one in lab.traffic.since(0)]


def test_one_call_in_twenty_meets_a_mishap_and_all_kinds_come():
    hostile = Hostility(1)
    met = Counter(hostile.mishap(row(number)) for number in range(20_000))
    assert 0.045 < 1 - met.pop(None) / 20_000 < 0.055
    assert set(met) == set(MISHAPS)
    assert max(met.values()) < 2 * min(met.values())


def test_another_seed_is_another_internet():
    met = [[Hostility(seed).mishap(row(number)) for number in range(200)] for seed in (1, 2)]
    assert met[0] != met[1]


def test_what_others_send_meanwhile_does_not_change_what_happens_to_a_call():
    alone, among_others = Hostility(1), Hostility(1)
    quiet = [alone.mishap(row(1)) for _ in range(200)]
    busy = []
    for number in range(200):
        among_others.mishap(row(number, JIRA))
        busy.append(among_others.mishap(row(1)))
    assert quiet == busy
    assert any(quiet)


async def test_the_same_seed_gives_the_same_traffic_and_says_what_happened():
    first, again = [await one_after_the_other((GITLAB, JIRA), CALLS) for _ in range(2)]
    assert first == again
    assert {fault for *_others, fault in first if fault} <= {f"hostile:{name}" for name in MISHAPS}
    assert any(fault for *_others, fault in first)


async def test_the_control_url_stays_kind_and_the_seed_stands_in_the_ready_file():
    async with LabRun(ServeOptions(scenario=TINY, hostile=SEED)) as lab, control(lab.ready) as steering:
        assert lab.ready["hostile"] == SEED
        assert {(await steering.get("/clock")).status_code for _ in range(100)} == {200}


async def test_a_kind_internet_has_no_seed(tiny: LabRun):
    assert "hostile" not in tiny.ready


async def test_reset_begins_the_same_misfortunes_anew():
    async with LabRun(ServeOptions(scenario=TINY, hostile=SEED)) as lab, through_proxy(lab.ready) as client:
        seen = []
        for _ in range(2):
            for _call in range(CALLS):
                await asyncio.gather(client.get(GITLAB), return_exceptions=True)
            seen.append([one["fault"] for one in lab.traffic.since(0)])
            await lab.reset()
    assert seen[0] == seen[1]
    assert any(seen[0])


@pytest.mark.parametrize("mishap", MISHAPS)
async def test_each_mishap_is_what_its_name_says(mishap: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Hostility, "mishap", lambda _self, one: mishap if one.path == "/unlucky" else None)
    async with LabRun(ServeOptions(scenario=TINY, hostile=SEED)) as lab, through_proxy(lab.ready) as client:
        assert await ending(client, f"{GITLAB}/unlucky") == ENDINGS[mishap]
        assert await ending(client, f"{GITLAB}/lucky") == "200"
        handled = lab.truth()[GITLAB]["handled"]
    assert handled == (2 if mishap in ("cut", "lost-after", "slow") else 1)


ENDINGS = {
    "429": "429",
    "502": "502",
    "503": "503",
    "cut": "half an answer",
    "lost-after": "no answer",
    "lost-before": "no answer",
    "slow": "200",
}


async def ending(client: httpx.AsyncClient, url: str) -> str:
    try:
        async with client.stream("GET", url) as answer:
            await answer.aread()
            return str(answer.status_code)
    except (httpx.ReadError, httpx.RemoteProtocolError) as error:
        return "half an answer" if "complete message body" in str(error) else "no answer"
