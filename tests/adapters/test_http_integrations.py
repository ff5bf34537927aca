"""What is sent to GitLab about the Jira issue integration, and what its answers become."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.jira_integration import JiraIntegration, Scope
from wizard.domain.secret import Secret

APP, PLATFORM = Scope("project", "platform/app"), Scope("group", "platform")
SHOWN = {
    "id": 75,
    "slug": "jira",
    "active": True,
    "commit_events": True,
    "merge_requests_events": False,
    "comment_on_event_enabled": True,
    "push_events": True,
    "inherited": False,
    "properties": {"url": "https://acme.atlassian.net", "api_url": None, "project_keys": ["PLAT"], "jira_auth_type": 0},
}
PLAIN = answer(200, {"id": 2, "username": "dana"})
PROJECT = {
    "id": 9,
    "name": "App",
    "path_with_namespace": "a/app",
    "default_branch": "main",
    "namespace": {"kind": "group", "full_path": "a"},
}


def _asked(request: bytes) -> tuple[str, str, dict[str, list[str]]]:
    method, target, _version = request.decode().split("\r\n")[0].split(" ")
    parts = urlsplit(target)
    return method, parts.path, parse_qs(parts.query)


async def test_events_and_properties_are_read_as_one_and_other_events_left_out() -> None:
    async with fault_server(answer(200, SHOWN)) as server, kit(server.url) as one:
        found = await one.gitlab.jira_integration(APP)
        asked = _asked(server.requests[0])
    assert asked == ("GET", "/api/v4/projects/platform%2Fapp/integrations/jira", {})
    assert found == JiraIntegration(
        active=True,
        inherited=False,
        values={
            "commit_events": True,
            "merge_requests_events": False,
            "comment_on_event_enabled": True,
            "url": "https://acme.atlassian.net",
            "api_url": None,
            "project_keys": ["PLAT"],
            "jira_auth_type": 0,
        },
    )


async def test_a_version_that_does_not_tell_what_inherits_says_none() -> None:
    older = {name: value for name, value in SHOWN.items() if name != "inherited"}
    async with fault_server(answer(200, older)) as server, kit(server.url) as one:
        found = await one.gitlab.jira_integration(PLATFORM)
        assert _asked(server.requests[0])[1] == "/api/v4/groups/platform/integrations/jira"
    assert found is not None
    assert found.inherited is None


async def test_what_was_never_set_up_is_none_and_a_place_that_is_hidden_is_an_error() -> None:
    missing = answer(404, {"message": "404 Integration Not Found"})
    async with fault_server(missing) as server, kit(server.url) as one:
        assert await one.gitlab.jira_integration(APP) is None
    for said in ("404 Project Not Found", "404 Not Found"):
        async with fault_server(answer(404, {"message": said})) as server, kit(server.url) as one:
            with pytest.raises(Refused) as told:
                await one.gitlab.jira_integration(APP)
        assert (told.value.code, told.value.facts["said"]) == ("http-404", said)


async def test_a_write_sends_the_fields_and_the_password_and_records_only_a_mark_of_it() -> None:
    echoed = answer(200, {**SHOWN, "title": "hunter2-of-the-test"})
    async with fault_server(echoed) as server, kit(server.url) as one:
        values = {"url": "https://acme.atlassian.net", "project_keys": ["PLAT"], "issues_enabled": True}
        await one.gitlab.put_jira_integration(APP, values, Secret("hunter2-of-the-test"))
        head, _, body = server.requests[0].partition(b"\r\n\r\n")
        kept = repr(one.recorder.newest())
    assert head.startswith(b"PUT /api/v4/projects/platform%2Fapp/integrations/jira ")
    assert json.loads(body) == {**values, "password": "hunter2-of-the-test"}
    assert "issues_enabled" in kept
    assert "hunter2" not in kept


async def test_without_a_password_none_is_sent() -> None:
    async with fault_server(answer(200, SHOWN)) as server, kit(server.url) as one:
        await one.gitlab.put_jira_integration(APP, {"issues_enabled": False}, None)
        assert json.loads(server.requests[0].partition(b"\r\n\r\n")[2]) == {"issues_enabled": False}


async def test_a_write_that_gitlab_finds_wrong_keeps_its_words() -> None:
    async with fault_server(answer(400, {"message": "400 Bad Request"})) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as told:
            await one.gitlab.put_jira_integration(APP, {}, None)
    assert (told.value.code, told.value.facts["said"], told.value.sent) == ("http-400", "400 Bad Request", False)


async def test_removing_is_a_delete_without_a_body() -> None:
    async with fault_server(answer(204)) as server, kit(server.url) as one:
        await one.gitlab.delete_jira_integration(PLATFORM)
        assert _asked(server.requests[0])[:2] == ("DELETE", "/api/v4/groups/platform/integrations/jira")


async def test_projects_of_an_instance_are_listed_by_keyset() -> None:
    full = [{**PROJECT, "id": number} for number in range(1, 101)]
    last = answer(200, [{**PROJECT, "id": 300}])
    async with fault_server(PLAIN, answer(200, full), last) as server, kit(server.url) as one:
        first, after = await one.gitlab.all_projects(search="app")
        rest, end = await one.gitlab.all_projects(search="app", after=after or 0)
        queries = [_asked(request)[2] for request in server.requests[1:]]
    assert (len(first), after, [project.id for project in rest], end) == (100, 100, [300], None)
    assert queries[0]["pagination"] == ["keyset"]
    assert (queries[0]["min_access_level"], queries[0]["archived"]) == (["40"], ["false"])
    assert "id_after" not in queries[0]
    assert queries[1]["id_after"] == ["100"]


async def test_projects_of_a_group_are_listed_with_its_subgroups_page_by_page() -> None:
    more = answer(200, [PROJECT], "X-Next-Page: 2")
    async with (
        fault_server(PLAIN, more, answer(200, [PROJECT], "X-Next-Page: ")) as server,
        kit(server.url) as one,
    ):
        _first, after = await one.gitlab.all_projects(group="a/b")
        _rest, end = await one.gitlab.all_projects(group="a/b", after=after or 0)
        asked = [_asked(request) for request in server.requests[1:]]
    assert (after, end) == (1, None)
    assert [path for _method, path, _query in asked] == ["/api/v4/groups/a%2Fb/projects"] * 2
    assert [query["page"] for _method, _path, query in asked] == [["1"], ["2"]]
    assert asked[0][2]["include_subgroups"] == ["true"]


@pytest.mark.parametrize(("admin", "role"), [(True, []), (False, ["40"])])
@pytest.mark.parametrize("group", ["", "platform"])
async def test_to_an_administrator_all_projects_are_listed_whoever_maintains_them(
    group: str, admin: bool, role: list[str]
) -> None:
    who = answer(200, {"id": 1, "username": "root", "is_admin": admin})
    async with fault_server(who, answer(200, [PROJECT])) as server, kit(server.url) as one:
        await one.gitlab.all_projects(group=group)
        assert _asked(server.requests[-1])[2].get("min_access_level", []) == role


async def test_a_commit_is_made_on_a_branch_of_its_own() -> None:
    async with fault_server(answer(201, {"id": "c" * 40, "title": "PLAT-1 test"})) as server, kit(server.url) as one:
        made = await one.gitlab.commit_file(7, "test-branch", "main", "PLAT-1 test", "note.txt")
        body = json.loads(server.requests[0].partition(b"\r\n\r\n")[2])
    assert made.title == "PLAT-1 test"
    assert (body["branch"], body["start_branch"], body["commit_message"]) == ("test-branch", "main", "PLAT-1 test")
    assert [(one["action"], one["file_path"]) for one in body["actions"]] == [("create", "note.txt")]


@pytest.mark.parametrize(
    ("status", "body", "plan"),
    [
        (200, {"plan": "ultimate"}, "ultimate"),
        (200, {"plan": "Premium"}, "premium"),
        (200, {"plan": "gold"}, "ultimate"),
        (200, {"plan": "starter"}, "premium"),
        (200, {"plan": "something new"}, ""),
        (403, {"message": "403 Forbidden"}, ""),
        (404, {"error": "404 Not Found"}, ""),
        (200, None, ""),
    ],
)
async def test_a_licence_that_cannot_be_read_is_not_known(status: int, body: object, plan: str) -> None:
    async with fault_server(answer(status, body)) as server, kit(server.url) as one:
        assert await one.gitlab.plan() == plan
