from dataclasses import replace

import pytest

from wizard.checks.gitlab_oauth_application import CHECK
from wizard.domain.errors import Refused
from wizard.domain.gitlab import OAuthApplication
from wizard.domain.route import MARKETPLACE_REDIRECT


def _application(callback=MARKETPLACE_REDIRECT, *, confidential=False, scopes=("api",)) -> OAuthApplication:
    return OAuthApplication(7, "abc", "GitLab for Jira", callback, confidential, scopes)


@pytest.mark.parametrize(
    "application, codes",
    [
        (_application(), []),
        (_application(scopes=None), []),
        (_application(confidential=True), ["gitlab-oauth-app-confidential"]),
        (
            _application("https://gitlab.example.com/-/jira_connect/oauth_callbacks"),
            ["gitlab-oauth-app-wrong-redirect"],
        ),
        (_application(scopes=("api", "sudo")), ["gitlab-oauth-app-foreign-scopes"]),
        (
            _application("", confidential=True, scopes=()),
            ["gitlab-oauth-app-confidential", "gitlab-oauth-app-wrong-redirect", "gitlab-oauth-app-foreign-scopes"],
        ),
    ],
)
async def test_each_misfit_of_the_application_in_use_is_named(application, codes, world) -> None:
    world.gitlab.applications_ = [application, OAuthApplication(8, "other", "Other", "", True, ("sudo",))]
    assert await world.codes(CHECK) == codes


async def test_misfits_do_not_block_because_the_plan_mends_them(world) -> None:
    world.gitlab.applications_ = [_application(confidential=True)]
    (finding,) = (await world.ask(CHECK)).findings
    assert finding.severity == "warning"


async def test_an_id_without_an_application_is_told(world) -> None:
    world.gitlab.applications_ = []
    assert await world.codes(CHECK) == ["gitlab-oauth-app-gone"]


@pytest.mark.parametrize("value", [None, ""])
async def test_no_application_yet_is_right_before_the_first_set_up(value, world) -> None:
    world.gitlab.settings_ = {"jira_connect_application_key": value}
    world.jira.apps_ = []
    assert await world.codes(CHECK) == []


async def test_the_application_leads_back_to_the_own_instance(manual) -> None:
    assert await manual.codes(CHECK) == []
    manual.gitlab.applications_ = [replace(manual.gitlab.applications_[0], callback_url=MARKETPLACE_REDIRECT)]
    assert await manual.codes(CHECK) == ["gitlab-oauth-app-wrong-redirect"]


async def test_an_empty_application_id_is_nothing_special_until_the_app_is_on_the_site(world) -> None:
    world.gitlab.settings_ = {"jira_connect_application_key": None}
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("gitlab-application-id-blank", "warning")
    world.jira.apps_ = []
    assert await world.codes(CHECK) == []


async def test_where_jira_does_not_list_its_apps_an_empty_id_is_left_uncommented(world) -> None:
    world.gitlab.settings_ = {"jira_connect_application_key": ""}
    world.jira.apps_ = Refused("http-403", {})
    assert await world.codes(CHECK) == []


@pytest.mark.parametrize("astray", ["https://gitlab.example.com/-/jira_connect/oauth_callbacks", MARKETPLACE_REDIRECT])
async def test_behind_a_proxy_the_application_leads_back_to_the_proxy(astray, leaf) -> None:
    assert await leaf.codes(CHECK) == []
    leaf.gitlab.applications_ = [replace(leaf.gitlab.applications_[0], callback_url=astray)]
    (finding,) = (await leaf.ask(CHECK)).findings
    assert finding.code == "gitlab-oauth-app-wrong-redirect"
    assert finding.facts["needed"] == "https://hub.example.com/-/jira_connect/oauth_callbacks"


async def test_the_app_of_a_proxy_says_nothing_of_an_instance_behind_it(leaf) -> None:
    leaf.gitlab.settings_ = {"jira_connect_application_key": ""}
    assert await leaf.codes(CHECK) == []
