"""Every operation of Atlassian's description that the site has, answered as described; the others are named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.lab.jira import schemas
from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, repository, submission
from tests.lab.jira.outside import DANA, basic
from tests.lab.jira.provided import SUITE, build, deployment, flag

pytestmark = pytest.mark.skipif(not schemas.present(), reason=schemas.MISSING)

API = "/rest/api/3"
TEXT = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": "One"}]}]}
ISSUE = {"project": {"key": "PLAT"}, "summary": "One", "issuetype": {"name": "Task"}, "description": TEXT}
LINK = {"globalId": "one", "object": {"url": "https://gitlab.example.com/1", "title": "One"}}
DANA_ID, EVE_ID = "5b10ac8d82e05b22cc7d4ef5", "5b10a2844c20165700ede21f"
NEW_PROJECT = {"key": "EX", "name": "Example", "projectTypeKey": "software", "leadAccountId": DANA_ID}


@dataclass(frozen=True)
class Call:
    status: int
    method: str
    path: str
    body: Any = None
    headers: dict[str, str] = field(default_factory=lambda: DANA)

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"


READS = [
    Call(200, "GET", f"{API}/serverInfo"),
    Call(200, "GET", f"{API}/myself?expand=groups,applicationRoles"),
    Call(401, "GET", f"{API}/myself", headers={}),
    Call(200, "GET", f"{API}/mypermissions?permissions=ADMINISTER,VIEW_DEV_TOOLS&projectKey=PLAT"),
    Call(200, "GET", f"{API}/mypermissions?permissions=LINK_ISSUES&issueKey=PLAT-1"),
    Call(400, "GET", f"{API}/mypermissions?permissions=FLY"),
    Call(404, "GET", f"{API}/mypermissions?permissions=LINK_ISSUES&projectKey=NOPE"),
    Call(200, "GET", f"{API}/permissions"),
    Call(200, "GET", f"{API}/user?accountId={DANA_ID}&expand=groups"),
    Call(404, "GET", f"{API}/user?accountId=none"),
    Call(200, "GET", f"{API}/user/groups?accountId={DANA_ID}"),
    Call(200, "GET", f"{API}/group/member?groupname=everyone&maxResults=1"),
    Call(400, "GET", f"{API}/group/member"),
    Call(404, "GET", f"{API}/group/member?groupname=nobody"),
    Call(200, "GET", f"{API}/groups/picker?query=admins"),
    Call(200, "GET", f"{API}/group/bulk?maxResults=2"),
    Call(200, "GET", f"{API}/issue/PLAT-1?expand=names,schema"),
    Call(404, "GET", f"{API}/issue/NOPE-1"),
    Call(200, "GET", f"{API}/issue/PLAT-1/comment"),
    Call(200, "GET", f"{API}/issue/PLAT-1/transitions"),
    Call(200, "GET", f"{API}/issue/PLAT-1/remotelink"),
    Call(404, "GET", f"{API}/issue/PLAT-1/remotelink?globalId=none"),
    Call(200, "GET", f"{API}/issue/createmeta?expand=projects.issuetypes.fields"),
    Call(200, "GET", f"{API}/issue/createmeta/PLAT/issuetypes"),
    Call(200, "GET", f"{API}/issue/createmeta/PLAT/issuetypes/10001"),
    Call(400, "GET", f"{API}/issue/createmeta/PLAT/issuetypes/1"),
    Call(200, "GET", f"{API}/project/search?maxResults=1"),
    Call(400, "GET", f"{API}/project/search?action=fly"),
    Call(200, "GET", f"{API}/project/PLAT"),
    Call(404, "GET", f"{API}/project/NOPE"),
    Call(200, "GET", f"{API}/project"),
    Call(200, "GET", f"{API}/issuetype/project?projectId=10000"),
    Call(400, "GET", f"{API}/issuetype/project"),
    Call(404, "GET", f"{API}/issuetype/project?projectId=1"),
    Call(200, "GET", f"{API}/search/jql?jql=project%3DPLAT&fields=summary&fields=*all&expand=names,schema"),
    Call(400, "GET", f"{API}/search/jql?jql="),
    Call(200, "GET", f"{API}/configuration"),
    Call(200, "GET", f"{API}/auditing/record?limit=1&filter=project&from=2026-01-01"),
    Call(401, "GET", f"{API}/auditing/record", headers={}),
]
WRITES = [
    Call(200, "POST", f"{API}/permissions/check", {"accountId": DANA_ID, "globalPermissions": ["ADMINISTER"]}),
    Call(400, "POST", f"{API}/permissions/check", {"globalPermissions": ["FLY"]}),
    Call(200, "POST", f"{API}/search/jql", {"jql": "project = PLAT", "fields": ["*all"], "maxResults": 3}),
    Call(400, "POST", f"{API}/search/jql", {"jql": "colour = red"}),
    Call(201, "POST", f"{API}/issue", {"fields": ISSUE}),
    Call(400, "POST", f"{API}/issue", {"fields": ISSUE | {"summary": ""}}),
    Call(204, "PUT", f"{API}/issue/PLAT-1", {"fields": {"summary": "Two"}}),
    Call(400, "PUT", f"{API}/issue/PLAT-1", {"fields": {"votes": 3}}),
    Call(201, "POST", f"{API}/issue/PLAT-1/comment", {"body": TEXT}),
    Call(400, "POST", f"{API}/issue/PLAT-1/comment", {"body": "not a document"}),
    Call(200, "GET", f"{API}/issue/PLAT-1/comment"),
    Call(400, "POST", f"{API}/issue/PLAT-1/transitions", {"transition": {"id": "7"}}),
    Call(201, "POST", f"{API}/issue/PLAT-1/remotelink", LINK),
    Call(200, "POST", f"{API}/issue/PLAT-1/remotelink", LINK),
    Call(400, "POST", f"{API}/issue/PLAT-1/remotelink", {"object": {}}),
    Call(200, "GET", f"{API}/issue/PLAT-1/remotelink"),
    Call(200, "GET", f"{API}/issue/PLAT-1/remotelink?globalId=one"),
    Call(200, "GET", f"{API}/issue/PLAT-1"),
    Call(204, "DELETE", f"{API}/issue/PLAT-1/remotelink?globalId=one"),
    Call(204, "DELETE", f"{API}/issue/PLAT-1"),
    Call(201, "POST", f"{API}/project", NEW_PROJECT),
    Call(400, "POST", f"{API}/project", NEW_PROJECT),
    Call(200, "PUT", f"{API}/project/EX", {"name": "Another", "description": "About it"}),
    Call(404, "PUT", f"{API}/project/NOPE", {}),
    Call(200, "GET", f"{API}/project/EX"),
    Call(204, "DELETE", f"{API}/project/EX"),
    Call(404, "DELETE", f"{API}/project/EX"),
    Call(201, "POST", f"{API}/user", {"emailAddress": "mia@acme.example", "products": ["jira-software"]}),
    Call(400, "POST", f"{API}/user", {"emailAddress": "mia", "products": []}),
    Call(204, "DELETE", f"{API}/user?accountId={EVE_ID}"),
    Call(404, "DELETE", f"{API}/user?accountId={EVE_ID}"),
    Call(200, "GET", f"{API}/auditing/record"),
]
DEVINFO = "/rest/devinfo/0.10"
BUILDS, DEPLOYMENTS, FLAGS = "/rest/builds/0.1", "/rest/deployments/0.1", "/rest/featureflags/0.1"
DEPLOYMENT = f"{DEPLOYMENTS}/pipelines/3/environments/9/deployments/5"
TOLD = {"properties": {"accountId": "one"}, "providerMetadata": {"product": "GitLab 18.5.0-ee"}}
OF_APPS: list[tuple[int, str, str, str, Any]] = [
    (202, "POST", f"{DEVINFO}/bulk", "", submission(repository(branches=[branch()]), properties={"accountId": "one"})),
    (400, "POST", f"{DEVINFO}/bulk", "", {}),
    (200, "GET", f"{DEVINFO}/repository/1", "", None),
    (404, "GET", f"{DEVINFO}/repository/2", "", None),
    (200, "GET", f"{DEVINFO}/existsByProperties", "accountId=one", None),
    (202, "DELETE", f"{DEVINFO}/repository/1/branch/{branch()['id']}", "", None),
    (202, "DELETE", f"{DEVINFO}/repository/1", "", None),
    (202, "DELETE", f"{DEVINFO}/bulkByProperties", "accountId=one", None),
    (202, "POST", f"{BUILDS}/bulk", "", TOLD | {"builds": [build(), build(13, state="done"), build(14, "NOPE-1")]}),
    (400, "POST", f"{BUILDS}/bulk", "", {}),
    (200, "GET", f"{BUILDS}/pipelines/3/builds/12", "", None),
    (202, "DELETE", f"{BUILDS}/pipelines/3/builds/12", "", None),
    (404, "GET", f"{BUILDS}/pipelines/3/builds/12", "", None),
    (202, "DELETE", f"{BUILDS}/bulkByProperties", "accountId=one", None),
    (202, "POST", f"{DEPLOYMENTS}/bulk", "", TOLD | {"deployments": [deployment(), deployment(6, state="done")]}),
    (200, "GET", DEPLOYMENT, "", None),
    (200, "GET", f"{DEPLOYMENT}/gating-status", "", None),
    (202, "DELETE", DEPLOYMENT, "", None),
    (202, "DELETE", f"{DEPLOYMENTS}/bulkByProperties", "accountId=one", None),
    (202, "POST", f"{FLAGS}/bulk", "", TOLD | {"flags": [flag(), flag(12, "NOPE-1")]}),
    (200, "GET", f"{FLAGS}/flag/11", "", None),
    (202, "DELETE", f"{FLAGS}/flag/11", "", None),
    (202, "DELETE", f"{FLAGS}/bulkByProperties", "accountId=one", None),
]
"""Status, method, path, query and body of what an app sends, in this order."""
NOT_THERE = frozenset(f"{method} {API}/webhook" for method in ("GET", "POST", "DELETE"))
"""Webhooks that an app registers while it runs: GitLab's app registers none, and a site that takes one must deliver."""


