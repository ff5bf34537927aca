"""All that the monitor asks of both sides, asked of a lab that is connected and synced: answers tell of the same."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from wizard.app.worlds import ConnectedWorld, lab_world
from wizard.domain.errors import Refused
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab import GitLab
from wizard.domain.jira import Jira
from wizard.domain.secret import Secret
from wizard.domain.url import parse
from wizard.monitor.asking import Asking
from wizard.monitor.budget import PER_MINUTE, Budget

GROUP, PROJECT, BRANCH = "platform", 1, "PLAT-3-flow"
_MOMENT_S = 0.1
FLAG = {
    "name": "flow", "description": "for PLAT-3", "version": "new_version_flag",
    "strategies": [{"name": "default", "parameters": {}, "scopes": [{"environment_scope": "production"}]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    """A lab in which one of each kind was made after the sync."""
    lab = ServedLab(tmp_path_factory.mktemp("synced"), dict(os.environ), more=("--synced",))
    lab.start()
    lab.rate(20)
    actions = [{"action": "create", "file_path": "flow.txt", "content": "x"}]
    commit = {"branch": BRANCH, "start_branch": "main", "commit_message": "PLAT-3 Flow", "actions": actions}
    place = f"/api/v4/projects/{PROJECT}"
    lab.api("POST", f"{place}/repository/commits", commit)
    lab.api("POST", f"{place}/merge_requests", {"source_branch": BRANCH, "target_branch": "main", "title": "PLAT-3"})
    lab.api("POST", f"{place}/pipeline", {"ref": BRANCH})
    lab.api("POST", f"{place}/feature_flags", FLAG)
    while not lab.api("GET", f"{place}/deployments?status=success"):
        assert not lab.api("GET", f"{place}/pipelines?status=failed")
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def ready(synced: ServedLab) -> ServedLab:
    return synced


def sides(world: ConnectedWorld, lab: ServedLab) -> tuple[GitLab, Jira]:
    gitlab, jira = lab.ready["gitlab"], lab.ready["jira"]
    return (
        world.gitlab(parse(gitlab["url"]), Secret(gitlab["token"])),
        world.jira(parse(jira["url"]), jira["email"], Secret(jira["token"])),
    )


async def made(gitlab: GitLab, since: float) -> dict[Kind, Item]:
    """Return the newest of each kind that mentions the issue or comes from its branch."""
    lists = (
        await gitlab.branches_of(PROJECT),
        await gitlab.commits_of(PROJECT, since),
        await gitlab.merge_requests_of(PROJECT, since=since),
        await gitlab.pipelines_of(PROJECT, since),
        await gitlab.deployments_of(PROJECT, since),
        await gitlab.feature_flags_of(PROJECT),
    )
    of_ours = [one for some in lists for one in some.found if one.ref == BRANCH or "PLAT-3" in " ".join(one.texts)]
    return {one.kind: one for one in reversed(of_ours)}


async def test_what_gitlab_lists_is_what_the_panel_names(ready: ServedLab, tmp_path: Path) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        gitlab, jira = sides(world, ready)
        found = await made(gitlab, world.clock.now() - 3600)
        assert set(found) == set(Kind)
        issue = (await jira.find_issues(["PLAT-3"])).ids["PLAT-3"]
        for kind, item in found.items():
            shown = {one.id: one.url for one in await jira.panel_items(issue, kind)}
            assert item.id in shown, kind
            # GitLab leads from Jira to the commits of a branch, and from its own list to the files.
            assert shown[item.id].replace("/-/commits/", "/-/tree/") == item.url or not item.url, kind


async def test_the_group_tells_of_its_projects_and_of_what_changed(ready: ServedLab, tmp_path: Path) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        gitlab, _jira = sides(world, ready)
        by_id = await gitlab.projects_by_id(GROUP)
        ids = [one.id for one in by_id.found]
        assert ids == sorted(ids)
        assert (len(ids), by_id.next) == (by_id.total, "")
        active = (await gitlab.projects_by_activity(GROUP)).found
        assert active[0].id == PROJECT
        assert {one.id for one in active} == set(ids)
        changed = (await gitlab.merge_requests_of_group(GROUP, world.clock.now() - 3600)).found
        assert [one.texts[0] for one in changed] == ["PLAT-3"]
        tip = (await made(gitlab, world.clock.now() - 3600))[Kind.COMMIT]
        assert await gitlab.commit_message(PROJECT, tip.id) == "PLAT-3 Flow"
        assert await gitlab.commit_message(PROJECT, "f" * 40) == ""
        assert (await gitlab.queues()).workers > 0


async def test_issues_are_counted_by_kind_and_unknown_keys_told(ready: ServedLab, tmp_path: Path) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        _gitlab, jira = sides(world, ready)
        for kind in (Kind.BRANCH, Kind.COMMIT, Kind.MERGE_REQUEST, Kind.BUILD, Kind.DEPLOYMENT):
            everywhere = (await jira.issues_with(kind)).found
            assert len(everywhere) == len(set(everywhere))
            assert "PLAT-3" in everywhere, kind
            assert (await jira.issues_with(kind, among=["PLAT-3", "PLAT-4"])).found[0] == "PLAT-3"
            assert (await jira.issues_with(kind, 5000, among=["PLAT-3"])).found == ()
        with pytest.raises(Refused):
            await jira.issues_with(Kind.FEATURE_FLAG)
        found = await jira.find_issues(["PLAT-3", "UTF-8", "PLAT-999999"])
        assert (list(found.ids), found.unsure) == (["PLAT-3"], frozenset())
        assert "PLAT" in (await jira.project_keys()).found


async def test_an_issue_that_is_gone_is_told_from_a_clause_that_is_not_taken(ready: ServedLab, tmp_path: Path) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        _gitlab, jira = sides(world, ready)
        with pytest.raises(Refused) as failed:
            await jira.issues_with(Kind.BRANCH, among=["PLAT-3", "PLAT-999999"])
    assert (failed.value.code, failed.value.facts["issue"]) == ("jira-issue-gone", "PLAT-999999")


async def test_what_gitlab_says_of_its_limits_is_known(ready: ServedLab, tmp_path: Path) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        gitlab, _jira = sides(world, ready)
        ready.api("PUT", "/api/v4/application/settings", {
            "throttle_authenticated_api_enabled": True,
            "throttle_authenticated_api_requests_per_period": 900,
            "throttle_authenticated_api_period_in_seconds": 60,
        })  # fmt: skip
        await gitlab.projects_by_id(GROUP)
        known = world.pace.of("gitlab.example.com")
        assert known.remaining is not None
        assert 0 < known.remaining < 900
        assert known.paused_until == 0


async def test_a_limit_that_one_set_up_meets_holds_back_the_monitor_of_another(
    ready: ServedLab, tmp_path: Path
) -> None:
    async with lab_world(ready.ready, tmp_path) as world:
        gitlab, jira = sides(world, ready)
        budget = Budget(world.clock, pace=world.pace)
        asking = Asking(gitlab, jira, budget)
        assert asking.left_at_gitlab() > 0
        ready.fault("gitlab-rate-limited", times=1)
        before = ready.newest()
        async with asyncio.TaskGroup() as group:
            group.create_task(sides(world, ready)[0].metadata())
            while (waits := budget.paused_for(gitlab.url.host)) == 0:
                await world.clock.sleep(_MOMENT_S)
            assert (asking.left_at_gitlab(), asking.left_at_jira()) == (0, PER_MINUTE), "one host asked for it"
            began = world.clock.monotonic()
            await asking.of_gitlab(gitlab.metadata)
        assert world.clock.monotonic() - began >= waits
        assert [row["status"] for row in ready.from_desktop(before)] == [429, 200, 200]
