"""What is asked of a Jira about development information, and what its answers become."""

import json

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.flow import Chunk, Kind
from wizard.domain.jira_presence import FoundIssues, Shown

ISSUE = {"id": "10001", "key": "PLAT-1", "self": "https://acme.atlassian.net/rest/api/3/issue/10001"}
FORBIDDEN = {"errorMessages": ["You do not have permission to perform the requested action"]}
COMMIT = {"id": "a" * 40, "url": "https://g/-/commit/a", "message": "PLAT-1 Log in\n\nMore"}


def body_of(request: bytes) -> dict:
    return json.loads(request.partition(b"\r\n\r\n")[2])


def dialog(**details: object) -> dict[str, object]:
    return {"data": {"developmentInformation": {"details": details}}}


async def test_issues_are_listed_by_one_clause_with_nothing_but_their_keys() -> None:
    page = {"issues": [ISSUE], "nextPageToken": "more", "isLast": False}
    async with fault_server(answer(200, page), answer(200, {"issues": [], "isLast": True})) as server:
        async with kit(server.url) as one:
            assert await one.jira.issues_with(Kind.MERGE_REQUEST, 2) == Chunk(("PLAT-1",), "more")
            assert await one.jira.issues_with(Kind.MERGE_REQUEST, 2, cursor="more") == Chunk(())
        assert server.requests[0].startswith(b"POST /rest/api/3/search/jql HTTP/1.1\r\n")
        jql = "development[pullrequests].all >= 2 ORDER BY key ASC"
        assert body_of(server.requests[0]) == {"jql": jql, "fields": ["key"], "maxResults": 5000}
        assert body_of(server.requests[1])["nextPageToken"] == "more"


async def test_among_known_issues_nothing_but_keys_gets_into_the_query() -> None:
    async with fault_server(answer(200, {"issues": []})) as server, kit(server.url) as one:
        await one.jira.issues_with(Kind.BUILD, among=("PLAT-1", 'X") OR project = "SECRET', "OPS_2-7"))
        jql = 'issue in ("PLAT-1", "OPS_2-7") AND development[builds].all >= 1 ORDER BY key ASC'
        assert body_of(server.requests[0])["jql"] == jql


async def test_among_nothing_that_can_be_a_key_nothing_is_asked() -> None:
    async with fault_server(answer(200, {"issues": [ISSUE]})) as server, kit(server.url) as one:
        assert await one.jira.issues_with(Kind.BUILD, among=("no key",)) == Chunk(())
        assert server.requests == []


async def test_a_site_that_does_not_take_the_clause_says_so() -> None:
    said = {"errorMessages": ["Field 'development[builds].all' does not exist or you do not have permission"]}
    async with fault_server(answer(400, said)) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.issues_with(Kind.BUILD)
    assert failed.value.code == "jira-search-refused"
    assert failed.value.call is not None


async def test_a_known_issue_that_is_gone_is_no_refusal_of_the_clause() -> None:
    said = {"errorMessages": ["An issue with key 'PLAT-2' does not exist for field 'issue'."]}
    async with fault_server(answer(400, said)) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.issues_with(Kind.BUILD, among=("PLAT-1", "PLAT-2"))
    assert (failed.value.code, failed.value.facts["issue"]) == ("jira-issue-gone", "PLAT-2")


async def test_there_is_no_clause_for_feature_flags_so_nothing_is_asked() -> None:
    async with fault_server(answer(200, {})) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.issues_with(Kind.FEATURE_FLAG)
        assert failed.value.code == "jira-search-refused"
        assert server.requests == []


async def test_a_search_that_names_the_page_it_is_at_as_the_next_does_not_go_on_for_ever() -> None:
    page = {"issues": [ISSUE], "nextPageToken": "same"}
    async with fault_server(answer(200, page)) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.jira.issues_with(Kind.BRANCH, cursor="same")
    assert failed.value.code == "answer-shape"


