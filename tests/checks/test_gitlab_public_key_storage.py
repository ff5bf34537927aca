import pytest

from wizard.checks.gitlab_public_key_storage import CHECK, NAME


@pytest.mark.parametrize(
    ("settings", "installed", "codes"),
    [
        ({NAME: True}, True, []),
        ({NAME: False}, True, ["gitlab-key-storage-off"]),
        ({NAME: None}, True, ["gitlab-key-storage-off"]),
        ({NAME: False}, False, []),
        ({}, False, ["gitlab-key-storage-unknown"]),
    ],
)
async def test_keys_are_kept_where_jira_has_the_app(settings, installed, codes, proxy) -> None:
    proxy.gitlab.settings_ = settings
    proxy.jira.apps_ = proxy.jira.apps_ if installed else []
    assert await proxy.codes(CHECK) == codes


async def test_a_release_without_the_setting_stops_and_one_that_has_it_off_does_not(proxy) -> None:
    severities = []
    for settings in ({}, {NAME: False}):
        proxy.gitlab.settings_ = settings
        severities += [finding.severity for finding in (await proxy.ask(CHECK)).findings]
    assert severities == ["blocker", "warning"]
