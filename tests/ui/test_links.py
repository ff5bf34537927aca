import pytest

from wizard.ui.links import may_open
from wizard.ui.sample_values import ANSWERS


@pytest.mark.parametrize(
    "link",
    [
        "https://gitlab.example.com/admin/applications",
        "https://acme.atlassian.net/jira/apps?x=1#top",
        "https://marketplace.atlassian.com/apps/1221011/gitlab-for-jira-cloud",
    ],
)
def test_hosts_of_the_set_up_and_of_its_makers_are_opened(link):
    assert may_open(link, ANSWERS)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "http://gitlab.example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ms-msdt:/id x",
        "\\\\host\\share",
        "https://gitlab.example.com.evil.example/",
        "https://gitlab.example.com@evil.example/",
        "https://evil.example/",
        "https://gitlab.example.com:8443/",
        "https://gitlab.example.com\\@evil.example/",
        "https:///gitlab.example.com",
    ],
)
def test_nothing_else_is(link):
    assert not may_open(link, ANSWERS)


def test_the_jira_of_the_integration_may_be_opened_too() -> None:
    link, known = "https://jira.example.com/browse/PLAT", ANSWERS
    assert not may_open(link, known)
    assert may_open(link, known.with_(integration_web_url="https://jira.example.com/"))
