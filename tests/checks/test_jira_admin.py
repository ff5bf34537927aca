import pytest

from wizard.checks.jira_admin import CHECK


@pytest.mark.parametrize(
    "held, codes",
    [({"ADMINISTER": True}, []), ({"ADMINISTER": False}, ["jira-user-not-admin"]), ({}, ["jira-user-not-admin"])],
)
async def test_the_global_permission_decides(held, codes, world) -> None:
    world.jira.permissions_ = held
    assert await world.codes(CHECK) == codes
