"""The three limits of a site go by the lab's clock, and say how long and why."""

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA
from wizard.lab.jira.edge.limits import BURST, ISSUE_WRITES, QUOTA, Budget, Limits

MYSELF = "/rest/api/3/myself"
ISSUE = "/rest/api/3/issue/PLAT-1"


def calls(limits: Limits, number: int, method: str = "GET", path: str = MYSELF, *, at: float = 0.0, **how: object):
    """Return how the limit stood that decided each call."""
    app, budget = str(how.get("app", "")), how.get("budget")
    assert budget is None or isinstance(budget, Budget)
    scope = {"method": method, "path": path}
    return [limits.counts(scope, app, at, budget)[-1] for _ in range(number)]


@pytest.mark.parametrize(("method", "most"), [("GET", 100), ("POST", 100), ("PUT", 50), ("DELETE", 50)])
def test_an_endpoint_takes_so_many_calls_of_a_method_in_a_second(method: str, most: int) -> None:
    limits = Limits()
    path = "/rest/devinfo/0.10/repository/7"
    assert [one.remaining for one in calls(limits, most, method, path)][-1] == 0
    (over,) = calls(limits, 1, method, path)
    assert (over.remaining, over.reason) == (-1, BURST)
    assert calls(limits, 1, method, path, at=1.0)[0].remaining == most - 1


def test_endpoints_and_methods_are_counted_apart_and_the_names_in_them_are_not() -> None:
    limits = Limits()
    calls(limits, 100, path="/rest/api/3/issue/PLAT-1")
    assert calls(limits, 1, path="/rest/api/3/issue/PLAT-2")[0].remaining == -1
    assert calls(limits, 1, path="/rest/api/3/myself")[0].remaining == 99
    assert calls(limits, 1, "PUT", "/rest/devinfo/0.10/repository/9")[0].remaining == 49


def test_one_issue_takes_twenty_writes_in_two_seconds_and_a_hundred_in_thirty() -> None:
    limits = Limits()
    comment = f"{ISSUE}/comment"
    assert [one.remaining < 0 for one in calls(limits, 21, "POST", comment)] == [False] * 20 + [True]
    assert calls(limits, 1, "PUT", "/rest/api/3/issue/PLAT-2")[0].remaining >= 0
    for second in range(2, 10, 2):
        calls(limits, 20, "POST", comment, at=second)
    (over,) = calls(limits, 1, "POST", comment, at=20.0)
    assert (over.reason, over.remaining, over.reset_s) == (ISSUE_WRITES, -1, 10.0)
    assert calls(limits, 1, "POST", comment, at=30.1)[0].remaining >= 0


def test_an_app_has_points_for_an_hour_and_people_none_to_lose() -> None:
    budget = Budget(QUOTA, 5, 3600)
    limits = Limits()
    user = "/rest/api/3/user"
    assert [one.remaining for one in calls(limits, 2, path=user, app="app", budget=budget)] == [3, 1]
    (over,) = calls(limits, 1, path=user, app="app", budget=budget, at=600)
    assert (over.reason, over.remaining, over.reset_s) == (QUOTA, -1, 3000)
    assert calls(limits, 1, path="/rest/api/3/project", app="app", budget=budget)[0].remaining == 0
    assert calls(limits, 1, path=user, budget=budget)[0].reason == BURST
    assert calls(limits, 1, "POST", "/rest/devinfo/0.10/bulk", app="app", budget=budget)[0].reason == BURST
    assert calls(limits, 1, path=user, app="app", budget=budget, at=3600)[0].remaining == 3


async def test_a_refusal_says_when_to_come_back_and_that_is_true(stage: Stage) -> None:
    stage.set_fault("jira-rate-limited", limit=BURST, budget=2, period_s=30.0, path_prefix="/rest/")
    seen = [await stage.client.get(MYSELF, headers=DANA) for _ in range(3)]
    assert [one.status_code for one in seen] == [200, 200, 429]
    assert seen[2].headers["ratelimit-reason"] == BURST
    assert seen[2].headers["x-ratelimit-limit"] == "2"
    assert seen[2].headers["x-ratelimit-remaining"] == "0"
    assert seen[2].headers["x-ratelimit-reset"].endswith("Z")
    wait = int(seen[2].headers["retry-after"])
    assert wait == 15
    stage.clock.time += wait - 1
    assert (await stage.client.get(MYSELF, headers=DANA)).status_code == 429
    stage.clock.time += 1
    assert (await stage.client.get(MYSELF, headers=DANA)).status_code == 200


async def test_below_a_fifth_an_answer_warns_and_above_it_does_not(stage: Stage) -> None:
    stage.set_fault("jira-rate-limited", limit=BURST, budget=10, period_s=3600.0, path_prefix="/rest/")
    warned = ["x-ratelimit-nearlimit" in (await stage.client.get(MYSELF, headers=DANA)).headers for _ in range(10)]
    assert warned == [False] * 8 + [True, True]


async def test_a_page_for_people_is_not_limited(stage: Stage) -> None:
    stage.set_fault("jira-rate-limited", limit=BURST, budget=0, period_s=1.0, path_prefix="/rest/")
    assert (await stage.client.get("/login")).status_code == 200
    refused = await stage.client.get(MYSELF, headers=DANA)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
    stage.lift_fault("jira-rate-limited")
    assert (await stage.client.get(MYSELF, headers=DANA)).status_code == 200


async def test_an_app_without_points_is_told_so_and_its_user_is_not(installed: Stage) -> None:
    installed.set_fault("jira-rate-limited", limit=QUOTA, budget=3, period_s=3600.0, path_prefix="/rest/")
    query = f"accountId={installed.host.site.world.dana.account_id}"
    assert (await installed.as_app("GET", "/rest/api/3/user", query)).status_code == 200
    refused = await installed.as_app("GET", "/rest/api/3/user", query)
    assert (refused.status_code, refused.headers["ratelimit-reason"]) == (429, QUOTA)
    assert (await installed.client.get(f"/rest/api/3/user?{query}", headers=DANA)).status_code == 200
