"""Worlds whose projects have Jira issue integrations from the start: one to move from, one in which all are found."""

import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from tests.lab.test_integration_project_pages import sign_in
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

OLD, CLOUD = "https://jira.example.com", "https://acme.atlassian.net"


@pytest.fixture
async def moving() -> AsyncIterator[Admin]:
    async with LabRun(ServeOptions(scenario="move")) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


@pytest.fixture
async def mixed() -> AsyncIterator[Admin]:
    async with LabRun(ServeOptions(scenario="mixed")) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


async def settings(admin: Admin, number: int) -> dict[str, Any]:
    answer = await admin.at_gitlab("GET", f"/projects/{number}/integrations/jira")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def commit(admin: Admin, number: int, message: str) -> None:
    action = {"action": "create", "file_path": "x.txt", "content": "x"}
    body = {"branch": "probe", "start_branch": "main", "commit_message": message, "actions": [action]}
    answer = await admin.at_gitlab("POST", f"/projects/{number}/repository/commits", json=body)
    assert answer.status_code == 201


async def links(admin: Admin, account: dict[str, str], key: str) -> int:
    url = f"{account['url']}/rest/api/2/issue/{key}/remotelink"
    return len((await admin.client.get(url, auth=(account["username"], account["token"]))).json())


async def test_every_project_points_to_the_old_jira_which_hears_of_its_commits(moving: Admin):
    shown = [await settings(moving, number) for number in range(1, 61)]
    assert {one["properties"]["url"] for one in shown} == {OLD}
    assert {one["active"] for one in shown} == {True}
    assert len({str(one["properties"]) + str(one["comment_on_event_enabled"]) for one in shown}) > 3
    await commit(moving, 1, "PLAT-7 told to the old one")
    server = moving.lab.ready["integration"]["server"]

    async def linked() -> bool:
        return await links(moving, server, "PLAT-7") == 1

    await eventually(linked)


async def test_a_project_that_moved_tells_the_cloud_site_and_its_old_texts_keep_their_links(moving: Admin):
    jira = moving.jira
    wish = {"url": jira["url"], "username": jira["email"], "password": jira["token"], "api_url": ""}
    path = "/projects/1/integrations/jira"
    assert (await moving.at_gitlab("PUT", path, json=wish | {"password": ""})).status_code == 400
    assert (await settings(moving, 1))["properties"]["url"] == OLD
    assert (await moving.at_gitlab("PUT", path, json=wish)).status_code == 200
    await commit(moving, 1, "PLAT-7 told to the new one")
    account = moving.lab.ready["integration"]["accounts"]

    async def linked() -> bool:
        return await links(moving, next(one for one in account if one["url"] == CLOUD), "PLAT-7") == 1

    await eventually(linked)

    async def links_to() -> set[str]:
        one = await moving.at_gitlab("GET", "/projects/1/merge_requests/1", params={"render_html": "true"})
        return set(re.findall(r'href="(https://[^/]+)/browse/', one.json()["title_html"]))

    assert await links_to() <= {OLD}
    await moving.at_gitlab("PUT", "/application/settings", json={"local_markdown_version": 1})
    assert await links_to() <= {CLOUD}


async def test_a_thousand_projects_with_integrations_start_in_seconds():
    began = time.perf_counter()
    async with LabRun(ServeOptions(scenario="move", projects=1000)) as lab:
        assert time.perf_counter() - began < 10
        assert len(lab.truth()["https://gitlab.example.com"]["jira_integrations"]) == 1000


async def test_a_mixed_world_has_every_way_in_which_an_integration_can_stand(mixed: Admin):
    group = (await mixed.at_gitlab("GET", "/groups/platform/integrations/jira")).json()
    assert (group["active"], group["properties"]["url"]) == (True, CLOUD)
    found: Counter[str] = Counter()
    for number in range(1, 61):
        answer = await mixed.at_gitlab("GET", f"/projects/{number}/integrations/jira")
        shown = answer.json()
        if answer.status_code == 404:
            found["none"] += 1
        elif shown["inherited"]:
            found["inherited"] += 1
        elif shown["properties"] == group["properties"]:
            found["same"] += 1
        else:
            found[shown["properties"]["url"]] += 1
    assert set(found) == {"none", "inherited", "same", CLOUD, OLD, "https://jira.gone.example"}


async def test_archived_projects_are_left_out_of_a_list_that_asks_for_the_others(mixed: Admin):
    listed = {
        archived: {one["id"] for one in (await mixed.at_gitlab("GET", "/projects", params={**PAGE, **asked})).json()}
        for archived, asked in {"all": {}, "true": {"archived": "true"}, "false": {"archived": "false"}}.items()
    }
    assert listed["true"] | listed["false"] == listed["all"]
    assert not listed["true"] & listed["false"]
    assert 7 in listed["true"]
    refused = await mixed.at_gitlab("PUT", "/projects/7/integrations/jira", json={"commit_events": False})
    assert refused.status_code == 403
    assert (await mixed.at_gitlab("GET", "/projects/7")).json()["archived"] is True


PAGE = {"per_page": "100", "order_by": "id", "sort": "asc"}


async def test_a_file_can_change_the_old_jira_that_projects_move_from(tmp_path: Path):
    path = tmp_path / "old.toml"
    path.write_text('base = "move"\n[jira_server]\nurl = "https://jira.example.com/jira"\nversion = "8.5"')
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        assert (await settings(admin, 1))["properties"]["url"] == "https://jira.example.com/jira"
        assert (lab.ready["jira"]["url"], lab.ready["integration"]["server"]["personal_token"]) == (CLOUD, "")


@pytest.mark.parametrize(("plan", "listed"), [("free", 404), ("premium", 200)])
async def test_a_file_says_the_plan_of_the_licence_which_decides_who_lists_jira_issues(
    tmp_path: Path, plan: str, listed: int
):
    path = tmp_path / "plan.toml"
    path.write_text(f'base = "marketplace"\n[gitlab]\nplan = "{plan}"')
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        told = (await admin.at_gitlab("GET", "/license")).json()
        assert (told or {"plan": "free"})["plan"] == plan
        wish = {"url": CLOUD, "username": admin.jira["email"], "password": admin.jira["token"]}
        shown = {"issues_enabled": True, "project_keys": ["PLAT"]}
        await admin.at_gitlab("PUT", "/projects/1/integrations/jira", json=wish | shown)
        await sign_in(client, admin)
        page = await client.get(f"{admin.gitlab['url']}/platform/app/-/integrations/jira/issues")
        assert page.status_code == listed
