"""Each switch on a Jira site does what it says, and lifting it heals the site."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, commit, repository, submission
from tests.lab.jira.outside import APP_KEY, DANA

BULK = "/rest/devinfo/0.10/bulk"
EXISTS = "/rest/devinfo/0.10/existsByProperties"
PLUGIN = f"/rest/plugins/1.0/{APP_KEY}-key"
PANEL = "/rest/dev-status/latest/issue"
ONE_ISSUE = f"{PANEL}/summary?issueId=10001"
BRANCHES = f"{PANEL}/detail?issueId=10001&applicationType=GitLab&dataType=branch"


async def push(stage: Stage) -> Any:
    answer = await stage.as_app("POST", BULK, json=submission(repository(branches=[branch()], commits=[commit()])))
    await stage.clock.sleep(1)
    return answer.json()


async def get(stage: Stage, path: str, status: int = 200) -> Any:
    answer = await stage.client.get(path, headers=DANA)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_an_invalid_token_is_denied_and_does_not_lock_the_account(stage: Stage) -> None:
    stage.set_fault("jira-token-invalid")
    for _ in range(6):
        answer = await stage.client.get("/rest/api/3/myself", headers=DANA)
        assert answer.headers["x-seraph-loginreason"] == "AUTHENTICATED_FAILED"
    stage.lift_fault("jira-token-invalid")
    await get(stage, "/rest/api/3/myself")


async def test_a_user_outside_site_admins_still_administers_jira(stage: Stage) -> None:
    stage.set_fault("jira-user-not-site-admin")
    groups = (await get(stage, "/rest/api/3/myself?expand=groups"))["groups"]["items"]
    assert [each["name"] for each in groups] == ["jira-administrators", "everyone"]
    held = await get(stage, "/rest/api/3/mypermissions?permissions=ADMINISTER")
    assert held["permissions"]["ADMINISTER"]["havePermission"] is True


async def test_the_app_sees_the_missing_site_admin_too(installed: Stage) -> None:
    installed.set_fault("jira-user-not-site-admin")
    query = f"accountId={installed.host.site.world.dana.account_id}&expand=groups"
    groups = (await installed.as_app("GET", "/rest/api/3/user", query)).json()["groups"]["items"]
    assert "site-admins" not in {each["name"] for each in groups}


async def test_a_user_who_is_no_admin_manages_no_apps(stage: Stage) -> None:
    stage.set_fault("jira-user-not-admin")
    held = await get(stage, "/rest/api/3/mypermissions?permissions=ADMINISTER")
    assert held["permissions"]["ADMINISTER"]["havePermission"] is False
    await get(stage, "/rest/plugins/1.0/", 403)


async def test_a_hidden_issue_is_not_found(stage: Stage) -> None:
    stage.set_fault("jira-issue-hidden")
    await get(stage, "/rest/api/3/issue/PLAT-1", 404)
    stage.lift_fault("jira-issue-hidden")
    await get(stage, "/rest/api/3/issue/PLAT-1")


async def test_a_secret_that_the_app_was_never_told_refuses_all_it_sends(installed: Stage) -> None:
    installed.set_fault("jira-invalid-jwt")
    assert installed.internet.events() == ["installed", "enabled"]
    answer = await installed.as_app("POST", BULK, json=submission(repository(branches=[branch()])))
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})
    assert [app["secret_told"] for app in installed.host.truth()["apps"]] == [False]
    query = f"accountId={installed.host.site.world.dana.account_id}&expand=groups"
    assert (await installed.as_app("GET", "/rest/api/3/user", query)).status_code == 401
    installed.lift_fault("jira-invalid-jwt")
    assert (await installed.as_app("GET", EXISTS, "a=1")).status_code == 200
    assert [app["secret_told"] for app in installed.host.truth()["apps"]] == [True]


async def test_an_app_that_is_installed_while_re_issues_go_astray_is_refused_once_it_sends(stage: Stage) -> None:
    stage.set_fault("jira-invalid-jwt")
    await stage.install()
    query = f"accountId={stage.host.site.world.dana.account_id}&expand=groups"
    assert (await stage.as_app("GET", "/rest/api/3/user", query)).status_code == 200
    assert (await stage.as_app("GET", EXISTS, "a=1")).status_code == 401
    stage.lift_fault("jira-invalid-jwt")
    assert (await stage.as_app("GET", EXISTS, "a=1")).status_code == 200


async def test_a_rejected_push_is_accepted_in_name_only(installed: Stage) -> None:
    installed.set_fault("jira-push-rejected")
    answer = await push(installed)
    assert answer["acceptedDevinfoEntities"] == {}
    failed = answer["failedDevinfoEntities"]["1"]
    assert [each["id"] for each in failed["branches"] + failed["commits"]] == ["id-of-PLAT-1-fix", commit()["id"]]
    truth = installed.host.truth()
    assert (truth["devinfo"]["branches"], truth["rejected"]) == (0, 3)


async def test_keys_that_jira_does_not_know_are_named_in_a_202_that_keeps_nothing(installed: Stage) -> None:
    installed.set_fault("jira-keys-unknown")
    assert (await push(installed))["unknownIssueKeys"] == ["PLAT-1"]
    assert (await get(installed, ONE_ISSUE))["summary"]["branch"]["overall"]["count"] == 0
    installed.lift_fault("jira-keys-unknown")
    assert (await push(installed))["unknownIssueKeys"] == []
    assert (await get(installed, ONE_ISSUE))["summary"]["branch"]["overall"]["count"] == 1


async def test_an_empty_panel_hides_what_is_stored(installed: Stage) -> None:
    await push(installed)
    installed.set_fault("jira-panel-empty")
    assert (await get(installed, ONE_ISSUE))["summary"]["branch"]["overall"]["count"] == 0
    assert (await get(installed, BRANCHES))["detail"][0]["branches"] == []
    assert installed.host.truth()["branches"] == {"PLAT-1": ["PLAT-1-fix"]}


async def test_an_empty_detail_leaves_the_summary_right(installed: Stage) -> None:
    await push(installed)
    installed.set_fault("jira-panel-detail-empty")
    assert (await get(installed, ONE_ISSUE))["summary"]["branch"]["overall"]["count"] == 1
    assert (await get(installed, BRANCHES))["detail"][0]["branches"] == []


async def test_a_forbidden_panel_says_so_and_the_permission_is_missing(installed: Stage) -> None:
    installed.set_fault("jira-panel-forbidden")
    for path in (ONE_ISSUE, BRANCHES):
        answer = await get(installed, path, 403)
        assert answer == {"errorMessages": ["You do not have permission to perform the requested action"]}
    held = await get(installed, "/rest/api/3/mypermissions?permissions=VIEW_DEV_TOOLS")
    assert held["permissions"]["VIEW_DEV_TOOLS"]["havePermission"] is False


async def test_a_lost_app_is_nowhere_and_comes_back_with_the_fault(installed: Stage) -> None:
    installed.set_fault("jira-app-missing")
    listed = (await get(installed, "/rest/plugins/1.0/"))["plugins"]
    assert [each["key"] for each in listed if each["userInstalled"]] == []
    await get(installed, PLUGIN, 404)
    assert (await installed.as_app("GET", EXISTS, "a=1")).status_code == 401
    installed.lift_fault("jira-app-missing")
    await get(installed, PLUGIN)


async def test_an_install_during_that_fault_seems_to_work_and_leaves_no_app(stage: Stage) -> None:
    stage.set_fault("jira-app-missing")
    assert (await stage.install()).status_code == 303
    await get(stage, PLUGIN, 404)
    assert stage.host.truth()["apps"] == []


async def test_a_disabled_app_is_listed_as_such_until_somebody_enables_it(installed: Stage) -> None:
    installed.set_fault("jira-app-disabled")
    assert (await get(installed, PLUGIN))["enabled"] is False
    assert installed.host.truth()["apps"][0]["enabled"] is False
    await installed.client.put(PLUGIN, headers=DANA, json={"enabled": True})
    assert (await get(installed, PLUGIN))["enabled"] is True


async def test_an_app_installed_during_that_fault_is_disabled(stage: Stage) -> None:
    stage.set_fault("jira-app-disabled")
    await stage.install()
    assert (await get(stage, PLUGIN))["enabled"] is False
    assert stage.internet.events() == ["installed"]
    stage.lift_fault("jira-app-disabled")
    assert (await get(stage, PLUGIN))["enabled"] is True


@pytest.mark.parametrize("path", ["/status", "/_edge/tenant_info", "/login", "/rest/api/3/myself", BULK])
async def test_a_suspended_site_answers_nothing_else(stage: Stage, path: str) -> None:
    stage.set_fault("jira-suspended")
    assert (await stage.client.get(path, headers=DANA)).status_code == 503
    stage.lift_fault("jira-suspended")
    assert (await stage.client.get(path, headers=DANA)).status_code != 503


async def test_a_renamed_site_sends_every_call_to_its_new_name(stage: Stage) -> None:
    stage.set_fault("jira-renamed", to="https://new.atlassian.net")
    answer = await stage.client.post(f"{BULK}?a=1")
    assert (answer.status_code, answer.headers["location"]) == (302, f"https://new.atlassian.net{BULK}?a=1")
    assert (await stage.client.get("/status")).status_code == 302


async def test_a_healthy_site_has_no_fault_left(installed: Stage) -> None:
    answer = await push(installed)
    assert answer["failedDevinfoEntities"] == {}
    assert (await get(installed, BRANCHES))["detail"][0]["branches"][0]["name"] == "PLAT-1-fix"
