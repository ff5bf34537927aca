"""Permissions: global ones by group, those of projects by scheme, and what each of them opens."""

from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA, basic
from wizard.lab.jira.permission_scheme import PERMISSIONS

API = "/rest/api/3"
NOBODY: frozenset[str] = frozenset()
ADMINS = frozenset({"jira-administrators"})
TEXT = {"type": "doc", "version": 1, "content": []}
ISSUE = {"fields": {"project": {"key": "DATA"}, "summary": "Made", "issuetype": {"name": "Task"}}}
LINK = {"object": {"url": "https://gitlab.example.com/1", "title": "One"}}


async def as_eve(stage: Stage, method: str, path: str, body: Any = None) -> httpx.Response:
    eve = stage.host.site.world.eve
    return await stage.client.request(method, f"{API}{path}", headers=basic(eve.email, eve.token), json=body)


async def held(stage: Stage, permission: str, context: str = "") -> bool:
    answer = await as_eve(stage, "GET", f"/mypermissions?permissions={permission}{context}")
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["permissions"][permission]["havePermission"])


def restrict(stage: Stage, permission: str, groups: frozenset[str] = NOBODY) -> None:
    stage.host.site.world.permission_schemes.restrict("DATA", permission, groups)


@pytest.mark.parametrize("context", ["&projectKey=DATA", "&projectId=10001", "&issueKey=DATA-1", "&issueId=20001"])
async def test_a_permission_is_held_in_one_project_and_not_in_another(stage: Stage, context: str) -> None:
    restrict(stage, "LINK_ISSUES")
    assert not await held(stage, "LINK_ISSUES", context)
    assert await held(stage, "LINK_ISSUES", "&projectKey=PLAT")
    assert await held(stage, "LINK_ISSUES"), "without a project: in any"


@pytest.mark.parametrize(
    ("permission", "method", "path", "body", "refused", "done"),
    [
        ("CREATE_ISSUES", "POST", "/issue", ISSUE, 403, 201),
        ("EDIT_ISSUES", "PUT", "/issue/DATA-1", {"fields": {"summary": "New"}}, 403, 204),
        ("DELETE_ISSUES", "DELETE", "/issue/DATA-1", None, 403, 204),
        ("ADD_COMMENTS", "POST", "/issue/DATA-1/comment", {"body": TEXT}, 400, 201),
        ("LINK_ISSUES", "POST", "/issue/DATA-1/remotelink", LINK, 403, 201),
        ("CREATE_ISSUES", "GET", "/issue/createmeta/DATA/issuetypes", None, 400, 200),
    ],
)
async def test_who_lacks_a_permission_is_refused_until_it_is_given(
    stage: Stage, permission: str, method: str, path: str, body: Any, refused: int, done: int
) -> None:
    restrict(stage, permission)
    assert (await as_eve(stage, method, path, body)).status_code == refused
    restrict(stage, permission, frozenset({"everyone"}))
    answer = await as_eve(stage, method, path, body)
    assert answer.status_code == done, answer.text


async def test_who_may_not_transition_is_offered_nothing(stage: Stage) -> None:
    restrict(stage, "TRANSITION_ISSUES")
    path = "/issue/DATA-1/transitions"
    assert (await as_eve(stage, "GET", path)).json()["transitions"] == []
    assert (await as_eve(stage, "POST", path, {"transition": {"id": "31"}})).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/project/DATA",
        "/issue/DATA-1",
        "/issue/DATA-1/comment",
        "/mypermissions?permissions=LINK_ISSUES&projectKey=DATA",
    ],
)
async def test_what_may_not_be_browsed_is_as_if_it_were_not_there(stage: Stage, path: str) -> None:
    restrict(stage, "BROWSE_PROJECTS", ADMINS)
    hidden, missing = (
        await as_eve(stage, "GET", path),
        await as_eve(stage, "GET", path.replace("DATA", "NOPE")),
    )
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.text.replace("DATA", "NOPE") == missing.text
    assert (await stage.client.get(f"{API}{path}", headers=DANA)).status_code == 200


async def test_lists_leave_out_what_may_not_be_browsed(stage: Stage) -> None:
    restrict(stage, "BROWSE_PROJECTS", ADMINS)
    assert [each["key"] for each in (await as_eve(stage, "GET", "/project")).json()] == ["PLAT"]
    assert (await as_eve(stage, "GET", "/project/search")).json()["total"] == 1
    assert (await as_eve(stage, "GET", "/project/search?action=edit")).json()["total"] == 0


