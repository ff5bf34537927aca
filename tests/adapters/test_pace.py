"""What hosts say of limits, for whoever keeps a budget."""

import pytest

from tests.adapters.door_kit import SHORT, kit
from tests.adapters.fault_server import USER, answer, fault_server
from wizard.domain.errors import Refused
from wizard.domain.pace import HostPace

NOW = 1_750_000_000.0


async def test_of_a_host_that_says_nothing_nothing_is_known() -> None:
    async with fault_server(answer(200, USER)) as server, kit(server.url) as one:
        await one.gitlab.user()
        assert one.door.pace.of(one.url.host) == HostPace()
        assert one.door.pace.of("elsewhere.example") == HostPace()


async def test_gitlab_says_how_many_are_left_and_until_when() -> None:
    told = ("RateLimit-Remaining: 17", f"RateLimit-Reset: {int(NOW) + 30}")
    async with fault_server(answer(200, USER, *told)) as server, kit(server.url) as one:
        await one.gitlab.user()
        assert one.door.pace.of(one.url.host) == HostPace(17, NOW + 30)


async def test_jira_says_when_a_limit_comes_near_and_when_it_does_no_more() -> None:
    near = ("X-RateLimit-Remaining: 3", "X-RateLimit-NearLimit: true", "X-RateLimit-Reset: 2025-06-15T15:07Z")
    site = {"cloudId": "1-2-3"}
    async with fault_server(answer(200, site, *near), answer(200, site)) as server, kit(server.url) as one:
        await one.jira.cloud_id()
        assert one.door.pace.of(one.url.host) == HostPace(3, NOW + 20, near_limit=True)
        await one.jira.cloud_id()
        assert one.door.pace.of(one.url.host) == HostPace()


async def test_a_host_that_wants_a_pause_has_one_and_it_outlasts_later_answers() -> None:
    limited = answer(429, b"Retry later", "Retry-After: 40", "RateLimit-Reason: jira-burst-based", kind="text/plain")
    async with fault_server(limited, answer(200, USER)) as server, kit(server.url) as one:
        await one.gitlab.user()
        assert one.door.pace.of(one.url.host) == HostPace(paused_until=NOW + 40, reason="jira-burst-based")


async def test_a_refusal_that_names_no_pause_means_a_minute() -> None:
    async with fault_server(answer(429, b"", kind="text/plain")) as server, kit(server.url, SHORT) as one:
        with pytest.raises(Refused):
            await one.gitlab.user()
        assert one.door.pace.of(one.url.host).paused_until == NOW + 60


@pytest.mark.parametrize("told", ["-1", "many", "9" * 40, "1e3"])
async def test_numbers_that_are_none_say_nothing(told: str) -> None:
    async with fault_server(answer(200, USER, f"RateLimit-Remaining: {told}")) as server, kit(server.url) as one:
        await one.gitlab.user()
        assert one.door.pace.of(one.url.host) == HostPace()
