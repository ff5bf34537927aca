"""Issues are made, edited, commented, moved, linked and deleted, and wrong requests say what is wrong."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA, SITE

API = "/rest/api/3"
TEXT = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "One"}]}]}
TASK = {"project": {"key": "PLAT"}, "summary": "Made", "issuetype": {"name": "Task"}}


async def call(stage: Stage, method: str, path: str, status: int, body: Any = None) -> Any:
    answer = await stage.client.request(method, path, headers=DANA, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def make(stage: Stage, expected: int = 201, version: str = "3", **fields: Any) -> Any:
    sent = {"fields": TASK | fields}
    return await call(stage, "POST", f"/rest/api/{version}/issue", expected, sent)


async def fields_of(stage: Stage, key: str, version: str = "3") -> Any:
    return (await call(stage, "GET", f"/rest/api/{version}/issue/{key}", 200))["fields"]


async def test_an_issue_is_made_and_read_back_by_key_and_id(stage: Stage) -> None:
    made = await make(stage, description=TEXT, labels=["one"], priority={"id": "1"})
    assert (made["key"], made["self"]) == ("PLAT-241", f"{SITE}/rest/api/3/issue/{made['id']}")
    held = await fields_of(stage, made["id"])
    assert (held["summary"], held["description"], held["labels"]) == ("Made", TEXT, ["one"])
    assert (held["priority"]["name"], held["reporter"]["displayName"]) == ("Highest", "Dana Admin")
    assert (held["status"]["name"], held["created"]) == ("To Do", held["updated"])
    assert (await make(stage))["key"] == "PLAT-242"


async def test_a_text_is_a_document_in_version_3_and_plain_in_version_2(stage: Stage) -> None:
    made = (await make(stage, version="2", description="One\n\nTwo"))["key"]
    assert (await fields_of(stage, made, "2"))["description"] == "One\n\nTwo"
    assert len((await fields_of(stage, made))["description"]["content"]) == 3
    refused = await make(stage, 400, description="One")
    assert refused["errors"]["description"].startswith("Operation value must be an Atlassian Document")
    assert "must be a string" in (await make(stage, 400, version="2", description=TEXT))["errors"]["description"]


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"summary": " "}, "summary", "You must specify a summary of the issue."),
        ({"summary": "a\nb"}, "summary", "The summary is invalid because it contains newline characters."),
        ({"summary": "a" * 255}, "summary", "Summary can't exceed 255 characters."),
        ({"project": {"key": "NOPE"}}, "project", "Specify a valid project ID or key"),
        ({"issuetype": {"name": "Wish"}}, "issuetype", "Specify a valid issue type"),
        ({"issuetype": {"name": "Sub-task"}}, "parent", "Could not find issue by id or key."),
        ({"priority": {"name": "Now"}}, "priority", "Specify a valid 'id' or 'name' for priority"),
        ({"reporter": {"id": "none"}}, "reporter", "The reporter specified is not a user."),
        ({"labels": ["a b"]}, "labels", "The label 'a b' contains spaces which is invalid."),
        ({"labels": "a"}, "labels", "data was not an array"),
        ({"status": {"id": "1"}}, "status", "Field 'status' cannot be set."),
        ({"customfield_1": 1}, "customfield_1", "Field 'customfield_1' cannot be set."),
    ],
)
async def test_what_is_wrong_is_said_by_field_and_nothing_is_made(
    stage: Stage, fields: dict[str, Any], field: str, message: str
) -> None:
    assert (await make(stage, 400, **fields))["errors"][field].startswith(message)
    assert (await make(stage))["key"] == "PLAT-241"


async def test_an_edit_sets_adds_and_removes(stage: Stage) -> None:
    stage.clock.time += 60
    change = {"fields": {"summary": "New"}, "update": {"labels": [{"add": "a"}, {"add": "b"}, {"remove": "a"}]}}
    await call(stage, "PUT", f"{API}/issue/PLAT-1", 204, change)
    await call(stage, "PUT", f"{API}/issue/PLAT-1", 204, {"update": {"priority": [{"set": {"name": "Low"}}]}})
    held = await fields_of(stage, "PLAT-1")
    assert (held["summary"], held["labels"], held["priority"]["name"]) == ("New", ["b"], "Low")
    assert held["updated"] > held["created"]
    wrong = {"update": {"summary": [{"add": "x"}]}}
    assert "summary" in (await call(stage, "PUT", f"{API}/issue/PLAT-1", 400, wrong))["errors"]


async def test_an_issue_with_subtasks_goes_with_them_or_stays(stage: Stage) -> None:
    parent = (await make(stage))["key"]
    child = (await make(stage, issuetype={"name": "Sub-task"}, parent={"key": parent}))["key"]
    assert [each["key"] for each in (await fields_of(stage, parent))["subtasks"]] == [child]
    assert (await fields_of(stage, child))["parent"]["key"] == parent
    refused = await call(stage, "DELETE", f"{API}/issue/{parent}", 400)
    assert refused["errorMessages"][0].startswith(f"The issue '{parent}' has subtasks.")
    await call(stage, "DELETE", f"{API}/issue/{parent}?deleteSubtasks=true", 204)
    await call(stage, "GET", f"{API}/issue/{parent}", 404)
    await call(stage, "GET", f"{API}/issue/{child}", 404)


async def test_a_comment_is_written_and_read_one_by_one_and_page_by_page(stage: Stage) -> None:
    path = f"{API}/issue/PLAT-1/comment"
    first = await call(stage, "POST", path, 201, {"body": TEXT})
    await call(stage, "POST", "/rest/api/2/issue/PLAT-1/comment", 201, {"body": "Two"})
    assert (first["author"]["displayName"], first["body"]) == ("Dana Admin", TEXT)
    assert await call(stage, "GET", f"{path}/{first['id']}", 200) == first
    page = await call(stage, "GET", "/rest/api/2/issue/PLAT-1/comment?startAt=1", 200)
    assert (page["total"], [each["body"] for each in page["comments"]]) == (2, ["Two"])
    await call(stage, "GET", f"{path}/1", 404)
    for wrong in ({"body": ""}, {}, {"body": "plain"}):
        assert "comment" in (await call(stage, "POST", path, 400, wrong))["errors"]


async def test_an_app_comments_as_itself(installed: Stage) -> None:
    answer = await installed.as_app("POST", f"{API}/issue/PLAT-1/comment", json={"body": TEXT})
    author = answer.json()["author"]
    assert (author["accountType"], author["displayName"]) == ("app", "GitLab for Jira (gitlab.example.com)")


async def test_a_transition_moves_an_issue_to_another_status(stage: Stage) -> None:
    key = (await make(stage))["key"]
    path = f"{API}/issue/{key}/transitions"
    offered = {each["to"]["name"]: each["id"] for each in (await call(stage, "GET", path, 200))["transitions"]}
    assert sorted(offered) == ["Done", "In Progress"]
    await call(stage, "POST", path, 204, {"transition": {"id": offered["Done"]}})
    assert (await fields_of(stage, key))["status"]["statusCategory"]["key"] == "done"
    refused = await call(stage, "POST", path, 400, {"transition": {"id": offered["Done"]}})
    assert refused["errorMessages"] == [f"Transition id '{offered['Done']}' is not valid for this issue."]
    await call(stage, "POST", path, 400, {})


async def test_a_link_with_the_same_global_id_is_the_same_link(stage: Stage) -> None:
    path = f"{API}/issue/PLAT-1/remotelink"
    link = {"globalId": "one", "object": {"url": "https://gitlab.example.com/1", "title": "One"}, "relationship": "x"}
    first = await call(stage, "POST", path, 201, link)
    assert (
        await call(stage, "POST", path, 200, link | {"object": {"url": "https://x.example", "title": "Two"}}) == first
    )
    shown = await call(stage, "GET", f"{path}?globalId=one", 200)
    assert (shown["object"]["title"], shown["relationship"]) == ("Two", "x")
    assert (await call(stage, "GET", f"{path}/{first['id']}", 200)) == shown
    await call(stage, "POST", path, 201, {"object": {"url": "https://y.example", "title": "Other"}})
    assert len(await call(stage, "GET", path, 200)) == 2
    assert set((await call(stage, "POST", path, 400, {"object": {}}))["errors"]) == {"title", "url"}
    await call(stage, "DELETE", f"{path}?globalId=one", 204)
    await call(stage, "DELETE", f"{path}?globalId=one", 404)
    await call(stage, "DELETE", path, 400)
    assert len(await call(stage, "GET", path, 200)) == 1


@pytest.mark.parametrize("version", ["2", "3"])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_old_search_is_gone(stage: Stage, version: str, method: str) -> None:
    refused = await call(stage, method, f"/rest/api/{version}/search?jql=project=PLAT", 410)
    assert "/rest/api/3/search/jql" in refused["errorMessages"][0]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("DELETE", "/myself", 405)])
async def test_below_rest_even_what_is_not_there_is_json(stage: Stage, method: str, path: str, status: int) -> None:
    answer = await call(stage, method, f"{API}{path}?secret=1", status)
    assert answer["status-code"] == status
    assert "secret" not in answer["message"]
    page = await stage.client.get("/nothing")
    assert (page.status_code, page.text) == (404, "Not Found")


async def test_the_catalogue_names_what_an_issue_can_be(stage: Stage) -> None:
    fields = {each["id"]: each for each in await call(stage, "GET", f"{API}/field", 200)}
    assert (fields["labels"]["schema"], fields["status"]["orderable"]) == (
        {"type": "array", "system": "labels", "items": "string"},
        False,
    )
    for name, size in (("issuetype", 4), ("status", 3), ("priority", 5)):
        assert len(await call(stage, "GET", f"{API}/{name}", 200)) == size
    assert (await stage.client.get(f"{API}/field")).status_code == 401


async def test_the_fields_of_a_new_issue_are_those_that_its_type_takes(stage: Stage) -> None:
    async def taken(kind: str) -> dict[str, bool]:
        page = await call(stage, "GET", f"{API}/issue/createmeta/PLAT/issuetypes/{kind}", 200)
        return {each["fieldId"]: each["required"] for each in page["fields"]}

    task, subtask = await taken("10001"), await taken("10004")
    assert (task["summary"], task["labels"]) == (True, False)
    assert set(subtask) - set(task) == {"parent"}
    some = await call(stage, "GET", f"{API}/issue/createmeta?projectKeys=DATA&issuetypeNames=Bug", 200)
    assert [(each["key"], [kind["name"] for kind in each["issuetypes"]]) for each in some["projects"]] == [
        ("DATA", ["Bug"])
    ]
