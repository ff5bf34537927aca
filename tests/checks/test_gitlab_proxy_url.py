import pytest

from wizard.checks.gitlab_proxy_url import CHECK
from wizard.domain.errors import Refused


@pytest.mark.parametrize(
    "value, codes",
    [
        ("https://gitlab.com", []),
        ("https://gitlab.com/", ["gitlab-proxy-url-slash"]),
        ("https://proxy.example.com", ["gitlab-proxy-url-foreign"]),
        ("http://gitlab.com", ["gitlab-proxy-url-foreign"]),
        ("https://gitlab.com/gitlab", ["gitlab-proxy-url-path"]),
    ],
)
async def test_only_the_exact_value_is_left_uncommented(value, codes, world) -> None:
    world.gitlab.settings_ = {"jira_connect_proxy_url": value}
    assert await world.codes(CHECK) == codes


async def test_the_slash_is_explained_by_the_name_it_makes(world) -> None:
    world.gitlab.settings_ = {"jira_connect_proxy_url": "https://gitlab.com/"}
    (finding,) = (await world.ask(CHECK)).findings
    assert "gitlab-jira-connect-gitlab.com/" in str(finding.cause)
    assert finding.severity == "warning"


@pytest.mark.parametrize("value", [None, ""])
async def test_an_empty_proxy_url_is_nothing_special_until_the_app_is_on_the_site(value, world) -> None:
    world.gitlab.settings_ = {"jira_connect_proxy_url": value}
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("gitlab-proxy-url-blank", "warning")
    world.jira.apps_ = []
    assert await world.codes(CHECK) == []


async def test_where_jira_does_not_list_its_apps_an_empty_proxy_url_is_left_uncommented(world) -> None:
    world.gitlab.settings_ = {"jira_connect_proxy_url": None}
    world.jira.apps_ = Refused("http-403", {})
    assert await world.codes(CHECK) == []


@pytest.mark.parametrize(
    "value, codes",
    [
        ("https://hub.example.com", []),
        ("https://hub.example.com/", ["gitlab-proxy-url-slash"]),
        ("https://hub.example.com/tools", ["gitlab-proxy-url-path"]),
        ("https://gitlab.com", ["gitlab-proxy-url-gitlab-com"]),
        ("https://gitlab.com/", ["gitlab-proxy-url-gitlab-com"]),
        ("https://hub.example.com.evil.example", ["gitlab-proxy-url-foreign"]),
        (None, []),
    ],
)
async def test_behind_a_proxy_only_its_exact_address_is_left_uncommented(value, codes, leaf) -> None:
    leaf.gitlab.settings_ = {"jira_connect_proxy_url": value}
    assert await leaf.codes(CHECK) == codes


async def test_the_path_is_explained_by_the_two_names(leaf) -> None:
    leaf.gitlab.settings_ = {"jira_connect_proxy_url": "https://hub.example.com/tools"}
    (finding,) = (await leaf.ask(CHECK)).findings
    assert finding.facts["key"] == "gitlab-jira-connect-hub.example.com/tools"
    assert finding.facts["wanted_key"] == "gitlab-jira-connect-hub.example.com"
