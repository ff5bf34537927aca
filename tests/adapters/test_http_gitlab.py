"""What is sent to GitLab, and what its answers become."""

import json
from datetime import date

import pytest

from tests.adapters.door_kit import GITLAB_CANARY, kit
from tests.adapters.fault_server import answer, fault_server
from wizard.adapters.http import gitlab_requests as requests
from wizard.adapters.http.sign_in import signed_with
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.gitlab import Group, Project, TokenInfo
from wizard.domain.secret import BearerSecret, Secret
from wizard.domain.version import Version

APPLICATION = {
    "id": 1,
    "application_id": "abc",
    "application_name": "GitLab for Jira",
    "secret": "gloas-CANARYCANARYCANARYCANARY",
    "callback_url": "https://gitlab.com/-/jira_connect/oauth_callbacks",
    "confidential": False,
}
GROUP = {
    "id": 3,
    "name": "Platform",
    "full_path": "a/platform",
    "parent_id": 1,
    "visibility": "private",
    "web_url": "x",
}
PROJECT = {
    "id": 9,
    "name": "App",
    "path_with_namespace": "a/app",
    "default_branch": None,
    "namespace": {"kind": "group", "full_path": "a"},
    "web_url": "https://gitlab.example.com/a/app",
}


async def test_a_signed_read_carries_the_token_in_its_header_and_nothing_more() -> None:
    async with fault_server(answer()) as server, kit(f"{server.url}/gitlab") as one:
        assert (await one.gitlab.user()).is_admin
        lines = server.requests[0].decode().split("\r\n")
    assert lines[0] == "GET /gitlab/api/v4/user HTTP/1.1"
    names = {line.partition(":")[0].lower() for line in lines[1:] if line}
    assert names == {"host", "connection", "user-agent", "accept-encoding", "accept", "private-token"}
    assert f"PRIVATE-TOKEN: {GITLAB_CANARY}" in lines
    assert "Accept-Encoding: gzip" in lines


async def test_the_version_comes_from_metadata_or_from_its_older_name() -> None:
    newer = answer(200, {"version": "18.5.0-ee", "enterprise": True})
    async with fault_server(newer) as server, kit(server.url) as one:
        assert (await one.gitlab.metadata()).version == Version(18, 5, 0)
    older = answer(404, {"error": "404 Not Found"}), answer(200, {"version": "14.9.1", "revision": "x"})
    async with fault_server(*older) as server, kit(server.url) as one:
        found = await one.gitlab.metadata()
        assert (found.version, found.enterprise) == (Version(14, 9, 1), None)
        assert server.requests[1].startswith(b"GET /api/v4/version ")
    async with fault_server(answer(200, {"version": "newest"})) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.gitlab.metadata()
        assert failed.value.code == "answer-shape"


async def test_a_token_says_its_scopes_or_that_it_cannot() -> None:
    whole = {"name": "wizard", "scopes": ["api"], "expires_at": "2027-01-31", "active": True, "revoked": False}
    async with fault_server(answer(200, whole)) as server, kit(server.url) as one:
        assert await one.gitlab.token() == TokenInfo("wizard", ("api",), date(2027, 1, 31), active=True)
    async with fault_server(answer(404, {})) as server, kit(server.url) as one:
        assert (await one.gitlab.token()).scopes is None


async def test_each_question_for_the_token_is_a_connection_of_its_own_and_401_is_an_answer() -> None:
    unknown = answer(401, {"message": "401 Unauthorized"})
    async with fault_server(answer(), unknown, answer()) as server, kit(server.url) as one:
        assert sorted(await one.gitlab.knows_token(3)) == [False, True, True]
        assert server.connections == 3


async def test_another_refusal_still_knows_the_token_and_a_broken_answer_is_raised() -> None:
    async with fault_server(answer(), answer(404, {"message": "404"}), answer()) as server, kit(server.url) as one:
        assert await one.gitlab.knows_token(3) == (True, True, True)
    async with fault_server(answer(418, b"<html>")) as server, kit(server.url) as one:
        with pytest.raises(Unexpected):
            await one.gitlab.knows_token(1)


