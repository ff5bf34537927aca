import pytest

from wizard.checks.gitlab_proxy_url import CHECK


@pytest.mark.parametrize(
    "value, codes",
    [
        (None, []),
        ("", []),
        ("https://gitlab.com", []),
        ("https://gitlab.com/", ["gitlab-proxy-url-slash"]),
        ("https://proxy.example.com", ["gitlab-proxy-url-foreign"]),
        ("http://gitlab.com", ["gitlab-proxy-url-foreign"]),
        ("https://gitlab.com/gitlab", ["gitlab-proxy-url-foreign"]),
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
