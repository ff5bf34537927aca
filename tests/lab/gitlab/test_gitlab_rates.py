"""Who is counted, what the headers say, and who is refused: all by the instance's own settings."""

from collections.abc import Mapping

from tests.lab.gitlab.small_net import Lab

SETTINGS = "/application/settings"


def _limits(headers: Mapping[str, str]) -> set[str]:
    return {name for name in headers if name.startswith("ratelimit-")}


async def test_a_self_managed_gitlab_counts_nobody_until_it_is_told_to(gitlab: Lab) -> None:
    answer = await gitlab.api("GET", "/version")
    assert not _limits(answer.headers)


async def test_gitlab_com_tells_its_limits_to_users_and_to_strangers(com: Lab) -> None:
    known = (await com.api("GET", "/version")).headers
    assert (known["ratelimit-limit"], known["ratelimit-name"]) == ("2000", "throttle_authenticated_api")
    assert com.net.clock.now() < int(known["ratelimit-reset"]) <= com.net.clock.now() + 60
    stranger = (await com.client.get("/api/v4/version")).headers
    assert (stranger["ratelimit-limit"], stranger["ratelimit-name"]) == ("500", "throttle_unauthenticated_api")


async def test_who_is_over_the_limit_is_told_when_to_come_back_and_may_then(gitlab: Lab) -> None:
    limit = {
        "throttle_authenticated_api_enabled": True,
        "throttle_authenticated_api_requests_per_period": 3,
        "throttle_authenticated_api_period_in_seconds": 120,
        "rate_limiting_response_text": "Come back later",
    }
    assert (await gitlab.api("PUT", SETTINGS, json=limit)).status_code == 200
    left = [(await gitlab.api("GET", "/version")).headers["ratelimit-remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    refused = await gitlab.api("GET", "/version")
    assert (refused.status_code, refused.text) == (429, "Come back later\n")
    assert refused.headers["content-type"].startswith("text/plain")
    assert refused.headers["ratelimit-observed"] == "4"
    await gitlab.net.clock.step(int(refused.headers["retry-after"]))
    assert (await gitlab.api("GET", "/version")).status_code == 200


async def test_all_tokens_of_one_user_are_counted_together(gitlab: Lab) -> None:
    gitlab.host.instance.settings.values["throttle_authenticated_api_enabled"] = True
    gitlab.host.instance.add_token("lab-glpat-second", "dana", name="second", scopes=("api",))
    await gitlab.api("GET", "/version")
    second = await gitlab.client.get("/api/v4/version", headers={"PRIVATE-TOKEN": "lab-glpat-second"})
    assert second.headers["ratelimit-observed"] == "2"
