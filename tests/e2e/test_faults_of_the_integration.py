"""Each fault of the Jira issue integration is found by its check, through the real clients, and gone when lifted."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.e2e.found_by import OF_THE_INTEGRATION
from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.test_faults import found, only_others_find
from tests.journey.fakes import MemoryStore
from wizard.app.worlds import lab_world
from wizard.domain.answers import read_answers
from wizard.domain.jira_integration import Auth
from wizard.domain.secrets import Keeping
from wizard.journey.desk import SessionDesk
from wizard.lab import faults

EXAMPLES = ROOT / "resources" / "answers"
WANTED = read_answers((EXAMPLES / "integration-cloud.toml").read_bytes()).with_(
    proof_issue="PLAT-2",
    integration_project_keys=("PLAT",),
    integration_vulnerabilities_project="PLAT",
    integration_vulnerabilities_issuetype="10001",
    integration_issue_regex="[A-Z]+-[0-9]+",
)
OVER = {"integration-token-expired": {"integration_token_expires": "2025-01-01"}}
"""What the answers must say for a fault to be told from others."""


@pytest.fixture(scope="module")
def fresh_lab(one_lab: ServedLab) -> ServedLab:
    one_lab.reset()
    return one_lab


@pytest.fixture
async def desk(fresh_lab: ServedLab, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    async with lab_world(fresh_lab.ready, tmp_path) as world:
        yield SessionDesk(world, MemoryStore())


@pytest.mark.parametrize(("fault", "check"), sorted(OF_THE_INTEGRATION.items()))
async def test_a_fault_is_found_by_its_check_and_gone_when_lifted(
    fresh_lab: ServedLab, desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = WANTED.with_(**OVER.get(fault, {}))
    expected = (faults.ALL[fault].expect, check)
    assert expected not in await found(desk, answers)
    await asyncio.to_thread(fresh_lab.fault, fault)
    try:
        assert expected in await found(desk, answers)
        assert expected not in await only_others_find(desk, check, monkeypatch, answers)
    finally:
        await asyncio.to_thread(fresh_lab.lift, fault)
    monkeypatch.undo()
    assert expected not in await found(desk, answers)


async def test_the_healthy_lab_shows_nothing_of_the_integration(desk: SessionDesk) -> None:
    assert await found(desk, WANTED) == set()


async def test_a_key_that_is_a_word_of_jql_is_found(desk: SessionDesk) -> None:
    reserved = ("integration-key-reserved", "integration-project")
    assert reserved in await found(desk, WANTED.with_(integration_project_keys=("ORDER",)))
    assert reserved not in await found(desk, WANTED)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("integration-test-failed", "integration-test-failed"),
        ("integration-captcha", "integration-captcha"),
        ("integration-token-scoped", "integration-token-scoped"),
        ("integration-jira-untrusted", "integration-jira-untrusted"),
    ],
)
async def test_the_sign_in_of_the_page_says_what_test_settings_hides(
    fresh_lab: ServedLab, desk: SessionDesk, fault: str, code: str
) -> None:
    await asyncio.to_thread(fresh_lab.fault, fault)
    try:
        refused = await desk.integration.sign_in(WANTED, None, Keeping.SESSION)
    finally:
        await asyncio.to_thread(fresh_lab.lift, fault)
    assert (refused.name, [one.code for one in refused.findings]) == ("", [code])
    seen = await desk.integration.sign_in(WANTED, None, Keeping.SESSION)
    assert (seen.name, seen.deployment, seen.findings) == ("Dana Admin", "Cloud", ())


async def test_the_page_gets_transitions_types_and_who_would_see_what(desk: SessionDesk) -> None:
    ways = await desk.integration.transitions(WANTED, "PLAT-2")
    assert any(one.done for one in ways)
    types = await desk.integration.issue_types(WANTED, "PLAT")
    assert "10001" in [one.id for one in types]
    assert not any(one.subtask for one in types)
    (seen,) = await desk.integration.audience(WANTED)
    assert (seen.project, seen.jira_project, seen.finding) == ("platform/app", "PLAT", None)


async def test_a_service_account_is_signed_in_at_the_gateway_that_the_site_names(desk: SessionDesk) -> None:
    account = WANTED.with_(integration_auth=Auth.SERVICE_ACCOUNT, integration_username="")
    seen = await desk.integration.sign_in(account, None, Keeping.SESSION)
    assert seen.api_url.startswith("https://api.atlassian.com/ex/jira/")
    assert (seen.findings, seen.deployment) == ((), "Cloud")
    with_url = account.with_(integration_api_url=seen.api_url)
    assert {code for code, _check in await found(desk, with_url)} == {"integration-gitlab-too-old"}


@pytest.fixture
def own_lab(tmp_path: Path) -> Iterator[ServedLab]:
    """The world with a Jira of one's own."""
    lab = ServedLab(tmp_path, dict(os.environ), scenario="server")
    lab.start()
    yield lab
    assert lab.stop() == 0


async def test_a_jira_of_ones_own_is_signed_in_at_by_password_and_by_token(own_lab: ServedLab, tmp_path: Path) -> None:
    answers = read_answers((EXAMPLES / "integration-server.toml").read_bytes()).with_(proof_issue="PLAT-2")
    by_token = answers.with_(integration_auth=Auth.TOKEN, integration_username="")
    apart = answers.with_(
        integration_web_url="https://jira-web.example.com", integration_api_url="https://jira.example.com"
    )
    async with lab_world(own_lab.ready, tmp_path) as world:
        desk = SessionDesk(world, MemoryStore())
        assert await found(desk, answers) == set()
        assert await found(desk, by_token) == set()
        # A Web URL that leads nowhere while the API URL works.
        assert await found(desk, apart) == {("integration-web-url-unreachable", "integration-web-url")}


@pytest.fixture
def mixed_lab(tmp_path: Path) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path, dict(os.environ), scenario="mixed")
    lab.start()
    yield lab
    assert lab.stop() == 0


async def test_projects_with_settings_of_their_own_are_found_where_a_group_is_set(
    mixed_lab: ServedLab, fresh_lab: ServedLab, desk: SessionDesk, tmp_path: Path
) -> None:
    group = WANTED.with_(integration_scope="group", integration_groups=("platform",))
    overrides = ("integration-overrides", "integration-overrides")
    await asyncio.to_thread(fresh_lab.reset)  # an import leaves its settings behind
    assert overrides not in await found(desk, group)
    async with lab_world(mixed_lab.ready, tmp_path) as world:
        assert overrides in await found(SessionDesk(world, MemoryStore()), group)
