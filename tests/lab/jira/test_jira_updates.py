"""Newer versions of an app of the Marketplace: what rolls out, what waits for approval, and what Forge brings."""

import html
from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA, DESCRIPTOR_URL, MARKETPLACE, descriptor
from tests.lab.jira.test_jira_pages import fields, sign_in
from wizard.lab.host import NetworkFailed
from wizard.lab.jira.market.updates import ROLLED_OUT_AFTER_S

KEY = "gitlab-jira-connect-gitlab.com"
LISTING = f"/jira/marketplace/discover/app/{KEY}"
APPS = "/admin/connected-apps"
FORM = f"approve-update-{KEY}"


@pytest.fixture
async def listed(stage: Stage) -> Stage:
    """The stage with the app of the Marketplace, got by its administrator."""
    await sign_in(stage)
    stage.internet.list_app(descriptor(key=KEY))
    got = await stage.client.post(LISTING, data=fields(await stage.client.get(LISTING), "get-app"))
    assert got.status_code == 303
    return stage


async def updates(stage: Stage) -> list[dict[str, Any]]:
    answer = await stage.client.get("/rest/plugins/1.0/updates", headers=DANA)
    assert answer.headers["content-type"] == "application/vnd.atl.plugins.updates+json;charset=UTF-8"
    found: list[dict[str, Any]] = answer.json()["plugins"]
    return found


async def version(stage: Stage) -> str:
    return str((await stage.client.get(f"/rest/plugins/1.0/{KEY}-key", headers=DANA)).json()["version"])


async def approve(stage: Stage) -> int:
    form = fields(await stage.client.get(APPS), FORM)
    return (await stage.client.post(f"/plugins/servlet/upm/update/{KEY}", data=form)).status_code


async def test_an_app_of_the_marketplace_has_the_version_it_has_there(listed: Stage) -> None:
    assert await version(listed) == "1.0.24-AC"
    assert await updates(listed) == []


async def test_a_small_update_comes_by_itself_after_ten_hours_and_keeps_the_secret(listed: Stage) -> None:
    secret = listed.secret
    listed.internet.list_app(descriptor(key=KEY, name="Newer"), "1.0.25-AC", released_at=listed.clock.now())
    (found,) = await updates(listed)
    assert (found["version"], found["installedVersion"], found["requiresApproval"]) == ("1.0.25-AC", "1.0.24-AC", False)
    assert FORM not in (await listed.client.get(APPS)).text
    listed.clock.time += ROLLED_OUT_AFTER_S
    assert await updates(listed) == []
    assert await version(listed) == "1.0.25-AC"
    assert listed.secret == secret


async def test_an_update_that_asks_for_more_waits_until_it_is_approved(listed: Stage) -> None:
    listed.internet.list_app(descriptor(key=KEY, scopes=["ADMIN", "ACT_AS_USER"]), "1.1.0-AC", released_at=0)
    (found,) = await updates(listed)
    assert (found["requiresApproval"], found["addedScopes"]) == (True, ["ACT_AS_USER", "ADMIN"])
    assert await version(listed) == "1.0.24-AC"
    shown = html.unescape((await listed.client.get(APPS)).text)
    assert "Update available: 1.1.0-AC. It asks for more: ACT_AS_USER, ADMIN." in shown
    assert await approve(listed) == 303
    assert (await version(listed), await updates(listed)) == ("1.1.0-AC", [])


async def test_the_forge_version_waits_and_brings_an_installation_id(listed: Stage) -> None:
    assert "installationId" not in listed.internet.payload("installed")
    secret = listed.secret
    listed.internet.list_app(descriptor(key=KEY), "2.0.0", forge=True, released_at=0)
    assert [found["requiresApproval"] for found in await updates(listed)] == [True]
    assert await approve(listed) == 303
    payload = listed.internet.payload("installed")
    assert payload["installationId"].startswith("ari:cloud:ecosystem::installation/")
    assert (payload["key"], payload["sharedSecret"]) == (KEY, secret)
    assert await version(listed) == "2.0.0"


async def test_a_forge_app_does_not_give_its_key_to_a_descriptor(listed: Stage) -> None:
    listed.internet.list_app(descriptor(key=KEY), "2.0.0", forge=True)
    await approve(listed)
    listed.internet.offer(descriptor(key=KEY), DESCRIPTOR_URL)
    assert (await listed.install()).json()["status"]["subCode"] == "connect.install.error.caas.override"
    assert await version(listed) == "2.0.0"


async def test_an_update_that_the_app_refuses_leaves_the_older_version(listed: Stage) -> None:
    listed.internet.list_app(descriptor(key=KEY), "2.0.0", forge=True)
    listed.internet.answer_event("installed", 500)
    assert await approve(listed) == 409
    assert await version(listed) == "1.0.24-AC"
    listed.internet.answer_event("installed", 200)
    assert await approve(listed) == 303


async def test_what_is_approved_must_be_there(listed: Stage) -> None:
    form = fields(await listed.client.get("/plugins/servlet/upm"), "upm-settings")
    assert (await listed.client.post(f"/plugins/servlet/upm/update/{KEY}", data=form)).status_code == 404


async def test_an_app_by_descriptor_is_upgraded_at_once_whatever_it_asks_for(installed: Stage) -> None:
    installed.internet.offer(descriptor(scopes=["ADMIN"]))
    assert await updates(installed) == []
    assert (await installed.install()).status_code == 303
    (app,) = installed.host.site.apps
    assert app.has_scope("ADMIN")
    assert await updates(installed) == []


async def test_a_marketplace_that_is_away_hides_updates_and_gives_no_app(listed: Stage) -> None:
    for method, url in list(listed.internet.answers):
        if url.startswith(MARKETPLACE):
            listed.internet.answers[method, url] = NetworkFailed("timeout")
    assert await updates(listed) == []
    answer = await listed.client.get(LISTING)
    assert answer.status_code == 502
    assert "the Marketplace does not answer" in answer.text
    listed.internet.list_app(descriptor(key=KEY))
    assert (await listed.client.get(LISTING)).status_code == 200
