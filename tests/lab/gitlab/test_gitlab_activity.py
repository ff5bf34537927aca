"""Lists by what changed: projects, merge requests, branches, commits, pipelines, deployments."""

from typing import Any

from tests.lab.gitlab.small_net import Lab, settle
from wizard.lab.gitlab.world.chance import stamp

PROJECT = "/projects/1"
HOUR = 3600.0


async def _listed(lab: Lab, path: str, **query: str) -> list[dict[str, Any]]:
    answer = await lab.api("GET", path, params={"per_page": "100", **query})
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()
    return rows


async def _branch(lab: Lab, name: str, project: str = PROJECT) -> None:
    made = await lab.api("POST", f"{project}/repository/branches", json={"branch": name, "ref": "main"})
    assert made.status_code == 201, made.text
    await settle()


async def _commit(lab: Lab, message: str, branch: str) -> str:
    actions = [{"action": "create", "file_path": "a.txt", "content": "a"}]
    body = {"branch": branch, "commit_message": message, "actions": actions}
    made = await lab.api("POST", f"{PROJECT}/repository/commits", json=body)
    await settle()
    return str(made.json()["id"])


def _now(lab: Lab, before_s: float = 0.0) -> str:
    return stamp(lab.net.clock.now() - before_s)


async def test_the_project_of_the_last_push_comes_first_by_activity(gitlab: Lab) -> None:
    await _branch(gitlab, "one", "/projects/6")
    rows = await _listed(gitlab, "/groups/platform/projects", include_subgroups="true", order_by="last_activity_at")
    assert rows[0]["id"] == 6
    times = [one["last_activity_at"] for one in rows]
    assert times == sorted(times, reverse=True)


async def test_a_pipeline_counts_as_activity(gitlab: Lab) -> None:
    await gitlab.api("POST", f"{PROJECT}/pipeline", json={"ref": "main"})
    rows = await _listed(gitlab, "/projects", last_activity_after=_now(gitlab, 1))
    assert [one["id"] for one in rows] == [1]


async def test_activity_is_written_down_once_an_hour(gitlab: Lab) -> None:
    begun = _now(gitlab)
    await _branch(gitlab, "one")
    await gitlab.net.clock.step(HOUR - 1)
    await _branch(gitlab, "two")
    assert (await gitlab.api("GET", PROJECT)).json()["last_activity_at"] == begun
    await gitlab.net.clock.step(1)
    await _branch(gitlab, "three")
    assert (await gitlab.api("GET", PROJECT)).json()["last_activity_at"] == _now(gitlab)


async def test_merge_requests_of_a_group_that_changed_then_or_later(gitlab: Lab) -> None:
    every = await _listed(gitlab, "/groups/platform/merge_requests", order_by="updated_at", sort="desc")
    mark = every[40]["updated_at"]
    found = await _listed(
        gitlab, "/groups/platform/merge_requests", order_by="updated_at", sort="asc", updated_after=mark
    )
    assert [one["id"] for one in found] == [one["id"] for one in reversed(every[:41])]


async def test_a_changed_merge_request_is_the_last_of_those_that_changed(gitlab: Lab) -> None:
    old = (await _listed(gitlab, f"{PROJECT}/merge_requests", state="opened", sort="asc"))[0]
    await gitlab.api("PUT", f"{PROJECT}/merge_requests/{old['iid']}", json={"title": "PLAT-9 anew"})
    found = await _listed(gitlab, f"{PROJECT}/merge_requests", updated_after=_now(gitlab))
    assert [(one["iid"], one["title"]) for one in found] == [(old["iid"], "PLAT-9 anew")]


async def test_commits_of_all_branches_since_a_moment_are_the_newest_first(gitlab: Lab) -> None:
    begun = _now(gitlab)
    await _branch(gitlab, "one")
    await _branch(gitlab, "two")
    first = await _commit(gitlab, "PLAT-1 first", "one")
    await gitlab.net.clock.step(60)
    second = await _commit(gitlab, "PLAT-2 second", "two")
    path = f"{PROJECT}/repository/commits"
    assert [one["id"] for one in await _listed(gitlab, path, all="true", since=begun)] == [second, first]
    assert [one["id"] for one in await _listed(gitlab, path, all="true", since=_now(gitlab, 30))] == [second]
    assert await _listed(gitlab, path, since=begun) == []
    main = {one["id"] for one in await _listed(gitlab, path)}
    every = [one["id"] for one in await _listed(gitlab, path, all="true")]
    assert main < set(every)
    assert len(every) == len(set(every))


