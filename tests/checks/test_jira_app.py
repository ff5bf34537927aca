import pytest

from tests.checks.conftest import OWN_KEY
from wizard.checks.jira_app import CHECK
from wizard.domain.app_management import AppUpdate
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.jira import App
from wizard.domain.route import MARKETPLACE_APP_KEY


def _app(key=MARKETPLACE_APP_KEY, *, enabled=True) -> App:
    return App(key, "GitLab for Jira Cloud", "1.2", enabled)


@pytest.mark.parametrize(
    "apps, expected",
    [
        ([_app()], []),
        ([], [("jira-app-missing", "advice")]),
        ([_app("gitlab-jira-connect-gitlab.example.com")], [("jira-app-missing", "advice")]),
        ([_app("other"), _app(enabled=False)], [("jira-app-disabled", "blocker")]),
    ],
)
async def test_missing_is_the_next_step_and_disabled_blocks(apps, expected, world) -> None:
    world.jira.apps_ = apps
    assert [(finding.code, finding.severity) for finding in (await world.ask(CHECK)).findings] == expected


@pytest.mark.parametrize(
    "updates, expected",
    [
        ([], []),
        ([AppUpdate(MARKETPLACE_APP_KEY, "1.3", waits=False)], []),
        ([AppUpdate("other", "2.0.0", waits=True)], []),
        ([AppUpdate(MARKETPLACE_APP_KEY, "2.0.0", waits=True)], [("jira-update-waiting", "warning")]),
        (Refused("http-403", {"host": "acme.atlassian.net"}), []),
        (Unexpected("answer-shape", {"host": "acme.atlassian.net"}), []),
    ],
)
async def test_only_an_update_of_the_app_that_waits_for_approval_is_named(updates, expected, world) -> None:
    world.jira.updates_ = updates
    found = (await world.ask(CHECK)).findings
    assert [(finding.code, finding.severity) for finding in found] == expected
    assert all("2.0.0" in str(finding.cause) for finding in found)


@pytest.mark.parametrize("code", ["http-401", "http-403", "http-404"])
async def test_a_list_that_may_not_be_read_is_advice_because_the_sign_in_was_proven_before(code, world) -> None:
    world.jira.apps_ = Refused(code, {"host": "acme.atlassian.net"})
    assert await world.codes(CHECK) == ["jira-app-unreadable"]


async def test_other_refusals_are_left_to_the_runner(world) -> None:
    world.jira.apps_ = Refused("http-503", {"host": "acme.atlassian.net"})
    with pytest.raises(Refused, match="http-503"):
        await CHECK.run(world.answers, world.ports)


async def test_the_app_of_this_route_has_the_key_of_the_instance(manual) -> None:
    manual.jira.apps_ = [App(MARKETPLACE_APP_KEY, "GitLab", "1", True)]
    (finding,) = (await manual.ask(CHECK)).findings
    assert finding.code == "jira-app-missing"
    assert finding.facts["app"] == OWN_KEY
    assert "the plan installs" in str(finding.fix)


async def test_behind_a_proxy_the_app_of_the_proxy_must_be_there_first(leaf) -> None:
    assert await leaf.codes(CHECK) == []
    leaf.jira.apps_ = [App(OWN_KEY, "GitLab", "1", True)]
    (finding,) = (await leaf.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("proxy-app-missing", "blocker")
    assert finding.facts["app"] == "gitlab-jira-connect-hub.example.com"
