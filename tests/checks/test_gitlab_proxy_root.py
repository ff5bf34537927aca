import pytest

from wizard.checks.gitlab_proxy_root import CHECK
from wizard.domain.url import parse


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://gitlab.example.com", []),
        ("https://gitlab.example.com:8443", []),
        ("https://gitlab.example.com/hub", ["gitlab-proxy-below-path"]),
    ],
)
async def test_a_gitlab_that_serves_others_lives_at_the_root_of_its_host(address, codes, proxy) -> None:
    proxy.gitlab.url = parse(address)
    assert await proxy.codes(CHECK) == codes


async def test_both_names_are_said(proxy) -> None:
    proxy.gitlab.url = parse("https://gitlab.example.com/hub")
    (finding,) = (await proxy.ask(CHECK)).findings
    assert finding.facts["key"] == "gitlab-jira-connect-gitlab.example.com"
    assert finding.facts["other"] == "gitlab-jira-connect-gitlab.example.com/hub"
