"""Password, cookie and token by release; three wrong passwords, and the way back in."""

import re

import httpx
import pytest

from tests.lab.jira_server.conftest import URL, Begin, Stage
from wizard.lab.jira_server.access_tokens import DAY_S
from wizard.lab.jira_server.eras import RELEASES

WITH_TOKENS = ("8.14", "8.20", "9.12", "10.3")
SESSION = "/rest/auth/1/session"


async def bearer(stage: Stage, secret: str) -> httpx.Response:
    return await stage.client.get("/rest/api/2/myself", headers={"Authorization": f"Bearer {secret}"})


@pytest.mark.parametrize("version", RELEASES)
async def test_a_password_opens_every_release(begin: Begin, version: str):
    stage = await begin(version)
    me = await stage.get("/myself")
    assert (me["name"], "accountId" in me) == ("dana", False)
    assert me["key"] == ("JIRAUSER10100" if version in ("8.5", *WITH_TOKENS) else "dana")
    anonymous = await stage.client.get("/rest/api/2/myself")
    assert (anonymous.status_code, anonymous.json()["status-code"]) == (401, 401)
    assert (await stage.client.get("/rest/api/3/myself", auth=stage.dana)).status_code == 404


@pytest.mark.parametrize("version", WITH_TOKENS)
async def test_a_token_opens_releases_from_8_14_on_until_it_ends_or_is_revoked(begin: Begin, version: str):
    stage = await begin(version)
    made = [
        await stage.client.post(
            "/rest/pat/latest/tokens", auth=stage.dana, json={"name": "x", "expirationDuration": 30}
        )
        for _ in range(2)
    ]
    first, second = (answer.json()["rawToken"] for answer in made)
    assert (await bearer(stage, first)).json()["name"] == "dana"
    assert (await stage.client.delete("/rest/pat/latest/tokens/1", auth=stage.dana)).status_code == 204
    assert [(await bearer(stage, each)).status_code for each in (first, second)] == [401, 200]
    stage.clock.time += 31 * DAY_S
    assert (await bearer(stage, second)).status_code == 401


@pytest.mark.parametrize("version", sorted(RELEASES.keys() - set(WITH_TOKENS)))
async def test_before_8_14_a_token_is_nothing_and_the_call_an_anonymous_one(begin: Begin, version: str):
    stage = await begin(version)
    assert (await stage.client.post("/rest/pat/latest/tokens", auth=stage.dana, json={"name": "x"})).status_code == 404
    headers = {"Authorization": "Bearer whatever"}
    assert (await stage.client.get("/rest/api/2/serverInfo", headers=headers)).status_code == 200
    assert (await bearer(stage, "whatever")).status_code == 401


@pytest.mark.parametrize("days, status", [(0, 400), (1, 201), (365, 201), (366, 400)])
async def test_a_token_lives_for_a_year_at_most(stage: Stage, days: int, status: int):
    sent = {"name": "x", "expirationDuration": days}
    answer = await stage.client.post("/rest/pat/latest/tokens", auth=stage.dana, json=sent)
    assert answer.status_code == status


async def test_a_cookie_opens_until_it_is_given_back(stage: Stage):
    name, password = stage.dana
    opened = await stage.client.post(SESSION, json={"username": name, "password": password})
    assert opened.json()["session"]["name"] == "JSESSIONID"
    shown = (await stage.client.get(SESSION)).json()
    assert (shown["name"], shown["loginInfo"]["loginCount"]) == ("dana", 1)
    assert (await stage.client.get("/rest/api/2/myself")).status_code == 200
    assert (await stage.client.delete(SESSION)).status_code == 204
    assert (await stage.client.get("/rest/api/2/myself")).status_code == 401


async def test_a_cookie_below_a_context_path_belongs_to_it(begin: Begin):
    stage = await begin("8.20", "/jira")
    name, password = stage.dana
    opened = await stage.client.post(f"/jira{SESSION}", json={"username": name, "password": password})
    assert "Path=/jira;" in opened.headers["set-cookie"]
    assert (await stage.client.get("/jira/rest/api/2/myself")).status_code == 200
    assert (await stage.client.get("/rest/api/2/myself")).status_code == 404


async def test_after_three_wrong_passwords_a_captcha_is_wanted_whatever_the_password_is(stage: Stage):
    wrong = [await stage.call("GET", "/myself", ("dana", "wrong")) for _ in range(3)]
    assert {(each.status_code, each.headers["x-seraph-loginreason"]) for each in wrong} == {
        (401, "AUTHENTICATED_FAILED")
    }
    denied = await stage.call("GET", "/myself")
    assert (denied.status_code, denied.headers["x-seraph-loginreason"]) == (403, "AUTHENTICATION_DENIED")
    reason = f"CAPTCHA_CHALLENGE; login-url={URL}/login.jsp"
    assert denied.headers["x-authentication-denied-reason"] == reason
    assert denied.headers["content-type"].startswith("text/html")
    by_cookie = await stage.client.post(SESSION, json=dict(zip(("username", "password"), stage.dana, strict=True)))
    assert (by_cookie.status_code, by_cookie.json()["errorMessages"]) == (403, ["Login denied"])
    assert (await stage.call("GET", "/myself", stage.eve)).status_code == 200
    # The page for people lets in again, with the word of the picture alone.
    form = dict(zip(("os_username", "os_password"), stage.dana, strict=True))
    asked = await stage.client.post("/login.jsp", data=form)
    word = re.search(r'id="captcha">(\w+)<', asked.text)
    assert word is not None
    assert (await stage.client.post("/login.jsp", data=form | {"os_captcha": word[1]})).status_code == 302
    assert (await stage.call("GET", "/myself")).status_code == 200


async def test_a_captcha_can_be_answered_once(stage: Stage):
    for _ in range(3):
        await stage.call("GET", "/myself", ("dana", "wrong"))
    form = dict(zip(("os_username", "os_password"), stage.dana, strict=True))
    asked = await stage.client.post("/login.jsp", data=form)
    word = re.search(r'id="captcha">(\w+)<', asked.text)
    assert word is not None
    again = [await stage.client.post("/login.jsp", data=form | {"os_captcha": said}) for said in ("no", word[1])]
    assert [each.status_code for each in again] == [200, 200]
