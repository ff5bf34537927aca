"""What is told of a set-up so that a lab can show its finding, and the answers that the lab then stands on."""

import msgspec

from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.journey.reproduced import answers_of_wish, kind_of
from wizard.ui.sample_desk import SampleDesk

OWN = IntegrationAnswers(
    scope="project",
    projects=("secret/path",),
    search="secret",
    from_url="https://secret.example",
    web_url="https://secret.example",
    username="secret",
    transitions="picked",
    transition_ids=("77",),
    project_keys=("SECRET",),
    vulnerabilities_project="SECRET",
    issue_prefix="secret#",
)


def test_nothing_of_the_admins_own_is_told() -> None:
    told = msgspec.json.encode(kind_of(OWN)).decode().lower()
    assert "secret" not in told
    assert "77" not in told


def test_what_is_wanted_is_told_by_its_kind() -> None:
    told = kind_of(OWN)
    assert (told.scope, told.transitions, bool(told.from_url)) == ("project", "automatic", True)
    assert all((told.project_keys, told.vulnerabilities_project, told.issue_regex))
    assert kind_of(IntegrationAnswers()) == IntegrationAnswers()


async def test_the_lab_has_its_own_project_issue_and_type_for_each() -> None:
    wish = LabWish(Route.INTEGRATION, "integration-fields-required", "checks", integration=kind_of(OWN))
    wanted = (await answers_of_wish(SampleDesk(), wish)).integration
    assert wanted.projects == ("platform/app",)
    assert wanted.project_keys == ("PLAT",)
    assert (wanted.vulnerabilities_project, wanted.vulnerabilities_issuetype) == ("PLAT", "10001")


async def test_without_the_integration_the_answers_are_those_of_the_app() -> None:
    answers = await answers_of_wish(SampleDesk(), LabWish(Route.MARKETPLACE, "jira-user-not-site-admin", "checks"))
    assert not answers.integration.wanted
    assert answers.groups.paths == ("platform",)


async def test_a_jira_that_names_no_type_leaves_out_what_needs_one() -> None:
    wish = LabWish(Route.INTEGRATION, "integration-test-failed", "checks", integration=kind_of(OWN))
    wanted = (await answers_of_wish(SampleDesk("broken"), wish)).integration
    assert (wanted.vulnerabilities_project, wanted.project_keys) == ("", ("PLAT",))
