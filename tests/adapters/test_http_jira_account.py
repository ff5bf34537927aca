"""What the user of the Jira issue integration sends to a Jira of any kind, and what its answers become."""

import base64
import contextlib
from collections.abc import AsyncIterator

import pytest

from tests.adapters.door_kit import JIRA_CANARY, kit
from tests.adapters.fault_server import Fault, FaultServer, answer, fault_server
from wizard.adapters.http.jira_account import HttpJiraAccount
from wizard.domain.errors import Refused
from wizard.domain.jira_account import (
    AccountIssue,
    AccountUser,
    Comment,
    IssueType,
    JiraProject,
    RemoteLink,
    Transition,
)
from wizard.domain.jira_integration import Auth
from wizard.domain.secret import Secret
from wizard.domain.url import parse

RIGHTS = {"permissions": {"LINK_ISSUES": {"havePermission": True}, "ADD_COMMENTS": {"havePermission": False}}}
OLD_RIGHTS = {"permissions": {"BROWSE": {"havePermission": True}, "LINK_ISSUE": {"havePermission": False}}}
ISSUE = {
    "id": "10001",
    "key": "ABC-1",
    "fields": {
        "summary": "First",
        "project": {"key": "ABC"},
        "issuetype": {"name": "Bug"},
        "status": {"name": "Done"},
        "resolution": {"name": "Fixed"},
    },
}
WAYS = {
    "transitions": [
        {"id": "11", "name": "Start", "to": {"name": "Doing", "statusCategory": {"key": "indeterminate"}}},
        {
            "id": "31",
            "name": "Finish",
            "to": {"name": "Done", "statusCategory": {"key": "done"}},
            "fields": {
                "customfield_1": {"name": "Components", "required": True},
                "resolution": {"name": "Resolution", "required": True},
                "team": {"name": "Team", "required": True, "hasDefaultValue": True},
            },
        },
    ]
}


@contextlib.asynccontextmanager
async def account(*answers: Fault, auth: Auth = Auth.BASIC) -> AsyncIterator[tuple[HttpJiraAccount, FaultServer]]:
    async with fault_server(*answers) as server, kit(server.url) as one:
        base = parse(f"{server.url}/jira")
        yield HttpJiraAccount(one.door, base, auth, "gitlab", Secret(JIRA_CANARY)), server


async def test_a_name_and_a_password_go_to_the_path_of_the_address() -> None:
    async with account(answer(200, {"key": "JIRAUSER1", "name": "gitlab", "displayName": "GitLab"})) as (one, server):
        assert await one.myself() == AccountUser("JIRAUSER1", "GitLab", "")
        pair = base64.b64encode(f"gitlab:{JIRA_CANARY}".encode())
        assert server.requests[0].startswith(b"GET /jira/rest/api/2/myself ")
        assert b"Authorization: Basic " + pair + b"\r\n" in server.requests[0]


@pytest.mark.parametrize("auth", [Auth.TOKEN, Auth.SERVICE_ACCOUNT])
async def test_a_token_that_says_whose_it_is_travels_alone(auth: Auth) -> None:
    async with account(answer(200, {"accountId": "5b"}), auth=auth) as (one, server):
        assert (await one.myself()).id == "5b"
        assert f"Authorization: Bearer {JIRA_CANARY}\r\n".encode() in server.requests[0]


async def test_a_refusal_says_which_side_gave_it_and_why_the_sign_in_was_denied() -> None:
    denied = "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp"
    async with account(answer(403, b"", denied)) as (one, _):
        with pytest.raises(Refused) as failed:
            await one.myself()
    assert failed.value.code == "http-captcha"
    assert failed.value.facts["side"] == "account"
    assert failed.value.facts["denied"].startswith("CAPTCHA_CHALLENGE")


async def test_rights_are_asked_for_one_project_and_by_their_old_names_where_the_new_are_unknown() -> None:
    async with account(answer(200, RIGHTS)) as (one, server):
        held = await one.permissions(("LINK_ISSUES", "ADD_COMMENTS"), project="ABC")
        assert held == {"LINK_ISSUES": True, "ADD_COMMENTS": False}
        assert b"?permissions=LINK_ISSUES%2CADD_COMMENTS&projectKey=ABC " in server.requests[0]
        assert len(server.requests) == 1
    async with account(answer(200, OLD_RIGHTS)) as (one, server):
        assert await one.permissions(("BROWSE_PROJECTS", "LINK_ISSUES")) == {
            "BROWSE_PROJECTS": True,
            "LINK_ISSUES": False,
        }
        assert b"?permissions=BROWSE%2CLINK_ISSUE " in server.requests[1]


async def test_an_issue_comes_with_the_ways_that_are_open_and_what_their_screens_ask_for() -> None:
    async with account(answer(200, ISSUE | WAYS)) as (one, _):
        found = await one.issue("ABC-1")
    ways = (Transition("11", "Start", "Doing", False), Transition("31", "Finish", "Done", True, ("Components",)))
    assert found == AccountIssue("10001", "ABC-1", "First", "ABC", "Bug", "Done", True, ways)


