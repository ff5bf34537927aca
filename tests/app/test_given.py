"""Tokens from the environment go to the host they are named for."""

import os

import pytest

from wizard.app.given import GeneralToken, IntegrationToken, from_environment, take_tokens
from wizard.app.surroundings import without_tokens
from wizard.checks.trouble import finding_of
from wizard.domain.errors import SecretMissing
from wizard.domain.findings import SeenFrom
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


def test_a_token_that_names_no_host_goes_to_the_first_gitlab_only_and_the_refusal_says_how_to_give_another() -> None:
    first, second = Url("https", "gitlab.acme.example", 443), Url("https", "git-lab.other.example", 8443)
    general = GeneralToken()
    assert general.found(second, BOTH) == Secret("general")
    found = general.found(first, BOTH)
    assert found is not None
    general.sent(first, found, BOTH)
    assert general.found(first, BOTH) == Secret("general")
    with pytest.raises(SecretMissing) as refused:
        general.found(second, BOTH)
    said = finding_of(refused.value, "command", SeenFrom.DESKTOP)
    assert said.code == "token-of-another-host"
    assert "https://gitlab.acme.example" in str(said.cause)
    variable = "GJW_GITLAB_TOKEN__git_lab_other_example_8443"
    assert variable in str(said.fix)
    assert general.found(second, {**BOTH, variable: Secret("for it")}) == Secret("for it")


def test_another_token_that_was_typed_binds_nothing() -> None:
    general = GeneralToken()
    general.sent(Url("https", "gitlab.acme.example", 443), Secret("typed"), BOTH)
    assert general.found(Url("https", "other.example.com", 443), BOTH) == Secret("general")
    assert general.found(Url("https", "acme.atlassian.net", 443), BOTH) == Secret("jira")


def test_the_token_of_the_integration_goes_to_one_jira_a_run() -> None:
    given = {"GJW_INTEGRATION_TOKEN": Secret("now"), "GJW_INTEGRATION_TOKEN_BEFORE": Secret("before")}
    cloud, own = Url("https", "acme.atlassian.net", 443), Url("https", "jira.example.com", 443)
    token = IntegrationToken()
    assert token.found(cloud, given) == Secret("now")
    assert token.found(own, given, before=True) == Secret("before")
    assert token.found(cloud, {}) is None
    with pytest.raises(SecretMissing) as refused:
        token.found(own, given)
    said = finding_of(refused.value, "integration-sign-in", SeenFrom.DESKTOP)
    assert said.code == "integration-token-of-another-host"
    assert "jira.example.com" in str(said.cause)
    assert token.found(cloud, given) == Secret("now")


def test_the_gateway_of_atlassian_is_no_jira_of_its_own() -> None:
    given = {"GJW_INTEGRATION_TOKEN": Secret("now")}
    gateway = Url("https", "api.atlassian.com", 443, "/ex/jira/1-2")
    token = IntegrationToken()
    assert token.found(gateway, given) == Secret("now")
    assert token.found(Url("https", "acme.atlassian.net", 443), given) == Secret("now")
    assert token.found(gateway, given) == Secret("now")
    with pytest.raises(SecretMissing):
        token.found(Url("https", "api.atlassian.com", 443, "/ex/other"), given)


def test_each_user_of_the_integration_has_a_variable_of_their_own() -> None:
    given = {
        "GJW_INTEGRATION_TOKEN": Secret("general"),
        "GJW_INTEGRATION_TOKEN__eve_acme_example": Secret("of eve"),
        "GJW_INTEGRATION_TOKEN_BEFORE__eve": Secret("old one of eve"),
    }
    token, url = IntegrationToken(), Url("https", "acme.atlassian.net", 443)
    old = Url("https", "jira.example.com", 443)
    assert token.found(url, given, user="eve@acme.example", named=True) == Secret("of eve")
    assert token.found(url, given, user="sam@acme.example", named=True) is None
    assert token.found(url, given, user="sam@acme.example") == Secret("general")
    assert token.found(old, given, user="eve", before=True) == Secret("old one of eve")
    assert token.found(old, given, user="sam", before=True) is None


def test_two_users_whose_names_differ_in_signs_alone_never_share_a_variable() -> None:
    given = {"GJW_INTEGRATION_TOKEN__e_x": Secret("of e.x")}
    token, url = IntegrationToken(), Url("https", "acme.atlassian.net", 443)
    assert token.found(url, given, user="e.x", named=True) == Secret("of e.x")
    assert token.found(url, given, user="e-x", named=True) is None
    assert token.found(url, given, user="e.x", named=True) == Secret("of e.x")
