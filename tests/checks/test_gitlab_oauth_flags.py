import pytest

from wizard.checks.gitlab_oauth_flags import CHECK, OAUTH, SELF_MANAGED
from wizard.domain.gitlab import Metadata
from wizard.domain.version import Version


@pytest.mark.parametrize(
    ("version", "on", "codes"),
    [
        ("15.8.6", {OAUTH, SELF_MANAGED}, ["gitlab-oauth-flags-both"]),
        ("15.7.0", {OAUTH, SELF_MANAGED, "other"}, ["gitlab-oauth-flags-both"]),
        ("15.8.6", {SELF_MANAGED}, []),
        ("15.8.6", {OAUTH}, []),
        ("15.8.6", set(), []),
        ("15.9.0", {OAUTH, SELF_MANAGED}, []),
    ],
)
async def test_both_flags_together_block_up_to_15_8(version, on, codes, world) -> None:
    world.gitlab.metadata_ = Metadata(Version.parse(version), f"{version}-ee", True)
    world.gitlab.features = frozenset(on)
    result = await world.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert all(finding.severity == "blocker" for finding in result.findings)


async def test_newer_releases_are_not_asked(world) -> None:
    world.gitlab.features = AssertionError("asked")
    assert await world.codes(CHECK) == []
