"""What Jira says of a limit decides: a short pause is kept and the read sent again, a long one is for people."""

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Refused

SERVER = answer(200, {"baseUrl": "https://a", "deploymentType": "Cloud"})
BURST = ("Retry-After: 2", "RateLimit-Reason: jira-burst-based", "X-RateLimit-Remaining: 0")


async def test_a_burst_is_waited_for_as_long_as_jira_says() -> None:
    async with fault_server(answer(429, {}, *BURST), SERVER) as server, kit(server.url) as one:
        assert (await one.jira.server()).deployment == "Cloud"
        assert one.clock.waits == [2.0]


@pytest.mark.parametrize(
    ("headers", "facts"),
    [
        (
            ("Retry-After: 300", "RateLimit-Reason: jira-quota-global-based"),
            {"retry_after": "300", "limit": "jira-quota-global-based"},
        ),
        (("Retry-After: 3600", "RateLimit-Reason: jira-burst-based"), {"retry_after": "3600"}),
        (("Retry-After: 3600", "RateLimit-Reason: <b>come back</b>"), {"retry_after": "3600"}),
        (("X-RateLimit-Reset: 2025-06-15T16:06Z",), {"retry_after": "3560"}),
    ],
)
async def test_a_quota_or_a_long_pause_is_reported_and_nothing_sent_again(
    headers: tuple[str, ...], facts: dict[str, str]
) -> None:
    async with fault_server(answer(429, {}, *headers), SERVER) as server, kit(server.url) as one:
        with pytest.raises(Refused) as refused:
            await one.jira.server()
        assert refused.value.code == "http-429-later"
        assert facts.items() <= refused.value.facts.items()
        assert "come back" not in str(refused.value.facts)
        assert (len(server.requests), one.clock.waits) == (1, [])
        assert (await one.jira.server()).deployment == "Cloud"
