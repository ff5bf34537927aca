"""Links of issue keys name the Jira they lead to, and nothing else does."""

import pytest

from wizard.connect.jira_links import linked_jiras


@pytest.mark.parametrize(
    ("html", "jiras"),
    [
        ('<a href="https://acme.atlassian.net/browse/PLAT-1">PLAT-1</a>', ["https://acme.atlassian.net"]),
        ('<a href="https://jira.example.com/jira/browse/PLAT-1">x</a>', ["https://jira.example.com/jira"]),
        ('<a href="https://acme.atlassian.net/browse/PLAT">x</a>', []),
        ("https://acme.atlassian.net/browse/PLAT-1", []),
        ('<a href="https:///browse/PLAT-1">x</a>', []),
    ],
)
def test_only_links_of_issues_count(html: str, jiras: list[str]) -> None:
    assert [str(one) for one in linked_jiras(html * 2)] == jiras
