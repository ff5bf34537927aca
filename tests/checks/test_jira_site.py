import pytest

from wizard.checks.jira_site import CHECK
from wizard.domain.jira import Server


@pytest.mark.parametrize(
    "deployment, codes", [("Cloud", []), ("cloud", []), ("Server", ["jira-not-cloud"]), ("", ["jira-not-cloud"])]
)
async def test_only_jira_cloud_will_do(deployment, codes, world) -> None:
    world.jira.server_ = Server("https://acme.atlassian.net", deployment, "9.12", "Acme")
    assert await world.codes(CHECK) == codes
