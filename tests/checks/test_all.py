"""What every check keeps to."""

import pytest

from tests.checks.fake_integration import integrated
from wizard import checks
from wizard.domain.errors import PortError, Unreachable
from wizard.domain.findings import SeenFrom
from wizard.domain.route import LED, OFFERED, Route
from wizard.domain.text import render
from wizard.domain.url import parse

_IDS = [check.id for check in checks.ALL]
_ASKS_NOBODY = {
    "era-notice",
    "gitlab-proxy-root",
    "gitlab-relative-root",
    "integration-auth",
    "integration-relative-url",
    "integration-token-expiry",
    "jira-install-era",
    "jira-token-expiry",
    "marketplace-listing",
}
"""Checks that say the same whatever the two sides answer."""
_SAYS_WHAT_A_TIMEOUT_MEANS = {"gitlab-forward-time", "integration-web-url"}
_PASSING_ON = [one for one in checks.ALL if one.id not in _ASKS_NOBODY | _SAYS_WHAT_A_TIMEOUT_MEANS]
BELOW = "https://gitlab.example.com/tools/gitlab"
NOTED = "2027-06-01"
"""A last day of the Jira token, far enough away."""


@pytest.fixture
def ready(request, world):
    """Let the world be ready for the first route that a check belongs to."""
    check = request.getfixturevalue("check")
    if check.id.startswith("integration-"):
        world.answers = integrated(world.answers, check.id)
    if check.id == "gitlab-relative-root":
        world.answers = world.answers.with_(gitlab_url=BELOW)
        world.gitlab.url = parse(BELOW)
    if check.id == "jira-token-expiry":
        world.answers = world.answers.with_(jira_token_expires=NOTED)
    world.go_by(next(route for route in OFFERED if check.applies(world.answers.with_(route=route))))
    return world


@pytest.mark.parametrize("check", checks.ALL, ids=_IDS)
async def test_it_holds_in_a_world_where_everything_is_right(check, ready) -> None:
    result = await ready.ask(check)
    assert [finding.code for finding in result.findings if finding.severity != "advice"] == []
    assert render(result.note)


@pytest.mark.parametrize("check", _PASSING_ON, ids=lambda one: one.id)
async def test_a_failed_call_passes_through_to_the_runner(check, ready) -> None:
    world = ready
    lost = Unreachable("network-timeout", {"host": "gitlab.example.com"})
    for name in ("metadata_", "user_", "token_", "settings_", "applications_", "roles", "projects", "counts", "pages"):
        setattr(world.gitlab, name, lost)
    for name in ("integrations_", "listed_", "texts_", "plan_"):
        setattr(world.gitlab, name, lost)
    for name in ("server_", "myself_", "permissions_", "issues", "apps_", "development_mode_"):
        setattr(world.jira, name, lost)
    for name in ("server_", "myself_", "lacking", "projects", "issues", "required", "fields_", "search"):
        setattr(world.account, name, lost)
    for name in ("addresses_", "tcp_", "tls_"):
        setattr(world.probe, name, lost)
    with pytest.raises(PortError) as failed:
        await check.run(world.answers, world.ports)
    assert failed.value is lost


@pytest.mark.parametrize("check", checks.ALL, ids=_IDS)
def test_it_says_what_it_asks_and_why(check) -> None:
    texts = (render(check.title), render(check.why))
    assert all(text and "{" not in text for text in texts)
    assert check.seen_from in SeenFrom


@pytest.mark.parametrize("check", checks.ALL, ids=_IDS)
def test_it_belongs_to_offered_routes_only(check, world) -> None:
    below = integrated(world.answers.with_(gitlab_url=BELOW, jira_token_expires=NOTED), check.id)
    asked_on = {route for route in Route if check.applies(below.with_(route=route))}
    assert asked_on
    assert asked_on <= set(LED)


def test_the_integration_alone_asks_for_nothing_of_the_app(world) -> None:
    alone = integrated(world.answers.with_(route=Route.INTEGRATION))
    asked = {check.id for check in checks.ALL if check.applies(alone) and not check.id.startswith("integration-")}
    assert asked == {
        "network-name",
        "network-connect",
        "tls-certificate",
        "gitlab-reachable",
        "gitlab-token",
        "gitlab-proof-project",
    }


def test_nothing_of_the_integration_is_asked_where_nobody_wants_it(world) -> None:
    asked = {check.id for check in checks.ALL if any(check.applies(world.answers.with_(route=one)) for one in Route)}
    assert [one for one in asked if one.startswith("integration-")] == []


def test_nothing_of_the_own_instance_is_asked_of_gitlab_com(world) -> None:
    saas = world.answers.with_(route=Route.SAAS)
    asked = {check.id for check in checks.ALL if check.applies(saas)}
    assert {"gitlab-groups-role", "jira-site-admins", "jira-app"} <= asked
    assert asked.isdisjoint({"gitlab-admin", "gitlab-settings", "gitlab-oauth-application", "gitlab-events-path"})


def test_what_a_check_needs_exists_and_is_asked_before_it() -> None:
    order = {check.id: place for place, check in enumerate(checks.ALL)}
    early = [(one.id, need) for one in checks.ALL for need in one.needs if order.get(need, len(order)) >= order[one.id]]
    assert early == []


def test_checks_of_what_was_not_answered_do_not_apply(world) -> None:
    bare = world.answers.with_(groups_paths=(), proof_project="", proof_issue="")
    left_out = {check.id for check in checks.ALL if check.applies(world.answers) and not check.applies(bare)}
    assert left_out == {
        "gitlab-groups-role",
        "gitlab-proof-project",
        "jira-issue",
        "first-sync-forecast",
        "first-sync-history",
    }


async def test_only_the_named_checks_send_anything_but_reading_requests(world) -> None:
    senders = set()
    world.go_by(Route.LEAF)  # its world has the pages of all others too
    for check in checks.ALL:
        world.gitlab.asked.clear()
        await check.run(world.answers, world.ports)
        if any(asked[0] in ("POST", "PUT", "DELETE", "PATCH") for asked in world.gitlab.asked):
            senders.add(check.id)
    assert senders == checks.SENDS_POST


def test_a_check_is_found_by_its_id() -> None:
    assert checks.by_id("gitlab-version").id == "gitlab-version"
    with pytest.raises(KeyError):
        checks.by_id("no-such-check")
