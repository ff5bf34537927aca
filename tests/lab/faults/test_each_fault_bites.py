"""Each fault of a host changes what its declaration says, and nothing shows it before the fault is on."""

from collections.abc import Awaitable, Callable

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.faults.test_faults_of_a_fleet import MET_BEHIND_A_PROXY
from tests.lab.faults.test_faults_of_settings_and_walls import SYMPTOMS as OF_SETTINGS_AND_WALLS
from tests.lab.faults.test_faults_of_the_flow import OF_THE_FLOW
from tests.lab.faults.test_faults_of_the_integration import OF_THE_INTEGRATION
from tests.lab.reach import through_proxy
from wizard.lab.faults import ALL

BRANCHES = "/projects/1/repository/branches"
NEW = {"branch": "PLAT-3-probe", "ref": "main"}
Symptom = Callable[[Admin], Awaitable[bool]]


async def gitlab_status(admin: Admin, method: str, path: str, **what) -> int:
    return (await admin.at_gitlab(method, path, **what)).status_code


async def page(admin: Admin, method: str, path: str):
    return await admin.client.request(method, f"{admin.gitlab['url']}{path}")


async def token_is_dead(admin: Admin) -> bool:
    return await gitlab_status(admin, "GET", "/user") == 401


async def nodes_disagree(admin: Admin) -> bool:
    answers = set()
    for _ in range(2):
        async with through_proxy(admin.lab.ready) as client:
            answers.add((await Admin(admin.lab, client).at_gitlab("GET", "/user")).status_code)
    return answers == {200, 401}


async def scope_is_missing(admin: Admin) -> bool:
    own = await admin.at_gitlab("GET", "/personal_access_tokens/self")
    refused = await admin.at_gitlab("POST", "/applications", json={"name": "x"})
    missing = refused.status_code == 403 and refused.json()["error"] == "insufficient_scope"
    return own.json()["scopes"] == ["read_api"] and missing


async def user_is_no_admin(admin: Admin) -> bool:
    user = (await admin.at_gitlab("GET", "/user")).json()
    return not user.get("is_admin") and await gitlab_status(admin, "GET", "/application/settings") == 403


async def gitlab_is_old(admin: Admin) -> bool:
    settings = (await admin.at_gitlab("GET", "/application/settings")).json()
    version = (await admin.at_gitlab("GET", "/version")).json()["version"]
    return version == "15.6.8-ee" and "jira_connect_proxy_url" not in settings


async def is_silent(admin: Admin) -> bool:
    return (await admin.at_gitlab("GET", "/application/settings")).json()["silent_mode_enabled"] is True


async def application_in_place(admin: Admin) -> dict:
    key = (await admin.at_gitlab("GET", "/application/settings")).json()["jira_connect_application_key"]
    listed = (await admin.at_gitlab("GET", "/applications")).json()
    return next((one for one in listed if key and one["application_id"] == key), {})


async def application_is_confidential(admin: Admin) -> bool:
    found = await application_in_place(admin)
    return found.get("confidential") is True and found["callback_url"].startswith("https://gitlab.com/")


async def application_has_wrong_redirect(admin: Admin) -> bool:
    found = await application_in_place(admin)
    return found.get("callback_url") == "https://gitlab.example.com/-/jira_connect/oauth_callbacks"


async def application_id_is_blocked(admin: Admin) -> bool:
    answer = await page(admin, "GET", "/-/jira_connect/oauth_application_id")
    return answer.status_code == 403 and "access-control-allow-origin" not in answer.headers


async def events_are_blocked(admin: Admin) -> bool:
    answer = await page(admin, "POST", "/-/jira_connect/events/installed")
    return answer.status_code == 404 and "html" in answer.headers["content-type"]


async def branch_is_refused(admin: Admin) -> bool:
    return await gitlab_status(admin, "POST", BRANCHES, params=NEW) == 403


async def branch_is_lost(admin: Admin) -> bool:
    made = await gitlab_status(admin, "POST", BRANCHES, params=NEW)
    return made == 201 and await gitlab_status(admin, "GET", f"{BRANCHES}/{NEW['branch']}") == 404


async def branch_stays(admin: Admin) -> bool:
    await admin.at_gitlab("POST", BRANCHES, params=NEW)
    return await gitlab_status(admin, "DELETE", f"{BRANCHES}/{NEW['branch']}") == 403


async def writes_are_refused(admin: Admin) -> bool:
    written = await gitlab_status(admin, "PUT", "/application/settings", json={"jira_connect_proxy_url": ""})
    return written == 503 and await gitlab_status(admin, "GET", "/user") == 200


