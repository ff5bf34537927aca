"""What is asked of a GitLab about activity, and what its answers become."""

import pytest

from tests.adapters.door_kit import kit
from tests.adapters.fault_server import answer, fault_server
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import ActiveProject, BranchPush, Queue

AT = 1_763_812_800.25
WRITTEN = "2025-11-22T12:00:00.250Z"
PROJECT = {
    "id": 7, "path_with_namespace": "platform/app", "default_branch": "main",
    "created_at": "2025-11-22T12:00:00.250+00:00", "last_activity_at": WRITTEN,
}  # fmt: skip
MERGE_REQUEST = {
    "iid": 3, "project_id": 7, "title": "PLAT-1 Log in", "description": None, "updated_at": WRITTEN,
    "source_branch": "plat-1", "sha": "a" * 40, "web_url": "https://g/p/-/merge_requests/3",
}  # fmt: skip
COMMIT = {
    "id": "b" * 40, "title": "PLAT-2 Log", "message": "PLAT-2 Log\n\nPLAT-3", "committed_date": WRITTEN,
    "web_url": "https://g/c",
}  # fmt: skip


async def asked_with(method: str, arguments: tuple, body: object, *headers: str):
    """Return what a method gives when the server answers so, and the line of the request that it sent."""
    async with fault_server(answer(200, body, *headers)) as server, kit(server.url) as one:
        given = await getattr(one.gitlab, method)(*arguments)
        assert len(server.requests) == 1
        return given, server.requests[0].split(b"\r\n")[0].decode()


async def test_projects_come_without_those_that_are_only_shared_with_the_group() -> None:
    given, line = await asked_with("projects_by_id", ("platform/mobile",), [PROJECT], "X-Next-Page: 2", "X-Total: 101")
    assert given.found == (ActiveProject(7, "platform/app", AT, AT, False, "main"),)
    assert (given.next, given.total) == ("2", 101)
    assert line == (
        "GET /api/v4/groups/platform%2Fmobile/projects?include_subgroups=true&with_shared=false&simple=true"
        "&order_by=id&sort=asc&per_page=100&page=1 HTTP/1.1"
    )


async def test_the_most_active_projects_come_first() -> None:
    _given, line = await asked_with("projects_by_activity", ("platform",), [])
    assert "&order_by=last_activity_at&sort=desc&" in line


async def test_merge_requests_of_a_group_are_asked_by_their_change_to_the_millisecond() -> None:
    given, line = await asked_with("merge_requests_of_group", ("platform", AT), [MERGE_REQUEST], "X-Next-Page: ")
    assert given.found == (
        Item(
            Kind.MERGE_REQUEST, 7, "3", ("PLAT-1 Log in", ""), AT, "https://g/p/-/merge_requests/3", "a" * 40, "plat-1"
        ),
    )
    assert given.next == ""
    assert "scope=all&state=all&updated_after=2025-11-22T12%3A00%3A00.250Z&order_by=updated_at&sort=asc" in line


async def test_all_merge_requests_of_a_project_are_asked_without_a_time() -> None:
    _given, line = await asked_with("merge_requests_of", (7,), [])
    assert "/projects/7/merge_requests?scope=all&state=all&order_by=created_at&sort=desc&" in line
    assert "updated_after" not in line


async def test_a_branch_is_known_by_its_name_and_its_last_commit() -> None:
    branch = {"name": "plat-1", "commit": COMMIT, "web_url": "https://g/b"}
    given, line = await asked_with("branches_of", (7,), [branch])
    assert given.found == (Item(Kind.BRANCH, 7, "plat-1", ("plat-1",), AT, "https://g/b", "b" * 40, "plat-1"),)
    assert "/repository/branches?sort=updated_desc&" in line


async def test_pushes_are_events_of_branches_that_are_still_wanted() -> None:
    def event(action: str, kind: str = "branch", **data: object) -> dict[str, object]:
        push = {"action": action, "ref_type": kind, "commit_from": None, "commit_to": "b" * 40, "ref": "plat-1", **data}
        return {"created_at": "2025-11-22T12:00:00.250Z", "push_data": push}

    events = [
        event("pushed", commit_from="a" * 40),
        event("created"),
        event("removed", commit_to=None),
        event("created", "tag"),
        event("created", ref=None, commit_to=None),
        {"created_at": "2025-11-22T12:00:00.250Z"},
    ]
    given, line = await asked_with("pushes_of", (7, AT), events)
    assert given.found == (
        BranchPush("plat-1", "a" * 40, "b" * 40, AT),
        BranchPush("plat-1", "", "b" * 40, AT),
        BranchPush("", "", "", AT),
    )
    # A day is left out itself, and ends elsewhere in another time zone.
    assert "/projects/7/events?action=pushed&after=2025-11-20&sort=desc&" in line


async def test_commits_of_all_branches_come_with_their_whole_message() -> None:
    given, line = await asked_with("commits_of", (7, AT), [COMMIT])
    assert given.found[0].texts == ("PLAT-2 Log\n\nPLAT-3",)
    assert "/repository/commits?all=true&since=2025-11-22T12%3A00%3A00.250Z&" in line


async def test_commits_of_a_push_are_asked_for_by_its_two_ends() -> None:
    given, line = await asked_with("commits_between", (7, "main", "b" * 40), [COMMIT])
    assert given.found[0].texts == ("PLAT-2 Log\n\nPLAT-3",)
    assert f"/repository/commits?ref_name=main..{'b' * 40}&" in line


