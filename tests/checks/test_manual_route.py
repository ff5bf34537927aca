"""What the checks of the own descriptor find, on both sides of each boundary."""

from dataclasses import replace

import pytest

from wizard.checks import (
    gitlab_descriptor,
    gitlab_oauth_application,
    gitlab_version,
    jira_app,
    jira_development_mode,
    jira_install_era,
    jira_marketplace_collision,
)
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Metadata, Page
from wizard.domain.jira import App
from wizard.domain.route import MARKETPLACE_APP_KEY, MARKETPLACE_REDIRECT, Route
from wizard.domain.url import Url
from wizard.domain.version import Version

OWN_KEY = "gitlab-jira-connect-gitlab.example.com"
DESCRIPTOR = ("GET", "/-/jira_connect/app_descriptor.json")
LONG = "gitlab-with-a-rather-long-name.departments.example.com"


@pytest.fixture
def manual(world):
    world.go_by(Route.MANUAL)
    return world


def _serve(world, key=OWN_KEY, base="https://gitlab.example.com/-/jira_connect") -> None:
    page = world.gitlab.pages[DESCRIPTOR]
    world.gitlab.pages[DESCRIPTOR] = replace(page, body=f'{{"key": "{key}", "baseUrl": "{base}"}}'.encode())


@pytest.mark.parametrize(
    ("mode", "apps", "codes"),
    [
        (True, [], []),
        (False, [], ["jira-development-mode-off"]),
        (False, [App(OWN_KEY, "GitLab", "1", True)], []),
        (False, [App(MARKETPLACE_APP_KEY, "GitLab", "1", True)], ["jira-development-mode-off"]),
        (None, [], []),
        (False, Refused("http-403"), ["jira-development-mode-off"]),
    ],
)
async def test_development_mode_is_needed_until_the_app_is_there(mode, apps, codes, manual) -> None:
    manual.jira.development_mode_, manual.jira.apps_ = mode, apps
    assert await manual.codes(jira_development_mode.CHECK) == codes


async def test_development_mode_off_names_the_task_that_mends_it(manual) -> None:
    manual.jira.development_mode_, manual.jira.apps_ = False, []
    (finding,) = (await manual.ask(jira_development_mode.CHECK)).findings
    assert (finding.severity, finding.task) == ("blocker", "jira-development-mode-on")


@pytest.mark.parametrize(
    ("key", "proxy", "severities"),
    [
        (OWN_KEY, None, []),
        (MARKETPLACE_APP_KEY, "https://gitlab.com", ["warning"]),
        ("gitlab-jira-connect-proxy.example.com", "https://proxy.example.com", ["warning"]),
        (MARKETPLACE_APP_KEY, None, ["blocker"]),
    ],
)
async def test_a_foreign_key_is_mended_by_the_plan_or_blocks(key, proxy, severities, manual) -> None:
    _serve(manual, key)
    manual.gitlab.settings_ = {"jira_connect_proxy_url": proxy}
    result = await manual.ask(jira_marketplace_collision.CHECK)
    assert [finding.severity for finding in result.findings] == severities
    assert {finding.code for finding in result.findings} <= {"jira-marketplace-collision"}


@pytest.mark.parametrize(
    ("host", "port", "key", "base", "codes"),
    [
        ("gitlab.example.com", 443, OWN_KEY, "https://gitlab.example.com/-/jira_connect", []),
        ("gitlab.example.com", 8080, OWN_KEY, "https://gitlab.example.com/-/jira_connect", []),
        ("gitlab.example.com", 8443, OWN_KEY, "https://gitlab.example.com/x", ["gitlab-descriptor-port"]),
        ("gitlab.example.com", 443, OWN_KEY, "http://gitlab.example.com/x", ["gitlab-descriptor-not-https"]),
        ("gitlab.example.com", 443, OWN_KEY, "nothing", ["gitlab-descriptor-not-https"]),
        ("gitlab.example.com", 443, "gitlab-jira-connect-inner", "https://x/y", ["gitlab-app-key-differs"]),
        (LONG, 443, f"gitlab-jira-connect-{LONG}"[:64], "https://x/y", ["gitlab-app-key-cut"]),
        (LONG, 443, f"gitlab-jira-connect-{LONG}", "https://x/y", ["gitlab-app-key-too-long"]),
    ],
)
async def test_what_jira_would_not_install_is_said_before(host, port, key, base, codes, manual) -> None:
    manual.gitlab.url = Url("https", host, port)
    _serve(manual, key, base)
    assert await manual.codes(gitlab_descriptor.CHECK) == codes


async def test_a_descriptor_that_is_not_served_blocks(manual, own_headers) -> None:
    manual.gitlab.pages[DESCRIPTOR] = Page(404, own_headers, b"")
    assert await manual.codes(gitlab_descriptor.CHECK) == ["gitlab-descriptor-missing"]


async def test_a_key_that_the_plan_mends_is_not_called_different(manual) -> None:
    _serve(manual, MARKETPLACE_APP_KEY)
    manual.gitlab.settings_ = {"jira_connect_proxy_url": "https://gitlab.com"}
    assert await manual.codes(gitlab_descriptor.CHECK) == []


@pytest.mark.parametrize(
    ("version", "codes"),
    [
        ("17.6.0", []),
        ("18.5.0", []),
        ("17.5.5", ["gitlab-install-token-unknown"]),
        ("15.0.0", ["gitlab-install-token-unknown"]),
    ],
)
async def test_old_releases_may_not_understand_how_atlassian_signs(version, codes, manual) -> None:
    manual.gitlab.metadata_ = Metadata(Version.parse(version), f"{version}-ee", True)
    result = await manual.ask(gitlab_version.CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert all(finding.severity == "warning" for finding in result.findings)


async def test_the_end_of_such_installs_is_said_with_its_date_and_what_is_left(manual) -> None:
    manual.jira.apps_ = []
    (finding,) = (await manual.ask(jira_install_era.CHECK)).findings
    assert (finding.code, finding.severity) == ("jira-install-era", "warning")
    assert "2026-03-31" in str(finding.cause)
    assert "Marketplace app" in str(finding.fix)


@pytest.mark.parametrize("apps", [[App(OWN_KEY, "GitLab", "1", True)], [App(OWN_KEY, "GitLab", "1", False)]])
async def test_an_app_that_is_there_is_to_be_kept(apps, manual) -> None:
    manual.jira.apps_ = apps
    assert await manual.codes(jira_install_era.CHECK) == ["jira-app-keep"]


async def test_the_app_of_this_route_has_the_key_of_the_instance(manual) -> None:
    manual.jira.apps_ = [App(MARKETPLACE_APP_KEY, "GitLab", "1", True)]
    (finding,) = (await manual.ask(jira_app.CHECK)).findings
    assert finding.code == "jira-app-missing"
    assert finding.facts["app"] == OWN_KEY
    assert "the plan installs" in str(finding.fix)


async def test_the_application_leads_back_to_the_own_instance(manual) -> None:
    assert await manual.codes(gitlab_oauth_application.CHECK) == []
    manual.gitlab.applications_ = [replace(manual.gitlab.applications_[0], callback_url=MARKETPLACE_REDIRECT)]
    assert await manual.codes(gitlab_oauth_application.CHECK) == ["gitlab-oauth-app-wrong-redirect"]