async def test_a_question_that_is_posted_is_asked_again_like_any_other() -> None:
    async with fault_server(answer(503, b""), answer(200, {"issues": [ISSUE]})) as server, kit(server.url) as one:
        assert (await one.jira.issues_with(Kind.BRANCH)).found == ("PLAT-1",)
        assert len(server.requests) == 2


async def test_keys_that_lead_to_no_issue_are_no_error() -> None:
    async with fault_server(answer(200, {"issues": [ISSUE], "issueErrors": []})) as server, kit(server.url) as one:
        assert await one.jira.find_issues(["PLAT-1", "UTF-8"]) == FoundIssues({"PLAT-1": "10001"})
        assert server.requests[0].startswith(b"POST /rest/api/3/issue/bulkfetch ")
        assert body_of(server.requests[0]) == {"issueIdsOrKeys": ["PLAT-1", "UTF-8"], "fields": ["key"]}


async def test_a_moved_issue_is_known_by_both_keys() -> None:
    moved = {"id": "10002", "key": "NEW-7"}
    async with fault_server(answer(200, {"issues": [ISSUE, moved]})) as server, kit(server.url) as one:
        found = await one.jira.find_issues(["PLAT-1", "OLD-5"])
    assert found == FoundIssues({"PLAT-1": "10001", "OLD-5": "10002"}, {"OLD-5": "NEW-7"})


@pytest.mark.parametrize(
    "answered",
    [
        {"issues": [ISSUE, {"id": "10002", "key": "NEW-7"}]},
        {"issues": [ISSUE], "issueErrors": [{"id": "10003", "errorMessage": "too large"}]},
    ],
)
async def test_what_the_answer_leaves_open_is_not_called_unknown(answered: dict) -> None:
    async with fault_server(answer(200, answered)) as server, kit(server.url) as one:
        found = await one.jira.find_issues(["PLAT-1", "OLD-5", "UTF-8"])
    assert found == FoundIssues({"PLAT-1": "10001"}, {}, frozenset({"OLD-5", "UTF-8"}))


async def test_keys_of_projects_come_with_earlier_ones() -> None:
    first = {"values": [{"key": "PLAT", "projectKeys": ["PLAT", "OLD"]}, {"key": "OPS"}], "total": 3, "isLast": False}
    last = {"values": [{"key": "WEB"}], "total": 3, "isLast": True}
    async with fault_server(answer(200, first), answer(200, last)) as server, kit(server.url) as one:
        assert await one.jira.project_keys() == Chunk(("PLAT", "OLD", "OPS"), "2", 3)
        assert await one.jira.project_keys(cursor="2") == Chunk(("WEB",), "", 3)
        assert b"?startAt=2&maxResults=100&orderBy=key&expand=projectKeys " in server.requests[1]


@pytest.mark.parametrize(
    "kind, data_type, detail, shown",
    [
        (Kind.BRANCH, "branch", {"branches": [{"name": "plat-1", "url": "https://g/b"}]},
         Shown(Kind.BRANCH, "plat-1", "https://g/b")),
        (Kind.COMMIT, "repository", {"repositories": [{"name": "g/p", "commits": [COMMIT]}]},
         Shown(Kind.COMMIT, "a" * 40, "https://g/-/commit/a", "PLAT-1 Log in")),
        (Kind.MERGE_REQUEST, "pullrequest",
         {"pullRequests": [{"id": "!63", "name": "PLAT-1", "url": "https://g/-/merge_requests/3"}]},
         Shown(Kind.MERGE_REQUEST, "3", "https://g/-/merge_requests/3", "PLAT-1")),
        (Kind.MERGE_REQUEST, "pullrequest", {"pullRequests": [{"id": "g/p!63", "url": "https://g/63"}]},
         Shown(Kind.MERGE_REQUEST, "63", "https://g/63")),
    ],
)  # fmt: skip
async def test_the_panel_names_what_came_from_a_repository(
    kind: Kind, data_type: str, detail: dict, shown: Shown
) -> None:
    async with fault_server(answer(200, {"detail": [detail]})) as server, kit(server.url) as one:
        assert await one.jira.panel_items("10001", kind) == (shown,)
        assert f"?issueId=10001&applicationType=GitLab&dataType={data_type} ".encode() in server.requests[0]


