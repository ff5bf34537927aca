"""How often a fault strikes, and at which hosts."""

import httpx
import pytest

from tests.lab.net.tiny import GITLAB, JIRA
from wizard.lab.net.run import LabRun

UNAVAILABLE = {"params": {"host": GITLAB}}


async def statuses(desktop: httpx.AsyncClient, count: int, url: str = GITLAB) -> list[int]:
    return [(await desktop.get(url)).status_code for _ in range(count)]


@pytest.mark.parametrize(
    "times, expected",
    [
        ("always", [503, 503, 503, 503, 503]),
        (2, [503, 503, 200, 200, 200]),
        ({"from": 3}, [200, 200, 503, 503, 503]),
        ({"from": 2, "times": 2}, [200, 503, 503, 200, 200]),
        ({"p": 0, "seed": 1}, [200, 200, 200, 200, 200]),
        ({"p": 1, "seed": 1}, [503, 503, 503, 503, 503]),
    ],
)
async def test_a_fault_strikes_as_often_as_it_says(times, expected, desktop, steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": times})
    assert await statuses(desktop, 5) == expected


async def test_chance_is_the_same_for_the_same_seed(desktop, steering: httpx.AsyncClient):
    seen = []
    for _ in range(2):
        await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"p": 0.5, "seed": 7}})
        seen.append(await statuses(desktop, 20))
    assert seen[0] == seen[1]
    assert set(seen[0]) == {200, 503}


@pytest.mark.parametrize(
    "times",
    [
        *({"from": 0}, {"from": "2"}, {"from": True}, {"times": 2}, {"from": 1, "times": 0}, {"from": 1, "p": 1}, {}),
        *({"after_s": 0}, {"after_s": -1}, {"after_s": "1"}, {"after_s": True}, {"after_s": 1e12}),
        *({"after_s": 1, "from": 2}, {"after_s": 1, "times": 0}, {"after_s": 1, "p": 1, "seed": 1}),
    ],
)
async def test_a_point_that_is_none_is_refused(times, steering: httpx.AsyncClient):
    answer = await steering.put("/faults/http-status", json={"times": times})
    assert (answer.status_code, answer.json()["key"]) == (400, "times")


async def test_a_fault_begins_when_its_time_has_come(desktop, steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"after_s": 600}})
    assert await statuses(desktop, 3) == [200, 200, 200]
    await steering.post("/clock", json={"advance_s": 500})
    assert await statuses(desktop, 1) == [200]
    await steering.post("/clock", json={"advance_s": 100})
    assert await statuses(desktop, 3) == [503, 503, 503]
    await steering.delete("/faults/http-status")
    assert await statuses(desktop, 1) == [200]


async def test_a_fault_begins_when_its_time_has_come_and_strikes_as_often_as_it_says(
    desktop, steering: httpx.AsyncClient
):
    await steering.put("/faults/http-status", json={**UNAVAILABLE, "times": {"after_s": 600, "times": 2}})
    assert await statuses(desktop, 3) == [200, 200, 200]
    await steering.post("/clock", json={"advance_s": 600})
    assert await statuses(desktop, 4) == [503, 503, 200, 200]


async def test_a_connection_that_is_open_ends_when_the_time_of_its_fault_has_come(desktop, steering, tiny: LabRun):
    assert await statuses(desktop, 1) == [200]
    await steering.put("/faults/network-refused", json={**UNAVAILABLE, "times": {"after_s": 600}})
    assert await statuses(desktop, 1) == [200]
    await steering.post("/clock", json={"advance_s": 600})
    with pytest.raises(httpx.HTTPError):
        await desktop.get(GITLAB)


async def test_a_host_is_told_when_the_time_of_its_fault_has_come(steering: httpx.AsyncClient, tiny: LabRun):
    told = tiny.internet.sites[GITLAB].host.told
    await steering.put("/faults/gitlab-too-old", json={"times": {"after_s": 600}})
    assert told == []
    await steering.post("/clock", json={"advance_s": 600})
    assert [fault for fault, params in told if params is not None] == ["gitlab-too-old"]


