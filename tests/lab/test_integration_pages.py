"""The settings of the integration on GitLab's pages: of the instance, of groups, and what projects below take over."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.lab.admin import Admin
from tests.lab.reach import through_proxy
from wizard.lab.gitlab.jira_issues.inheritance import REACHES_AFTER_S
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.person import PersonFailed, perform

PROJECT, SUBGROUP = "/projects/1/integrations/jira", "/groups/platform%2Fmobile/integrations/jira"
GROUP = "/groups/platform/integrations/jira"
PAGES = (
    "/admin/application_settings/integrations/jira/edit",
    "/groups/platform/-/settings/integrations/jira/edit",
    "/platform/app/-/settings/integrations/jira/edit",
)


async def by_hand(admin: Admin, task: str, groups: tuple[str, ...] = (), **values: Any) -> None:
    await asyncio.to_thread(perform, task, admin.lab.ready, groups=groups, values=values or None)
    admin.lab.clock.advance(REACHES_AFTER_S)


def settings(admin: Admin, **more: Any) -> dict[str, Any]:
    return {"url": admin.jira["url"], "username": admin.jira["email"], **more}


def whole(admin: Admin, **more: Any) -> dict[str, Any]:
    """Return a change as the API takes it: never without address and password."""
    return settings(admin, password=admin.jira["token"], **more) if "password" not in more else settings(admin, **more)


async def of(admin: Admin, path: str) -> dict[str, Any]:
    answer = await admin.at_gitlab("GET", path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_what_a_person_saves_for_the_instance_is_in_force_in_groups_and_projects_below(admin: Admin):
    assert (await admin.at_gitlab("GET", PROJECT)).status_code == 404
    values = settings(admin, comment_on_event_enabled=False, project_keys=["PLAT", "DATA"], jira_issue_prefix="x ")
    await by_hand(admin, "integration-instance", **values)
    for path in (PROJECT, GROUP, SUBGROUP):
        shown = await of(admin, path)
        assert (shown["active"], shown["inherited"], shown["comment_on_event_enabled"]) == (True, True, False)
        assert (shown["properties"]["url"], shown["properties"]["project_keys"]) == (
            admin.jira["url"],
            ["PLAT", "DATA"],
        )
        assert shown["commit_events"] is True


async def test_the_nearest_place_above_decides_and_a_project_with_its_own_settings_keeps_them(admin: Admin):
    await by_hand(admin, "integration-instance", **settings(admin, jira_issue_regex="of-instance"))
    await by_hand(admin, "integration-group", ("platform",), **settings(admin, jira_issue_regex="of-group"))
    assert (await of(admin, PROJECT))["properties"]["jira_issue_regex"] == "of-group"
    assert (await of(admin, "/projects/8/integrations/jira"))["properties"]["jira_issue_regex"] == "of-instance"
    own = await admin.at_gitlab("PUT", PROJECT, json=whole(admin, use_inherited_settings=False, jira_issue_regex="own"))
    assert (own.status_code, own.json()["inherited"]) == (200, False)
    await by_hand(admin, "integration-group", ("platform",), jira_issue_regex="later")
    assert (await of(admin, PROJECT))["properties"]["jira_issue_regex"] == "own"
    back = await admin.at_gitlab("PUT", PROJECT, json=whole(admin, use_inherited_settings=True, password=""))
    assert (back.json()["inherited"], back.json()["properties"]["jira_issue_regex"]) == (True, "later")


async def test_a_reset_takes_away_what_was_inherited(admin: Admin):
    await by_hand(admin, "integration-group", ("platform",), **settings(admin))
    assert (await of(admin, PROJECT))["active"] is True
    await by_hand(admin, "integration-group-reset", ("platform",))
    assert (await admin.at_gitlab("GET", PROJECT)).status_code == 404
    await by_hand(admin, "integration-instance")
    assert (await of(admin, PROJECT))["active"] is True
    await by_hand(admin, "integration-instance-reset")
    assert (await admin.at_gitlab("GET", PROJECT)).status_code == 404


async def test_a_person_who_leaves_the_password_as_it_is_keeps_it_unless_the_address_changes(admin: Admin):
    await by_hand(admin, "integration-group", ("platform",), **settings(admin))
    await by_hand(admin, "integration-group", ("platform",), **settings(admin, commit_events=False, password="kept"))
    shown = await of(admin, GROUP)
    assert shown["commit_events"] is False
    with pytest.raises(PersonFailed, match="password is invalid"):
        await by_hand(admin, "integration-group", ("platform",), url="https://jira.example.com", password="kept")
    assert (await of(admin, GROUP))["properties"]["url"] == admin.jira["url"]


async def test_a_page_that_switches_the_integration_off_is_taken_over_as_off(admin: Admin):
    await by_hand(admin, "integration-group", ("platform",), **settings(admin))
    await admin.at_gitlab("PUT", PROJECT, json=whole(admin, use_inherited_settings=True, password=""))
    await by_hand(admin, "integration-group", ("platform",), active=False)
    assert (await of(admin, PROJECT))["active"] is False


async def test_a_group_from_before_17_9_has_no_api_and_its_page_is_read_back_below_it():
    async with LabRun(ServeOptions(gitlab_version="16.4.0-ee")) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        assert (await admin.at_gitlab("GET", GROUP)).status_code == 404
        await by_hand(admin, "integration-group", ("platform",), **settings(admin, project_key="PLAT"))
        shown = await of(admin, PROJECT)
        assert (shown["active"], shown["properties"]["project_key"], "inherited" in shown) == (True, "PLAT", False)
        with pytest.raises(PersonFailed, match="project_keys"):
            await by_hand(admin, "integration-group", ("platform",), **settings(admin, project_keys=["PLAT"]))


async def test_an_address_whose_password_nobody_knows_stops_the_person(admin: Admin):
    with pytest.raises(PersonFailed, match=r"Nobody told me the password of bob"):
        await by_hand(admin, "integration-instance", url=admin.jira["url"], username="bob")


async def signed_in(client: httpx.AsyncClient, url: str, user: str, password: str) -> None:
    page = await client.get(f"{url}/users/sign_in")
    csrf = page.text.partition('name="authenticity_token" value="')[2].partition('"')[0]
    form = {"authenticity_token": csrf, "user[login]": user, "user[password]": password}
    assert (await client.post(f"{url}/users/sign_in", data=form)).status_code == 302


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_of_settings_wants_a_session_its_own_form_and_a_role(path: str, admin: Admin):
    home = admin.gitlab["url"] + path.removesuffix("/edit")
    async with through_proxy(admin.lab.ready) as stranger:
        answer = await stranger.get(f"{home}/edit")
        assert (answer.status_code, answer.headers["location"].endswith("/users/sign_in")) == (302, True)
    await signed_in(admin.client, admin.gitlab["url"], "dana", admin.gitlab["token"])
    assert (await admin.client.get(f"{home}/edit")).status_code == 200
    assert (await admin.client.post(home, data={"service[active]": "1"})).status_code == 422
    await admin.lab.set_fault("gitlab-user-not-admin", {})
    await admin.lab.set_fault("gitlab-not-maintainer", {})
    assert (await admin.client.get(f"{home}/edit")).status_code == 404
    await admin.lab.lift_fault("gitlab-user-not-admin")
    assert (await admin.client.get(f"{home}/edit")).status_code == 200


async def test_a_person_lets_a_group_take_over_what_the_instance_says(admin: Admin):
    await by_hand(admin, "integration-instance", **settings(admin, jira_issue_regex="of-instance"))
    await by_hand(admin, "integration-group", ("platform",), **settings(admin, jira_issue_regex="of-group"))
    await by_hand(admin, "integration-group", ("platform",), use_inherited_settings=True)
    shown = await of(admin, GROUP)
    assert (shown["inherited"], shown["properties"]["jira_issue_regex"]) == (True, "of-instance")
