"""The route of GitLab.com by bare requests: what the wizard and its people will do, against the whole lab."""

import pytest

from tests.lab.admin import Admin, eventually
from wizard.lab.person import PersonFailed


@pytest.fixture
def scenario() -> str:
    return "saas"


async def _branch_shows(admin: Admin, issue: str) -> None:
    branch = f"{issue}-end-to-end"
    made = await admin.at_gitlab(
        "POST", "/projects/platform%2Fapp/repository/branches", params={"branch": branch, "ref": "main"}
    )
    assert made.status_code == 201

    async def shows() -> bool:
        return branch in await admin.branch_names(issue)

    await eventually(shows)


async def test_the_world_has_gitlab_com_alone_and_a_user_who_does_not_administer_it(admin: Admin):
    assert set(admin.lab.ready["hosts"]) == {
        "https://connect-install-keys.atlassian.com", "https://asap-distribution.us-west-2.prod.atl-asap.net",
        "https://gitlab.com", "https://acme.atlassian.net", "https://api.atlassian.com",
        "https://marketplace.atlassian.com",
    }  # fmt: skip
    assert admin.gitlab == admin.lab.ready["gitlab_com"]
    assert "is_admin" not in (await admin.at_gitlab("GET", "/user")).json()
    assert (await admin.at_gitlab("GET", "/application/settings")).status_code == 403
    member = (await admin.at_gitlab("GET", "/groups/platform/members/all/2")).json()
    assert (member["username"], member["access_level"]) == ("dana", 40)


async def test_a_linked_group_brings_a_new_branch_to_jira_and_shows_its_integration(admin: Admin):
    await admin.by_hand("jira-get-app", "gitlab-com-link-groups")
    await _branch_shows(admin, admin.jira["issues"][0])
    shown = (await admin.at_gitlab("GET", "/projects/1/integrations")).json()
    assert [(one["slug"], one["active"]) for one in shown] == [("jira-cloud-app", True)]


async def test_a_site_that_pointed_to_another_gitlab_is_put_back_to_gitlab_com(admin: Admin):
    await admin.by_hand("jira-get-app", "gitlab-com-link-groups")
    installation = admin.lab.truth()["https://gitlab.com"]["installations"][0]
    assert installation["instance_url"] is None
    chosen = [row for row in admin.lab.traffic.since(0) if row["path"].startswith("/-/jira_connect/installations")]
    assert [row["method"] for row in chosen] == ["PUT"]


@pytest.mark.parametrize("group", ["archive", "support", "nowhere", "dana"])
async def test_a_group_without_the_role_is_not_offered(group, admin: Admin):
    await admin.by_hand("jira-get-app")
    with pytest.raises(PersonFailed, match="No groups found"):
        await admin.by_hand("gitlab-com-link-groups", groups=(group,))