async def test_a_settings_write_is_in_the_body_and_never_in_the_query() -> None:
    async with fault_server(answer(200, {})) as server, kit(server.url) as one:
        await one.gitlab.put_settings({"jira_connect_proxy_url": "https://gitlab.com", "x": None})
        head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"PUT /api/v4/application/settings HTTP/1.1")
    assert json.loads(body) == {"jira_connect_proxy_url": "https://gitlab.com", "x": None}


async def test_a_create_asks_for_no_confidential_application_and_forgets_its_secret() -> None:
    async with fault_server(answer(201, APPLICATION)) as server, kit(server.url) as one:
        made = await one.gitlab.create_application("GitLab for Jira", APPLICATION["callback_url"], "api")
        sent = json.loads(server.requests[0].partition(b"\r\n\r\n")[2])
        recorded = str(one.recorder.newest())
    assert sent["confidential"] is False
    assert sent["scopes"] == "api"
    assert (made.application_id, made.scopes) == ("abc", None)
    assert "CANARY" not in str(made) + recorded


async def test_only_flags_that_are_on_for_everybody_count() -> None:
    told = [{"name": "a", "state": "on"}, {"name": "b", "state": "off"}, {"name": "c", "state": "conditional"}]
    async with fault_server(answer(200, told)) as server, kit(server.url) as one:
        assert await one.gitlab.features_on() == {"a"}
        assert server.requests[0].startswith(b"GET /api/v4/features HTTP/1.1")


async def test_the_length_of_a_list_is_asked_with_one_row_of_it() -> None:
    counted, uncounted = answer(200, [{"iid": 7}], "X-Total: 412"), answer(200, [{"name": "main"}])
    async with fault_server(counted, uncounted) as server, kit(server.url) as one:
        assert await one.gitlab.history(9) == (412, None)
        lines = [sent.split(b" ")[1] for sent in server.requests]
    assert lines == [
        b"/api/v4/projects/9/merge_requests?per_page=1",
        b"/api/v4/projects/9/repository/branches?per_page=1",
    ]


async def test_applications_are_read_once_where_the_release_does_not_page_them() -> None:
    async with fault_server(answer(200, [APPLICATION] * 100)) as server, kit(server.url) as one:
        assert len(await one.gitlab.applications()) == 100
        assert len(server.requests) == 1
    paged = answer(200, [APPLICATION], "X-Next-Page: 2"), answer(200, [APPLICATION], "X-Next-Page: ")
    async with fault_server(*paged) as server, kit(server.url) as one:
        assert len(await one.gitlab.applications()) == 2
        assert b"page=2" in server.requests[1]


async def test_a_page_of_groups_says_whether_there_are_more() -> None:
    link = 'Link: <https://evil.example/next>; rel="next"'
    async with fault_server(answer(200, [GROUP], "X-Next-Page: 3", link)) as server, kit(server.url) as one:
        groups, more = await one.gitlab.groups(search="pl at", min_access_level=40, page=2)
        assert (groups, more) == ((Group(3, "Platform", "a/platform", 1, "private", "x"),), True)
        assert b"search=pl+at&min_access_level=40&per_page=100&page=2 " in server.requests[0]
    async with fault_server(answer(200, [GROUP] * 100)) as server, kit(server.url) as one:
        assert (await one.gitlab.groups())[1] is True
    async with fault_server(answer(200, [])) as server, kit(server.url) as one:
        assert (await one.gitlab.groups())[1] is False


async def test_a_path_is_one_segment_of_the_request() -> None:
    async with fault_server(answer(200, GROUP)) as server, kit(server.url) as one:
        await one.gitlab.group("a/../b?c#d é")
        assert server.requests[0].startswith(b"GET /api/v4/groups/a%2F..%2Fb%3Fc%23d%20%C3%A9?with_projects=false HTTP")


async def test_what_is_not_there_is_none_and_no_error() -> None:
    async with fault_server(answer(404, {"message": "404 Not Found"})) as server, kit(server.url) as one:
        assert await one.gitlab.group("a") is None
        assert await one.gitlab.project("a/b") is None
        assert await one.gitlab.branch(1, "x") is None
        with pytest.raises(Refused):
            await one.gitlab.branches(1)