async def is_rate_limited(admin: Admin) -> bool:
    answer = await admin.at_gitlab("GET", "/user")
    return answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


async def base_url_differs(admin: Admin) -> bool:
    descriptor = (await page(admin, "GET", "/-/jira_connect/app_descriptor.json")).json()
    return descriptor["baseUrl"] == "https://gitlab.internal.example/-/jira_connect"


async def jira_token_is_dead(admin: Admin) -> bool:
    answer = await admin.at_jira("/rest/api/3/myself")
    return answer.status_code == 401 and "x-seraph-loginreason" in answer.headers


async def is_no_site_admin(admin: Admin) -> bool:
    me = (await admin.at_jira("/rest/api/3/myself", expand="groups")).json()
    names = {group["name"] for group in me["groups"]["items"]}
    return "jira-administrators" in names and not names & {"site-admins", "org-admins"}


async def is_no_jira_admin(admin: Admin) -> bool:
    answer = (await admin.at_jira("/rest/api/3/mypermissions", permissions="ADMINISTER")).json()
    return answer["permissions"]["ADMINISTER"]["havePermission"] is False


async def issue_is_hidden(admin: Admin) -> bool:
    return (await admin.at_jira("/rest/api/3/issue/PLAT-1")).status_code == 404


async def site_is_suspended(admin: Admin) -> bool:
    paths = ("/status", "/rest/api/3/myself", "/rest/dev-status/latest/issue/summary")
    return {(await admin.at_jira(path)).status_code for path in paths} == {503}


async def project_is_hidden(admin: Admin) -> bool:
    return (await admin.at_jira("/rest/api/3/project/PLAT")).status_code == 404


async def people_are_hidden(admin: Admin) -> bool:
    account = (await admin.at_jira("/rest/api/3/myself")).json()["accountId"]
    return (await admin.at_jira("/rest/api/3/user", accountId=account)).status_code == 403


SYMPTOMS: dict[str, Symptom] = {
    "gitlab-token-invalid": token_is_dead,
    "gitlab-nodes-differ": nodes_disagree,
    "gitlab-token-scope-missing": scope_is_missing,
    "gitlab-user-not-admin": user_is_no_admin,
    "gitlab-too-old": gitlab_is_old,
    "gitlab-silent-mode": is_silent,
    "gitlab-oauth-app-confidential": application_is_confidential,
    "gitlab-oauth-app-wrong-redirect": application_has_wrong_redirect,
    "gitlab-application-id-blocked": application_id_is_blocked,
    "gitlab-events-blocked": events_are_blocked,
    "gitlab-branch-refused": branch_is_refused,
    "gitlab-branch-lost": branch_is_lost,
    "gitlab-branch-delete-refused": branch_stays,
    "gitlab-maintenance": writes_are_refused,
    "gitlab-rate-limited": is_rate_limited,
    "gitlab-wrong-base-url": base_url_differs,
    "jira-token-expired": jira_token_is_dead,
    "jira-token-invalid": jira_token_is_dead,
    "jira-token-scoped": jira_token_is_dead,
    "jira-user-not-site-admin": is_no_site_admin,
    "jira-user-not-admin": is_no_jira_admin,
    "jira-issue-hidden": issue_is_hidden,
    "jira-browse-missing": project_is_hidden,
    "jira-user-picker-missing": people_are_hidden,
    "jira-suspended": site_is_suspended,
}
ON_A_CONNECTION = {
    "gitlab-application-id-blank",
    "gitlab-proxy-url-blank",
    "gitlab-push-lost",
    "jira-invalid-jwt",
    "jira-push-rejected",
    "jira-keys-unknown",
    "jira-gitlab-not-allowed",
    "jira-panel-empty",
    "jira-panel-detail-empty",
    "jira-panel-forbidden",
    "jira-app-missing",
    "jira-app-disabled",
}

ON_OTHER_ROUTES = {
    "browser-local-network",
    "install-keys-unreachable",
    "gitlab-frame-refused",
    "gitlab-sso-required",
    "gitlab-not-maintainer",
    "jira-development-mode-off",
    "jira-private-install-blocked",
    "jira-install-refused",
    "jira-install-unfinished",
    "jira-app-disabled-after-install",
    "jira-license-token-missing",
}
"""Shown in `test_faults_of_other_routes.py`."""


