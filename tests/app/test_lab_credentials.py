"""The lab gives each user of the integration what opens its Jira, and nothing to anybody else."""

import pytest

from wizard.app.lab_credentials import integration_secret
from wizard.domain.jira_integration import Auth
from wizard.domain.url import parse

GATEWAY = "https://api.atlassian.com/ex/jira/1-2"
ACCOUNTS = [
    {"url": "https://acme.atlassian.net", "username": "dana@acme.example", "token": "of-dana", "auth": "basic"},
    {"url": "https://jira.example.com", "username": "eve", "token": "of-eve", "auth": "basic"},
    {"url": "https://jira.example.com", "username": "eve", "token": "personal", "auth": "token"},
    {"url": GATEWAY, "username": "bot@acme.example", "token": "of-bot", "auth": "service-account"},
]


@pytest.mark.parametrize(
    ("base", "auth", "username", "expected"),
    [
        ("https://acme.atlassian.net", Auth.BASIC, "dana@acme.example", "of-dana"),
        ("https://jira.example.com/jira", Auth.BASIC, "eve", "of-eve"),
        ("https://jira.example.com", Auth.TOKEN, "", "personal"),
        (GATEWAY, Auth.SERVICE_ACCOUNT, "", "of-bot"),
        ("https://api.atlassian.com/ex/jira/9-9", Auth.SERVICE_ACCOUNT, "", "lab-token-of-nobody"),
        ("https://acme.atlassian.net", Auth.BASIC, "somebody@else.example", "lab-token-of-nobody"),
        ("https://other.example.com", Auth.BASIC, "dana@acme.example", "lab-token-of-nobody"),
    ],
)
def test_an_account_is_found_by_address_way_and_name(base: str, auth: Auth, username: str, expected: str) -> None:
    ready = {"integration": {"accounts": ACCOUNTS}}
    assert integration_secret(ready, parse(base), auth, username).reveal() == expected


def test_a_lab_that_names_no_accounts_gives_what_opens_nothing() -> None:
    assert integration_secret({}, parse(GATEWAY), Auth.BASIC, "").reveal() == "lab-token-of-nobody"