async def test_without_browse_users_and_groups_people_are_not_told(stage: Stage) -> None:
    world = stage.host.site.world
    paths = [f"/user?accountId={world.dana.account_id}", f"/user/groups?accountId={world.dana.account_id}"]
    paths += ["/group/member?groupname=everyone", "/group/bulk"]
    assert {(await as_eve(stage, "GET", path)).status_code for path in paths} == {200}
    world.permission_schemes.default.groups["USER_PICKER"] = NOBODY
    assert {(await as_eve(stage, "GET", path)).status_code for path in paths} == {403}
    assert (await as_eve(stage, "GET", "/user/search?query=dana")).json() == []
    assert (await as_eve(stage, "GET", "/groups/picker?query=admin")).json()["total"] == 0
    assert (await as_eve(stage, "GET", "/groups/picker?query=everyone")).json()["total"] == 1
    assert (await as_eve(stage, "GET", "/myself")).status_code == 200
    assert not await held(stage, "USER_PICKER")


async def test_the_permissions_of_another_user_are_told_by_project_and_issue(stage: Stage) -> None:
    restrict(stage, "EDIT_ISSUES")
    eve = stage.host.site.world.eve.account_id
    asked = {"permissions": ["EDIT_ISSUES", "SYSTEM_ADMIN"], "projects": [10000, 10001], "issues": [10001, 20001]}
    body = {"accountId": eve, "projectPermissions": [asked]}
    answer = await stage.client.post(f"{API}/permissions/check", headers=DANA, json=body)
    assert answer.json()["projectPermissions"] == [
        {"permission": "EDIT_ISSUES", "projects": [10000], "issues": [10001]}
    ]
    wrong = {"projectPermissions": [{"permissions": ["FLY"]}]}
    refused = await stage.client.post(f"{API}/permissions/check", headers=DANA, json=wrong)
    assert refused.json()["errors"] == {"FLY": "Unrecognized permission"}


async def test_all_permissions_and_schemes_are_listed(stage: Stage) -> None:
    restrict(stage, "EDIT_ISSUES")
    assert set((await as_eve(stage, "GET", "/permissions")).json()["permissions"]) == set(PERMISSIONS)
    assert (await as_eve(stage, "GET", "/permissionscheme")).status_code == 403
    schemes = await stage.client.get(f"{API}/permissionscheme", headers=DANA)
    assert [each["name"] for each in schemes.json()["permissionSchemes"]] == ["Default software scheme", "DATA scheme"]


async def test_a_fault_takes_browse_users_and_groups_away_from_apps_too(installed: Stage) -> None:
    query = f"accountId={installed.host.site.world.dana.account_id}&expand=groups"
    installed.set_fault("jira-user-picker-missing")
    assert (await installed.as_app("GET", f"{API}/user", query)).status_code == 403
    assert not await held(installed, "USER_PICKER")
    installed.lift_fault("jira-user-picker-missing")
    assert (await installed.as_app("GET", f"{API}/user", query)).status_code == 200


async def test_a_fault_hides_projects_and_their_issues_from_everything(stage: Stage) -> None:
    paths = ["/project/PLAT", "/issue/PLAT-1", "/mypermissions?permissions=BROWSE_PROJECTS&projectKey=PLAT"]
    stage.set_fault("jira-browse-missing")
    assert {(await as_eve(stage, "GET", path)).status_code for path in paths} == {404}
    assert (await as_eve(stage, "GET", "/project/search")).json()["total"] == 0
    assert (await as_eve(stage, "POST", "/search/jql", {"jql": "issue in (PLAT-1)"})).status_code == 400
    stage.lift_fault("jira-browse-missing")
    assert {(await as_eve(stage, "GET", path)).status_code for path in paths} == {200}


async def test_the_panel_is_for_those_alone_who_may_view_development_tools_in_the_project(stage: Stage) -> None:
    eve = stage.host.site.world.eve

    async def panel(issue_id: int) -> int:
        path = f"/rest/dev-status/latest/issue/summary?issueId={issue_id}"
        return (await stage.client.get(path, headers=basic(eve.email, eve.token))).status_code

    restrict(stage, "VIEW_DEV_TOOLS", ADMINS)
    assert (await panel(10001), await panel(20001)) == (200, 403)
    restrict(stage, "VIEW_DEV_TOOLS", frozenset({"everyone"}))
    assert await panel(20001) == 200
    restrict(stage, "BROWSE_PROJECTS", ADMINS)
    assert await panel(20001) == 404