def test_every_fault_of_a_host_has_its_symptom_somewhere():
    elsewhere = set(OF_SETTINGS_AND_WALLS) | set(MET_BEHIND_A_PROXY) | OF_THE_INTEGRATION | OF_THE_FLOW
    shown = set(SYMPTOMS) | elsewhere | ON_A_CONNECTION | ON_OTHER_ROUTES
    assert shown == {fault.id for fault in ALL.values() if fault.on != "any"}


@pytest.mark.parametrize("fault", SYMPTOMS)
async def test_a_fault_shows_when_it_is_on_and_only_then(fault: str, admin: Admin):
    assert not await SYMPTOMS[fault](admin)
    await admin.at_gitlab("DELETE", f"{BRANCHES}/{NEW['branch']}")
    await admin.lab.set_fault(fault, {})
    assert await SYMPTOMS[fault](admin)
    await admin.lab.lift_fault(fault)
    await admin.at_gitlab("DELETE", f"{BRANCHES}/{NEW['branch']}")
    assert not await SYMPTOMS[fault](admin)


async def push(admin: Admin, branch: str) -> None:
    assert await gitlab_status(admin, "POST", BRANCHES, params={"branch": branch, "ref": "main"}) == 201


def pushes(admin: Admin) -> list[int]:
    rows = admin.lab.traffic.since(0)
    return [row["status"] for row in rows if row["path"] == "/rest/devinfo/0.10/bulk"]


@pytest.mark.parametrize(
    "fault, status",
    [
        ("jira-invalid-jwt", 401),
        ("jira-push-rejected", 202),
        ("jira-keys-unknown", 202),
        ("jira-gitlab-not-allowed", 403),
    ],
)
async def test_what_jira_refuses_does_not_show(fault: str, status: int, admin: Admin):
    await admin.connect()
    await admin.lab.set_fault(fault, {})
    await push(admin, "PLAT-4-refused")

    async def arrived() -> bool:
        return status in pushes(admin)

    await eventually(arrived)
    await admin.lab.lift_fault(fault)
    await push(admin, "PLAT-4-taken")

    async def shows() -> bool:
        return "PLAT-4-taken" in await admin.branch_names("PLAT-4")

    await eventually(shows)
    assert "PLAT-4-refused" not in await admin.branch_names("PLAT-4")


@pytest.mark.parametrize("fault", ["gitlab-push-lost", "gitlab-silent-mode"])
async def test_what_gitlab_keeps_back_is_never_sent(fault: str, admin: Admin):
    await admin.connect()
    await admin.lab.set_fault(fault, {})
    await push(admin, "PLAT-5-kept")
    await admin.lab.lift_fault(fault)
    await push(admin, "PLAT-5-sent")

    async def shows() -> bool:
        return "PLAT-5-sent" in await admin.branch_names("PLAT-5")

    await eventually(shows)
    assert "PLAT-5-kept" not in await admin.branch_names("PLAT-5")


async def test_panel_faults_hide_what_has_arrived(admin: Admin):
    await admin.connect()
    await push(admin, "PLAT-7-here")

    async def shows() -> bool:
        return "PLAT-7-here" in await admin.branch_names("PLAT-7")

    await eventually(shows)
    count = await admin.branch_count("PLAT-7")
    await admin.lab.set_fault("jira-panel-detail-empty", {})
    assert (await admin.branch_count("PLAT-7"), await admin.branch_names("PLAT-7")) == (count, [])
    await admin.lab.lift_fault("jira-panel-detail-empty")
    await admin.lab.set_fault("jira-panel-empty", {})
    assert (await admin.branch_count("PLAT-7"), await admin.branch_names("PLAT-7")) == (0, [])
    await admin.lab.lift_fault("jira-panel-empty")
    await admin.lab.set_fault("jira-panel-forbidden", {})
    assert (await admin.at_jira("/rest/dev-status/latest/issue/summary", issueId="10007")).status_code == 403


async def test_app_faults_show_in_the_list_of_apps(admin: Admin):
    await admin.connect()

    async def app() -> dict:
        plugins = (await admin.at_jira("/rest/plugins/1.0/")).json()["plugins"]
        return next((one for one in plugins if one["key"] == "gitlab-jira-connect-gitlab.com"), {})

    assert (await app())["enabled"] is True
    await admin.lab.set_fault("jira-app-disabled", {})
    assert (await app())["enabled"] is False
    await admin.lab.lift_fault("jira-app-disabled")
    await admin.lab.set_fault("jira-app-missing", {})
    assert await app() == {}
