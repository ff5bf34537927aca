"""Worlds that start connected: Jira knows all that speaks of its issues, and what happens later lies over it."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.gitlab.devinfo.keys import KeyFinder
from wizard.lab.gitlab.world.world import World
from wizard.lab.jira.connect.deletions import DELETED_AFTER_S
from wizard.lab.net.errors import LabError
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

SEED, PROJECTS, ISSUES = 3, 40, 500
keys_in = KeyFinder.of("18.5.0-ee").keys


@pytest.fixture(params=["marketplace", "saas", "manual"])
async def admin(request: pytest.FixtureRequest) -> AsyncIterator[Admin]:
    options = ServeOptions(scenario=request.param, seed=SEED, projects=PROJECTS, issues=ISSUES, synced=True)
    async with LabRun(options) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


@pytest.fixture
def world() -> World:
    """The same content, made here."""
    return World(SEED, PROJECTS, com=False, issues=ISSUES)


def said_of(world: World) -> dict[str, Counter[str]]:
    """Return by issue how much speaks of it, read project by project."""
    said: dict[str, Counter[str]] = {}
    for number in range(1, PROJECTS + 1):
        project = world.projects.get(number)
        assert project is not None
        repository = world.repository(project)
        texts = [("pullRequests", one.title) for one in repository.merge_requests()]
        tips = repository.newest_branches(10_000)
        texts += [("branches", name) for name, _ in tips]
        commits = {one.sha: one.message for name, _ in tips for one in repository.commits(name)}
        texts += [("commits", message) for message in commits.values()]
        for kind, text in texts:
            for key in keys_in(text):
                said.setdefault(key, Counter())[kind] += 1
    return said


async def summary(admin: Admin, issue: str) -> dict[str, int]:
    issue_id = (await admin.at_jira(f"/rest/api/3/issue/{issue}", fields="summary")).json()["id"]
    told = (await admin.at_jira("/rest/dev-status/latest/issue/summary", issueId=issue_id)).json()["summary"]
    names = {"pullrequest": "pullRequests", "branch": "branches", "repository": "commits"}
    return {name: told[kind]["overall"]["count"] for kind, name in names.items()}


async def keys_with(admin: Admin, jql: str) -> set[str]:
    keys: set[str] = set()
    more = {}
    while True:
        page = (await admin.at_jira("/rest/api/3/search/jql", jql=jql, fields="key", maxResults="100", **more)).json()
        keys |= {one["key"] for one in page["issues"]}
        if page["isLast"]:
            return keys
        more = {"nextPageToken": page["nextPageToken"]}


async def test_the_panel_shows_what_gitlab_says_of_the_issue(admin: Admin, world: World):
    said = said_of(world)
    for issue in [*list(said)[::60], "PLAT-1"]:
        assert await summary(admin, issue) == {"pullRequests": 0, "branches": 0, "commits": 0} | said.get(issue, {})


async def test_the_search_finds_exactly_the_issues_that_something_speaks_of(admin: Admin, world: World):
    said = said_of(world)
    for kind, name in (("branches", "branches"), ("pullrequests", "pullRequests"), ("commits", "commits")):
        found = await keys_with(admin, f"development[{kind}].all > 0 order by id")
        assert found == {key for key, counts in said.items() if counts[name]}


async def test_both_sides_tell_of_a_finished_sync_and_count_the_same(admin: Admin, world: World):
    truth = admin.lab.truth()
    (serving,) = (one for one in truth.values() if one.get("subscriptions"))
    assert serving["first_sync"]["done"] == serving["first_sync"]["projects"] > PROJECTS / 2
    total: Counter[str] = sum(said_of(world).values(), Counter())
    held = truth[admin.jira["url"]]["devinfo"]
    assert held == {
        "repositories": serving["first_sync"]["done"],
        "branches": total["branches"],
        "commits": total["commits"],
        "pull_requests": total["pullRequests"],
    }


async def test_what_is_pushed_lies_over_the_past_and_what_is_removed_is_gone(admin: Admin, world: World):
    before = admin.lab.truth()[admin.jira["url"]]["devinfo"]
    project = world.projects.get(1)
    assert project is not None
    one = next(
        each for each in world.repository(project).merge_requests() if each.state == "opened" and keys_in(each.title)
    )
    (issue,) = keys_in(one.title)
    counted = await summary(admin, issue)
    path = "/projects/1"
    await admin.at_gitlab("PUT", f"{path}/merge_requests/{one.iid}", params={"title": "PLAT-7 speaks of another"})
    made = {"branch": f"{issue}-later", "ref": "main"}
    assert (await admin.at_gitlab("POST", f"{path}/repository/branches", params=made)).status_code == 201

    async def changed() -> bool:
        return await summary(admin, issue) == counted | {
            "pullRequests": counted["pullRequests"] - 1,
            "branches": counted["branches"] + 1,
        }

    await eventually(changed)
    source = one.source_branch.replace("/", "%2F")
    assert (await admin.at_gitlab("DELETE", f"{path}/repository/branches/{source}")).status_code == 204

    async def removed() -> bool:
        return (await summary(admin, issue))["branches"] == counted["branches"]

    await eventually(removed)
    assert await admin.branch_names(issue)
    assert one.source_branch not in await admin.branch_names(issue)
    after = admin.lab.truth()[admin.jira["url"]]["devinfo"]
    assert {name: after[name] - before[name] for name in after if name != "commits"} == {
        "repositories": 0,
        "branches": 0,
        "pull_requests": 0,
    }


async def test_with_the_app_all_that_it_told_goes(admin: Admin, world: World):
    jira = admin.jira
    app = next(one["key"] for one in admin.lab.truth()[jira["url"]]["apps"])
    issue = next(key for key, counts in said_of(world).items() if counts["branches"])
    assert (await summary(admin, issue))["branches"]
    answer = await admin.client.delete(
        f"{jira['url']}/rest/plugins/1.0/{app}-key",
        auth=(jira["email"], jira["token"]),
        headers={"Accept": "application/vnd.atl.plugins+json"},
    )
    assert answer.status_code == 204
    assert await summary(admin, issue) == {"pullRequests": 0, "branches": 0, "commits": 0}
    assert app in admin.lab.truth()[jira["url"]]["deleting"]
    admin.lab.clock.advance(DELETED_AFTER_S)
    assert set(admin.lab.truth()[jira["url"]]["devinfo"].values()) == {0}
    assert await keys_with(admin, "development[branches].all > 0") == set()


@pytest.mark.parametrize("scenario", ["server", "fleet"])
async def test_a_world_of_another_connection_cannot_start_connected(scenario: str):
    with pytest.raises(LabError, match="cannot start connected"):
        async with LabRun(ServeOptions(scenario=scenario, synced=True)):
            raise AssertionError("it started")


async def test_a_reset_lays_the_past_anew(admin: Admin, world: World):
    before = admin.lab.truth()[admin.jira["url"]]["devinfo"]
    await admin.lab.reset()
    assert admin.lab.truth()[admin.jira["url"]]["devinfo"] == before
