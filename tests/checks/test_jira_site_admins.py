import pytest

from wizard.checks.jira_site_admins import CHECK
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Metadata
from wizard.domain.jira import Myself
from wizard.domain.version import Version

OLD, NEW = Version(16, 5, 9), Version(16, 6)


@pytest.mark.parametrize(
    "groups, version, codes",
    [
        (("site-admins",), OLD, []),
        (("org-admins",), NEW, []),
        (("org-admins",), OLD, ["jira-user-not-site-admin"]),
        (("jira-administrators", "everyone"), NEW, ["jira-user-not-site-admin"]),
        (("Site-Admins",), NEW, ["jira-user-not-site-admin"]),
        ((), NEW, ["jira-user-not-site-admin"]),
    ],
)
async def test_gitlab_counts_two_group_names_and_nothing_else(groups, version, codes, world) -> None:
    world.jira.myself_ = Myself("5b", "Dana", "dana@acme.example", groups)
    world.gitlab.metadata_ = Metadata(version, str(version), True)
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize(
    "groups, held, codes",
    [
        (("site-admins",), {"USER_PICKER": True}, []),
        (("site-admins",), {"USER_PICKER": False}, ["jira-people-hidden"]),
        ((), {"USER_PICKER": False}, ["jira-people-hidden", "jira-user-not-site-admin"]),
    ],
)
async def test_gitlab_must_be_let_to_read_people(groups, held, codes, world) -> None:
    world.jira.myself_ = Myself("5b", "Dana", "dana@acme.example", groups)
    world.jira.permissions_ = held
    assert await world.codes(CHECK) == codes


async def test_the_finding_quotes_what_people_meet(world) -> None:
    world.jira.myself_ = Myself("5b", "Dana", "dana@acme.example", ("everyone",))
    (finding,) = (await world.ask(CHECK)).findings
    assert str(finding.users_see) == "Failed to link group. Please try again."
    assert finding.severity == "blocker"


async def test_an_unknown_gitlab_version_is_said_and_does_not_hide_the_answer_of_jira(world) -> None:
    world.jira.myself_ = Myself("5b", "Dana", "dana@acme.example", ("org-admins",))
    world.gitlab.metadata_ = Refused("http-401", {"host": "gitlab.example.com"})
    result = await world.ask(CHECK)
    assert (result.findings, "from GitLab 16.6 on" in str(result.note)) == ((), True)
