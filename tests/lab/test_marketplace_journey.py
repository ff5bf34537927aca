"""The Marketplace route by bare requests: what the wizard will do, against the whole lab."""

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import control
from wizard.lab.person import PersonFailed


async def test_a_branch_made_in_gitlab_shows_in_jira_and_goes_again(admin: Admin):
    await admin.connect()
    issue = admin.jira["issues"][0]
    branch, before = f"{issue}-end-to-end", await admin.branch_count(issue)
    made = await admin.at_gitlab(
        "POST", "/projects/platform%2Fapp/repository/branches", params={"branch": branch, "ref": "main"}
    )
    assert made.status_code == 201

    async def shows() -> bool:
        return branch in await admin.branch_names(issue)

    async def is_gone() -> bool:
        return branch not in await admin.branch_names(issue)

    await eventually(shows)
    assert await admin.branch_count(issue) == before + 1
    removed = await admin.at_gitlab("DELETE", f"/projects/platform%2Fapp/repository/branches/{branch}")
    assert removed.status_code == 204
    await eventually(is_gone)


async def test_every_host_talks_over_the_network_only(admin: Admin):
    await admin.connect()
    seen = {(row["from"], row["host"], row["method"]) for row in admin.lab.traffic.since(0)}
    assert {
        ("jira", "https://gitlab.com", "POST"),
        ("jira", "https://connect-install-keys.atlassian.com", "PUT"),
        ("gitlab-com", "https://connect-install-keys.atlassian.com", "GET"),
        ("gitlab-com", "https://gitlab.example.com", "POST"),
        ("gitlab-host", "https://gitlab.com", "GET"),
        ("gitlab-host", "https://acme.atlassian.net", "GET"),
    } <= seen
    assert not any(secret in str(admin.lab.traffic.since(0)) for secret in (admin.gitlab["token"], admin.jira["token"]))


async def test_a_stopped_gitlab_com_does_not_stop_the_data(admin: Admin):
    """After the set-up, data goes straight from the instance to Jira."""
    await admin.connect()
    async with control(admin.lab.ready) as steering:
        assert (await steering.post("/hosts/stop", json={"url": "https://gitlab.com"})).status_code == 200
    await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": "PLAT-2-x", "ref": "main"})

    async def shows() -> bool:
        return "PLAT-2-x" in await admin.branch_names("PLAT-2")

    await eventually(shows)


async def test_linking_a_second_time_finds_the_group_linked(admin: Admin):
    await admin.connect()
    await admin.by_hand("gitlab-com-link-groups", groups=("platform", "data"))
    subscriptions = admin.lab.truth()[admin.gitlab["url"]]["subscriptions"]
    assert len(subscriptions) == 2


async def test_where_nobody_chose_another_gitlab_the_groups_of_gitlab_com_are_linked(admin: Admin):
    await admin.by_hand("jira-get-app", "gitlab-com-link-groups")
    truth = admin.lab.truth()
    assert truth["https://gitlab.com"]["subscriptions"] == ["platform"]
    assert truth[admin.gitlab["url"]]["subscriptions"] == []


@pytest.mark.parametrize("group", ["archive", "nowhere", "dana"])
async def test_a_group_without_the_role_is_not_offered(group, admin: Admin):
    await admin.configure()
    await admin.by_hand("jira-get-app", "gitlab-com-choose-self-managed")
    with pytest.raises(PersonFailed, match="No groups found"):
        await admin.by_hand("gitlab-com-link-groups", groups=(group,))


async def test_a_confidential_application_fails_the_sign_in(admin: Admin):
    await admin.configure(confidential=True)
    await admin.by_hand("jira-get-app", "gitlab-com-choose-self-managed")
    with pytest.raises(PersonFailed, match="Failed to sign in to GitLab"):
        await admin.by_hand("gitlab-com-link-groups")


async def test_a_wrong_redirect_uri_is_said_on_the_authorize_page(admin: Admin):
    await admin.configure("https://gitlab.example.com/-/jira_connect/oauth_callbacks")
    await admin.by_hand("jira-get-app", "gitlab-com-choose-self-managed")
    with pytest.raises(PersonFailed, match="redirect"):
        await admin.by_hand("gitlab-com-link-groups")


@pytest.mark.parametrize(
    "fault, task, words",
    [
        ("gitlab-application-id-blocked", "gitlab-com-link-groups", "Failed to load Jira Connect Application ID"),
        ("jira-user-not-site-admin", "gitlab-com-link-groups", "not a site or organization administrator"),
        ("gitlab-application-id-blank", "gitlab-com-link-groups", "Failed to load Jira Connect Application ID"),
        ("gitlab-proxy-url-blank", "gitlab-com-choose-self-managed", "Error response code 401"),
        ("gitlab-oauth-flags-both", "gitlab-com-choose-self-managed", "Error response code 422"),
        ("browser-local-network", "gitlab-com-link-groups", "Failed to load Jira Connect Application ID"),
        ("gitlab-events-blocked", "gitlab-com-choose-self-managed", "Error response code 404"),
        ("tls-chain-incomplete", "gitlab-com-choose-self-managed", "Network error"),
        ("network-refused", "gitlab-com-choose-self-managed", "Network error"),
        ("network-name-private", "gitlab-com-choose-self-managed", "blocked"),
        ("gitlab-wrong-base-url", "gitlab-com-choose-self-managed", "Error response code 401"),
        ("jira-suspended", "jira-get-app", "."),
    ],
)
async def test_the_person_sees_the_message_of_the_fault(fault, task, words, admin: Admin):
    tasks = ["jira-get-app", "gitlab-com-choose-self-managed", "gitlab-com-link-groups"]
    await admin.configure()
    await admin.by_hand(*tasks[: tasks.index(task)])
    await admin.lab.set_fault(fault, {})
    with pytest.raises(PersonFailed, match=words):
        await admin.by_hand(task)


async def test_an_unknown_task_is_refused_with_the_list(admin: Admin):
    with pytest.raises(PersonFailed, match="jira-get-app"):
        await admin.by_hand("make-coffee")


async def test_reset_begins_the_same_world_again(admin: Admin):
    await admin.connect()
    await admin.lab.reset()
    truth = admin.lab.truth()
    assert truth[admin.gitlab["url"]]["subscriptions"] == []
    assert truth[admin.jira["url"]]["apps"] == []
    await admin.connect()
