"""What is sent to Jira, and what its answers become."""

import base64

import pytest

from tests.adapters.door_kit import JIRA_CANARY, kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.jira import App, Issue, Myself, PanelBranch

SUMMARY = {"errors": [], "summary": {"branch": {"overall": {"count": 2}, "byInstanceType": {"GitLab": {"count": 2}}}}}
BRANCH = {"name": "feat/abc-1", "url": "https://gitlab.example.com/g/p", "repository": {"name": "g/p"}}


async def test_a_signed_request_carries_mail_and_token() -> None:
    async with fault_server(answer(200, {"baseUrl": "https://a", "deploymentType": "Cloud"})) as server:
        async with kit(server.url) as one:
            assert (await one.jira.server()).deployment == "Cloud"
        pair = base64.b64encode(f"dana@example.com:{JIRA_CANARY}".encode())
        assert b"Authorization: Basic " + pair + b"\r\n" in server.requests[0]


async def test_a_jira_of_before_7_that_does_not_say_what_it_is_is_a_server() -> None:
    answered = answer(200, {"baseUrl": "https://a", "version": "6.4.14"})
    async with fault_server(answered) as server, kit(server.url) as one:
        assert (await one.jira.announced()).deployment == "Server"


async def test_the_cloud_id_is_asked_without_a_sign_in() -> None:
    async with fault_server(answer(200, {"cloudId": "1-2-3"})) as server, kit(server.url) as one:
        assert await one.jira.cloud_id() == "1-2-3"
        assert b"Authorization" not in server.requests[0]


async def test_a_person_comes_with_groups_and_perhaps_without_mail() -> None:
    person = {"accountId": "5b", "displayName": "Dana", "groups": {"size": 1, "items": [{"name": "site-admins"}]}}
    async with fault_server(answer(200, person)) as server, kit(server.url) as one:
        assert await one.jira.myself() == Myself("5b", "Dana", "", ("site-admins",))


async def test_permissions_are_what_the_user_has() -> None:
    found = {"permissions": {"ADMINISTER": {"havePermission": True}, "SYSTEM_ADMIN": {"havePermission": False}}}
    async with fault_server(answer(200, found)) as server, kit(server.url) as one:
        assert await one.jira.permissions(["ADMINISTER", "SYSTEM_ADMIN"]) == {"ADMINISTER": True, "SYSTEM_ADMIN": False}
        assert b"?permissions=ADMINISTER%2CSYSTEM_ADMIN " in server.requests[0]


async def test_an_issue_that_may_not_be_seen_is_none() -> None:
    issue = {"id": "1", "key": "ABC-1", "fields": {"summary": "x"}}
    async with fault_server(answer(200, issue)) as server, kit(server.url) as one:
        assert await one.jira.issue("ABC-1") == Issue("1", "ABC-1", "x")
    async with fault_server(answer(404, {"errorMessages": ["no"]})) as server, kit(server.url) as one:
        assert await one.jira.issue("ABC-1") is None


async def test_apps_are_asked_in_the_plug_in_managers_own_type() -> None:
    kind = "application/vnd.atl.plugins.installed+json"
    apps = {"plugins": [{"key": "gitlab-jira-connect-gitlab.com", "name": "GitLab", "version": "1", "enabled": True}]}
    async with fault_server(answer(200, apps, kind=kind)) as server, kit(server.url) as one:
        assert await one.jira.apps() == (App("gitlab-jira-connect-gitlab.com", "GitLab", "1", enabled=True),)
        assert f"Accept: {kind}\r\n".encode() in server.requests[0]
    async with fault_server(answer(401, b"")) as server, kit(server.url) as one:
        with pytest.raises(Refused):
            await one.jira.apps()


async def test_the_panel_is_counted_by_the_names_that_jira_gives() -> None:
    async with fault_server(answer(200, SUMMARY)) as server, kit(server.url) as one:
        assert (await one.jira.panel_summary("10001")).counts == {"branch": {"GitLab": 2}}
    async with fault_server(answer(200, {"detail": [{"branches": [BRANCH]}]})) as server, kit(server.url) as one:
        found = await one.jira.panel_branches("10001", "GitLab")
        assert found == (PanelBranch("feat/abc-1", "https://gitlab.example.com/g/p", "g/p"),)
        assert b"?issueId=10001&applicationType=GitLab&dataType=branch " in server.requests[0]


@pytest.mark.parametrize(
    "status, header, code",
    [
        (401, "X-Seraph-LoginReason: AUTHENTICATION_DENIED", "http-captcha"),
        (403, "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=https://x", "http-captcha"),
        (200, "X-Seraph-LoginReason: AUTHENTICATED_FAILED", "http-401"),
    ],
)
async def test_a_denied_sign_in_is_seen_in_the_header_and_not_tried_again(status: int, header: str, code: str) -> None:
    async with fault_server(answer(status, {}, header)) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.jira.myself()
        assert failed.value.code == code
        assert len(server.requests) == 1


async def test_a_wrong_shape_is_one_error() -> None:
    for body in ({"plugins": None}, [], {"plugins": [{"key": 1}]}):
        async with fault_server(answer(200, body)) as server, kit(server.url) as one:
            with pytest.raises(Unexpected) as failed:
                await one.jira.apps()
            assert failed.value.code == "answer-shape"
