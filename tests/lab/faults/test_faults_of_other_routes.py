"""Faults of GitLab.com alone and of an own descriptor: each bites while it is on, and the route goes on after it."""

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import APP_KEY, DESCRIPTOR, UPM, configure, development_mode, install, order
from tests.lab.reach import control
from wizard.lab.faults.jira_install_refused import REASONS
from wizard.lab.jira.connect import told_refusals
from wizard.lab.marketplace.catalogue import APPROVAL_S
from wizard.lab.person import PersonFailed

NOT_FROM_MARKETPLACE = "upm.pluginInstall.error.descriptor.not.from.marketplace"


@pytest.fixture
def scenario() -> str:
    return "manual"


async def ready_to_install(admin: Admin) -> None:
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")


async def apps(admin: Admin) -> dict[str, bool]:
    plugins = (await admin.at_jira(f"{UPM}/")).json()["plugins"]
    return {one["key"]: one["enabled"] for one in plugins if one["userInstalled"]}


async def test_development_mode_stays_off_until_the_fault_is_lifted(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-development-mode-off", {})
    assert await development_mode(admin) is False
    with pytest.raises(PersonFailed, match="cannot be switched on"):
        await admin.by_hand("jira-development-mode-on")
    assert (await order(admin)).json()["subCode"] == NOT_FROM_MARKETPLACE
    await admin.lab.lift_fault("jira-development-mode-off")
    assert (await install(admin)).status_code == 303


async def test_a_blocked_site_accepts_the_order_and_refuses_in_the_task(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-private-install-blocked", {})
    assert await development_mode(admin) is True
    refused = await install(admin)
    assert (refused.status_code, refused.json()["status"]["done"]) == (200, True)
    assert "Words of the lab" in refused.json()["status"]["errorMessage"]
    assert await apps(admin) == {}
    await admin.lab.lift_fault("jira-private-install-blocked")
    assert (await install(admin)).status_code == 303


async def test_a_blocked_site_can_refuse_at_once_as_well(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-private-install-blocked", {"at": "answer"})
    refused = await order(admin)
    assert (refused.status_code, refused.json()["subCode"]) == (403, NOT_FROM_MARKETPLACE)
    assert "2026-03-31" in refused.json()["errorMessage"]


async def test_the_marketplace_keeps_its_key_while_the_proxy_is_named(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-marketplace-collision", {})
    descriptor = await admin.client.get("https://gitlab.example.com/-/jira_connect/app_descriptor.json")
    assert descriptor.json()["key"] == "gitlab-jira-connect-gitlab.com"
    refused = (await install(admin)).json()["status"]
    assert refused["errorMessage"] == (
        'The app "gitlab-jira-connect-gitlab.com" could not be installed as a local app as it has previously been '
        "installed from Atlassian Marketplace"
    )
    await admin.at_gitlab("PUT", "/application/settings", json={"jira_connect_proxy_url": ""})
    assert (await install(admin)).status_code == 303
    await admin.lab.lift_fault("jira-marketplace-collision")
    assert admin.lab.truth()[admin.gitlab["url"]]["settings"]["jira_connect_proxy_url"] is None


async def test_lifting_the_collision_leaves_a_proxy_that_somebody_else_named(admin: Admin):
    named = {"jira_connect_proxy_url": "https://gitlab.com"}
    await admin.at_gitlab("PUT", "/application/settings", json=named)
    await admin.lab.lift_fault("jira-marketplace-collision")
    await admin.lab.set_fault("jira-marketplace-collision", {})
    await admin.lab.lift_fault("jira-marketplace-collision")
    assert named.items() <= admin.lab.truth()[admin.gitlab["url"]]["settings"].items()


async def test_each_refusal_ends_the_task_and_leaves_no_app(admin: Admin):
    await ready_to_install(admin)
    for reason in REASONS:
        await admin.lab.set_fault("jira-install-refused", {"reason": reason})
        status = (await install(admin)).json()["status"]
        assert status["done"] is True, reason
        assert status.get("errorMessage") or status.get("subCode"), reason
        assert await apps(admin) == {}, reason
    await admin.lab.lift_fault("jira-install-refused")
    assert (await install(admin)).status_code == 303


def test_the_reasons_that_are_offered_are_those_that_are_known():
    assert set(REASONS) == told_refusals.REASONS
    assert len(REASONS) == len(set(REASONS))


async def test_an_unknown_reason_is_refused_with_the_list(admin: Admin):
    async with control(admin.lab.ready) as steering:
        answer = await steering.put("/faults/jira-install-refused", json={"params": {"reason": "mood"}})
    assert answer.status_code == 400
    assert "response-401" in answer.text


async def test_an_order_is_taken_on_and_gets_on_when_the_fault_is_lifted(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-install-unfinished", {})
    started = (await order(admin)).json()["links"]["self"]
    admin.lab.clock.advance(600)
    assert (await admin.at_jira(started)).json()["status"]["done"] is False
    assert await apps(admin) == {}
    await admin.lab.lift_fault("jira-install-unfinished")

    async def done() -> bool:
        return (await admin.at_jira(started)).status_code == 303

    await eventually(done)
    assert await apps(admin) == {APP_KEY: True}


async def test_an_app_comes_up_disabled_until_the_fault_is_lifted(admin: Admin):
    await ready_to_install(admin)
    await admin.lab.set_fault("jira-app-disabled-after-install", {})
    assert (await install(admin)).status_code == 303
    assert await apps(admin) == {APP_KEY: False}
    with pytest.raises(PersonFailed, match="disabled"):
        await admin.by_hand("jira-app-get-started")
    await admin.lab.lift_fault("jira-app-disabled-after-install")
    assert await apps(admin) == {APP_KEY: True}
    await admin.by_hand("jira-app-get-started")


async def modules(admin: Admin) -> set[str]:
    return {one["key"] for one in (await admin.at_jira(f"{UPM}/{APP_KEY}-key")).json()["modules"]}


LATER = {"gitlab-ci", "gitlab-deployments", "gitlab-feature-flags"}


def refused_builds(admin: Admin) -> list[int]:
    rows = admin.lab.traffic.since(0)
    return [row["status"] for row in rows if row["path"] == "/rest/builds/0.1/bulk"]


async def test_an_app_of_before_an_upgrade_lacks_modules_and_its_builds_are_refused(admin: Admin):
    await ready_to_install(admin)
    await install(admin)
    await admin.by_hand("gitlab-link-groups")
    whole = await modules(admin)
    assert whole >= LATER
    await admin.lab.set_fault("jira-app-descriptor-older", {})
    assert await modules(admin) == whole - LATER
    new = {"branch": "PLAT-7-older", "start_branch": "main", "commit_message": "PLAT-7 try it", "actions": [
        {"action": "create", "file_path": "older.txt", "content": "a"}
    ]}  # fmt: skip
    assert (await admin.at_gitlab("POST", "/projects/1/repository/commits", json=new)).status_code == 201
    await admin.at_gitlab("POST", "/projects/1/pipeline", params={"ref": "PLAT-7-older"})

    async def refused() -> bool:
        return 403 in refused_builds(admin)

    await eventually(refused)
    logs = str(admin.lab.truth()[admin.gitlab["url"]])
    assert "App does not support builds" in logs
    await install(admin)
    assert await modules(admin) == whole
    await admin.lab.lift_fault("jira-app-descriptor-older")
    assert await modules(admin) == whole


async def test_lifted_the_app_is_as_it_was_and_a_site_can_name_nothing_meanwhile(admin: Admin):
    await ready_to_install(admin)
    await install(admin)
    whole = await modules(admin)
    await admin.lab.set_fault("jira-app-descriptor-older", {"names": "nothing"})
    assert await modules(admin) == set()
    await admin.lab.lift_fault("jira-app-descriptor-older")
    assert await modules(admin) == whole


async def test_before_an_install_gitlab_describes_less_until_there_is_one(admin: Admin):
    async def described() -> set[str]:
        return set((await admin.client.get(DESCRIPTOR)).json()["modules"])

    await ready_to_install(admin)
    whole = await described()
    await admin.lab.set_fault("jira-app-descriptor-older", {})
    assert whole - await described() == {f"jira{kind}InfoProvider" for kind in ("Build", "Deployment", "FeatureFlag")}
    await install(admin)
    assert await described() == whole
    assert await modules(admin) == {"gitlab-configuration", "gitlab-development-tool"}


async def test_an_app_from_before_stays_enabled_while_new_ones_come_up_disabled(admin: Admin):
    await ready_to_install(admin)
    await install(admin)
    await admin.lab.set_fault("jira-app-disabled-after-install", {})
    assert await apps(admin) == {APP_KEY: True}


@pytest.mark.parametrize("scenario", ["saas"])
class TestOnGitLabCom:
    @pytest.mark.parametrize("params, level", [({}, 30), ({"role": "reporter"}, 20), ({"role": "guest"}, 10)])
    async def test_without_the_role_no_group_is_offered(self, params: dict, level: int, admin: Admin):
        await admin.by_hand("jira-get-app")
        await admin.lab.set_fault("gitlab-not-maintainer", params)
        member = (await admin.at_gitlab("GET", "/groups/platform/members/all/2")).json()
        assert member["access_level"] == level
        assert (await admin.at_gitlab("GET", "/groups?min_access_level=40")).json() == []
        with pytest.raises(PersonFailed, match="No groups found"):
            await admin.by_hand("gitlab-com-link-groups")
        await admin.lab.lift_fault("gitlab-not-maintainer")
        await admin.by_hand("gitlab-com-link-groups")

    async def test_single_sign_on_is_shown_and_the_password_refused(self, admin: Admin):
        await admin.by_hand("jira-get-app")
        page = "https://gitlab.com/groups/platform/-/saml/sso"
        assert (await admin.client.get(page)).status_code == 404
        assert (await admin.at_gitlab("GET", "/user")).json()["identities"] == []
        await admin.lab.set_fault("gitlab-sso-required", {})
        assert (await admin.client.get(page)).status_code == 200
        assert (await admin.client.get(page.replace("platform", "data"))).status_code == 404
        identity = (await admin.at_gitlab("GET", "/user")).json()["identities"][0]
        assert identity["provider"] == "group_saml"
        with pytest.raises(PersonFailed, match=f"Invalid login or password. This account signs in at {page} only."):
            await admin.by_hand("gitlab-com-link-groups")
        await admin.lab.lift_fault("gitlab-sso-required")
        await admin.by_hand("gitlab-com-link-groups")

    @pytest.mark.parametrize("fault", ["gitlab-token-invalid", "gitlab-rate-limited"])
    async def test_faults_of_the_gitlab_bite_gitlab_com_where_it_is_the_only_one(self, fault: str, admin: Admin):
        assert (await admin.at_gitlab("GET", "/user")).status_code == 200
        await admin.lab.set_fault(fault, {})
        assert (await admin.at_gitlab("GET", "/user")).status_code in (401, 429)
        await admin.lab.lift_fault(fault)
        assert (await admin.at_gitlab("GET", "/user")).status_code == 200

    async def test_faults_of_the_network_meet_the_gitlab_that_is_there(self, admin: Admin):
        await admin.lab.set_fault("http-status", {})
        assert (await admin.at_gitlab("GET", "/user")).status_code >= 400
        await admin.lab.lift_fault("http-status")
        assert (await admin.at_gitlab("GET", "/user")).status_code == 200


async def test_faults_of_the_gitlab_leave_gitlab_com_alone_where_both_are(admin: Admin):
    await admin.lab.set_fault("gitlab-token-invalid", {})
    token = {"PRIVATE-TOKEN": admin.lab.ready["gitlab_com"]["token"]}
    assert (await admin.client.get("https://gitlab.com/api/v4/user", headers=token)).status_code == 200
    assert (await admin.at_gitlab("GET", "/user")).status_code == 401


@pytest.mark.parametrize("scenario", ["listing"])
class TestOfAPrivateListing:
    LISTED = f"https://marketplace.atlassian.com/rest/2/addons/{APP_KEY}"

    async def installed(self, admin: Admin) -> None:
        await configure(admin)
        await admin.by_hand("marketplace-token", "jira-install-listing")

    async def tokens(self, admin: Admin) -> list[str]:
        return [one["pluginKey"] for one in (await admin.at_jira(f"{UPM}/license-tokens")).json()["tokens"]]

    async def test_in_review_the_marketplace_shows_it_to_nobody_and_no_token_helps(self, admin: Admin):
        await configure(admin)
        await admin.by_hand("marketplace-vendor", "marketplace-list-app", "marketplace-approval", "marketplace-token")
        await admin.lab.set_fault("marketplace-review-waits", {})
        assert (await admin.client.get(self.LISTED)).status_code == 404
        with pytest.raises(PersonFailed, match="submitted, in review"):
            await admin.by_hand("marketplace-approval")
        with pytest.raises(PersonFailed):
            await admin.by_hand("jira-install-listing")
        await admin.lab.lift_fault("marketplace-review-waits")
        assert (await admin.client.get(self.LISTED)).json()["_embedded"]["vendor"]["name"] == "Acme"
        await admin.by_hand("marketplace-approval", "jira-install-listing", "jira-app-get-started")

    async def test_the_tokens_of_the_site_go_and_come_back_or_are_entered_anew(self, admin: Admin):
        await self.installed(admin)
        assert await self.tokens(admin) == [APP_KEY]
        await admin.lab.set_fault("jira-license-token-missing", {})
        assert await self.tokens(admin) == []
        await admin.lab.lift_fault("jira-license-token-missing")
        assert await self.tokens(admin) == [APP_KEY]

    async def test_a_person_can_do_each_task_twice(self, admin: Admin):
        await configure(admin)
        tasks = ("marketplace-vendor", "marketplace-list-app", "marketplace-token", "jira-install-listing")
        await admin.by_hand(*tasks, *tasks)
        assert await apps(admin) == {APP_KEY: True}


async def test_a_person_lists_an_app_and_waits_for_its_approval(admin: Admin):
    await configure(admin)
    with pytest.raises(PersonFailed, match="no private listing of this app"):
        await admin.by_hand("marketplace-approval")
    await admin.by_hand("marketplace-list-app")
    with pytest.raises(PersonFailed, match="review until about"):
        await admin.by_hand("marketplace-approval")
    admin.lab.clock.advance(APPROVAL_S)
    with pytest.raises(PersonFailed, match="no access token yet"):
        await admin.by_hand("jira-install-listing")
    await admin.by_hand("marketplace-approval", "marketplace-token", "jira-install-listing")
    assert await apps(admin) == {APP_KEY: True}
