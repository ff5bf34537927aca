"""The page of app management as it was: its two check boxes and the field for an address."""

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, DESCRIPTOR_URL
from tests.lab.jira.test_jira_pages import fields, sign_in

MANAGE = "/plugins/servlet/upm"
MODE, LISTINGS = "connectDeveloperListingsEnabled", "privateListingsEnabled"


@pytest.fixture
async def admin(stage: Stage) -> Stage:
    """The stage with its administrator signed in."""
    await sign_in(stage)
    return stage


async def apply(stage: Stage, **ticked: str) -> httpx.Response:
    form = fields(await stage.client.get(MANAGE), "upm-settings")
    return await stage.client.post(f"{MANAGE}/settings", data=form | ticked)


async def told(stage: Stage) -> dict[str, bool]:
    settings = (await stage.client.get("/rest/plugins/1.0/settings", headers=DANA)).json()["settings"]
    return {one["key"]: one["value"] for one in settings}


async def test_the_boxes_say_what_holds_and_programs_are_told_the_same(admin: Stage) -> None:
    assert f'name="{MODE}" value="true" checked' in (await admin.client.get(MANAGE)).text
    assert (await apply(admin, **{LISTINGS: "true"})).headers["location"] == MANAGE
    assert await told(admin) == {MODE: False, LISTINGS: True}
    assert f'name="{LISTINGS}" value="true" checked' in (await admin.client.get(MANAGE)).text
    await apply(admin, **{MODE: "true"})
    assert await told(admin) == {MODE: True, LISTINGS: False}


async def test_with_neither_box_there_is_no_field_for_an_address(admin: Stage) -> None:
    await apply(admin)
    assert "From this URL" not in (await admin.client.get(MANAGE)).text
    await apply(admin, **{LISTINGS: "true"})
    assert "From this URL" in (await admin.client.get(MANAGE)).text


async def test_an_address_installs_the_app_and_leads_back(admin: Stage) -> None:
    form = fields(await admin.client.get(MANAGE), "install-private-app")
    done = await admin.client.post(f"{MANAGE}/upload", data=form | {"descriptor_url": DESCRIPTOR_URL})
    assert (done.status_code, done.headers["location"]) == (303, MANAGE)
    assert f'id="get-started-{APP_KEY}"' in (await admin.client.get(MANAGE)).text


@pytest.mark.parametrize("address", ["https://[::1", "", "gitlab", "https://nobody.example/a.json"])
async def test_what_is_no_address_is_refused_on_a_page(admin: Stage, address: str) -> None:
    form = fields(await admin.client.get(MANAGE), "install-private-app")
    refused = await admin.client.post(f"{MANAGE}/upload", data=form | {"descriptor_url": address})
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text


async def test_the_way_back_is_never_to_another_site(admin: Stage) -> None:
    form = fields(await admin.client.get(MANAGE), "install-private-app") | {"back": "https://evil.example"}
    done = await admin.client.post(f"{MANAGE}/upload", data=form | {"descriptor_url": DESCRIPTOR_URL})
    assert done.headers["location"] == "/admin/connected-apps"


async def test_held_off_the_box_cannot_be_ticked(admin: Stage) -> None:
    admin.set_fault("jira-development-mode-off")
    assert (await apply(admin, **{MODE: "true"})).status_code == 409
    admin.lift_fault("jira-development-mode-off")
    assert (await apply(admin, **{MODE: "true"})).status_code == 303


@pytest.mark.parametrize("path", [MANAGE, "/admin/connected-apps"])
async def test_a_site_of_after_the_end_has_no_field_for_an_address(admin: Stage, path: str) -> None:
    assert "From this URL" in (await admin.client.get(path)).text
    admin.host.site.market.era = "after"
    assert "From this URL" not in (await admin.client.get(path)).text
    assert (await admin.install()).json()["status"]["errorMessage"].endswith("(CHANGE-3096).")
    admin.host.site.market.era = "before"
    assert (await admin.install()).status_code == 303


async def test_management_is_for_administrators_and_wants_its_own_forms(stage: Stage) -> None:
    assert (await stage.client.get(MANAGE)).status_code == 302
    eve = stage.host.site.world.eve
    await sign_in(stage, token=eve.token, email=eve.email)
    assert (await stage.client.get(MANAGE)).status_code == 403
    await sign_in(stage)
    for path in ("settings", "upload", "update/any", "token/any"):
        assert (await stage.client.post(f"{MANAGE}/{path}", data={"atl_token": "forged"})).status_code == 403
