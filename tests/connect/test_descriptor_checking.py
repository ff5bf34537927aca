"""Each rule is seen on a descriptor that breaks it, in Jira's order, and not on the one that GitLab serves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wizard.connect.descriptor_checking import MOST_BYTES, validate
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.connect.descriptor_problem import SAYS
from wizard.domain.findings import Severity
from wizard.domain.url import parse
from wizard.domain.version import Version

NAUGHTY = Path(__file__).parents[3] / "shared/reference/vectors/naughty-strings/blns.json"
Change = Callable[[Any], object]


def _good() -> Any:
    return json.loads(as_bytes(make(DescriptorInput(parse("https://gitlab.example.com"), Version(19, 1)))))


def _with(change: Change) -> bytes:
    descriptor = _good()
    change(descriptor)
    return json.dumps(descriptor, indent=2).encode()


def test_what_gitlab_serves_has_no_problem() -> None:
    found = validate(_with(lambda one: None), url="https://gitlab.example.com/-/jira_connect/app_descriptor.json")
    assert found.problems == ()
    assert found.valid


REFUSED: list[tuple[Change, str, str]] = [
    (lambda one: one.pop("key"), "descriptor-none", "upm.pluginInstall.error.install.failed"),
    (lambda one: one.pop("authentication"), "descriptor-shape", "remote.descriptor.validation.dev"),
    (lambda one: one.update(baseUrl=""), "descriptor-base-url-no-scheme", "base_url.no_scheme"),
    (lambda one: one.update(baseUrl="http://a.example"), "descriptor-base-url-not-https", "base_url.no_tls"),
    (lambda one: one.update(lifecycle={}), "descriptor-no-installed-event", "auth.with.no.installed.callback"),
    (lambda one: one["modules"].update(confluence={}), "descriptor-module-unknown", "unknown.module"),
    (lambda one: one.update(modules={}), "descriptor-no-modules", "no.modules"),
    (lambda one: one.update(scopes=["READ"]), "descriptor-scope-missing", "missing.scope"),
    (
        lambda one: one["modules"]["postInstallPage"].update(location="a b"),
        "descriptor-location-wrong",
        "invalid.location",
    ),
    (
        lambda one: one["modules"]["postInstallPage"].update(conditions=[{"condition": "moon_is_full"}]),
        "descriptor-condition-unknown",
        "page.with.invalid.condition",
    ),
    (
        lambda one: one["modules"]["postInstallPage"].update(conditions=[{"condition": "has_global_permission"}]),
        "descriptor-condition-parameters",
        "invalid.condition.parameters",
    ),
    (lambda one: one.update(key="gitlab-jira-connect-" + "k" * 45), "descriptor-key-too-long", "user.provisioning"),
]


@pytest.mark.parametrize("change, code, jira", REFUSED, ids=[code for _change, code, _jira in REFUSED])
def test_what_jira_refuses_is_named_with_its_words(change: Change, code: str, jira: str) -> None:
    refused = validate(_with(change)).refusal
    assert refused is not None
    assert (refused.code, refused.severity) == (code, Severity.BLOCKER)
    assert refused.jira.endswith(jira)
    assert refused.jira_text == SAYS[refused.jira]
    assert str(refused.reason)
    assert str(refused.fix)


def test_what_jira_names_first_stands_first() -> None:
    def everything(one: Any) -> None:
        for at in (3, 4, 6, 11):
            REFUSED[at][0](one)

    found = [one.jira for one in validate(_with(everything)).problems if one.severity is Severity.BLOCKER]
    order = list(dict.fromkeys(found))
    expected = ["no_tls", "no.installed.callback", "no.modules"]
    assert [next(end for end in expected if one.endswith(end)) for one in order[:3]] == expected


WARNED: list[tuple[Change, str, str]] = [
    (lambda one: one.update(key="my-app"), "$.key", "descriptor-key-not-gitlabs"),
    (lambda one: one.update(key="gitlab-jira-connect-other.example"), "$.key", "descriptor-key-of-proxy"),
    (lambda one: one.update(baseUrl=one["baseUrl"] + "/"), "$.baseUrl", "descriptor-base-url-path"),
    (
        lambda one: one.update(baseUrl="https://gitlab.internal/-/jira_connect"),
        "$.baseUrl",
        "descriptor-base-url-private",
    ),
    (lambda one: one.update(baseUrl="https://9.9.9.9/-/jira_connect"), "$.baseUrl", "descriptor-base-url-address"),
    (lambda one: one.update(baseUrl="https://a@b.example/-/jira_connect"), "$.baseUrl", "descriptor-base-url-odd"),
    (
        lambda one: one.update(baseUrl="https://gitlab.example.com:8443/-/jira_connect"),
        "$.baseUrl",
        "descriptor-base-url-port",
    ),
    (lambda one: one["lifecycle"].update(installed="/installed"), "$.lifecycle.installed", "descriptor-event-path"),
    (lambda one: one["modules"].pop("jiraBuildInfoProvider"), "$.modules", "descriptor-module-lacking"),
    (lambda one: one["modules"].pop("postInstallPage"), "$.modules", "descriptor-module-lacking"),
    (lambda one: one.update(scopes=["WRITE"]), "$.scopes", "descriptor-scope-lacking"),
    (lambda one: one.update(scopes=["ADMIN"]), "$.scopes", "descriptor-scope-more"),
    (lambda one: one["apiMigrations"].pop("signed-install"), "$.apiMigrations", "descriptor-migration-lacking"),
]


@pytest.mark.parametrize("change, path, code", WARNED, ids=[code for _change, _path, code in WARNED])
def test_what_jira_lets_pass_and_somebody_regrets_is_said(change: Change, path: str, code: str) -> None:
    found = validate(_with(change))
    assert found.valid
    assert (path, code) in {(one.where, one.code) for one in found.problems}


@pytest.mark.parametrize(
    "url, said",
    [
        ("https://gitlab.example.com:8443/d.json", "port 8443"),
        ("http://gitlab.example.com/d.json", "without TLS"),
        ("https://files.example.com/d.json", "served by files.example.com"),
    ],
)
def test_where_it_is_served_counts(url: str, said: str) -> None:
    assert any(said in str(one.reason) for one in validate(_with(lambda one: None), url=url).problems)


@pytest.mark.parametrize(
    "today, codes",
    [
        ("2026-01-01", ["descriptor-private-blocked"]),
        ("2026-11-01", ["descriptor-private-blocked"]),
        ("2026-12-01", ["descriptor-private-blocked", "descriptor-connect-ended"]),
    ],
)
def test_dates_of_atlassian_are_told(today: str, codes: list[str]) -> None:
    found = validate(_with(lambda one: None), today=today)
    assert [one.code for one in found.problems] == codes
    assert found.valid
    assert ("From" in str(found.problems[0].reason)) is (today < "2026-03-31")


def test_a_member_that_stands_twice_is_told_and_the_last_counts() -> None:
    body = _with(lambda one: None).replace(b'{\n  "name"', b'{\n  "key": "other",\n  "name"', 1)
    found = validate(body)
    assert found.valid
    twice = next(one for one in found.problems if one.code == "descriptor-member-twice")
    assert twice.where == "$.key"


@pytest.mark.parametrize(
    "body, line",
    [
        (b"", 1),
        (b"\xff\xfe", 1),
        (b'{\n"key": 1,\n"baseUrl": \xff}', 3),
        (b"[]", 1),
        (b'"x"', 1),
        (b" " * (MOST_BYTES + 1), 1),
    ],
)
def test_what_is_no_descriptor_is_refused_where_it_breaks(body: bytes, line: int) -> None:
    found = validate(body)
    assert not found.valid
    assert found.problems[0].line == line


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the naughty strings are not beside this checkout")
def test_no_string_of_the_world_breaks_it() -> None:
    strings = json.loads(NAUGHTY.read_text(encoding="utf-8"))
    assert len(strings) > 400
    for text in strings:
        for name in ("key", "baseUrl", "name", "scopes", "lifecycle", "modules"):
            for value in (text, [text], {text: text}):
                descriptor = {**_good(), name: value}
                for one in validate(json.dumps(descriptor).encode(), url=text, today="2026-11-01").problems:
                    assert str(one.reason)
                    assert str(one.fix)