async def test_commits_of_a_range_are_those_that_its_first_end_does_not_have(gitlab: Lab) -> None:
    path = f"{PROJECT}/repository/commits"
    await _branch(gitlab, "one")
    assert await _listed(gitlab, path, ref_name="main..one") == []
    first = await _commit(gitlab, "PLAT-1 first", "one")
    second = await _commit(gitlab, "PLAT-2 second", "one")
    assert [one["id"] for one in await _listed(gitlab, path, ref_name="main..one")] == [second, first]
    assert [one["id"] for one in await _listed(gitlab, path, ref_name=f"{first}..{second}")] == [second]


async def test_a_commit_of_a_removed_branch_is_not_listed(gitlab: Lab) -> None:
    begun = _now(gitlab)
    await _branch(gitlab, "one")
    await _commit(gitlab, "PLAT-1 first", "one")
    await gitlab.api("DELETE", f"{PROJECT}/repository/branches/one")
    assert await _listed(gitlab, f"{PROJECT}/repository/commits", all="true", since=begun) == []


async def test_events_tell_of_pushes_by_branch_with_both_ends(gitlab: Lab) -> None:
    await _branch(gitlab, "one")
    await gitlab.net.clock.step(60)
    made = await _commit(gitlab, "PLAT-1 first", "one")
    await gitlab.net.clock.step(60)
    await gitlab.api("DELETE", f"{PROJECT}/repository/branches/one")
    found = await _listed(gitlab, f"{PROJECT}/events", action="pushed")
    told = [one["push_data"] for one in found]
    ends = [(one["action"], one["ref"], one["commit_from"], one["commit_to"]) for one in told]
    first = ends[2][3]
    assert ends == [
        ("removed", "one", made, None),
        ("pushed", "one", first, made),
        ("created", "one", None, first),
    ]
    assert [one["created_at"] for one in found] == [_now(gitlab), _now(gitlab, 60), _now(gitlab, 120)]
    assert await _listed(gitlab, f"{PROJECT}/events", action="merged") == []


async def test_events_after_a_day_are_those_of_the_days_that_follow(gitlab: Lab) -> None:
    await _branch(gitlab, "one")
    today = _now(gitlab)[:10]
    await gitlab.net.clock.step(24 * HOUR)
    await _branch(gitlab, "two")

    async def names(**query: str) -> list[str]:
        return [one["push_data"]["ref"] for one in await _listed(gitlab, f"{PROJECT}/events", **query)]

    assert await names() == ["two", "one"]
    assert await names(sort="asc") == ["one", "two"]
    assert await names(after=today) == ["two"]
    assert await names(before=_now(gitlab)[:10]) == ["one"]
    assert (await gitlab.api("GET", f"{PROJECT}/events", params={"after": "soon"})).status_code == 400


async def test_branches_by_their_last_commit(gitlab: Lab) -> None:
    await _branch(gitlab, "fresh")
    await _commit(gitlab, "PLAT-1 first", "fresh")
    path = f"{PROJECT}/repository/branches"
    newest = await _listed(gitlab, path, sort="updated_desc")
    assert newest[0]["name"] == "fresh"
    times = [one["commit"]["created_at"] for one in newest]
    assert times == sorted(times, reverse=True)
    oldest = await _listed(gitlab, path, sort="updated_asc", search="PLAT")
    assert oldest == [one for one in reversed(newest) if "plat" in one["name"].lower()]
    second = await _listed(gitlab, path, sort="updated_desc", per_page="3", page="2")
    assert [one["name"] for one in second] == [one["name"] for one in newest[3:6]]


async def test_pipelines_that_changed_since_a_moment(gitlab: Lab) -> None:
    await gitlab.api("POST", f"{PROJECT}/pipeline", json={"ref": "main"})
    await gitlab.net.clock.step(60)
    await gitlab.api("POST", f"{PROJECT}/pipeline", json={"ref": "main"})
    rows = await _listed(gitlab, f"{PROJECT}/pipelines", order_by="updated_at", sort="asc")
    assert [one["id"] for one in rows] == [1, 2]
    changed = await _listed(gitlab, f"{PROJECT}/pipelines", updated_after=_now(gitlab), order_by="updated_at")
    assert [one["id"] for one in changed] == [2]


async def test_deployments_that_changed_are_asked_for_in_the_order_of_changes_alone(gitlab: Lab) -> None:
    tip = (await _listed(gitlab, f"{PROJECT}/repository/commits"))[0]["id"]
    body = {"environment": "production", "sha": tip, "ref": "main", "tag": False, "status": "running"}
    for _ in range(2):
        await gitlab.api("POST", f"{PROJECT}/deployments", json=body)
    await gitlab.net.clock.step(60)
    await gitlab.api("PUT", f"{PROJECT}/deployments/1", json={"status": "success"})
    since = {"updated_after": _now(gitlab)}
    refused = await gitlab.api("GET", f"{PROJECT}/deployments", params=since)
    assert refused.status_code == 400
    changed = await _listed(gitlab, f"{PROJECT}/deployments", order_by="updated_at", **since)
    assert [one["id"] for one in changed] == [1]