async def test_a_pipeline_is_known_by_its_id() -> None:
    row = {"id": 99, "sha": "c" * 40, "ref": "plat-1", "updated_at": WRITTEN, "web_url": "https://g/-/pipelines/99"}
    given, line = await asked_with("pipelines_of", (7, AT), [row])
    assert given.found == (Item(Kind.BUILD, 7, "99", (), AT, "https://g/-/pipelines/99", "c" * 40, "plat-1"),)
    assert "updated_after=2025-11-22T12%3A00%3A00.250Z&order_by=updated_at&sort=desc" in line


@pytest.mark.parametrize("job, url", [({"web_url": "https://g/-/jobs/5"}, "https://g/-/jobs/5"), (None, "")])
async def test_a_deployment_without_a_job_has_no_address(job: dict[str, str] | None, url: str) -> None:
    row = {"id": 501, "iid": 5, "sha": "c" * 40, "ref": "main", "updated_at": WRITTEN, "deployable": job}
    given, _line = await asked_with("deployments_of", (7, AT), [row])
    assert given.found == (Item(Kind.DEPLOYMENT, 7, "5", (), AT, url, "c" * 40, "main"),)


async def test_keys_of_a_feature_flag_stand_in_its_description() -> None:
    row = {"name": "PLAT-9-new-login", "description": "For PLAT-4", "updated_at": WRITTEN}
    given, _line = await asked_with("feature_flags_of", (7,), [row])
    assert given.found == (Item(Kind.FEATURE_FLAG, 7, "PLAT-9-new-login", ("For PLAT-4",), AT),)


async def test_a_commit_that_is_gone_has_no_message() -> None:
    given, line = await asked_with("commit_message", (7, "b" * 40), COMMIT)
    assert given == "PLAT-2 Log\n\nPLAT-3"
    assert f"/repository/commits/{'b' * 40}?stats=false" in line
    async with fault_server(answer(404, {"message": "404 Commit Not Found"})) as server, kit(server.url) as one:
        assert await one.gitlab.commit_message(7, "b" * 40) == ""


async def test_queues_tell_what_waits_and_how_long() -> None:
    body = {
        "queues": {"default": {"backlog": 12, "latency": 40}, "mailers": {"backlog": 1, "latency": 2.5}},
        "processes": [{"busy": 20, "concurrency": 20}, {"busy": 3, "concurrency": 20}],
        "jobs": {"processed": 1},
    }
    given, _line = await asked_with("queues", (), body)
    assert given == Queue(waiting=13, latency_s=40, busy=23, workers=40)


async def test_queues_are_for_administrators() -> None:
    async with fault_server(answer(403, {"message": "403 Forbidden"})) as server, kit(server.url) as one:
        with pytest.raises(Refused) as failed:
            await one.gitlab.queues()
    assert failed.value.code == "http-403"


async def test_where_no_header_says_it_a_full_page_has_a_next_one() -> None:
    given, _line = await asked_with("branches_of", (7,), [{"name": f"b{n}", "commit": COMMIT} for n in range(100)])
    assert (given.next, given.total) == ("2", None)


@pytest.mark.parametrize("following", ["3", "1", "-1", "9" * 30, "https://elsewhere.example"])
async def test_a_next_page_that_leads_nowhere_or_back_is_an_error_and_no_endless_list(following: str) -> None:
    led_astray = answer(200, [], f"X-Next-Page: {following}")
    async with fault_server(led_astray, answer(200, [])) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.gitlab.branches_of(7, cursor="3")
        assert failed.value.code == "answer-shape"
        assert (await one.gitlab.branches_of(7, cursor="3")).next == ""


@pytest.mark.parametrize(
    "body",
    [{"message": "not a list"}, [None], [{"name": 5, "commit": COMMIT}], [{"name": "b"}],
     [{"name": "b", "commit": COMMIT | {"committed_date": "yesterday"}}]],
)  # fmt: skip
async def test_a_list_in_another_shape_is_a_typed_error(body: object) -> None:
    async with fault_server(answer(200, body)) as server, kit(server.url) as one:
        with pytest.raises(Unexpected) as failed:
            await one.gitlab.branches_of(7)
    assert failed.value.code == "answer-shape"


async def test_the_last_success_before_a_deployment_is_looked_for_in_its_environment_and_branch() -> None:
    rows: list[dict[str, object]] = [
        {"iid": 9, "sha": "e" * 40, "ref": "main"},
        {"iid": 5, "sha": "d" * 40, "ref": "main"},
        {"iid": 4, "sha": "a" * 40, "ref": "other"},
        {"iid": 3, "sha": "c" * 40, "ref": "main", "deployable": {"web_url": "https://g/j", "commit": COMMIT}},
    ]
    one = Item(Kind.DEPLOYMENT, 7, "5", (), AT, "", "d" * 40, "main", "review/my app")
    given, line = await asked_with("success_before", (one,), rows)
    assert given == Item(Kind.DEPLOYMENT, 7, "3", (), AT, "https://g/j", "c" * 40, "main")
    assert "/deployments?environment=review%2Fmy+app&status=success&order_by=id&sort=desc&per_page=20" in line
    undated, _line = await asked_with("success_before", (one,), [{"iid": 3, "sha": "c" * 40, "ref": "main"}])
    assert undated.at == 0.0
    none, _line = await asked_with("success_before", (one,), rows[:3])
    assert none is None


async def test_the_past_of_a_commit_comes_without_merges() -> None:
    merge = {**COMMIT, "parent_ids": ["1" * 40, "2" * 40]}
    given, line = await asked_with("commits_before", (7, "c" * 40, AT), [merge, {**COMMIT, "parent_ids": ["1" * 40]}])
    assert [one.id for one in given.found] == ["b" * 40]
    assert f"/repository/commits?ref_name={'c' * 40}&since=2025-11-22T12%3A00%3A00.250Z&" in line
    _given, line = await asked_with("commits_before", (7, "c" * 40, 0.0), [])
    assert "since" not in line
