"""What is asked where the name is that of no Jira Cloud site: the host, and one part of a path below it."""

import pytest

from wizard.domain.url import other_https


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("jira.example.com", "https://jira.example.com"),
        ("https://jira.example.com/jira/", "https://jira.example.com/jira"),
        ("https://jira.example.com/jira/browse/PLAT-1?x=1", "https://jira.example.com/jira"),
        ("https://jira.example.com/jira/login.jsp", "https://jira.example.com/jira"),
        ("https://jira.example.com/browse/PLAT-1", "https://jira.example.com"),
        ("https://jira.example.com/secure", "https://jira.example.com"),
        ("https://jira.example.com/browser", "https://jira.example.com/browser"),
        ("https://jira.example.com/a/page/of/something", "https://jira.example.com"),
        ("https://jira.example.com/..", "https://jira.example.com"),
        ("https://acme.atlassian.net/jira", ""),
        ("http://jira.example.com/jira", ""),
    ],
)
def test_the_path_that_a_jira_lives_below_is_kept_and_a_page_is_left_out(typed: str, asked: str) -> None:
    assert other_https(typed) == asked