async def told(stage: Stage, call: Call) -> httpx.Response:
    """Send a call; the client itself holds the answer against the description."""
    answer = await stage.client.request(call.method, call.path, json=call.body, headers=call.headers)
    assert answer.status_code == call.status, answer.text
    return answer


@pytest.mark.parametrize("call", READS, ids=str)
async def test_what_is_read_is_as_described(stage: Stage, call: Call) -> None:
    await told(stage, call)


async def test_what_is_written_is_answered_as_described(stage: Stage) -> None:
    for call in WRITES:
        await told(stage, call)
    offered = (await told(stage, Call(200, "GET", f"{API}/issue/PLAT-2/transitions"))).json()["transitions"]
    move = {"transition": {"id": offered[0]["id"]}}
    await told(stage, Call(204, "POST", f"{API}/issue/PLAT-2/transitions", move))


async def test_who_may_not_is_refused_as_described(stage: Stage) -> None:
    eve = basic("eve@acme.example", stage.host.site.world.eve.token)
    stage.host.site.world.permission_schemes.restrict("PLAT", "CREATE_ISSUES", frozenset())
    await told(stage, Call(403, "POST", f"{API}/issue", {"fields": ISSUE}, eve))
    await told(stage, Call(403, "POST", f"{API}/permissions/check", {}, eve))
    await told(stage, Call(403, "POST", f"{API}/project", NEW_PROJECT, eve))
    await told(stage, Call(403, "PUT", f"{API}/project/PLAT", {}, eve))
    await told(stage, Call(404, "DELETE", f"{API}/project/PLAT", None, eve))
    await told(stage, Call(403, "POST", f"{API}/user", {}, eve))
    await told(stage, Call(403, "DELETE", f"{API}/user?accountId={DANA_ID}", None, eve))
    await told(stage, Call(403, "GET", f"{API}/auditing/record", None, eve))