@pytest.mark.parametrize(
    "kind, details, shown",
    [
        (Kind.BUILD,
         {"buildProviders": [{"builds": [{"name": "plat-1", "url": "https://g/-/pipelines/99"}]}, {"builds": None}]},
         Shown(Kind.BUILD, "99", "https://g/-/pipelines/99", "plat-1")),
        (Kind.DEPLOYMENT,
         {"deploymentProviders": [{"deployments": [
             {"displayName": "Deployment 5 (main@8f3c1d2e) to production", "url": "https://g/-/jobs/777"}]}]},
         Shown(Kind.DEPLOYMENT, "5", "https://g/-/jobs/777", "Deployment 5 (main@8f3c1d2e) to production")),
        (Kind.FEATURE_FLAG,
         {"featureFlagProviders": [{"featureFlags": [
             {"key": "new_login", "displayName": "New", "details": [{"url": None}, {"url": "https://g/f"}]}]}]},
         Shown(Kind.FEATURE_FLAG, "new_login", "https://g/f", "New")),
    ],
)  # fmt: skip
async def test_the_dialog_names_what_came_from_automation(kind: Kind, details: dict, shown: Shown) -> None:
    async with fault_server(answer(200, dialog(**details))) as server, kit(server.url) as one:
        assert await one.jira.panel_items("10001", kind) == (shown,)
        assert server.requests[0].startswith(b"POST /jsw2/graphql?operation=DevDetailsDialog ")
        asked = body_of(server.requests[0])
        assert asked["variables"] == {"issueId": "10001"}
        assert next(iter(details)) in asked["query"]


async def test_an_older_address_of_the_dialog_is_found_once() -> None:
    empty = answer(200, dialog(buildProviders=[]))
    async with fault_server(answer(404, b""), empty) as server, kit(server.url) as one:
        assert await one.jira.panel_items("10001", Kind.BUILD) == ()
        assert await one.jira.panel_items("10002", Kind.BUILD) == ()
        paths = [request.split(b"?")[0] for request in server.requests]
    assert paths == [b"POST /jsw2/graphql", b"POST /jsw/graphql", b"POST /jsw/graphql"]


@pytest.mark.parametrize("kind", [Kind.BRANCH, Kind.DEPLOYMENT])
async def test_without_the_right_to_see_development_tools_that_is_said(kind: Kind) -> None:
    async with fault_server(answer(403, FORBIDDEN)) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.panel_items("10001", kind)
    assert failed.value.code == "jira-panel-forbidden"


@pytest.mark.parametrize(
    "answered, code",
    [
        ((404, b""), "jira-panel-gone"),
        ((400, {"errors": [{"message": "Cannot query field"}]}), "jira-panel-gone"),
        ((200, {"errors": [{"message": "Cannot query field"}], "data": None}), "jira-panel-gone"),
        ((200, {"data": {"developmentInformation": None}}), "jira-panel-gone"),
        ((200, dialog(buildProviders=[]) | {"errors": [{"message": "a provider timed out"}]}), "jira-panel-gone"),
        ((200, {"errors": [{"message": "no", "extensions": {"statusCode": 403}}]}), "jira-panel-forbidden"),
    ],
)
async def test_a_query_that_was_not_answered_whole_is_no_empty_panel(answered: tuple, code: str) -> None:
    async with fault_server(answer(*answered)) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.panel_items("10001", Kind.BUILD)
    assert failed.value.code == code


async def test_an_answer_in_another_shape_is_a_typed_error() -> None:
    body = {"data": {"developmentInformation": {"details": [1]}}}
    async with fault_server(answer(200, body)) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.jira.panel_items("10001", Kind.BUILD)
    assert failed.value.code == "answer-shape"
