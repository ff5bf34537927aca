import re
from pathlib import Path

import pytest

from wizard.checks.trouble import CODES, finding_of
from wizard.domain import errors
from wizard.domain.errors import PortError, Refused, SecretMissing, StoreFailed, Unexpected, Unreachable
from wizard.domain.findings import SeenFrom

_DECLARED = [
    code
    for family in (Unreachable, Refused, Unexpected)
    for code in re.findall(r"\b(?:network|tls|http|answer)-[a-z0-9-]+", family.__doc__)
    if not code.endswith("-")
]
GITLAB = {"host": "gitlab.example.com", "path": "/api/v4/user", "status": "401"}
JIRA = {"host": "acme.atlassian.net", "path": "/rest/api/3/myself", "status": "401"}


@pytest.mark.parametrize("code", [*_DECLARED, "http-500", "http-418", "secret-missing", "store-in-use", "store-newer"])
@pytest.mark.parametrize("facts", [GITLAB, JIRA, {}], ids=["gitlab", "jira", "no-facts"])
def test_every_declared_code_has_a_whole_finding(code, facts, whole) -> None:
    finding = finding_of(PortError(code, facts), "gitlab-version", SeenFrom.DESKTOP)
    whole(finding)
    assert finding.code in CODES
    assert finding.code != "call-failed"


def test_the_codes_declared_by_the_ports_were_found() -> None:
    assert len(_DECLARED) >= 29
    assert Path(errors.__file__).name == "errors.py"


@pytest.mark.parametrize("code", [one for one in _DECLARED if one.startswith(("network-", "tls-"))])
def test_codes_of_the_wire_are_kept(code) -> None:
    assert finding_of(Unreachable(code, GITLAB), "gitlab-token", SeenFrom.DESKTOP).code == code


@pytest.mark.parametrize(
    "code, on_gitlab, on_jira",
    [
        ("http-401", "gitlab-token-invalid", "jira-token-invalid"),
        ("http-403", "gitlab-forbidden", "jira-forbidden"),
        ("http-403-scope", "gitlab-token-scope-missing", "jira-forbidden"),
        ("http-403-read-only", "gitlab-maintenance", "jira-forbidden"),
        ("http-503", "gitlab-maintenance", "jira-site-suspended"),
        ("http-429", "gitlab-rate-limited", "jira-rate-limited"),
        ("http-429-later", "gitlab-rate-limited", "jira-limit-used-up"),
        ("http-captcha", "gitlab-token-invalid", "jira-captcha"),
        ("http-500", "gitlab-answer-status", "jira-answer-status"),
        ("answer-redirect-elsewhere", "gitlab-answer-redirect", "jira-site-renamed"),
    ],
)
def test_the_same_answer_means_something_else_on_each_side(code, on_gitlab, on_jira) -> None:
    assert finding_of(Refused(code, GITLAB), "gitlab-token", SeenFrom.DESKTOP).code == on_gitlab
    assert finding_of(Refused(code, JIRA), "jira-user", SeenFrom.DESKTOP).code == on_jira


@pytest.mark.parametrize(
    "facts, check, code",
    [
        ({"side": "jira", "host": "gitlab.example.com"}, "gitlab-token", "jira-token-invalid"),
        ({"host": "acme.atlassian.net"}, "first-sync-forecast", "jira-token-invalid"),
        ({}, "jira-user", "jira-token-invalid"),
        ({"side": "moon"}, "apply", "gitlab-token-invalid"),
    ],
)
def test_the_side_is_what_the_error_says_else_its_host_else_what_was_asked(facts, check, code) -> None:
    assert finding_of(Refused("http-401", facts), check, SeenFrom.DESKTOP).code == code


def test_facts_check_and_vantage_are_kept() -> None:
    error = Unexpected("http-502", {**GITLAB, "status": "502", "request_id": "01J"}, sent=True)
    finding = finding_of(error, "gitlab-settings", SeenFrom.DESKTOP)
    assert (finding.check, finding.seen_from, finding.severity) == ("gitlab-settings", "desktop", "blocker")
    assert finding.facts == {**GITLAB, "status": "502", "request_id": "01J", "error": "http-502", "sent": "yes"}


def test_server_text_is_a_fact_and_never_a_sentence_of_ours() -> None:
    error = Refused("http-403", {**GITLAB, "said": "{evil} <b>words</b>"})
    finding = finding_of(error, "gitlab-settings", SeenFrom.DESKTOP)
    assert finding.facts["said"] == "{evil} <b>words</b>"
    assert "evil" not in f"{finding.title}{finding.cause}{finding.fix}"


def test_own_failures_point_to_this_computer(whole) -> None:
    disk = finding_of(StoreFailed("store-full", {}), "apply", SeenFrom.DESKTOP)
    token = finding_of(SecretMissing("secret-missing", {"host": "gitlab.example.com"}), "apply", SeenFrom.DESKTOP)
    whole(disk)
    whole(token)
    assert (disk.code, token.code) == ("store-failed", "secret-missing")


def test_a_code_nobody_foresaw_is_named_in_the_finding(whole) -> None:
    finding = finding_of(PortError("martian"), "apply", SeenFrom.DESKTOP)
    whole(finding)
    assert (finding.code, "martian" in str(finding.fix)) == ("call-failed", True)


def test_a_proxy_error_names_the_host_that_was_wanted() -> None:
    error = Unreachable("network-proxy", {"proxy": "proxy.example", "target": "gitlab.example.com:443"})
    assert "gitlab.example.com:443" in str(finding_of(error, "network-connect", SeenFrom.DESKTOP).title)


def test_a_call_that_was_answered_is_not_said_to_be_unsent():
    finding = finding_of(Refused("http-401", {**GITLAB, "status": "401"}), "gitlab-token", SeenFrom.DESKTOP)
    assert finding.facts["status"] == "401"
    assert "sent" not in finding.facts
