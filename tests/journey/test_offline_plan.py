"""The plan of a world that nobody looked at, and what it says it takes for given."""

from dataclasses import replace

import pytest

from wizard.domain.answers import Answers, GitLabAnswers, JiraAnswers
from wizard.domain.errors import PortError
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.domain.url import UrlError
from wizard.domain.version import Version
from wizard.journey import assumption_check, assumptions
from wizard.journey.assumed_world import assumed_ports
from wizard.journey.offline_plan import address_problem, offline_plan

ANSWERS = Answers(
    gitlab=GitLabAnswers("https://gitlab.example.com"), jira=JiraAnswers("https://acme.atlassian.net", "a@b.c")
)


async def test_it_names_what_it_takes_for_given_and_which_changes_stand_on_it() -> None:
    made = await offline_plan(ANSWERS, Version(17, 2))
    ids = {row.id for row in made.plan.rows}
    assert ids == {"gitlab-oauth-application", "gitlab-application-id", "gitlab-proxy-url"}
    assert {one.id: one.value for one in made.assumptions} == {
        "gitlab-version": "17.2",
        "jira_connect_application_key": "",
        "jira_connect_proxy_url": "",
        "gitlab-oauth-application": "",
        "gitlab-base-url": "https://gitlab.example.com/-/jira_connect",
    }
    for one in made.assumptions:
        assert set(one.used_by) <= ids
        assert one.used_by
    assert made.plan.tasks


async def test_the_labels_of_tasks_follow_the_release() -> None:
    old = await offline_plan(ANSWERS, Version(15, 9))
    new = await offline_plan(ANSWERS, Version(17, 2))
    assert [str(step) for task in old.plan.tasks for step in task.steps] != [
        str(step) for task in new.plan.tasks for step in task.steps
    ]


async def test_projects_of_a_group_are_said_to_be_unknown() -> None:
    wanted = IntegrationAnswers(
        scope="project", groups=("platform",), web_url="https://acme.atlassian.net", username="dana@acme.example"
    )
    made = await offline_plan(ANSWERS.with_(route=Route.INTEGRATION, integration=wanted), Version(18, 5))
    assert made.plan.rows == ()
    assert "platform" in str(made.unknown[0])


async def test_the_version_of_the_rendered_texts_is_assumed_where_it_is_raised() -> None:
    wanted = IntegrationAnswers(
        scope="project", projects=("platform/app",), web_url="https://acme.atlassian.net", username="dana@acme.example",
        refresh_markdown=True,
    )  # fmt: skip
    made = await offline_plan(ANSWERS.with_(route=Route.INTEGRATION, integration=wanted), Version(18, 5))
    change = next(row for row in made.plan.rows if "local_markdown_version" in row.after)
    assert [one.id for one in made.assumptions if change.id in one.used_by] == [
        "gitlab-version",
        "local_markdown_version",
    ]


async def test_of_many_other_changes_some_are_named_and_the_others_counted() -> None:
    ports, _gitlab = assumed_ports(ANSWERS, Version(17, 2))
    made = await offline_plan(ANSWERS, Version(17, 2))
    rows = tuple(replace(made.plan.rows[0], id=f"change-{number:02}") for number in range(20))
    (told,) = await assumption_check.findings(ANSWERS, {"gitlab-version": "17.2"}, ports, replace(made.plan, rows=rows))
    assert told.code == "plan-other-than-prepared"
    assert told.facts["more"].startswith("change-00, change-01, ")
    assert told.facts["more"].endswith("change-07, + 12")


async def test_what_nobody_assumed_is_refused_and_nothing_can_be_written() -> None:
    ports, _gitlab = assumed_ports(ANSWERS, Version(17, 2))
    for asked in (lambda: ports.gitlab.put_settings({}), lambda: ports.jira.myself(), lambda: ports.probe.resolve("a")):
        with pytest.raises(PortError) as caught:
            await asked()
        assert caught.value.code == "assumed-not-known"


async def test_a_wrong_address_is_said_and_the_right_one_planned() -> None:
    wrong = ANSWERS.with_(gitlab_url="no address")
    assert isinstance(address_problem(wrong), UrlError)
    assert address_problem(ANSWERS) is None
    assert (await offline_plan(ANSWERS)).plan.rows


async def test_only_what_is_other_counts_as_wrong() -> None:
    made = await offline_plan(ANSWERS, Version(17, 2))
    assumed = {one.id: one.value for one in made.assumptions}
    assert assumptions.wrong(assumed, made.assumptions) == ()
    assumed["jira_connect_proxy_url"] = "https://hub.example.com"
    ((found, before),) = assumptions.wrong(assumed, made.assumptions)
    assert (found.id, found.value, before) == ("jira_connect_proxy_url", "", "https://hub.example.com")
