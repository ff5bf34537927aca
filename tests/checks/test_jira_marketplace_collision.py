"""A key that Jira takes from the Marketplace only is mended by the plan, or blocks."""

import pytest

from tests.checks.conftest import OWN_KEY
from wizard.checks.jira_marketplace_collision import CHECK
from wizard.domain.route import MARKETPLACE_APP_KEY


@pytest.mark.parametrize(
    ("key", "proxy", "severities"),
    [
        (OWN_KEY, None, []),
        (MARKETPLACE_APP_KEY, "https://gitlab.com", ["warning"]),
        ("gitlab-jira-connect-proxy.example.com", "https://proxy.example.com", ["warning"]),
        (MARKETPLACE_APP_KEY, None, ["blocker"]),
    ],
)
async def test_a_foreign_key_is_mended_by_the_plan_or_blocks(key, proxy, severities, manual) -> None:
    manual.serve(key)
    manual.gitlab.settings_ = {"jira_connect_proxy_url": proxy}
    result = await manual.ask(CHECK)
    assert [finding.severity for finding in result.findings] == severities
    assert {finding.code for finding in result.findings} <= {"jira-marketplace-collision"}
