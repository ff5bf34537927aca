"""Who the site believes: API tokens, app tokens, sessions."""

from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, app_headers, basic

MYSELF = "/rest/api/3/myself"
EXISTS = "/rest/devinfo/0.10/existsByProperties"
CANONICAL = f"GET&{EXISTS}&fakeProperty=1"


async def myself(stage: Stage, headers: dict[str, str]) -> httpx.Response:
    return await stage.client.get(MYSELF, headers=headers)


async def test_an_email_and_its_token_sign_in(stage: Stage) -> None:
    answer = await stage.client.get(f"{MYSELF}?expand=groups,applicationRoles", headers=DANA)
    assert answer.json()["emailAddress"] == "dana@acme.example"
    assert [each["name"] for each in answer.json()["groups"]["items"]] == [
        "site-admins",
        "jira-administrators",
        "everyone",
    ]


async def test_groups_are_only_counted_unless_asked_for(stage: Stage) -> None:
    assert (await myself(stage, DANA)).json()["groups"] == {"size": 3, "items": []}


@pytest.mark.parametrize(
    "headers",
    [
        basic("dana@acme.example", "wrong"),
        basic("nobody@acme.example"),
        {"Authorization": "Basic %%%"},
    ],
    ids=["wrong token", "unknown person", "no base64"],
)
async def test_wrong_credentials_are_denied_with_the_reason_header(stage: Stage, headers: dict[str, str]) -> None:
    answer = await myself(stage, headers)
    assert answer.status_code == 401
    assert answer.headers["x-seraph-loginreason"] == "AUTHENTICATED_FAILED"


async def test_wrong_credentials_are_denied_where_nobody_needs_any(stage: Stage) -> None:
    answer = await stage.client.get("/rest/api/3/serverInfo", headers=basic("dana@acme.example", "wrong"))
    assert answer.status_code == 401


async def test_an_anonymous_call_is_refused_without_the_reason_header(stage: Stage) -> None:
    answer = await myself(stage, {})
    assert answer.status_code == 401
    assert "x-seraph-loginreason" not in answer.headers
    assert answer.json()["errorMessages"] == ["Client must be authenticated to access this resource."]


async def test_after_five_failures_even_the_right_token_is_not_looked_at(stage: Stage) -> None:
    for _ in range(5):
        await myself(stage, basic("dana@acme.example", "wrong"))
    answer = await myself(stage, DANA)
    assert answer.status_code == 401
    assert answer.headers["x-seraph-loginreason"] == "AUTHENTICATION_DENIED"


async def test_a_success_forgets_the_failures_before_it(stage: Stage) -> None:
    for _ in range(4):
        await myself(stage, basic("dana@acme.example", "wrong"))
    assert (await myself(stage, DANA)).status_code == 200
    await myself(stage, basic("dana@acme.example", "wrong"))
    assert (await myself(stage, DANA)).status_code == 200


async def test_a_bearer_token_is_nothing_this_site_knows(stage: Stage) -> None:
    assert (await myself(stage, {"Authorization": "Bearer x"})).status_code == 401


async def test_an_app_is_believed_by_header_and_by_parameter(installed: Stage) -> None:
    headers = app_headers(installed.secret, CANONICAL, installed.clock.now())
    by_header = await installed.client.get(f"{EXISTS}?fakeProperty=1", headers=headers)
    token = headers["Authorization"].removeprefix("JWT ")
    by_parameter = await installed.client.get(f"{EXISTS}?fakeProperty=1&jwt={token}")
    assert (by_header.status_code, by_parameter.status_code) == (200, 200)


@pytest.mark.parametrize(
    "wrong",
    [
        {"canonical": f"GET&{EXISTS}&fakeProperty=2"},
        {"canonical": f"POST&{EXISTS}&fakeProperty=1"},
        {"secret": "another secret that is long enough to be one"},
        {"issuer": "gitlab-jira-connect-gitlab.com"},
        {"issuer": ""},
        {"exp": 1},
        {"exp": "soon"},
        {"qsh": "context-qsh"},
        {"qsh": None},
    ],
    ids=lambda wrong: str(next(iter(wrong.items()))),
)
async def test_a_token_for_anything_else_gets_one_answer(installed: Stage, wrong: dict[str, Any]) -> None:
    right: dict[str, Any] = {"secret": installed.secret, "canonical": CANONICAL, "now": installed.clock.now()}
    answer = await installed.client.get(f"{EXISTS}?fakeProperty=1", headers=app_headers(**right | wrong))
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
async def test_what_is_no_token_gets_the_same_answer(installed: Stage, token: str) -> None:
    answer = await installed.client.get(f"{EXISTS}?fakeProperty=1", headers={"Authorization": f"JWT {token}"})
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})


async def test_a_token_ends_when_the_labs_clock_says_so(installed: Stage) -> None:
    headers = app_headers(installed.secret, CANONICAL, installed.clock.now())
    await installed.clock.sleep(64)
    answer = await installed.client.get(f"{EXISTS}?fakeProperty=1", headers=headers)
    assert answer.status_code == 401


async def test_people_may_not_call_what_is_for_apps(installed: Stage) -> None:
    answer = await installed.client.get(f"{EXISTS}?fakeProperty=1", headers=DANA)
    assert answer.status_code == 401


async def test_an_app_reads_a_user_with_groups(installed: Stage) -> None:
    account = installed.host.site.world.dana.account_id
    query = f"accountId={account}&expand=groups"
    answer = await installed.as_app("GET", "/rest/api/3/user", query)
    assert {"site-admins"} <= {each["name"] for each in answer.json()["groups"]["items"]}
    assert APP_KEY not in answer.text
