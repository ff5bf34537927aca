"""What the traffic log says about requests, and what HTTP faults do to them."""

import asyncio
import subprocess
import sys
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.lab.net.tiny import GITLAB, JIRA
from wizard.lab.net.run import LabRun
from wizard.lab.net.traffic import veiled


async def rows(steering: httpx.AsyncClient, since: int = 0) -> list[dict]:
    return (await steering.get("/traffic", params={"since": since})).json()


async def test_a_request_is_one_row_with_its_vantage(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await desktop.get(f"{JIRA}/ask?{GITLAB}/users?page=2")
    inner, outer = await rows(steering)
    assert (inner["from"], inner["host"], inner["method"], inner["path"]) == ("jira", GITLAB, "GET", "/users?page=2")
    assert (outer["from"], outer["host"], outer["status"], outer["fault"]) == ("desktop", JIRA, 200, None)
    assert list(outer) == ["seq", "t", "from", "host", "method", "path", "status", "fault"]


async def test_since_gives_what_came_after(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    for path in ("a", "b", "c"):
        await desktop.get(f"{GITLAB}/{path}")
    assert [row["path"] for row in await rows(steering, since=1)] == ["/b", "/c"]


async def test_numbers_go_on_after_a_reset(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await desktop.get(GITLAB)
    await steering.post("/reset")
    await desktop.get(GITLAB)
    assert [row["seq"] for row in await rows(steering)] == [2]


@pytest.mark.parametrize(
    "query, shown",
    [
        ("page=2", "/p?page=2"),
        ("jwt=a.b.c&x=1", "/p?jwt=[hidden]&x=1"),
        ("code=1&state=2", "/p?code=[hidden]&state=2"),
        (
            "private_token=a&access%5Ftoken=b&client_secret=c",
            "/p?private_token=[hidden]&access%5Ftoken=[hidden]&client_secret=[hidden]",
        ),
        ("", "/p"),
        ("flag&token", "/p?flag&token"),
    ],
)
def test_values_of_secret_parameters_are_hidden(query, shown):
    assert veiled("/p", query) == shown


async def test_a_host_fault_is_named_in_the_row(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/gitlab-maintenance", json={"times": 1})
    assert [(await desktop.get(GITLAB)).status_code for _ in range(2)] == [503, 200]
    assert [row["fault"] for row in await rows(steering)] == ["gitlab-maintenance", None]


async def test_a_status_fault_answers_in_front_of_the_host(desktop, steering, tiny: LabRun):
    params = {"status": 502, "path_prefix": "/api", "method": "GET"}
    await steering.put("/faults/http-status", json={"params": params})
    assert (await desktop.get(f"{GITLAB}/api/v4")).status_code == 502
    assert (await desktop.get(f"{GITLAB}/other")).status_code == 200
    assert (await desktop.post(f"{GITLAB}/api/v4")).status_code == 200
    assert tiny.internet.sites[GITLAB].host.handled == 2


@pytest.mark.parametrize("after_work, handled", [(True, 1), (False, 0)])
async def test_a_lost_answer_is_lost_after_or_before_the_work(after_work, handled, desktop, steering, tiny: LabRun):
    await steering.put("/faults/http-answer-lost", json={"params": {"after_work": after_work}, "times": 1})
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await desktop.post(GITLAB, content=b"x")
    assert tiny.internet.sites[GITLAB].host.handled == handled
    assert [(row["status"], row["fault"]) for row in await rows(steering)] == [(0, "http-answer-lost")]
    assert (await desktop.get(GITLAB)).status_code == 200


async def test_a_slow_answer_comes_late(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await steering.put("/faults/http-slow", json={"params": {"delay_s": 0.2}})
    with pytest.raises(httpx.ReadTimeout):
        await desktop.get(GITLAB, timeout=0.1)


async def test_a_chance_strikes_the_same_requests_in_every_run(desktop: httpx.AsyncClient, steering):
    runs = []
    for _ in range(2):
        await steering.put("/faults/http-status", json={"times": {"p": 0.5, "seed": 7}})
        runs.append([(await desktop.get(GITLAB)).status_code for _ in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 503}


@pytest.mark.parametrize("when, handled", [("before", 1), ("after", 2)])
async def test_the_client_dies_at_the_counted_request(when, handled, desktop, steering, tiny: LabRun):
    victim = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=subprocess.PIPE)
    await steering.put("/faults/client-killed", json={"params": {"pid": victim.pid, "count": 2, "when": when}})
    assert (await desktop.get(GITLAB)).status_code == 200
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        await desktop.get(GITLAB)
    assert await victim.wait() == -9
    assert tiny.internet.sites[GITLAB].host.handled == handled


async def test_answers_carry_the_date_of_the_lab(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    now = (await steering.post("/clock", json={"advance_s": 86400 * 400})).json()["now"]
    shown = parsedate_to_datetime((await desktop.get(GITLAB)).headers["date"]).timestamp()
    assert abs(shown - now) < 60
