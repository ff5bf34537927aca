"""Searches by JQL: conditions, orders, pages, counts, and a site with very many issues."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, repository, submission
from tests.lab.jira.outside import DANA, SITE, basic
from wizard.lab.jira import JiraHost
from wizard.lab.jira.world import World

PATH = "/rest/api/3/search/jql"
MANY = 200_000


async def search(stage: Stage, jql: str, status: int = 200, **more: Any) -> Any:
    body = {"jql": jql, "fields": ["*navigable"], "maxResults": 5000} | more
    answer = await stage.client.post(PATH, headers=DANA, json=body)
    assert answer.status_code == status, answer.text
    return answer.json()


async def keys(stage: Stage, jql: str, **more: Any) -> list[str]:
    return [each["key"] for each in (await search(stage, jql, **more))["issues"]]


async def count(stage: Stage, jql: str) -> int:
    answer = await stage.client.post("/rest/api/3/search/approximate-count", headers=DANA, json={"jql": jql})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["count"])


async def made(stage: Stage, **fields: Any) -> str:
    sent = {"project": {"key": "PLAT"}, "summary": "Made", "issuetype": {"name": "Bug"}} | fields
    answer = await stage.client.post("/rest/api/3/issue", headers=DANA, json={"fields": sent})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["key"])


@pytest.mark.parametrize(
    ("jql", "found"),
    [
        ("key in (PLAT-3, PLAT-1)", ["PLAT-1", "PLAT-3"]),
        ("key in (PLAT-3, PLAT-1) AND key not in (PLAT-1)", ["PLAT-3"]),
        ("key in (PLAT-3, PLAT-1) AND key != PLAT-3", ["PLAT-1"]),
        ("key in (PLAT-3, DATA-1) AND project = data", ["DATA-1"]),
        ("key in (PLAT-3, DATA-1) AND NOT project = DATA", ["PLAT-3"]),
        ("key = PLAT-1 OR key = DATA-1", ["PLAT-1", "DATA-1"]),
        ("key in (PLAT-2, PLAT-1) AND labels is empty", ["PLAT-1", "PLAT-2"]),
        ("key in (PLAT-2, PLAT-1) AND labels is not empty", []),
        ("key = PLAT-1 and (project = DATA or project = PLAT)", ["PLAT-1"]),
        ("key in (PLAT-1, PLAT-2) and created > now()", []),
        ("key in (PLAT-1, PLAT-2) and created < '2024/01/01'", ["PLAT-1", "PLAT-2"]),
        ("key in (PLAT-1, PLAT-2) and updated >= -1d", []),
        ("key = PLAT-1 and reporter = currentUser()", []),
        ('key = PLAT-1 and summary ~ "order by"', []),
    ],
)
async def test_a_condition_finds_what_it_names(stage: Stage, jql: str, found: list[str]) -> None:
    assert await keys(stage, jql) == found


@pytest.mark.parametrize("field", ["status", "issuetype", "priority"])
async def test_the_values_of_a_field_divide_a_project(stage: Stage, field: str) -> None:
    everything = (await search(stage, "project = PLAT"))["issues"]
    held = {each["fields"][field]["name"] for each in everything}
    parts = [await count(stage, f'project = PLAT AND {field} = "{name}"') for name in held]
    assert sum(parts) == 240
    assert min(parts) > 0
    one = sorted(held)[0]
    assert await count(stage, f'project = PLAT AND {field} != "{one}"') == 240 - await count(
        stage, f'project = PLAT AND {field} in ("{one}")'
    )


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("", "PLAT-1", "PLAT-241"),
        ("ORDER BY id DESC", "PLAT-241", "PLAT-1"),
        ("ORDER BY created ASC", "PLAT-1", "PLAT-241"),
        ("ORDER BY key", "DATA-1", "PLAT-241"),
        ("ORDER BY key DESC", "PLAT-241", "DATA-1"),
        ("ORDER BY project DESC, key ASC", "PLAT-1", "DATA-120"),
        ("ORDER BY updated DESC, key", "PLAT-241", "PLAT-1"),
    ],
)
async def test_issues_come_in_the_order_that_is_asked_for(stage: Stage, order: str, first: str, last: str) -> None:
    assert await made(stage) == "PLAT-241"
    found = await keys(stage, f"project in (PLAT, DATA) {order}")
    assert (found[0], found[-1], len(set(found))) == (first, last, 361)


@pytest.mark.parametrize("order", ["", "ORDER BY key DESC", "ORDER BY summary"])
async def test_pages_join_to_the_whole_answer(stage: Stage, order: str) -> None:
    jql = f"project in (PLAT, DATA) AND status != Done {order}"
    pages, token = [], {}
    for _ in range(100):
        page = await search(stage, jql, maxResults=7, fields=["summary"], **token)
        pages += [each["key"] for each in page["issues"]]
        token = {"nextPageToken": page.get("nextPageToken")}
        if page["isLast"]:
            break
    assert pages == await keys(stage, jql)


async def test_a_page_token_of_another_query_is_refused(stage: Stage) -> None:
    token = (await search(stage, "project = PLAT", maxResults=1))["nextPageToken"]
    await search(stage, "project = DATA", 400, nextPageToken=token)
    assert (await search(stage, "project = PLAT", maxResults=1, nextPageToken=token))["issues"][0]["key"] == "PLAT-2"


async def test_fields_may_be_repeated_and_taken_away(stage: Stage) -> None:
    async def shown(query: str) -> set[str]:
        answer = await stage.client.get(f"{PATH}?jql=key%3DPLAT-1&{query}", headers=DANA)
        return set(answer.json()["issues"][0]["fields"])

    assert await shown("fields=summary&fields=project,status") == {"summary", "project", "status"}
    everything, navigable = await shown("fields=*all"), await shown("fields=*navigable")
    assert everything - navigable == {"comment"}
    assert await shown("fields=*all,-comment") == navigable


async def test_made_edited_and_deleted_issues_are_found_as_they_are_now(stage: Stage) -> None:
    key = await made(stage, summary="A needle", labels=["sharp"])
    assert await keys(stage, "project = PLAT AND text ~ needle") == [key]
    assert await keys(stage, "project = PLAT AND labels = sharp AND reporter = currentUser()") == [key]
    assert await count(stage, "project = PLAT") == 241
    await stage.client.delete(f"/rest/api/3/issue/{key}", headers=DANA)
    assert await count(stage, "project = PLAT") == 240
    await search(stage, f"key = {key}", 400)
    assert await made(stage) == "PLAT-242", "a number is never given twice"


async def test_what_may_not_be_browsed_is_not_found_and_not_counted(stage: Stage) -> None:
    world = stage.host.site.world
    world.permission_schemes.restrict("DATA", "BROWSE_PROJECTS", frozenset({"jira-administrators"}))
    eve = basic(world.eve.email, world.eve.token)
    body = {"jql": "created > '2020-01-01'", "fields": ["project"], "maxResults": 5000}
    found = (await stage.client.post(PATH, headers=eve, json=body)).json()["issues"]
    assert {each["fields"]["project"]["key"] for each in found} == {"PLAT"}
    refused = await stage.client.post(PATH, headers=eve, json={"jql": "issue in (DATA-1)"})
    assert refused.status_code == 400
    assert await count(stage, "project in (PLAT, DATA)") == 360


@pytest.mark.parametrize(
    ("jql", "message"),
    [
        ("status = Flying", "The value 'Flying' does not exist for the field 'status'."),
        ("created > soon", "Date value 'soon' for field 'created' is invalid."),
        ("created ~ x", "The operator '~' is not supported by the 'created' field."),
        ("summary = x", "The operator '=' is not supported by the 'summary' field."),
        ("project = PLAT ORDER BY colour", "Field 'colour' does not exist"),
        ("project = PLAT ORDER BY key key", "Error in the JQL Query: Expecting ',' but got 'key'."),
        ("labels is full", "Error in the JQL Query: Expecting 'EMPTY' but got 'full'."),
    ],
)
async def test_a_condition_that_cannot_be_read_says_why(stage: Stage, jql: str, message: str) -> None:
    assert (await search(stage, jql, 400))["errorMessages"][0].startswith(message)
    assert await keys(stage, "key = PLAT-1") == ["PLAT-1"]


def test_two_hundred_thousand_issues_are_there_at_once_and_found_by_key_and_id() -> None:
    world = JiraHost(SITE, seed=1, token="t", issues=MANY).site.world
    counts = [project.issue_count for project in world.projects]
    assert sum(counts) == MANY
    assert len({project.key for project in world.projects}) == len(counts)
    last = list(world.projects)[-1]
    found = world.issue(f"{last.key}-{last.issue_count}")
    assert found is not None
    assert world.issue(found.id) == found
    assert world.issue(str(int(found.id) + 1)) is None


async def test_a_search_in_many_issues_looks_only_where_they_can_be(
    installed: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = installed.host.site
    monkeypatch.setattr(site, "world", World(SITE, seed=1, token=site.world.dana.token, issues=MANY))
    seen = []
    numbered = World.numbered
    monkeypatch.setattr(World, "numbered", lambda *asked: seen.append(asked) or numbered(*asked))
    await installed.as_app("POST", "/rest/devinfo/0.10/bulk", json=submission(repository(branches=[branch()])))
    await installed.clock.sleep(1)
    names = ", ".join(f"TEAM5-{number}" for number in range(1, 101))
    assert len(await keys(installed, f"issue in ({names})")) == 100
    assert await keys(installed, "development[branches].all > 0") == ["PLAT-1"]
    page = await search(installed, "project = TEAM20 ORDER BY key DESC", maxResults=50)
    following = await search(
        installed, "project = TEAM20 ORDER BY key DESC", maxResults=50, nextPageToken=page["nextPageToken"]
    )
    assert following["issues"][0]["key"] == "TEAM20-4950"
    assert await count(installed, "project in (TEAM10, TEAM11)") == 10_000
    assert len(seen) < 1000
