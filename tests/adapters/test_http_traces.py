"""What tests of single kinds of data make over GitLab's API, find again and take away."""

import json

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Unreachable
from wizard.domain.flow import Kind
from wizard.domain.gitlab_traces import Trace

BRANCH = "PLAT-1-connection-proof-7f3a-00412-kinds"
ROOT = "/api/v4/projects/7"


def sent(request: bytes) -> tuple[str, dict]:
    head, _, body = request.partition(b"\r\n\r\n")
    return head.split(b" HTTP/")[0].decode(), json.loads(body) if body else {}


@pytest.mark.parametrize(
    "kind, answered, trace, line, holds",
    [
        (Kind.MERGE_REQUEST, {"id": 9001, "iid": 3, "state": "opened", "web_url": "https://g/3"},
         Trace("3", "https://g/3", state="opened"), f"POST {ROOT}/merge_requests",
         {"source_branch": BRANCH, "target_branch": "main", "title": "PLAT-1 test"}),
        (Kind.BUILD, {"id": 99, "iid": 4, "status": "created", "web_url": "https://g/99"},
         Trace("99", "https://g/99", state="created"), f"POST {ROOT}/pipeline", {"ref": BRANCH}),
        (Kind.FEATURE_FLAG, {"name": BRANCH.lower(), "active": False},
         Trace(BRANCH.lower(), ended=True), f"POST {ROOT}/feature_flags",
         {"name": BRANCH.lower(), "description": "PLAT-1 test", "active": False}),
    ],
)  # fmt: skip
async def test_what_is_made_names_branch_and_issue(
    kind: Kind, answered: dict, trace: Trace, line: str, holds: dict
) -> None:
    async with fault_server(answer(201, answered)) as server, kit(server.url) as one:
        assert await one.gitlab.make_trace(kind, 7, BRANCH, "PLAT-1 test", "main") == trace
        said, body = sent(server.requests[0])
    assert said == line
    assert holds.items() <= body.items()


async def test_the_flag_has_one_environment_for_jira_and_none_that_there_is() -> None:
    async with fault_server(answer(201, {"name": "x"})) as server, kit(server.url) as one:
        await one.gitlab.make_trace(Kind.FEATURE_FLAG, 7, BRANCH, "PLAT-1 test", "main")
        scopes = [scope for strategy in sent(server.requests[0])[1]["strategies"] for scope in strategy["scopes"]]
    assert scopes == [{"environment_scope": "connection-proof-7f3a-00412-kinds"}]


async def test_what_is_made_is_never_sent_twice() -> None:
    async def cut(line) -> None:
        line.hang_up()

    async with fault_server(cut) as server, kit(server.url) as one:
        with pytest.raises(Unreachable) as failed:
            await one.gitlab.make_trace(Kind.MERGE_REQUEST, 7, BRANCH, "PLAT-1 test", "main")
        assert failed.value.sent
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "kind, asked",
    [
        (Kind.MERGE_REQUEST, f"GET {ROOT}/merge_requests?source_branch={BRANCH}&state=all&scope=all"),
        (Kind.BUILD, f"GET {ROOT}/pipelines?ref={BRANCH}&order_by=id&sort=desc"),
        (Kind.DEPLOYMENT, f"GET {ROOT}/environments?search=connection-proof-7f3a-00412-kinds"),
    ],
)
async def test_it_is_found_by_the_name_of_its_branch(kind: Kind, asked: str) -> None:
    row = {"id": 5, "iid": 5, "name": f"review/{BRANCH}", "state": "stopped"}
    async with fault_server(answer(200, [row])) as server, kit(server.url) as one:
        assert [trace.id for trace in await one.gitlab.traces(kind, 7, BRANCH)] == ["5"]
        assert sent(server.requests[0])[0] == asked


async def test_an_environment_of_somebody_else_is_not_of_the_test() -> None:
    rows = [{"id": 5, "name": "production", "state": "available"}, {"id": 6, "name": None}]
    async with fault_server(answer(200, rows)) as server, kit(server.url) as one:
        assert await one.gitlab.traces(Kind.DEPLOYMENT, 7, BRANCH) == ()


async def test_a_flag_that_is_not_there_is_nothing() -> None:
    async with fault_server(answer(404, {"message": "404 Not found"})) as server, kit(server.url) as one:
        assert await one.gitlab.traces(Kind.FEATURE_FLAG, 7, BRANCH) == ()
        assert sent(server.requests[0])[0] == f"GET {ROOT}/feature_flags/{BRANCH.lower()}"


@pytest.mark.parametrize(
    "kind, line",
    [
        (Kind.MERGE_REQUEST, f"PUT {ROOT}/merge_requests/5"),
        (Kind.BUILD, f"POST {ROOT}/pipelines/5/cancel"),
        (Kind.DEPLOYMENT, f"POST {ROOT}/environments/5/stop"),
    ],
)
async def test_it_is_ended_before_it_is_deleted(kind: Kind, line: str) -> None:
    async with fault_server(answer(200, {}), answer(204, b"")) as server, kit(server.url) as one:
        await one.gitlab.end_trace(kind, 7, "5")
        await one.gitlab.delete_trace(kind, 7, "5")
        lines = [sent(request)[0] for request in server.requests]
    assert lines == [line, f"DELETE {line.split(' ')[1].removesuffix('/cancel').removesuffix('/stop')}"]
