"""Tokens from the environment go to the host they are named for."""

import os

import pytest

from wizard.app.given import from_environment, take_tokens
from wizard.app.surroundings import without_tokens
from wizard.domain.secret import Secret
from wizard.domain.url import Url

BOTH = {
    name: Secret(value)
    for name, value in {
        "GJW_GITLAB_TOKEN": "general",
        "GJW_GITLAB_TOKEN__gitlab_example_com": "own",
        "GJW_JIRA_TOKEN": "jira",
    }.items()
}


@pytest.mark.parametrize(
    ("host", "expected"),
    [("gitlab.example.com", "own"), ("other.example.com", "general"), ("acme.atlassian.net", "jira")],
)
def test_each_host_gets_its_own(host: str, expected: str) -> None:
    found = from_environment(Url("https", host, 443), BOTH)
    assert found is not None
    assert found.reveal() == expected


def test_a_host_that_only_looks_like_jira_does_not_get_its_token() -> None:
    assert from_environment(Url("https", "atlassian.net.evil.example", 443), {"GJW_JIRA_TOKEN": Secret("jira")}) is None
    assert from_environment(Url("https", "acme.atlassian.net", 443), {"GJW_GITLAB_TOKEN": Secret("gitlab")}) is None


def test_no_child_inherits_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in BOTH:
        monkeypatch.setenv(name, "glpat-canary")
    assert "glpat-canary" not in without_tokens(os.environ).values()
    taken = take_tokens()
    assert "glpat-canary" not in os.environ.values()
    assert from_environment(Url("https", "acme.atlassian.net", 443), taken) == Secret("glpat-canary")
    assert take_tokens() == taken


def test_a_token_that_was_forgotten_is_given_again() -> None:
    first = from_environment(Url("https", "acme.atlassian.net", 443), BOTH)
    assert first is not None
    first.wipe()
    assert from_environment(Url("https", "acme.atlassian.net", 443), BOTH) == Secret("jira")
