import pytest

from wizard.checks.gitlab_frame import CHECK, foreign_header
from wizard.domain.gitlab import Page

AT = ("GET", "/-/jira_connect/subscriptions")
FOR_JIRA = "frame-ancestors 'self' https://*.atlassian.net https://*.jira.com; script-src 'self'"
SELF = "frame-ancestors 'self'"


@pytest.mark.parametrize(
    ("frame_options", "policies", "header"),
    [
        ("", "", ""),
        ("", "script-src 'self'", ""),
        ("SAMEORIGIN", "", ""),
        ("SAMEORIGIN", f"default-src 'self'; {SELF}", ""),
        ("SAMEORIGIN", FOR_JIRA, ""),
        ("", f"{FOR_JIRA}, Frame-Ancestors https://acme.atlassian.net", ""),
        ("SAMEORIGIN, SAMEORIGIN", "", "X-Frame-Options: SAMEORIGIN, SAMEORIGIN"),
        ("DENY", "script-src 'self'", "X-Frame-Options: DENY"),
        ("", f"{FOR_JIRA}, {SELF}", f"Content-Security-Policy: {SELF}"),
        ("", f"{SELF}, {SELF}", f"Content-Security-Policy: {SELF}"),
        ("", "frame-ancestors 'none'; img-src *", "Content-Security-Policy: frame-ancestors 'none'"),
    ],
)
def test_only_a_header_that_cannot_be_gitlabs_own_is_named(frame_options, policies, header) -> None:
    assert foreign_header(frame_options, policies, "acme.atlassian.net") == header


async def test_gitlabs_own_refusal_is_fine_with_its_own_header(manual) -> None:
    assert manual.gitlab.pages[AT].headers["x-frame-options"] == "SAMEORIGIN"
    assert await manual.codes(CHECK) == []


async def test_a_header_that_a_proxy_adds_is_named_with_its_path(manual, own_headers) -> None:
    manual.gitlab.pages[AT] = Page(403, {**own_headers, "x-frame-options": "SAMEORIGIN, SAMEORIGIN"}, b"<html>")
    (finding,) = (await manual.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("gitlab-frame-refused", "warning")
    assert finding.facts["header"] == "X-Frame-Options: SAMEORIGIN, SAMEORIGIN"
    assert finding.facts["path"] == AT[1]


async def test_what_a_wall_says_of_its_own_page_is_nothing_of_this_check(manual) -> None:
    manual.gitlab.pages[AT] = Page(200, {"x-frame-options": "DENY"}, b"<html>Sign in")
    assert await manual.codes(CHECK) == []
