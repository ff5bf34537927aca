"""App management for people: the list of apps, a private app, and development mode."""

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, DANA, DESCRIPTOR_URL
from tests.lab.jira.test_jira_pages import APP_PAGE, fields, sign_in

APPS = "/admin/connected-apps"
SETTINGS = f"{APPS}/settings"
UPLOAD = "/plugins/servlet/upm/upload"
MODE = "connectDeveloperListingsEnabled"


@pytest.fixture
async def admin(stage: Stage) -> Stage:
    """The stage with its administrator signed in."""
    await sign_in(stage)
    return stage


async def switch(stage: Stage, *, on: bool) -> httpx.Response:
    form = fields(await stage.client.get(SETTINGS), "developer-mode")
    return await stage.client.post(SETTINGS, data=form | {MODE: str(on).lower()})


async def mode(stage: Stage) -> bool:
    settings = (await stage.client.get("/rest/plugins/1.0/settings", headers=DANA)).json()["settings"]
    return {one["key"]: one["value"] for one in settings}[MODE]


async def give_address(stage: Stage, form: dict[str, str], address: str = DESCRIPTOR_URL) -> httpx.Response:
    return await stage.client.post(UPLOAD, data=form | {"descriptor_url": address})


async def test_the_old_place_leads_to_the_new_one(admin: Stage) -> None:
    admin.set_fault("jira-private-install-blocked", at="task")
    moved = await admin.client.get("/plugins/servlet/upm")
    assert "App management has moved to Administration" in moved.text
    assert f'href="{APPS}"' in moved.text


@pytest.mark.parametrize("path", [APPS, SETTINGS])
async def test_app_management_is_for_administrators(path: str, stage: Stage) -> None:
    assert (await stage.client.get(path)).status_code == 302
    await sign_in(stage, token=stage.host.site.world.eve.token, email="eve@acme.example")
    assert (await stage.client.get(path)).status_code == 403


async def test_the_switch_is_what_the_settings_tell_programs(admin: Stage) -> None:
    assert "Development mode is on." in (await admin.client.get(SETTINGS)).text
    assert (await switch(admin, on=False)).status_code == 303
    assert "Development mode is off." in (await admin.client.get(SETTINGS)).text
    assert await mode(admin) is False
    await switch(admin, on=True)
    assert await mode(admin) is True


async def test_a_switch_without_the_forms_token_switches_nothing(admin: Stage) -> None:
    assert (await admin.client.post(SETTINGS, data={MODE: "false"})).status_code == 403
    assert await mode(admin) is True


async def test_a_private_app_is_installed_by_its_address_and_can_be_started(admin: Stage) -> None:
    empty = await admin.client.get(APPS)
    assert "No apps are installed." in empty.text
    done = await give_address(admin, fields(empty, "install-private-app"))
    assert (done.status_code, done.headers["location"]) == (303, APPS)
    listed = (await admin.client.get(APPS)).text
    assert f'id="get-started-{APP_KEY}" href="{APP_PAGE}"' in listed


async def test_a_refusal_is_said_on_the_page(admin: Stage) -> None:
    form = fields(await admin.client.get(APPS), "install-private-app")
    admin.internet.answer_event("installed", 401)
    refused = await give_address(admin, form)
    assert refused.status_code == 409
    assert "HTTP response code 401" in refused.text


async def test_without_development_mode_there_is_no_place_for_an_address_and_none_is_taken(admin: Stage) -> None:
    form = fields(await admin.client.get(APPS), "install-private-app")
    await switch(admin, on=False)
    assert "install-private-app" not in (await admin.client.get(APPS)).text
    refused = await give_address(admin, form)
    assert refused.status_code == 409
    assert "development mode is off" in refused.text
    assert "No apps are installed." in (await admin.client.get(APPS)).text


async def test_a_disabled_app_says_so_and_cannot_be_started(admin: Stage) -> None:
    await admin.install()
    admin.set_fault("jira-app-disabled")
    listed = (await admin.client.get(APPS)).text
    assert "(disabled)" in listed
    assert "Get started" not in listed


async def test_a_blocked_site_says_in_its_settings_what_atlassian_says(admin: Stage) -> None:
    said = "Development Mode no longer supports installing private apps using an app descriptor URL."
    assert said not in (await admin.client.get(SETTINGS)).text
    form = fields(await admin.client.get(APPS), "install-private-app")
    admin.set_fault("jira-private-install-blocked", at="task")
    assert said in (await admin.client.get(SETTINGS)).text
    assert "install-private-app" not in (await admin.client.get(APPS)).text
    assert "CHANGE-3096" in (await give_address(admin, form)).text
    admin.lift_fault("jira-private-install-blocked")
    assert (await give_address(admin, form)).status_code == 303


async def test_held_off_it_cannot_be_switched_on_and_later_is_as_it_was(admin: Stage) -> None:
    admin.set_fault("jira-development-mode-off")
    assert await mode(admin) is False
    refused = await switch(admin, on=True)
    assert refused.status_code == 409
    assert "cannot be switched on" in refused.text
    admin.lift_fault("jira-development-mode-off")
    assert await mode(admin) is True
