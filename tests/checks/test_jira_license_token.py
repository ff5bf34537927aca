"""The access token of the private listing on the site: needed once the app is there, and valid."""

import pytest

from tests.checks.conftest import OWN_KEY, FakeWorld
from wizard.checks.jira_license_token import CHECK
from wizard.domain.app_management import AccessToken
from wizard.domain.errors import Refused

OTHER = AccessToken("com.example.other", "ACTIVE_TRIAL", valid=True)


@pytest.mark.parametrize(
    ("tokens", "codes"),
    [
        ([AccessToken(OWN_KEY, "ACTIVE_TRIAL", valid=True)], []),
        ([AccessToken(OWN_KEY, "INACTIVE_TRIAL", valid=False)], ["jira-license-token-invalid"]),
        ([OTHER], ["jira-license-token-missing"]),
        ([], ["jira-license-token-missing"]),
        (Refused("http-403", {"status": "403"}), []),
    ],
)
async def test_an_app_of_a_private_listing_needs_a_valid_token(listed: FakeWorld, tokens: object, codes: list) -> None:
    listed.jira.tokens_ = tokens
    assert await listed.codes(CHECK) == codes


async def test_before_the_app_is_there_none_is_needed(listed: FakeWorld) -> None:
    listed.jira.apps_, listed.jira.tokens_ = [], []
    assert await listed.codes(CHECK) == []
