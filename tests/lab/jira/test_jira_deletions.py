"""What an app has sent goes a while after it was uninstalled, by the lab's clock, and never comes back."""

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, repository, submission
from tests.lab.jira.outside import APP_KEY, DANA
from wizard.lab.jira.connect.deletions import DELETED_AFTER_S

BULK = "/rest/devinfo/0.10/bulk"
PLUGIN = f"/rest/plugins/1.0/{APP_KEY}-key"


@pytest.fixture
async def left(installed: Stage) -> Stage:
    """The stage after its app sent a branch and was uninstalled."""
    sent = await installed.as_app("POST", BULK, json=submission(repository(branches=[branch()])))
    assert sent.status_code == 202
    installed.clock.time += 1
    assert (await installed.client.delete(PLUGIN, headers=DANA)).status_code == 204
    return installed


async def developed(stage: Stage) -> list[str]:
    """Return the issues that Jira's search finds by their branches."""
    query = "/rest/api/3/search/jql?jql=development[branches].all > 0&fields=key"
    answer = await stage.client.get(query, headers=DANA)
    assert answer.status_code == 200, answer.text
    return [issue["key"] for issue in answer.json()["issues"]]


async def counted(stage: Stage) -> int:
    """Return the branches that the panel counts."""
    answer = await stage.client.get("/rest/dev-status/latest/issue/summary?issueId=10001", headers=DANA)
    return int(answer.json()["summary"]["branch"]["overall"]["count"])


async def test_until_then_it_is_held_and_found_but_not_in_the_panel(left: Stage) -> None:
    truth = left.host.truth()
    assert truth["deleting"] == {APP_KEY: left.clock.now() + DELETED_AFTER_S}
    assert truth["devinfo"]["branches"] == 1
    assert await developed(left) == ["PLAT-1"]
    assert await counted(left) == 0


async def test_then_it_is_gone(left: Stage) -> None:
    left.clock.time += DELETED_AFTER_S - 1
    assert await developed(left) == ["PLAT-1"]
    left.clock.time += 1
    assert await developed(left) == []
    truth = left.host.truth()
    assert (truth["devinfo"]["branches"], truth["deleting"]) == (0, {})


async def test_an_app_that_comes_back_finds_nothing_and_keeps_what_it_sends_anew(left: Stage) -> None:
    assert (await left.install()).status_code == 303
    assert await counted(left) == 0
    await left.as_app("POST", BULK, json=submission(repository(2, branches=[branch()])))
    left.clock.time += DELETED_AFTER_S
    assert await counted(left) == 1
    assert left.host.truth()["deleting"] == {}
