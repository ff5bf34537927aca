"""Private listings on a site: entering a token, installing by an address that carries one, and what a token holds."""

from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, MARKETPLACE, descriptor
from tests.lab.jira.test_jira_pages import fields, sign_in

TOKENS = "/rest/plugins/1.0/license-tokens"
PLUGIN = f"/rest/plugins/1.0/{APP_KEY}-key"
MANAGE = "/plugins/servlet/upm"
GOOD, ENDED = "0335bc4d", "77aa77aa"
ADDRESS = f"{MARKETPLACE}/download/apps/7/atlassian-connect.json?access-token={GOOD}"
STATES = {GOOD: ("ACTIVE_TRIAL", True), ENDED: ("INACTIVE_TRIAL", False)}


@pytest.fixture
async def private(stage: Stage) -> Stage:
    """The stage with a private listing of the app in the Marketplace, and its settings as they are at the start."""
    document = descriptor()
    stage.internet.list_app(document, "1.0.0-AC")
    stage.internet.offer(document, ADDRESS)
    stage.internet.offer(document, f"{MARKETPLACE}/download/1.0.0-AC.json?access-token={GOOD}")
    for value, (state, valid) in STATES.items():
        url = f"{MARKETPLACE}/rest/2/addons/{APP_KEY}/tokens/{value}?site=acme.atlassian.net"
        stage.internet.offer({"state": state, "valid": valid}, url)
    await sign_in(stage)
    return stage


async def enter(stage: Stage, value: str) -> httpx.Response:
    body = {"pluginKey": APP_KEY, "token": value, "state": "ACTIVE_TRIAL", "valid": True}
    return await stage.client.post(TOKENS, headers=DANA, json=body)


async def listed(stage: Stage) -> list[Any]:
    return [one["token"] for one in (await stage.client.get(TOKENS, headers=DANA)).json()["tokens"]]


async def private_listings(stage: Stage) -> None:
    form = fields(await stage.client.get(MANAGE), "upm-settings")
    done = await stage.client.post(f"{MANAGE}/settings", data=form | {"privateListingsEnabled": "true"})
    assert done.status_code == 303


async def test_a_token_is_what_the_marketplace_says_it_is(private: Stage) -> None:
    assert (await enter(private, GOOD)).json()["state"] == "ACTIVE_TRIAL"
    shown = (await private.client.get(f"{TOKENS}/{APP_KEY}-key", headers=DANA)).json()
    assert (shown["pluginKey"], shown["token"], shown["valid"]) == (APP_KEY, GOOD, True)
    assert (await enter(private, ENDED)).json()["valid"] is False
    assert await listed(private) == [ENDED]


async def test_a_token_that_the_marketplace_does_not_know_is_refused(private: Stage) -> None:
    refused = await enter(private, "ffffffff")
    assert (refused.status_code, refused.json()["subCode"]) == (400, "upm.license.token.invalid.error")
    assert await listed(private) == []
    assert (await private.client.get(f"{TOKENS}/{APP_KEY}-key", headers=DANA)).status_code == 404
    assert (await enter(private, GOOD)).status_code == 200


async def test_an_app_with_a_token_is_uninstalled_once_the_token_is_gone(private: Stage) -> None:
    await private.install()
    await enter(private, GOOD)
    kept = await private.client.delete(PLUGIN, headers=DANA)
    assert kept.status_code == 403
    assert kept.json() == {"subCode": "upm.pluginUninstall.error.plugin.not.uninstallable"}
    assert (await private.client.delete(f"{TOKENS}/{APP_KEY}-key", headers=DANA)).status_code == 204
    assert (await private.client.delete(PLUGIN, headers=DANA)).status_code == 204


async def test_the_details_of_an_app_name_its_token(private: Stage) -> None:
    path = f"/rest/plugins/1.0/{APP_KEY}/marketplace"
    assert (await private.client.get(path, headers=DANA)).status_code == 404
    await private.install()
    assert (await private.client.get(path, headers=DANA)).json()["accessToken"] is None
    await enter(private, GOOD)
    shown = (await private.client.get(path, headers=DANA)).json()
    assert (shown["key"], shown["accessToken"]["state"]) == (APP_KEY, "ACTIVE_TRIAL")


async def test_a_token_is_pasted_in_the_row_of_its_app(private: Stage) -> None:
    await private.install()
    form_id, path = f"access-token-{APP_KEY}", f"{MANAGE}/token/{APP_KEY}"
    assert form_id not in (await private.client.get(MANAGE)).text
    await private_listings(private)
    form = fields(await private.client.get(MANAGE), form_id)
    wrong = await private.client.post(path, data=form | {"token": "ffffffff"})
    assert (wrong.status_code, "upm.license.token.invalid.error" in wrong.text) == (409, True)
    done = await private.client.post(path, data=form | {"token": f" {GOOD} "})
    assert (done.status_code, done.headers["location"]) == (303, MANAGE)
    assert "Access token: ACTIVE_TRIAL" in (await private.client.get(MANAGE)).text
    assert await listed(private) == [GOOD]


async def test_an_address_with_a_token_needs_private_listings_not_development_mode(private: Stage) -> None:
    refused = await private.start_install(ADDRESS)
    assert refused.status_code == 403
    assert "private listings are off" in refused.json()["errorMessage"]
    await private_listings(private)
    assert private.host.truth()["development_mode"] is False
    assert (await private.install(ADDRESS)).status_code == 303
    (app,) = private.host.site.apps
    assert (app.origin, app.version) == ("marketplace", "1.0.0-AC")
    assert await listed(private) == [GOOD]


async def test_a_private_listing_is_still_installed_where_descriptors_are_not(private: Stage) -> None:
    await private_listings(private)
    private.set_fault("jira-private-install-blocked", at="answer")
    assert (await private.install(ADDRESS)).status_code == 303


async def test_an_install_that_fails_keeps_no_token(private: Stage) -> None:
    await private_listings(private)
    private.internet.answer_event("installed", 500)
    assert "HTTP response code 500" in (await private.install(ADDRESS)).json()["status"]["errorMessage"]
    assert await listed(private) == []
    private.internet.answer_event("installed", 200)
    assert (await private.install(ADDRESS)).status_code == 303


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"pluginKey": "a"}', b"no json"])
async def test_a_body_without_key_and_token_is_refused(private: Stage, body: bytes) -> None:
    assert (await private.client.post(TOKENS, headers=DANA, content=body)).status_code == 400


async def test_tokens_are_for_administrators(private: Stage) -> None:
    assert (await private.client.post("/logout", data={})).status_code in (302, 403)
    private.client.cookies.clear()
    assert (await private.client.get(TOKENS)).status_code == 401
