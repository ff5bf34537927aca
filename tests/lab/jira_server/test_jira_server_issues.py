"""Issues of a Jira of one's own: wiki text, people by name, the workflow, and the page that the old search has."""

import pytest

from tests.lab.jira_server.conftest import Stage

NEW = {"project": {"key": "PLAT"}, "summary": "New", "issuetype": {"name": "Task"}}


async def made(stage: Stage, **more: object) -> str:
    answer = await stage.call("POST", "/issue", json={"fields": NEW | more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["key"])


async def offered(stage: Stage, key: str) -> list[str]:
    return [each["id"] for each in (await stage.get(f"/issue/{key}/transitions"))["transitions"]]


async def moved(stage: Stage, key: str, number: str, **more: object) -> int:
    sent = {"transition": {"id": number}, **more}
    return (await stage.call("POST", f"/issue/{key}/transitions", json=sent)).status_code


async def test_texts_are_wiki_and_shown_as_html_beside_the_fields(stage: Stage):
    text = "[Dana|https://gitlab.example.com/dana] did *this*:{quote}<b>{quote}"
    shown = await stage.get(f"/issue/{await made(stage, description=text)}?expand=renderedFields")
    assert shown["fields"]["description"] == text
    html = shown["renderedFields"]["description"]
    assert '<a href="https://gitlab.example.com/dana" class="external-link" rel="nofollow">Dana</a>' in html
    assert "<blockquote>&lt;b&gt;</blockquote>" in html


async def test_what_only_jira_cloud_takes_is_refused_by_name(stage: Stage):
    document = {"type": "doc", "version": 1, "content": []}
    wrong = {"description": document, "assignee": {"accountId": "5b10ac8d82e05b22cc7d4ef5"}}
    answer = await stage.call("POST", "/issue", json={"fields": NEW | wrong})
    assert (answer.status_code, answer.json()["errors"].keys()) == (400, {"description", "assignee"})
    assert (await stage.get(f"/issue/{await made(stage, assignee={'name': 'eve'})}"))["fields"]["assignee"][
        "name"
    ] == "eve"


async def test_an_issue_moves_as_the_workflow_leads_on(stage: Stage):
    key = await made(stage)
    assert await offered(stage, key) == ["4", "5", "2"]
    assert await moved(stage, key, "3") == 400
    assert await moved(stage, key, "4", fields={"resolution": {"name": "Done"}}) == 400
    assert await moved(stage, key, "4") == 204
    assert await offered(stage, key) == ["301", "5", "2"]
    assert await moved(stage, key, "5", fields={"resolution": {"name": "Duplicate"}}) == 204
    fields = (await stage.get(f"/issue/{key}"))["fields"]
    assert (fields["status"]["name"], fields["resolution"]["name"]) == ("Resolved", "Duplicate")
    assert fields["status"]["statusCategory"]["key"] == "done"
    assert await moved(stage, key, "3") == 204
    fields = (await stage.get(f"/issue/{key}"))["fields"]
    assert (fields["status"]["name"], fields["resolution"], fields["resolutiondate"]) == ("Reopened", None, None)


async def test_what_is_not_there_differs_from_what_may_not_be_seen(stage: Stage):
    assert (await stage.call("GET", "/issue/PLAT-9999")).json()["errorMessages"] == ["Issue Does Not Exist"]
    anonymous = await stage.client.get("/rest/api/2/issue/PLAT-1")
    assert (anonymous.status_code, "Login Required" in anonymous.json()["errorMessages"]) == (401, True)
    assert (await stage.call("GET", "/issue/HR-1", stage.eve)).status_code == 403
    assert (await stage.call("GET", "/issue/HR-1")).status_code == 200


async def test_a_link_with_the_same_global_id_is_renewed(stage: Stage):
    link = {"globalId": "g", "object": {"url": "https://gitlab.example.com/1", "title": "One"}}
    first = await stage.call("POST", "/issue/PLAT-1/remotelink", json=link)
    second = await stage.call("POST", "/issue/PLAT-1/remotelink", json=link | {"relationship": "mentioned on"})
    assert (first.status_code, second.status_code, first.json()["id"]) == (201, 200, second.json()["id"])
    (held,) = await stage.get("/issue/PLAT-1/remotelink")
    assert (held["relationship"], held["object"]["title"]) == ("mentioned on", "One")
    gone = await stage.call("DELETE", f"/issue/PLAT-1/remotelink/{held['id']}")
    assert (gone.status_code, await stage.get("/issue/PLAT-1/remotelink")) == (204, [])


async def test_comments_are_read_added_and_taken_away_by_who_wrote_them(stage: Stage):
    added = await stage.call("POST", "/issue/PLAT-1/comment", json={"body": "*Hello*"})
    number = added.json()["id"]
    assert (await stage.get(f"/issue/PLAT-1/comment/{number}"))["author"]["name"] == "dana"
    refused = await stage.call("DELETE", f"/issue/PLAT-1/comment/{number}", stage.eve)
    assert (refused.status_code, (await stage.get("/issue/PLAT-1/comment"))["total"]) == (400, 1)
    assert (await stage.call("DELETE", f"/issue/PLAT-1/comment/{number}")).status_code == 204
    assert (await stage.get("/issue/PLAT-1/comment"))["comments"] == []


@pytest.mark.parametrize(
    "jql, found",
    [
        ("project = PLAT", 240),
        ("project in (PLAT, DATA)", 360),
        ("", 372),
        ("issue in (PLAT-1, DATA-2) AND project = DATA", 1),
        ("key = plat-7 OR key = 'DATA-3'", 2),
        ("NOT project = PLAT", 132),
        ("project = HR and labels is EMPTY", 12),
        ('project = Platform AND created >= "2000-01-01" and created < now()', 240),
        ("project = PLAT AND summary ~ 'nothing like it'", 0),
        ("reporter = currentUser()", 0),
    ],
)
async def test_a_search_tells_how_many_there_are_and_gives_a_page_of_them(stage: Stage, jql: str, found: int):
    sent = {"jql": jql, "maxResults": 2, "fields": ["summary"]}
    page = (await stage.call("POST", "/search", json=sent)).json()
    assert (page["total"], len(page["issues"])) == (found, min(found, 2))


async def test_what_a_query_holds_apart_adds_up_to_all(stage: Stage):
    asked = ["statusCategory = done", "statusCategory != Done", "resolution = Unresolved", "resolution is not EMPTY"]
    totals = [
        (await stage.call("POST", "/search", json={"jql": f"project = PLAT AND {one}"})).json()["total"]
        for one in asked
    ]
    assert (totals[0] + totals[1], totals[2] + totals[3]) == (240, 240)
    assert (totals[0], totals[1]) == (totals[3], totals[2])


async def test_an_order_and_a_start_walk_all_pages(stage: Stage):
    pages = [await stage.get(f"/search?jql=project=DATA+order+by+key+desc&startAt={at}") for at in (0, 50, 100)]
    keys = [each["key"] for page in pages for each in page["issues"]]
    assert keys == [f"DATA-{number}" for number in range(120, 0, -1)]


@pytest.mark.parametrize(
    "jql, said",
    [
        ("project = NONE", "The value 'NONE' does not exist for the field 'project'."),
        ("issue = PLAT-9999", "An issue with key 'PLAT-9999' does not exist for field 'issue'."),
        ("colour = red", "Field 'colour' does not exist or you do not have permission to view it."),
        ("project = PLAT rest", "Expecting either 'OR' or 'AND' but got 'rest'."),
        ("project in (PLAT", "Expecting ')' but got 'end of query'."),
        ("status < Open", "The operator '<' is not supported by the 'status' field."),
        ("created > yesterday", "Date value 'yesterday' for field 'created' is invalid."),
        ("project =", "got the end of the query."),
    ],
)
async def test_a_query_that_cannot_be_answered_says_why(stage: Stage, jql: str, said: str):
    answer = await stage.call("POST", "/search", json={"jql": jql})
    assert answer.status_code == 400
    assert said in answer.json()["errorMessages"][0]


async def test_a_closed_project_is_not_found_by_who_may_not_browse_it(stage: Stage):
    assert (await stage.call("POST", "/search", stage.eve, json={"jql": "project = HR"})).status_code == 400
    every = await stage.call("POST", "/search", stage.eve, json={"jql": ""})
    assert every.json()["total"] == 360
    assert "HR" not in [each["key"] for each in await stage.get("/project", stage.eve)]


async def test_an_issue_with_sub_tasks_goes_only_with_them_and_by_an_administrator(stage: Stage):
    parent = await made(stage)
    child = await made(stage, issuetype={"name": "Sub-task"}, parent={"key": parent})
    assert (await stage.get(f"/issue/{child}"))["fields"]["parent"]["key"] == parent
    assert (await stage.call("DELETE", f"/issue/{parent}")).status_code == 400
    assert (await stage.call("DELETE", f"/issue/{parent}", stage.eve)).status_code == 403
    assert (await stage.call("DELETE", f"/issue/{parent}?deleteSubtasks=true")).status_code == 204
    assert (await stage.call("GET", f"/issue/{child}")).status_code == 404
