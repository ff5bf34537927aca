import pytest

from wizard.checks.gitlab_version import CHECK
from wizard.domain.gitlab import Metadata
from wizard.domain.version import Version


@pytest.mark.parametrize(
    "version, codes",
    [
        (Version(15, 7), ["gitlab-no-branch-from-jira"]),
        (Version(17, 1, 8), ["gitlab-no-branch-from-jira"]),
        (Version(17, 2), []),
        (Version(19, 2), []),
        (Version(15, 6, 8), ["gitlab-too-old"]),
        (Version(9, 0), ["gitlab-too-old"]),
    ],
)
async def test_the_marketplace_way_needs_15_7(version, codes, world) -> None:
    world.gitlab.metadata_ = Metadata(version, f"{version}-ee", True)
    assert await world.codes(CHECK) == codes


async def test_a_version_without_branches_from_jira_is_only_an_advice(world) -> None:
    world.gitlab.metadata_ = Metadata(Version(17, 1, 8), "17.1.8-ee", True)
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.severity, finding.facts["since"]) == ("advice", "17.2")


async def test_the_finding_names_both_versions(world) -> None:
    world.gitlab.metadata_ = Metadata(Version(15, 6, 8), "15.6.8-ee", True)
    (finding,) = (await world.ask(CHECK)).findings
    assert str(finding.title) == "GitLab 15.6.8-ee is older than 15.7"


@pytest.mark.parametrize(
    ("version", "codes"),
    [
        ("17.6.0", []),
        ("18.5.0", []),
        ("17.5.5", ["gitlab-install-token-unknown"]),
        ("15.0.0", ["gitlab-install-token-unknown"]),
    ],
)
async def test_old_releases_may_not_understand_how_atlassian_signs(version, codes, manual) -> None:
    manual.gitlab.metadata_ = Metadata(Version.parse(version), f"{version}-ee", True)
    result = await manual.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert all(finding.severity == "warning" for finding in result.findings)
