"""The private listing as the Marketplace shows it: approved, of another vendor, not there, or not to be read."""

import pytest

from tests.checks.conftest import FakeWorld
from wizard.checks.marketplace_listing import CHECK
from wizard.domain.errors import Refused, Unexpected, Unreachable
from wizard.domain.findings import Severity
from wizard.domain.marketplace import Listing


@pytest.mark.parametrize(
    ("shown", "codes"),
    [
        (Listing("GitLab", "Acme"), ["marketplace-listing-ends"]),
        (Listing("GitLab", "ACME"), ["marketplace-listing-ends"]),
        (Listing("GitLab", ""), ["marketplace-listing-ends"]),
        (Listing("GitLab", "Mallory"), ["marketplace-vendor-differs"]),
        (None, ["marketplace-listing-missing"]),
        (Refused("http-403", {"status": "403"}), ["marketplace-unreadable"]),
        (Unexpected("redirected", {"status": "301"}), ["marketplace-unreadable"]),
        (Unreachable("network-timeout", {"host": "marketplace.atlassian.com"}), ["marketplace-unreadable"]),
    ],
)
async def test_what_the_marketplace_shows_decides(listed: FakeWorld, shown: object, codes: list) -> None:
    listed.marketplace.listed = shown
    assert await listed.codes(CHECK) == codes


async def test_a_listing_that_is_not_there_explains_the_wait_and_the_end_and_lets_go_on(listed: FakeWorld) -> None:
    listed.marketplace.listed = None
    (found,) = (await listed.ask(CHECK)).findings
    assert found.severity is Severity.WARNING
    assert "two weeks" in str(found.cause)
    assert "2025-09-17" in str(found.cause)
    assert "undo" in str(found.fix)


async def test_without_a_vendor_in_the_answers_any_is_right(listed: FakeWorld) -> None:
    listed.answers = listed.answers.with_(listing_vendor="")
    listed.marketplace.listed = Listing("GitLab", "Mallory")
    assert await listed.codes(CHECK) == ["marketplace-listing-ends"]


async def test_what_cannot_be_read_is_advice_only(listed: FakeWorld) -> None:
    listed.marketplace.listed = Unreachable("network-timeout", {"host": "marketplace.atlassian.com"})
    (found,) = (await listed.ask(CHECK)).findings
    assert found.severity is Severity.ADVICE