async def test_an_issue_that_is_hidden_is_none() -> None:
    async with account(answer(404, {"errorMessages": ["Issue Does Not Exist"]})) as (one, _):
        assert await one.issue("ABC-1") is None


async def test_a_project_says_its_types_and_whether_strangers_see_it() -> None:
    shape = {"id": "1", "key": "ABC", "name": "Letters", "issueTypes": [{"id": "3", "name": "Task", "subtask": False}]}
    types = (IssueType("3", "Task", False),)
    async with account(answer(200, shape)) as (one, server):
        assert await one.project("ABC") == JiraProject("1", "ABC", "Letters", types, False)
        assert b"Authorization" not in server.requests[1]
    async with account(answer(200, shape), answer(404, {})) as (one, server):
        assert await one.project("ABC") == JiraProject("1", "ABC", "Letters", types, None)
    async with account(answer(200, shape | {"isPrivate": True})) as (one, server):
        assert await one.project("ABC") == JiraProject("1", "ABC", "Letters", types, True)
        assert len(server.requests) == 1


async def test_comments_and_links_are_read_and_taken_away_by_their_number() -> None:
    comments = {"comments": [{"id": "7", "body": "mentioned", "author": {"name": "gitlab"}}]}
    async with account(answer(200, comments)) as (one, _):
        assert await one.comments("ABC-1") == (Comment("7", "mentioned", "gitlab"),)
    links = [{"id": 9, "object": {"url": "https://g/c", "title": "Commit"}, "relationship": "mentioned on"}]
    async with account(answer(200, links)) as (one, _):
        assert await one.remote_links("ABC-1") == (RemoteLink("9", "https://g/c", "Commit", "mentioned on"),)
    async with account(answer(204, b"")) as (one, server):
        await one.delete_comment("ABC-1", "7")
        await one.delete_remote_link("ABC-1", "9")
        assert server.requests[0].startswith(b"DELETE /jira/rest/api/2/issue/ABC-1/comment/7 ")
        assert server.requests[1].startswith(b"DELETE /jira/rest/api/2/issue/ABC-1/remotelink/9 ")


@pytest.mark.parametrize("members", ["fields", "values"])
async def test_required_fields_are_those_that_gitlab_does_not_send(members: str) -> None:
    fields = [
        {"fieldId": "summary", "name": "Summary", "required": True},
        {"fieldId": "reporter", "name": "Reporter", "required": True},
        {"fieldId": "components", "name": "Components", "required": True},
        {"fieldId": "priority", "name": "Priority", "required": True, "hasDefaultValue": True},
    ]
    async with account(answer(200, {members: fields})) as (one, _):
        assert await one.required_fields("ABC", "3") == ("Components",)


async def test_a_jira_of_before_8_4_is_asked_for_them_in_the_old_way() -> None:
    fields = {"components": {"name": "Components", "required": True}, "summary": {"name": "Summary", "required": True}}
    parent = {"parent": {"name": "Parent", "required": True}}
    old = {"projects": [{"issuetypes": [{"id": "3", "fields": fields}, {"id": "5", "fields": parent}]}]}
    async with account(answer(404, {}), answer(200, old)) as (one, server):
        assert await one.required_fields("ABC", "3") == ("Components",)
        assert b"?projectKeys=ABC&issuetypeIds=3&" in server.requests[1]


async def test_the_fields_of_an_issue_are_those_that_are_shown() -> None:
    async with account(answer(200, {"id": "1", "key": "A-1", "fields": {"summary": "x", "duedate": None}})) as (one, _):
        assert await one.fields_of("A-1") == {"summary", "duedate"}


@pytest.mark.parametrize("status", [200, 400, 410])
async def test_the_old_search_is_told_by_its_status(status: int) -> None:
    async with account(answer(status, {})) as (one, _):
        assert await one.old_search() == status


async def test_a_refused_sign_in_says_nothing_of_the_old_search() -> None:
    async with account(answer(401, {})) as (one, _):
        with pytest.raises(Refused):
            await one.old_search()


async def test_the_gateway_is_found_by_the_cloud_id_and_tried_with_the_same_credentials() -> None:
    async with account(answer(200, {"cloudId": "1-2"}), answer(200, {"accountId": "5b"})) as (one, server):
        assert await one.cloud_id() == "1-2"
        assert b"Authorization" not in server.requests[0]
        assert await one.signs_in_at(parse(f"{server.url}/ex/jira/1-2"))
        assert server.requests[1].startswith(b"GET /ex/jira/1-2/rest/api/2/myself ")
        assert b"Authorization: Basic " in server.requests[1]
    async with account(answer(401, {})) as (one, server):
        assert not await one.signs_in_at(parse(f"{server.url}/ex/jira/1-2"))
