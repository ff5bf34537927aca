"""The OAuth provider: sign-in, consent, PKCE, and every refusal of the token endpoint."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.lab.gitlab.small_net import COM, SELF, TOKEN, Lab
from wizard.lab.gitlab.oauth.grants import challenge_of

CALLBACK = f"{COM}/-/jira_connect/oauth_callbacks"
VERIFIER = "v" * 43


@pytest.fixture
async def app(gitlab: Lab) -> dict[str, Any]:
    body = {"name": "GitLab for Jira", "redirect_uri": CALLBACK, "scopes": "api", "confidential": False}
    return (await gitlab.api("POST", "/applications", json=body)).json()


def _inputs(html: str) -> dict[str, str]:
    form = html.partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


async def _sign_in(gitlab: Lab, password: str = TOKEN) -> httpx.Response:
    form = await gitlab.client.get("/users/sign_in")
    fields = _inputs(form.text) | {"user[login]": "dana", "user[password]": password}
    return await gitlab.client.post("/users/sign_in", data=fields)


async def _consent(gitlab: Lab, client_id: str, **more: str) -> httpx.Response:
    query = {"client_id": client_id, "response_type": "code", "scope": "api", "redirect_uri": CALLBACK, "state": "s1"}
    query |= {"code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256"} | more
    return await gitlab.client.get("/oauth/authorize", params=query)


async def _code(gitlab: Lab, client_id: str) -> str:
    await _sign_in(gitlab)
    asked = await _consent(gitlab, client_id)
    answer = await gitlab.client.post("/oauth/authorize", data=_inputs(asked.text))
    target = urlsplit(answer.headers["location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == CALLBACK
    query = parse_qs(target.query)
    assert query["state"] == ["s1"]
    return query["code"][0]


async def _exchange(gitlab: Lab, client_id: str, code: str, **more: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "client_id": client_id, "redirect_uri": CALLBACK, "code": code}
    return await gitlab.client.post("/oauth/token", data=form | {"code_verifier": VERIFIER} | more)


async def test_public_client_with_pkce_gets_a_token_that_works(gitlab: Lab, app: dict[str, Any]) -> None:
    code = await _code(gitlab, app["application_id"])
    answer = await _exchange(gitlab, app["application_id"], code)
    body = answer.json()
    assert (answer.status_code, body["token_type"], body["scope"], body["expires_in"]) == (200, "Bearer", "api", 7200)
    bearer = {"Authorization": f"Bearer {body['access_token']}"}
    user = await gitlab.client.get("/api/v4/user", headers=bearer)
    assert user.json()["username"] == "dana"


async def test_code_works_once(gitlab: Lab, app: dict[str, Any]) -> None:
    code = await _code(gitlab, app["application_id"])
    answers = [await _exchange(gitlab, app["application_id"], code) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 400]
    assert answers[1].json()["error"] == "invalid_grant"


async def test_code_dies_after_ten_minutes(gitlab: Lab, app: dict[str, Any]) -> None:
    code = await _code(gitlab, app["application_id"])
    gitlab.net.clock.time += 601
    assert (await _exchange(gitlab, app["application_id"], code)).json()["error"] == "invalid_grant"


async def test_access_token_dies_after_two_hours_and_can_be_refreshed(gitlab: Lab, app: dict[str, Any]) -> None:
    token = (await _exchange(gitlab, app["application_id"], await _code(gitlab, app["application_id"]))).json()
    gitlab.net.clock.time += 7201
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    assert (await gitlab.client.get("/api/v4/user", headers=bearer)).json()["error"] == "invalid_token"
    form = {"grant_type": "refresh_token", "client_id": app["application_id"], "refresh_token": token["refresh_token"]}
    fresh = (await gitlab.client.post("/oauth/token", data=form)).json()
    bearer = {"Authorization": f"Bearer {fresh['access_token']}"}
    assert (await gitlab.client.get("/api/v4/user", headers=bearer)).status_code == 200


@pytest.mark.parametrize(
    "wrong, error",
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": "short"}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_request"),
        ({"redirect_uri": f"{SELF}/-/jira_connect/oauth_callbacks"}, "invalid_grant"),
        ({"redirect_uri": ""}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
async def test_wrong_exchange_is_refused(gitlab: Lab, app: dict[str, Any], wrong: dict[str, str], error: str) -> None:
    code = await _code(gitlab, app["application_id"])
    answer = await _exchange(gitlab, app["application_id"], code, **wrong)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


async def test_bogus_code_tells_a_public_client_from_an_unknown_one(gitlab: Lab, app: dict[str, Any]) -> None:
    known = await _exchange(gitlab, app["application_id"], "bogus")
    unknown = await _exchange(gitlab, "0" * 64, "bogus")
    assert (known.status_code, known.json()["error"]) == (400, "invalid_grant")
    assert (unknown.status_code, unknown.json()["error"]) == (401, "invalid_client")


async def test_confidential_client_without_secret_is_refused_and_with_it_is_not(gitlab: Lab) -> None:
    body = {"name": "x", "redirect_uri": CALLBACK, "scopes": "api"}
    made = (await gitlab.api("POST", "/applications", data=body)).json()
    assert made["confidential"] is True
    code = await _code(gitlab, made["application_id"])
    refused = await _exchange(gitlab, made["application_id"], code)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    taken = await _exchange(gitlab, made["application_id"], code, client_secret=made["secret"])
    assert taken.status_code == 200


@pytest.mark.parametrize(
    "wrong, text",
    [
        ({"redirect_uri": f"{CALLBACK}/"}, "The redirect URI included is not valid."),
        ({"scope": "api sudo"}, "The requested scope is invalid, unknown, or malformed."),
        ({"client_id": ""}, "Missing required parameter: client_id."),
        ({"client_id": "unknown"}, "unknown client"),
    ],
)
async def test_consent_page_says_what_is_wrong_and_never_redirects(
    gitlab: Lab, app: dict[str, Any], wrong: dict[str, str], text: str
) -> None:
    await _sign_in(gitlab)
    answer = await _consent(gitlab, **{"client_id": app["application_id"], **wrong})
    assert text in answer.text
    assert "location" not in answer.headers


async def test_nobody_signed_in_is_sent_to_sign_in_and_back(gitlab: Lab, app: dict[str, Any]) -> None:
    asked = await _consent(gitlab, app["application_id"])
    assert (asked.status_code, asked.headers["location"]) == (302, f"{SELF}/users/sign_in")
    back = await _sign_in(gitlab)
    assert back.headers["location"].startswith(f"{SELF}/oauth/authorize?client_id={app['application_id']}")


async def test_wrong_password_and_missing_form_token_do_not_sign_in(gitlab: Lab) -> None:
    assert "Invalid login or password." in (await _sign_in(gitlab, "wrong")).text
    bare = await gitlab.client.post("/users/sign_in", data={"user[login]": "dana", "user[password]": TOKEN})
    assert bare.status_code == 422


async def test_refusal_of_the_user_goes_back_as_access_denied(gitlab: Lab, app: dict[str, Any]) -> None:
    await _sign_in(gitlab)
    asked = await _consent(gitlab, app["application_id"])
    answer = await gitlab.client.post("/oauth/authorize", data=_inputs(asked.text) | {"_method": "delete"})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["error"] == ["access_denied"]


async def test_any_page_may_preflight_the_token_endpoint(gitlab: Lab) -> None:
    headers = {"Origin": COM, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = await gitlab.client.options("/oauth/token", headers=headers)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert "content-type" in answer.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    "fault, status, error",
    [
        ("gitlab-oauth-app-confidential", 401, "invalid_client"),
        ("gitlab-oauth-app-wrong-redirect", 400, "invalid_grant"),
    ],
)
async def test_application_left_behind_is_in_place_and_goes_with_its_fault(
    gitlab: Lab, fault: str, status: int, error: str
) -> None:
    gitlab.switch_on(fault)
    (one,) = (await gitlab.api("GET", "/applications")).json()
    settings = (await gitlab.api("GET", "/application/settings")).json()
    assert settings["jira_connect_application_key"] == one["application_id"]
    wrong_redirect = f"{SELF}/-/jira_connect/oauth_callbacks"
    expected = {
        "gitlab-oauth-app-confidential": (CALLBACK, True),
        "gitlab-oauth-app-wrong-redirect": (wrong_redirect, False),
    }
    assert (one["callback_url"], one["confidential"]) == expected[fault]
    answer = await _exchange(gitlab, one["application_id"], "bogus")
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    gitlab.switch_off(fault)
    assert (await gitlab.api("GET", "/applications")).json() == []
    assert (await gitlab.api("GET", "/application/settings")).json()["jira_connect_application_key"] is None


async def test_a_token_says_what_it_may_do_until_it_is_revoked(gitlab: Lab, app: dict[str, Any]) -> None:
    client_id = app["application_id"]
    token = (await _exchange(gitlab, client_id, await _code(gitlab, client_id))).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    told = (await gitlab.client.get("/oauth/token/info", headers=headers)).json()
    assert (told["scope"], told["application"]) == (["api"], {"uid": client_id})
    await gitlab.client.post("/oauth/revoke", data={"client_id": client_id, "token": token})
    assert (await gitlab.client.get("/oauth/token/info", headers=headers)).status_code == 401


async def test_a_personal_token_ends_itself_and_is_refused_afterwards(gitlab: Lab) -> None:
    assert (await gitlab.api("DELETE", "/personal_access_tokens/self")).status_code == 204
    assert (await gitlab.api("GET", "/user")).status_code == 401