async def test_what_is_lifted_before_its_time_never_begins(desktop, steering: httpx.AsyncClient, tiny: LabRun):
    told = tiny.internet.sites[GITLAB].host.told
    for fault in ("http-status", "gitlab-too-old"):
        await steering.put(f"/faults/{fault}", json={**UNAVAILABLE, "times": {"after_s": 600}})
        await steering.delete(f"/faults/{fault}")
    await steering.post("/clock", json={"advance_s": 600})
    assert await statuses(desktop, 1) == [200]
    assert told == []


async def test_a_reset_forgets_what_was_to_begin_later(steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put("/faults/gitlab-too-old", json={"times": {"after_s": 600}})
    await steering.post("/reset", json={})
    await steering.post("/clock", json={"advance_s": 600})
    assert tiny.internet.sites[GITLAB].host.told == []


async def test_a_request_that_does_not_match_is_not_counted(desktop, steering: httpx.AsyncClient):
    wish = {"params": {"host": GITLAB, "path_prefix": "/api"}, "times": {"from": 2}}
    await steering.put("/faults/http-status", json=wish)
    assert await statuses(desktop, 3) == [200, 200, 200]
    assert await statuses(desktop, 2, f"{GITLAB}/api") == [200, 503]


async def test_a_fault_is_on_at_two_hosts_at_once_with_parameters_of_their_own(desktop, steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={"params": {"host": GITLAB, "status": 502}})
    await steering.put("/faults/http-status", json={"params": {"host": JIRA, "status": 500}, "times": 1})
    assert [await statuses(desktop, 2, GITLAB), await statuses(desktop, 2, JIRA)] == [[502, 502], [500, 200]]
    shown = next(one for one in (await steering.get("/faults")).json() if one["id"] == "http-status")
    assert {one["params"]["host"]: one["struck"] for one in shown["active_at"]} == {GITLAB: 2, JIRA: 1}


async def test_a_fault_is_lifted_at_one_host_or_everywhere(desktop, steering: httpx.AsyncClient):
    for host in (GITLAB, JIRA):
        await steering.put("/faults/http-status", json={"params": {"host": host}})
    await steering.delete("/faults/http-status", params={"host": GITLAB})
    assert [await statuses(desktop, 1, GITLAB), await statuses(desktop, 1, JIRA)] == [[200], [503]]
    await steering.delete("/faults/http-status")
    assert await statuses(desktop, 1, JIRA) == [200]


async def test_a_fault_is_not_lifted_at_a_host_that_is_not_there(steering: httpx.AsyncClient):
    answer = await steering.delete("/faults/http-status", params={"host": "https://nobody.example"})
    assert (answer.status_code, answer.json()["key"]) == (400, "host")


async def test_two_faults_of_one_request_compose_in_a_fixed_order(desktop, steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put("/faults/http-slow", json={"params": {"host": GITLAB, "delay_s": 0.01}, "times": 1})
    await steering.put("/faults/http-status", json=UNAVAILABLE)
    assert await statuses(desktop, 2) == [503, 503]
    assert [row["fault"] for row in tiny.traffic.since(0)] == ["http-status", "http-status"]
    active = {one["id"]: one["active"] for one in (await steering.get("/faults")).json()}
    assert active["http-slow"]["struck"] == 1


async def test_a_host_is_told_anew_when_what_names_it_is_lifted(steering: httpx.AsyncClient, tiny: LabRun):
    told = tiny.internet.sites[GITLAB].host.told
    await steering.put("/faults/gitlab-too-old", json={})
    await steering.put("/faults/gitlab-too-old", json={"params": {"host": GITLAB}})
    await steering.delete("/faults/gitlab-too-old", params={"host": GITLAB})
    await steering.delete("/faults/gitlab-too-old")
    assert [None if params is None else params["host"] for _fault, params in told] == ["", None, GITLAB, None, "", None]
