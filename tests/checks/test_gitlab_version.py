import pytest

from wizard.checks.gitlab_version import CHECK
from wizard.domain.gitlab import Metadata
from wizard.domain.version import Version


@pytest.mark.parametrize(
    "version, codes",
    [
        (Version(15, 7), []),
        (Version(19, 2), []),
        (Version(15, 6, 8), ["gitlab-too-old"]),
        (Version(9, 0), ["gitlab-too-old"]),
    ],
)
async def test_the_marketplace_way_needs_15_7(version, codes, world) -> None:
    world.gitlab.metadata_ = Metadata(version, f"{version}-ee", True)
    assert await world.codes(CHECK) == codes


async def test_the_finding_names_both_versions(world) -> None:
    world.gitlab.metadata_ = Metadata(Version(15, 6, 8), "15.6.8-ee", True)
    (finding,) = (await world.ask(CHECK)).findings
    assert str(finding.title) == "GitLab 15.6.8-ee is older than 15.7"
