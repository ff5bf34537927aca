"""Which modules and scopes of a descriptor the site knows."""

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import descriptor


@pytest.mark.parametrize("module", ["jiraIssueGlances", "jiraWorkflowValidators", "keyboardShortcuts"])
async def test_modules_that_gitlab_does_not_use_are_known_too(module: str, stage: Stage) -> None:
    stage.internet.offer(descriptor(modules={**descriptor()["modules"], module: [{"key": "one"}]}))
    assert (await stage.install()).status_code == 303


async def test_a_module_of_no_schema_is_refused(stage: Stage) -> None:
    stage.internet.offer(descriptor(modules={**descriptor()["modules"], "jiraSidebar": [{"key": "one"}]}))
    status = (await stage.install()).json()["status"]
    assert status["errorMessage"] == "Installation failed. The app defined an unknown module(jiraSidebar)"


async def test_the_scope_of_space_administrators_lets_an_app_write(stage: Stage) -> None:
    stage.internet.offer(descriptor(scopes=["SPACE_ADMIN"]))
    assert (await stage.install()).status_code == 303
    (app,) = stage.host.site.apps
    scopes = ("READ", "WRITE", "DELETE", "PROJECT_ADMIN", "ADMIN")
    assert [app.has_scope(scope) for scope in scopes] == [True, True, True, False, False]
