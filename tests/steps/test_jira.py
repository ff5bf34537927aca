import pytest

from wizard.domain.answers import Answers
from wizard.steps.jira import STEP

GOOD = Answers().with_(jira_url="https://acme.atlassian.net", jira_email="dana@acme.example")


@pytest.mark.parametrize("url", ["acme", "acme.atlassian.net", "https://acme.atlassian.net/jira/projects"])
def test_a_name_or_any_page_of_a_cloud_site_will_do(url) -> None:
    assert STEP.problems(GOOD.with_(jira_url=url)) == []


@pytest.mark.parametrize("url", ["", "https://jira.example.com", "http://acme.atlassian.net", "https://atlassian.net"])
def test_anything_else_is_no_cloud_site(url) -> None:
    assert [finding.code for finding in STEP.problems(GOOD.with_(jira_url=url))] == ["jira-url-not-cloud"]


def test_jira_server_is_sent_to_the_connector() -> None:
    (finding,) = STEP.problems(GOOD.with_(jira_deployment="server"))
    assert (finding.code, "DVCS connector" in str(finding.fix)) == ("jira-url-not-cloud", True)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("", []),
        ("2027-11-22", []),
        (" 2027-11-22 ", []),
        ("22.11.2027", ["jira-date-unreadable"]),
        ("20271122", ["jira-date-unreadable"]),
    ],
)
def test_the_last_day_of_the_token_is_a_day_or_nothing(day, codes) -> None:
    assert [finding.code for finding in STEP.problems(GOOD.with_(jira_token_expires=day))] == codes


@pytest.mark.parametrize(
    "email, codes",
    [
        ("dana@acme.example", []),
        (" dana@acme.example ", []),
        ("", ["jira-email-missing"]),
        ("dana", ["jira-email-missing"]),
        ("@acme", ["jira-email-missing"]),
        ("dana@acme example", ["jira-email-missing"]),
        ("gitlab-1a2b@serviceaccount.atlassian.com", ["jira-email-service-account"]),
    ],
)
def test_the_token_needs_its_owners_address(email, codes) -> None:
    assert [finding.code for finding in STEP.problems(GOOD.with_(jira_email=email))] == codes
