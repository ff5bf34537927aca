"""How a host is reached from here: told to people, so without what a proxy is signed in with."""

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.network import ProxyChoice
from wizard.journey.this_computer import ThisComputer

GITLAB = "https://gitlab.example.com"


@pytest.mark.parametrize(
    "proxy", ["http://dana:CANARY0@proxy.example.com:3128", "http://da@na:CANARY0@proxy.example.com:3128"]
)
async def test_the_password_of_a_proxy_is_not_shown(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    world = FakeWorld()
    monkeypatch.setattr(world, "proxy_for", lambda _host: ProxyChoice(proxy, "system"))
    seen = await ThisComputer(world, MemoryStore()).reach(GITLAB)
    assert (seen.proxy, seen.source) == ("proxy.example.com:3128", "system")


async def test_a_proxy_without_a_password_is_shown_as_it_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    world = FakeWorld()
    monkeypatch.setattr(world, "proxy_for", lambda _host: ProxyChoice("http://proxy.example.com:3128", "manual"))
    assert (await ThisComputer(world, MemoryStore()).reach(GITLAB)).proxy == "http://proxy.example.com:3128"
