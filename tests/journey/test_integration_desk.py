"""What a face learns about the Jira issue integration before anything is set: the sign-in, the workflow, the circle."""

from dataclasses import replace

import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.checks.trouble import finding_of
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError, Refused
from wizard.domain.findings import SeenFrom
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping, KeyringState
from wizard.journey.desk import SessionDesk

CLOUD = "https://acme.atlassian.net"
GATEWAY = "https://api.atlassian.com/ex/jira/cloud-1"


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def desk(world: FakeWorld):
    return SessionDesk(world, MemoryStore()).integration


@pytest.fixture
def answers() -> Answers:
    """What the page knows before a place was chosen."""
    return Answers().with_(
        route=Route.INTEGRATION,
        gitlab_url="https://gitlab.example.com",
        jira_url=CLOUD,
        integration_username="gitlab@acme.example",
        integration_project_keys=("PLAT",),
        proof_project="platform/app",
    )


async def test_a_token_that_holds_is_kept_under_its_user(world, desk, answers) -> None:
    seen = await desk.sign_in(answers, Secret("typed"), Keeping.KEYRING)
    assert (seen.name, seen.deployment, seen.version, seen.api_url) == ("GitLab Bot", "Cloud", "1001.0.0", "")
    assert (seen.findings, seen.kept) == ((), KeyringState.READY)
    assert world.secrets.kept == {("acme.atlassian.net", "gitlab@acme.example"): "typed"}
    assert world.accounts == [(CLOUD, Auth.BASIC, "gitlab@acme.example", "typed")]


async def test_a_token_that_jira_refuses_is_not_kept_and_the_next_one_is(world, desk, answers) -> None:
    world.the_account.myself_ = Refused("http-401", {"status": "401", "path": "/rest/api/2/myself", "side": "account"})
    refused = await desk.sign_in(answers, Secret("wrong"), Keeping.KEYRING)
    assert (refused.name, [one.code for one in refused.findings]) == ("", ["integration-test-failed"])
    assert world.secrets.kept == {}
    world.the_account.myself_ = replace(FakeWorld().the_account.myself_)
    assert (await desk.sign_in(answers, Secret("right"), Keeping.KEYRING)).name == "GitLab Bot"
    assert list(world.secrets.kept.values()) == ["right"]


async def test_a_token_that_is_known_is_tested_and_not_kept_again(world, desk, answers) -> None:
    world.integration_given[CLOUD] = "given"
    seen = await desk.sign_in(answers, None, Keeping.SESSION)
    assert (seen.name, seen.kept, world.secrets.kept) == ("GitLab Bot", None, {})


async def test_a_service_account_gets_the_gateway_of_its_site(world, desk, answers) -> None:
    account = answers.with_(integration_auth=Auth.SERVICE_ACCOUNT, integration_username="")
    world.the_account.url = replace(world.the_account.url, host="api.atlassian.com", path="/ex/jira/cloud-1")
    seen = await desk.sign_in(account, Secret("scoped"), Keeping.SESSION)
    assert seen.api_url == GATEWAY
    assert [(base, secret) for base, _auth, _user, secret in world.accounts][-1] == (GATEWAY, "scoped")
    # The site itself is asked for its cloud id alone, with nothing that opens anything.
    assert (CLOUD, "scoped") not in [(base, secret) for base, _auth, _user, secret in world.accounts]


async def test_the_workflow_and_the_types_come_from_what_the_user_sees(world, desk, answers) -> None:
    world.integration_given[CLOUD] = "given"
    assert [one.id for one in await desk.transitions(answers, "PLAT-1")] == ["21", "31"]
    assert [one.name for one in await desk.issue_types(answers, "PLAT")] == ["Task"]


@pytest.mark.parametrize(
    ("asked", "named", "code"),
    [("transitions", "PLAT-99", "integration-issue-hidden"), ("issue_types", "NONE", "integration-project-hidden")],
)
async def test_what_the_user_does_not_see_is_said_as_the_checks_say_it(
    world, desk, answers, asked, named, code
) -> None:
    world.integration_given[CLOUD] = "given"
    with pytest.raises(PortError) as hidden:
        await getattr(desk, asked)(answers, named)
    found = finding_of(hidden.value, "page", SeenFrom.DESKTOP)
    assert found.code == code
    assert named in str(found.cause)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("http-401", "integration-test-failed"),
        ("http-403", "integration-no-browse"),
        ("http-503", "integration-jira-unavailable"),
    ],
)
def test_a_refusal_of_a_jira_of_ones_own_is_not_taken_for_gitlab_s(code: str, says: str) -> None:
    facts = {"side": "account", "host": "jira.example.com", "path": "/rest/api/2/myself", "status": code[-3:]}
    assert finding_of(Refused(code, facts), "integration-issue", SeenFrom.DESKTOP).code == says


async def test_the_circle_of_each_project_is_told(world, desk, answers) -> None:
    world.integration_given[CLOUD] = "given"
    wanted = answers.with_(integration_scope="project", integration_projects=("platform/app",))
    (seen,) = await desk.audience(wanted)
    assert (seen.project, seen.jira_project, seen.jira_open, seen.finding) == ("platform/app", "PLAT", True, None)


@pytest.mark.parametrize("plan", ["premium", ""])
async def test_the_plan_of_the_licence_is_told_as_far_as_the_token_reads_it(world, desk, answers, plan) -> None:
    world.the_gitlab.licence = plan
    assert await desk.plan(answers) == plan
