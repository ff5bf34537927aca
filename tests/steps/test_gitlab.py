import pytest

from wizard.domain.answers import Answers
from wizard.steps.gitlab import STEP


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://gitlab.example.com", []),
        (" https://gitlab.example.com/ ", []),
        ("gitlab.example.com", []),
        ("https://gitlab.example.com/-/jira_connect/app_descriptor.json", []),
        ("", [("gitlab-url-empty", "blocker")]),
        ("  ", [("gitlab-url-empty", "blocker")]),
        ("http://gitlab.example.com", [("gitlab-url-not-https", "blocker")]),
        ("https://[::1", [("gitlab-url-unreadable", "blocker")]),
        ("https://169.254.169.254", [("gitlab-url-unreadable", "blocker")]),
        ("https://gitlab.local", [("gitlab-url-private", "warning")]),
        ("https://10.0.0.5", [("gitlab-url-private", "warning")]),
        ("https://203.0.113.5", [("gitlab-url-address", "warning")]),
        ("https://example.com/gitlab", [("gitlab-url-relative", "warning")]),
        ("https://gitlab.example.com/users/sign_in", [("gitlab-url-page", "blocker")]),
        ("https://gitlab.com", []),
        ("https://acme.atlassian.net", [("gitlab-url-is-jira", "blocker")]),
    ],
)
def test_what_is_wrong_with_an_address(url, expected) -> None:
    problems = STEP.problems(Answers().with_(gitlab_url=url))
    assert [(finding.code, finding.severity) for finding in problems] == expected


def test_a_password_in_the_address_is_not_repeated() -> None:
    (finding,) = STEP.problems(Answers().with_(gitlab_url="https://user:hunter2hunter2@gitlab.example.com"))
    assert finding.code == "gitlab-url-unreadable"
    assert "hunter2" not in repr(finding)
