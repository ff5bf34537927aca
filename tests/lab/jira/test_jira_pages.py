"""The pages where people click: signing in, getting the app, and the app's own page."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, BASE_URL, DESCRIPTOR_URL, SITE, TOKEN, descriptor
from wizard.lab.jira.connect.query_hash import query_hash

LISTING = "/jira/marketplace/discover/app/gitlab-jira-connect-gitlab.com"
APP_PAGE = f"/plugins/servlet/ac/{APP_KEY}/gitlab-configuration"
LATER: Any = {"verify_exp": False, "verify_iat": False}


def fields(page: httpx.Response, form: str) -> dict[str, str]:
    """The hidden fields of one form."""
    found = re.search(rf'<form id="{form}".*?</form>', page.text, re.DOTALL)
    assert found is not None, page.text
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[0])
    return {name: html.unescape(value) for name, value in pairs}


async def sign_in(
    stage: Stage, destination: str = "/", token: str = TOKEN, email: str = "dana@acme.example"
) -> httpx.Response:
    form = await stage.client.get(f"/login?os_destination={destination}")
    return await stage.client.post("/login", data=fields(form, "login") | {"username": email, "password": token})


async def test_a_page_sends_strangers_to_the_form_and_back(installed: Stage) -> None:
    refused = await installed.client.get(APP_PAGE)
    assert refused.status_code == 302
    form = await installed.client.get(refused.headers["location"])
    answer = await installed.client.post(
        "/login", data=fields(form, "login") | {"username": "dana@acme.example", "password": TOKEN}
    )
    assert (answer.status_code, answer.headers["location"]) == (302, APP_PAGE)


async def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(stage: Stage) -> None:
    cookie = (await sign_in(stage)).headers["set-cookie"]
    assert cookie.startswith("tenant.session.token=")
    assert {"httponly", "secure", "samesite=lax"} <= {part.strip().lower() for part in cookie.split(";")}


@pytest.mark.parametrize("destination", ["https://evil.example", "//evil.example", "/\\evil.example"])
async def test_the_form_never_leads_to_another_site(stage: Stage, destination: str) -> None:
    assert (await sign_in(stage, destination)).headers["location"] == "/jira/your-work"


async def test_a_wrong_password_shows_the_form_again(stage: Stage) -> None:
    answer = await sign_in(stage, token="wrong")
    assert answer.status_code == 401
    assert "Incorrect email address and / or password." in answer.text


async def test_a_form_from_elsewhere_signs_nobody_in(stage: Stage) -> None:
    await stage.client.get("/login")
    forged = {"username": "dana@acme.example", "password": TOKEN, "atl_token": "forged"}
    assert (await stage.client.post("/login", data=forged)).status_code == 403


async def test_signing_in_by_the_form_lifts_the_denial_of_api_tokens(stage: Stage) -> None:
    wrong = httpx.BasicAuth("dana@acme.example", "wrong")
    for _ in range(5):
        await stage.client.get("/rest/api/3/myself", auth=wrong)
    await sign_in(stage)
    right = httpx.BasicAuth("dana@acme.example", TOKEN)
    assert (await stage.client.get("/rest/api/3/myself", auth=right)).status_code == 200


async def test_a_session_is_good_for_rest_until_one_signs_out(stage: Stage) -> None:
    await sign_in(stage)
    assert (await stage.client.get("/rest/api/3/myself")).json()["displayName"] == "Dana Admin"
    home = await stage.client.get("/")
    await stage.client.post("/logout", data=fields(home, "logout"))
    assert (await stage.client.get("/rest/api/3/myself")).status_code == 401


async def test_the_marketplace_installs_the_listed_app(stage: Stage) -> None:
    key = "gitlab-jira-connect-gitlab.com"
    stage.internet.list_app(descriptor(key=key))
    await sign_in(stage)
    listing = await stage.client.get(LISTING)
    got = await stage.client.post(LISTING, data=fields(listing, "get-app"))
    assert (got.status_code, got.headers["location"]) == (303, LISTING)
    after = await stage.client.get(LISTING)
    assert "Installed and ready to go!" in after.text
    assert f'href="/plugins/servlet/ac/{key}/gitlab-configuration"' in after.text
    assert stage.internet.events() == ["installed", "enabled"]


async def test_the_marketplace_tells_why_an_app_could_not_be_installed(stage: Stage) -> None:
    stage.internet.list_app(descriptor(key="gitlab-jira-connect-gitlab.com"))
    stage.internet.answer_event("installed", 401)
    await sign_in(stage)
    answer = await stage.client.post(LISTING, data=fields(await stage.client.get(LISTING), "get-app"))
    assert answer.status_code == 409
    assert "The app host returned HTTP response code 401" in answer.text
    assert stage.host.truth()["apps"] == []


async def test_an_app_of_the_marketplace_cannot_be_installed_by_descriptor(stage: Stage) -> None:
    key = "gitlab-jira-connect-gitlab.com"
    stage.internet.list_app(descriptor(key=key))
    stage.internet.offer(descriptor(key=key), DESCRIPTOR_URL)
    await sign_in(stage)
    await stage.client.post(LISTING, data=fields(await stage.client.get(LISTING), "get-app"))
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"] == (
        f'The app "{key}" could not be installed as a local app as it has previously been installed from '
        "Atlassian Marketplace"
    )


async def test_the_marketplace_wants_its_own_form_and_an_admin(stage: Stage) -> None:
    await sign_in(stage)
    assert (await stage.client.post(LISTING, data={"atl_token": "forged"})).status_code == 403
    assert (await stage.client.get("/jira/marketplace/discover/app/other")).status_code == 404
    eve = stage.host.site.world.eve
    await sign_in(stage, token=eve.token, email=eve.email)
    assert (await stage.client.get(LISTING)).status_code == 403
    assert stage.internet.events() == []


async def test_the_page_of_the_app_carries_a_token_for_exactly_this_address(installed: Stage) -> None:
    await sign_in(installed)
    shown = await installed.client.get(APP_PAGE)
    found = re.search(r'<iframe id="app" src="([^"]+)"', shown.text)
    assert found is not None
    url = urlsplit(html.unescape(found[1]))
    query = parse_qs(url.query, keep_blank_values=True)
    assert html.unescape(found[1]).startswith(f"{BASE_URL}/subscriptions?")
    assert (query["xdm_e"], query["cp"], query["lic"]) == ([SITE], [""], ["none"])
    claims = jwt.decode(query["jwt"][0], installed.secret, algorithms=["HS256"], options=LATER)
    assert claims["qsh"] == query_hash("GET", "/subscriptions", url.query)
    assert claims["sub"] == installed.host.site.world.dana.account_id
    assert claims["iss"] == installed.internet.payload("installed")["clientKey"]


async def test_the_app_gets_context_tokens_of_fifteen_minutes(installed: Stage) -> None:
    await sign_in(installed)
    shown = await installed.client.get(APP_PAGE)
    found = re.search(r'<meta name="context-token-url" content="([^"]+)"', shown.text)
    assert found is not None
    token = (await installed.client.get(html.unescape(found[1]))).json()["token"]
    claims = jwt.decode(token, installed.secret, algorithms=["HS256"], options=LATER)
    assert claims["qsh"] == "context-qsh"
    assert claims["exp"] - claims["iat"] == 15 * 60


async def test_a_context_token_needs_a_session(installed: Stage) -> None:
    answer = await installed.client.get(f"/plugins/servlet/ac/{APP_KEY}/context-token")
    assert answer.status_code == 302


async def test_a_page_for_admins_is_not_there_for_others(installed: Stage) -> None:
    eve = installed.host.site.world.eve
    await sign_in(installed, token=eve.token, email=eve.email)
    assert (await installed.client.get(APP_PAGE)).status_code == 404


@pytest.mark.parametrize(
    "path", [f"/plugins/servlet/ac/{APP_KEY}/none", "/plugins/servlet/ac/none/gitlab-configuration"]
)
async def test_a_page_that_no_app_declares_is_not_there(installed: Stage, path: str) -> None:
    await sign_in(installed)
    assert (await installed.client.get(path)).status_code == 404
