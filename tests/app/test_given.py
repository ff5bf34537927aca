"""Tokens from the environment go to the host they are named for."""

import pytest

from wizard.app.given import from_environment
from wizard.domain.url import Url

BOTH = {"GJW_GITLAB_TOKEN": "general", "GJW_GITLAB_TOKEN__gitlab_example_com": "own", "GJW_JIRA_TOKEN": "jira"}


@pytest.mark.parametrize(
    ("host", "expected"),
    [("gitlab.example.com", "own"), ("other.example.com", "general"), ("acme.atlassian.net", "jira")],
)
def test_each_host_gets_its_own(host: str, expected: str) -> None:
    found = from_environment(Url("https", host, 443), BOTH)
    assert found is not None
    assert found.reveal() == expected


def test_a_host_that_only_looks_like_jira_does_not_get_its_token() -> None:
    assert from_environment(Url("https", "atlassian.net.evil.example", 443), {"GJW_JIRA_TOKEN": "jira"}) is None
    assert from_environment(Url("https", "acme.atlassian.net", 443), {"GJW_GITLAB_TOKEN": "gitlab"}) is None
