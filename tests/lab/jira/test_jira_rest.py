"""What the site tells about itself, its people, projects and issues."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, commit, repository, submission
from tests.lab.jira.outside import DANA, SITE, basic
from wizard.lab.jira import JiraHost


async def get(stage: Stage, path: str, status: int = 200) -> Any:
    answer = await stage.client.get(path, headers=DANA)
    assert answer.status_code == status, answer.text
    return answer.json()


@pytest.mark.parametrize("path", ["/_edge/tenant_info", "/tenant_info"])
async def test_everybody_may_ask_for_the_cloud_id(stage: Stage, path: str) -> None:
    answer = await stage.client.get(path)
    assert answer.json() == {"cloudId": stage.host.site.world.cloud_id}


async def test_the_site_says_it_runs(stage: Stage) -> None:
    assert (await stage.client.get("/status")).json() == {"state": "RUNNING"}


@pytest.mark.parametrize("version", ["2", "3"])
async def test_the_server_info_names_a_cloud_site_and_the_labs_time(stage: Stage, version: str) -> None:
    info = (await stage.client.get(f"/rest/api/{version}/serverInfo")).json()
    assert (info["baseUrl"], info["deploymentType"]) == (SITE, "Cloud")
    assert info["serverTime"] == "2026-11-18T11:06:40.000+0000"


async def test_an_administrator_administers_and_an_editor_does_not(stage: Stage) -> None:
    path = "/rest/api/3/mypermissions?permissions=ADMINISTER,BROWSE_PROJECTS"
    dana = (await get(stage, path))["permissions"]
    eve_headers = basic("eve@acme.example", stage.host.site.world.eve.token)
    eve = (await stage.client.get(path, headers=eve_headers)).json()["permissions"]
    nobody = (await stage.client.get(path)).json()["permissions"]
    held = [[each[key]["havePermission"] for key in ("ADMINISTER", "BROWSE_PROJECTS")] for each in (dana, eve, nobody)]
    assert held == [[True, True], [False, True], [False, False]]
    assert dana["ADMINISTER"]["type"] == "GLOBAL"


@pytest.mark.parametrize("query", ["", "?permissions=", "?permissions=ADMINISTER,FLY"])
async def test_permissions_must_be_named_and_known(stage: Stage, query: str) -> None:
    assert (await get(stage, f"/rest/api/3/mypermissions{query}", 400))["errorMessages"]


async def test_the_permissions_of_others_are_checked_for_administrators(stage: Stage) -> None:
    world = stage.host.site.world
    body = {"accountId": world.eve.account_id, "globalPermissions": ["ADMINISTER", "USER_PICKER"]}
    path = "/rest/api/3/permissions/check"
    answer = await stage.client.post(path, headers=DANA, json=body)
    assert answer.json() == {"globalPermissions": ["USER_PICKER"], "projectPermissions": []}
    by_eve = await stage.client.post(path, headers=basic(world.eve.email, world.eve.token), json=body)
    assert by_eve.status_code == 403
    unknown = await stage.client.post(path, headers=DANA, json={"globalPermissions": ["FLY"]})
    assert (unknown.status_code, unknown.json()["errors"]) == (400, {"FLY": "Unrecognized permission"})


async def test_an_app_checks_the_permissions_of_a_user(installed: Stage) -> None:
    body = {"accountId": installed.host.site.world.dana.account_id, "globalPermissions": ["ADMINISTER"]}
    answer = await installed.as_app("POST", "/rest/api/3/permissions/check", json=body)
    assert answer.json()["globalPermissions"] == ["ADMINISTER"]


async def test_the_groups_of_a_user_have_ids(stage: Stage) -> None:
    dana = stage.host.site.world.dana.account_id
    groups = await get(stage, f"/rest/api/3/user/groups?accountId={dana}")
    assert [each["name"] for each in groups] == ["site-admins", "jira-administrators", "everyone"]
    assert len({each["groupId"] for each in groups}) == 3


async def test_a_user_is_asked_for_by_account(stage: Stage) -> None:
    await get(stage, "/rest/api/3/user", 404)
    await get(stage, "/rest/api/3/user?accountId=none", 404)


async def test_groups_are_found_by_a_part_of_their_name(stage: Stage) -> None:
    found = await get(stage, "/rest/api/3/groups/picker?query=admins")
    assert [each["name"] for each in found["groups"]] == ["site-admins", "org-admins"]
    assert found["groups"][0]["html"] == "site-<b>admins</b>"
    assert found["header"] == "Showing 2 of 2 matching groups"


async def test_projects_come_page_by_page(stage: Stage) -> None:
    first = await get(stage, "/rest/api/3/project/search?maxResults=1")
    assert ([each["key"] for each in first["values"]], first["total"], first["isLast"]) == (["PLAT"], 2, False)
    second = await get(stage, first["nextPage"].removeprefix(SITE))
    assert ([each["key"] for each in second["values"]], second["isLast"]) == (["DATA"], True)
    assert (await get(stage, "/rest/api/3/project/search?query=dat"))["total"] == 1


async def test_a_project_is_found_by_key_and_id(stage: Stage) -> None:
    assert (await get(stage, "/rest/api/3/project/DATA"))["id"] == "10001"
    assert (await get(stage, "/rest/api/2/project/10001"))["key"] == "DATA"
    await get(stage, "/rest/api/3/project/NOPE", 404)


@pytest.mark.parametrize(("key", "issue_id"), [("PLAT-1", "10001"), ("PLAT-240", "10240"), ("DATA-120", "20120")])
async def test_an_issue_is_found_by_key_and_by_id(stage: Stage, key: str, issue_id: str) -> None:
    by_key = await get(stage, f"/rest/api/3/issue/{key}?fields=summary")
    assert (by_key["id"], by_key["key"], list(by_key["fields"])) == (issue_id, key, ["summary"])
    assert by_key == await get(stage, f"/rest/api/3/issue/{issue_id}?fields=summary")


@pytest.mark.parametrize(
    "key", ["PLAT-0", "PLAT-01", "PLAT-241", "DATA-121", "NOPE-1", "PLAT", "plat-1", "10000", "PLAT-²"]
)
async def test_what_is_no_issue_is_not_found(stage: Stage, key: str) -> None:
    answer = await get(stage, f"/rest/api/3/issue/{key}", 404)
    assert answer["errorMessages"] == ["Issue does not exist or you do not have permission to see it."]


async def test_the_same_seed_gives_the_same_world() -> None:
    def summaries(seed: int) -> list[str]:
        world = JiraHost(SITE, seed=seed, token="t").site.world
        return [issue.summary for issue in world.issues(next(iter(world.projects)))]

    assert summaries(1) == summaries(1)
    assert summaries(1) != summaries(2)


async def search(stage: Stage, jql: str, status: int = 200, **more: Any) -> Any:
    body = {"jql": jql, "fields": ["summary"]} | more
    answer = await stage.client.post("/rest/api/3/search/jql", headers=DANA, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_issues_with_branches_are_found_in_one_question(installed: Stage) -> None:
    sent = submission(repository(branches=[branch(), branch("PLAT-3-x", "PLAT-3")], commits=[commit(key="PLAT-2")]))
    await installed.as_app("POST", "/rest/devinfo/0.10/bulk", json=sent)
    await installed.clock.sleep(1)
    found = await search(
        installed, 'issue in (PLAT-1, PLAT-2, "PLAT-4") AND development[branches].all > 0 ORDER BY key'
    )
    assert [each["key"] for each in found["issues"]] == ["PLAT-1"]
    by_branches = await search(installed, "project = PLAT and development[branches].all >= 1")
    assert [each["key"] for each in by_branches["issues"]] == ["PLAT-1", "PLAT-3"]


async def test_two_clauses_on_development_are_refused(stage: Stage) -> None:
    either = "project = PLAT and (development[branches].all > 0 or development[commits].all > 0)"
    refused = await search(stage, either, 400)
    assert "Only one development clause" in refused["errorMessages"][0]
    quoted = 'development[branches].all = 0 and summary ~ "development[commits].all" and key = PLAT-1'
    assert (await search(stage, quoted))["issues"] == []


@pytest.mark.parametrize(
    ("comparison", "found"),
    [
        ("= 2", ["PLAT-2"]),
        (">= 2", ["PLAT-2", "PLAT-3"]),
        ("> 2", ["PLAT-3"]),
        ("< 2", ["PLAT-1", "PLAT-4"]),
        ("<= 2", ["PLAT-1", "PLAT-2", "PLAT-4"]),
        ("= 0", ["PLAT-4"]),
    ],
)
async def test_a_clause_compares_how_many_there_are(installed: Stage, comparison: str, found: list[str]) -> None:
    branches = [branch(f"PLAT-{key}-{number}", f"PLAT-{key}") for key in (1, 2, 3) for number in range(key)]
    await installed.as_app("POST", "/rest/devinfo/0.10/bulk", json=submission(repository(branches=branches)))
    await installed.clock.sleep(1)
    asked = f"issue in (PLAT-1, PLAT-2, PLAT-3, PLAT-4) and development[branches].all {comparison} order by key"
    assert [each["key"] for each in (await search(installed, asked))["issues"]] == found


async def test_a_hundred_issues_come_at_once_and_unknown_ones_are_left_out(stage: Stage) -> None:
    async def fetch(status: int, *names: str) -> Any:
        body = {"issueIdsOrKeys": names, "fields": ["key"]}
        answer = await stage.client.post("/rest/api/3/issue/bulkfetch", headers=DANA, json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    found = await fetch(200, "PLAT-3", "plat-2", "10001", "PLAT-999", "NOPE-1", "PLAT-3")
    assert [(one["key"], one["id"]) for one in found["issues"]] == [
        ("PLAT-1", "10001"), ("PLAT-2", "10002"), ("PLAT-3", "10003")
    ]  # fmt: skip
    assert found["issueErrors"] == []
    await fetch(400, *(f"PLAT-{number}" for number in range(1, 102)))
    stage.set_fault("jira-issue-hidden")
    assert (await fetch(200, "PLAT-1"))["issues"] == []


async def test_a_search_comes_page_by_page_without_a_total(stage: Stage) -> None:
    first = await search(stage, "project = DATA", maxResults=100)
    second = await search(stage, "project = DATA", maxResults=100, nextPageToken=first["nextPageToken"])
    assert (len(first["issues"]), first["isLast"]) == (100, False)
    assert ([each["key"] for each in second["issues"]][-1], second["isLast"]) == ("DATA-120", True)
    assert "total" not in first
    assert "nextPageToken" not in second


async def test_without_fields_a_search_tells_ids_only(stage: Stage) -> None:
    found = await get(stage, "/rest/api/3/search/jql?jql=key%20%3D%20PLAT-7")
    assert found == {"issues": [{"id": "10007"}], "isLast": True}


@pytest.mark.parametrize(
    ("jql", "message"),
    [
        ("", "Unbounded JQL queries are not allowed here."),
        ("ORDER BY key", "Unbounded JQL queries are not allowed here."),
        ("issue in (PLAT-1, NOPE-1)", "An issue with key 'NOPE-1' does not exist for field 'issue'."),
        ("project = NOPE", "The value 'NOPE' does not exist for the field 'project'."),
        ("colour = red", "Field 'colour' does not exist or you do not have permission to view it."),
        ("project = PLAT PLAT", "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'PLAT'."),
        ("issue in (PLAT-1", "Error in the JQL Query: Expecting ')' but got 'end of query'."),
        ("issue =", "Error in the JQL Query: Expecting a value but got the end of the query."),
        ("development[branches].all > many", "Error in the JQL Query: Expecting a comparison with a number."),
        ('project = "PLAT', "Error in the JQL Query: unexpected text at character 10."),
    ],
)
async def test_a_query_that_cannot_be_answered_says_why(stage: Stage, jql: str, message: str) -> None:
    assert (await search(stage, jql, 400))["errorMessages"][0].startswith(message)


@pytest.mark.parametrize("more", [{"nextPageToken": "x"}, {"maxResults": 0}, {"maxResults": "many"}])
async def test_a_search_with_broken_paging_is_refused(stage: Stage, more: dict[str, Any]) -> None:
    await search(stage, "project = PLAT", 400, **more)


async def test_the_card_says_how_to_reach_the_site(stage: Stage) -> None:
    card = stage.host.card()
    assert (card["kind"], card["url"], card["email"], card["user"]) == ("jira", SITE, "dana@acme.example", "Dana Admin")
    assert (card["issues"][0], card["issues"][-1], len(card["issues"])) == ("PLAT-1", "PLAT-20", 20)
    assert card["token"] == "lab-ATATTdana"
