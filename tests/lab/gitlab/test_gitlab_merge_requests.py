"""Merge requests: filters, the caller's own, commits, removing the branch, and a long list that stops nobody."""

import asyncio

import pytest

from tests.lab.gitlab.small_net import Lab, SmallNet, start

OF_PROJECT = "/projects/4/merge_requests"


async def _listed(lab: Lab, query: str, path: str = OF_PROJECT) -> list[dict[str, object]]:
    answer = await lab.api("GET", f"{path}?per_page=100&{query}")
    assert answer.status_code == 200
    return list(answer.json())


async def test_filters_leave_what_was_asked_for(gitlab: Lab) -> None:
    assert {one["iid"] for one in await _listed(gitlab, "iids[]=3&iids[]=7")} == {3, 7}
    assert {one["author"]["username"] for one in await _listed(gitlab, "author_username=ada")} == {"ada"}
    middle = (await _listed(gitlab, "iids[]=50"))[0]["created_at"]
    after = await _listed(gitlab, f"created_after={middle}&sort=asc")
    before = await _listed(gitlab, f"created_before={middle}")
    assert min(one["created_at"] for one in after) >= middle >= max(one["created_at"] for one in before)
    assert await _listed(gitlab, "target_branch=nowhere") == []


async def test_without_a_project_come_the_callers_own_and_with_scope_all_that_can_be_seen(gitlab: Lab) -> None:
    own = await _listed(gitlab, "", "/merge_requests")
    assert {one["author"]["username"] for one in own} == {"dana"}
    every = await _listed(gitlab, "scope=all", "/merge_requests")
    assert len({one["author"]["username"] for one in every}) > 1
    reviewed = await _listed(gitlab, "scope=reviews_for_me", "/merge_requests")
    assert reviewed == []


async def test_commits_are_those_of_the_source_branch_and_merging_can_remove_it(gitlab: Lab) -> None:
    (one,) = (await gitlab.api("GET", "/projects/1/merge_requests?state=opened&per_page=1")).json()
    path = f"/projects/1/merge_requests/{one['iid']}"
    assert [commit["id"] for commit in (await gitlab.api("GET", f"{path}/commits")).json()] == [one["sha"]]
    merged = await gitlab.api("PUT", f"{path}/merge", json={"should_remove_source_branch": True})
    assert (merged.json()["state"], merged.json()["detailed_merge_status"]) == ("merged", "not_open")
    branch = await gitlab.api("GET", f"/projects/1/repository/branches/{one['source_branch']}")
    assert branch.status_code == 404
    assert (await gitlab.api("GET", f"{path}/commits")).json() == []


async def test_the_list_of_a_large_group_lets_others_through(net: SmallNet) -> None:
    lab = await start(net, projects=600)
    async with asyncio.TaskGroup() as both:
        long = both.create_task(lab.api("GET", "/groups/platform/merge_requests"))
        await asyncio.sleep(0)
        assert (await lab.api("GET", "/version")).status_code == 200
        assert not long.done()
    assert len(long.result().json()) == 20


@pytest.mark.parametrize("name", ["created_after", "updated_before"])
async def test_a_time_that_is_none_is_named(gitlab: Lab, name: str) -> None:
    answer = await gitlab.api("GET", f"{OF_PROJECT}?{name}=soon")
    assert (answer.status_code, answer.json()) == (400, {"error": f"{name} is invalid"})
