"""The end of installs by descriptor is said with its date, and what to keep."""

import pytest

from tests.checks.conftest import OWN_KEY
from wizard.checks.jira_install_era import CHECK
from wizard.domain.jira import App


async def test_the_end_of_such_installs_is_said_with_its_date_and_what_is_left(manual) -> None:
    manual.jira.apps_ = []
    (finding,) = (await manual.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("jira-install-era", "warning")
    assert "2026-03-31" in str(finding.cause)
    assert "Marketplace app" in str(finding.fix)


@pytest.mark.parametrize("apps", [[App(OWN_KEY, "GitLab", "1", True)], [App(OWN_KEY, "GitLab", "1", False)]])
async def test_an_app_that_is_there_is_to_be_kept(apps, manual) -> None:
    manual.jira.apps_ = apps
    assert await manual.codes(CHECK) == ["jira-app-keep"]