async def test_what_apps_tell_is_answered_as_described(stage: Stage) -> None:
    stage.internet.offer(SUITE)
    assert (await stage.install()).status_code == 303
    called = set()
    for status, method, path, query, body in OF_APPS:
        answer = await stage.as_app(method, path, query, **({} if body is None else {"json": body}))
        assert answer.status_code == status, f"{method} {path}: {answer.text}"
        called.add(schemas.operation(method, path))
        await stage.clock.sleep(1)
    assert called == {each for each in schemas.operations() if each.document == schemas.SOFTWARE}


def asked() -> Iterator[str]:
    for call in (*READS, *WRITES, Call(204, "POST", f"{API}/issue/PLAT-2/transitions")):
        found = schemas.operation(call.method, call.path.partition("?")[0])
        assert found is not None, call
        yield str(found)


def test_each_operation_of_the_platform_is_called_here_or_named_as_not_there() -> None:
    described = {
        str(each) for each in schemas.operations() if each.document == schemas.PLATFORM and each.path.startswith(API)
    }
    assert described == {*asked(), *NOT_THERE}


async def test_what_is_named_as_not_there_is_not_there(stage: Stage) -> None:
    for each in sorted(NOT_THERE):
        method, path = each.split(" ")
        answer = await stage.client.request(method, path.replace("{projectIdOrKey}", "PLAT"), headers=DANA)
        assert answer.status_code in (404, 405), each
        assert answer.json()["status-code"] == answer.status_code


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"id": "1", "colour": "red"}'),
        (200, b'{"id": 1}'),
        (200, b"a page"),
        (418, b"{}"),
    ],
)
def test_an_answer_that_differs_from_its_description_is_seen(status: int, body: bytes) -> None:
    found = schemas.operation("GET", f"{API}/issue/PLAT-1")
    assert found is not None
    assert schemas.complaints(found, status, body)
    assert not schemas.complaints(found, 200, b'{"id": "1"}')


def test_an_exact_path_comes_before_one_with_a_part_to_fill_in() -> None:
    assert str(schemas.operation("GET", f"{API}/issue/createmeta")) == f"GET {API}/issue/createmeta"
    assert schemas.operation("GET", f"{API}/field") is None
