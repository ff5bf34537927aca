import pytest

from wizard.checks.gitlab_settings import CHECK


@pytest.mark.parametrize(
    "settings, codes",
    [
        ({}, []),
        ({"silent_mode_enabled": False, "maintenance_mode": False, "allow_all_integrations": True}, []),
        ({"silent_mode_enabled": True}, ["gitlab-silent-mode"]),
        ({"maintenance_mode": True}, ["gitlab-maintenance"]),
        ({"allow_all_integrations": False, "allowed_integrations": ["jira_cloud_app"]}, []),
        ({"allow_all_integrations": False, "allowed_integrations": ["jira"]}, ["gitlab-integration-not-allowed"]),
        ({"allow_all_integrations": False, "allowed_integrations": []}, ["gitlab-integration-not-allowed"]),
        ({"allow_all_integrations": False}, ["gitlab-integration-not-allowed"]),
        (
            {"silent_mode_enabled": True, "allow_all_integrations": False, "allowed_integrations": None},
            ["gitlab-silent-mode", "gitlab-integration-not-allowed"],
        ),
    ],
)
async def test_every_switch_that_stops_the_app_blocks(settings, codes, world) -> None:
    world.gitlab.settings_ = settings
    assert await world.codes(CHECK) == codes