async def test_a_role_is_the_users_level_and_nothing_without_membership() -> None:
    async with fault_server(answer(), answer(200, {"access_level": 50})) as server, kit(server.url) as one:
        assert await one.gitlab.group_role("a/b") == 50
        assert server.requests[1].startswith(b"GET /api/v4/groups/a%2Fb/members/all/2 ")
    async with fault_server(answer(), answer(404, {})) as server, kit(server.url) as one:
        assert await one.gitlab.group_role("a/b") == 0


@pytest.mark.parametrize("header, total", [("X-Total: 250", 250), ("X-Total: x", None), ("X-Other: 1", None)])
async def test_projects_come_with_their_total_when_it_is_said(header: str, total: int | None) -> None:
    async with fault_server(answer(200, [PROJECT], header)) as server, kit(server.url) as one:
        projects, found, more = await one.gitlab.group_projects("a")
    assert projects == (Project(9, "a/app", "App", None, "group", "a", "https://gitlab.example.com/a/app"),)
    assert (found, more) == (total, False)


async def test_own_projects_are_those_of_the_namespace_and_a_search_goes_through_all_memberships() -> None:
    async with fault_server(answer(), answer(200, [PROJECT])) as server, kit(server.url) as one:
        projects, more = await one.gitlab.own_projects()
        asked = server.requests[1]
    assert ([project.path for project in projects], more) == (["a/app"], False)
    assert b"/api/v4/users/" in asked
    async with fault_server(answer(), answer(200, [])) as server, kit(server.url) as one:
        await one.gitlab.own_projects(search="x y")
        assert server.requests[1].startswith(b"GET /api/v4/projects?membership=true&search=x+y&search_namespaces=true")


async def test_only_active_integrations_count() -> None:
    some = [{"slug": "jira-cloud-app", "active": True}, {"slug": "jira", "active": False}]
    async with fault_server(answer(200, some)) as server, kit(server.url) as one:
        assert await one.gitlab.active_integrations(9) == {"jira-cloud-app"}


async def test_a_plain_page_says_when_it_was_asked_for_and_when_it_was_there() -> None:
    async with fault_server(answer(200, {})) as server, kit(server.url) as one:
        moments = iter(range(1000))
        one.clock.now = lambda: float(next(moments))  # type: ignore[method-assign]  # a clock that moves on
        page = await one.gitlab.page("GET", "/-/x")
    assert page.between is not None
    asked, there = page.between
    assert asked == 0.0 < there


async def test_a_plain_page_is_asked_without_a_token_as_a_browser_would() -> None:
    reply = answer(404, b"x" * 100, "Access-Control-Allow-Origin: https://gitlab.com", kind="text/html")
    async with fault_server(reply) as server, kit(server.url) as one:
        page = await one.gitlab.page("GET", "/-/x?a=b%20c", origin="https://gitlab.com", preflight="GET", size_limit=10)
        request = server.requests[0]
    assert request.startswith(b"OPTIONS /-/x?a=b%20c HTTP/1.1")
    assert b"Origin: https://gitlab.com\r\nAccess-Control-Request-Method: GET" in request
    assert b"CANARY" not in request
    assert (page.status, page.body, page.headers["access-control-allow-origin"]) == (
        404,
        b"x" * 10,
        "https://gitlab.com",
    )


@pytest.mark.parametrize("body", [{}, {"id": "1", "username": "a"}, {"id": 1, "username": None}, None, "x", 7, []])
async def test_a_wrong_shape_is_one_error_whatever_it_is(body: object) -> None:
    async with fault_server(answer(200, body)) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.gitlab.user()
        assert failed.value.code == "answer-shape"
        assert [exchange.error for exchange in one.recorder.newest()] == ["answer-shape"]


def test_a_request_can_be_shown() -> None:
    assert requests.put_settings({}).shown() == "PUT /api/v4/application/settings"
    assert requests.delete_application(7).shown() == "DELETE /api/v4/applications/7"


def test_what_an_oauth_sign_in_gave_goes_in_as_bearer_and_a_personal_token_in_its_own_header() -> None:
    assert signed_with(BearerSecret("given")).header() == ("Authorization", "Bearer given")
    assert signed_with(Secret("made")).header() == ("PRIVATE-TOKEN", "made")
