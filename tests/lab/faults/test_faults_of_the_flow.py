"""Faults of what flows from GitLab to Jira once all is set up: what each side says of it, and what it holds."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.host import KINDS, Traffic
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

OF_THE_FLOW = {
    "gitlab-queue-late",
    "jira-development-lost",
    "jira-entities-lost",
    "jira-entities-rejected",
    "jira-push-refused",
}
SEED, PROJECTS, EACH = 3, 12, 10
ALL_WITH_KEY = {"without_key": 0.0, "unknown_key": 0.0}
Thing = tuple[str, str, str]
FAST = 40.0
"""Lab seconds a second: a token of Jira lives for 60 of them, and must reach it on a busy computer too."""


@pytest.fixture
async def admin() -> AsyncIterator[Admin]:
    """A lab whose two sides have been connected for long."""
    async with (
        LabRun(ServeOptions(seed=SEED, projects=PROJECTS, synced=True)) as lab,
        through_proxy(lab.ready) as client,
    ):
        yield Admin(lab, client)


async def at_gitlab(admin: Admin) -> dict[str, Any]:
    return dict((await admin.lab.flow())[admin.gitlab["url"]])


async def at_jira(admin: Admin) -> dict[str, Any]:
    return dict((await admin.lab.flow())[admin.jira["url"]])


def things(rows: list[dict[str, Any]], *fates: str) -> set[Thing]:
    return {(one["kind"], one["project"], one["id"]) for one in rows if not fates or one["fate"] in fates}


async def held(admin: Admin) -> int:
    told = await at_jira(admin)
    return sum(kind["entities"] for project in told["held"].values() for kind in project.values())


async def work(admin: Admin, count: int = EACH * len(KINDS), **more: Any) -> set[Thing]:
    """Let people work, wait until everything ran to its end, and return what GitLab told."""
    await admin.lab.live("", Traffic(**{"count": count, "seed": 5, **ALL_WITH_KEY, **more}))
    admin.lab.clock.set_rate(FAST)

    async def at_rest() -> bool:
        (process,) = (await admin.at_gitlab("GET", "/sidekiq/process_metrics")).json()["processes"]
        return process["busy"] == 0

    await eventually(at_rest)
    admin.lab.clock.set_rate(1.0)
    admin.lab.clock.advance(1)
    return things((await at_gitlab(admin))["events"])


async def test_what_people_make_arrives_kind_by_kind(admin: Admin):
    told = await work(admin)
    assert {kind for kind, _, _ in told} == set(KINDS)
    assert things((await at_gitlab(admin))["events"], "sent") == told
    assert await held(admin) == len(told)


async def test_the_same_seed_lets_people_make_the_same(admin: Admin):
    first = await work(admin)
    await admin.lab.reset()
    assert {one[:2] for one in await work(admin)} == {one[:2] for one in first}


async def test_what_names_no_issue_or_an_unknown_one_does_not_come_up(admin: Admin):
    kinds = ("branch", "merge-request")
    told = await work(admin, 60, kinds=kinds, without_key=0.3, unknown_key=0.3)
    unknown = things((await at_gitlab(admin))["events"], "unknown-key")
    assert 5 < len(unknown) < len(told) < 60
    assert await held(admin) == len(told - unknown)
    assert (await at_jira(admin))["unknown_keys"]


async def test_lost_things_are_told_as_sent_and_are_not_there(admin: Admin):
    await admin.lab.set_fault("jira-entities-lost", {"share": 0.5, "seed": 2, "most": 12})
    told = await work(admin)
    lost = things((await at_jira(admin))["lost"])
    assert len(lost) == 12
    assert lost < told == things((await at_gitlab(admin))["events"], "sent")
    assert await held(admin) == len(told - lost)


async def test_only_the_kinds_and_ids_that_were_named_are_lost(admin: Admin):
    await admin.lab.set_fault("jira-entities-lost", {"kinds": "build, feature-flag", "share": 1.0})
    told = await work(admin)
    assert things((await at_jira(admin))["lost"]) == {one for one in told if one[0] in ("build", "feature-flag")}


async def test_a_lost_thing_that_is_sent_again_is_lost_no_more(admin: Admin):
    made = {"branch": "PLAT-7-once", "ref": "main"}
    await admin.lab.set_fault("jira-entities-lost", {"ids": "PLAT-7-once"})
    await admin.at_gitlab("POST", "/projects/1/repository/branches", params=made)

    async def is_lost() -> bool:
        return bool((await at_jira(admin))["lost"])

    await eventually(is_lost)
    await admin.lab.lift_fault("jira-entities-lost")
    commit = {"branch": "PLAT-7-once", "commit_message": "more", "actions": []}
    await admin.at_gitlab("POST", "/projects/1/repository/commits", json=commit)

    async def is_there() -> bool:
        return await admin.branch_count("PLAT-7") == 1

    await eventually(is_there)
    assert (await at_jira(admin))["lost"] == []


async def test_rejected_things_are_named_in_the_answer_that_took_the_others(admin: Admin):
    await admin.lab.set_fault("jira-entities-rejected", {"share": 0.5, "seed": 4})
    told = await work(admin)
    rejected = things((await at_jira(admin))["rejected"])
    assert rejected == things((await at_gitlab(admin))["events"], "rejected")
    assert 0 < len(rejected) < len(told)
    assert await held(admin) == len(told - rejected)


async def test_what_was_refused_is_not_sent_again(admin: Admin):
    await admin.lab.set_fault("jira-push-refused", {"status": 413})
    told = await work(admin, 6)
    assert told == things((await at_gitlab(admin))["events"], "refused")
    await admin.lab.lift_fault("jira-push-refused")
    assert await held(admin) == 0
    log = admin.lab.truth()[admin.gitlab["url"]]["log"]
    assert "Data too large" in log[-1]["jira_response"]


async def test_a_site_that_moved_without_its_data_takes_new_things(admin: Admin):
    truth = admin.lab.truth()[admin.jira["url"]]["devinfo"]
    assert truth["pull_requests"] > 0
    await admin.lab.set_fault("jira-development-lost", {})
    assert set(admin.lab.truth()[admin.jira["url"]]["devinfo"].values()) == {0}
    assert len(await work(admin, 4, kinds=("branch",))) == await held(admin) == 4


async def queue(admin: Admin) -> tuple[int, int, int]:
    """Return how many jobs wait, how long the oldest has, and how many processes run."""
    told = (await admin.at_gitlab("GET", "/sidekiq/compound_metrics")).json()
    line = told["queues"]["default"]
    return line["backlog"], line["latency"], len(told["processes"])


async def test_without_workers_jobs_wait_and_go_out_once_there_are_some(admin: Admin):
    assert await queue(admin) == (0, 0, 1)
    await admin.lab.set_fault("gitlab-queue-late", {})
    await admin.lab.live("", Traffic(kinds=("branch",), count=5, **ALL_WITH_KEY))

    async def waits() -> bool:
        return (await queue(admin))[0] == 5

    await eventually(waits)
    admin.lab.clock.advance(900)
    waiting, latency, processes = await queue(admin)
    assert (waiting, processes) == (5, 0)
    assert 900 <= latency < 910
    assert (await at_gitlab(admin))["events"] == []
    await admin.lab.lift_fault("gitlab-queue-late")

    async def arrived() -> bool:
        return await held(admin) == 5

    await eventually(arrived)
    assert await queue(admin) == (0, 0, 1)


async def test_with_too_few_workers_each_job_waits_its_time(admin: Admin):
    await admin.lab.set_fault("gitlab-queue-late", {"delay_s": 300})
    await admin.lab.live("", Traffic(kinds=("branch",), count=2, **ALL_WITH_KEY))

    async def waits() -> bool:
        return await queue(admin) == (2, 0, 1)

    await eventually(waits)
    admin.lab.clock.advance(301)

    async def told() -> bool:
        return len((await at_gitlab(admin))["events"]) == 2

    await eventually(told)


async def test_the_history_of_a_project_is_done_when_its_batch_was(admin: Admin):
    told = await at_gitlab(admin)
    app = told["projects"]["platform/app"]
    assert (app["id"], app["done"]) == (1, True)
    assert set(app["expected"]) == {"merge-request", "branch"}
    assert app["expected"]["merge-request"]["entities"] <= app["expected"]["merge-request"]["mentions"]
