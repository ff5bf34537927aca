"""An install by descriptor needs development mode, until the app is there."""

import pytest

from tests.checks.conftest import OWN_KEY
from wizard.checks.jira_development_mode import CHECK
from wizard.domain.errors import Refused
from wizard.domain.jira import App
from wizard.domain.route import MARKETPLACE_APP_KEY


@pytest.mark.parametrize(
    ("mode", "apps", "codes"),
    [
        (True, [], []),
        (False, [], ["jira-development-mode-off"]),
        (False, [App(OWN_KEY, "GitLab", "1", True)], []),
        (False, [App(MARKETPLACE_APP_KEY, "GitLab", "1", True)], ["jira-development-mode-off"]),
        (None, [], []),
        (False, Refused("http-403"), ["jira-development-mode-off"]),
    ],
)
async def test_development_mode_is_needed_until_the_app_is_there(mode, apps, codes, manual) -> None:
    manual.jira.development_mode_, manual.jira.apps_ = mode, apps
    assert await manual.codes(CHECK) == codes


async def test_development_mode_off_names_the_task_that_mends_it(manual) -> None:
    manual.jira.development_mode_, manual.jira.apps_ = False, []
    (finding,) = (await manual.ask(CHECK)).findings
    assert (finding.severity, finding.task) == ("blocker", "jira-development-mode-on")
