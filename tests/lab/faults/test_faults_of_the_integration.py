"""Faults of the Jira issue integration: each shows while it is on, at Jira Cloud and, if it says so, at an own Jira."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.faults import ALL
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

Symptom = Callable[[Admin], Awaitable[bool]]
PROJECT = "/projects/1"


async def asked(admin: Admin, path: str, **params: str) -> httpx.Response:
    """Ask version 2 as the user of the integration."""
    first = admin.lab.ready["integration"]
    url = f"{admin.jira['url']}/rest/api/2{path}"
    return await admin.client.get(url, params=params, auth=(first["username"], first["token"]))


async def at_gateway(admin: Admin) -> int:
    first = admin.lab.ready["integration"]
    account = next(one for one in first["accounts"] if one["auth"] == "service-account")
    auth = (first["username"], first["token"])
    return (await admin.client.get(f"{account['url']}/rest/api/2/myself", auth=auth)).status_code


async def administrator(admin: Admin) -> int:
    """Return what the administrator's own token is answered in version 3, which Jira Cloud alone has."""
    return (await admin.at_jira("/rest/api/3/myself")).status_code


async def the_test_fails(admin: Admin) -> bool:
    return (await asked(admin, "/myself")).status_code == 403


async def it_is_denied(admin: Admin) -> bool:
    answer = await asked(admin, "/myself")
    return answer.status_code in (401, 403) and answer.headers.get("x-seraph-loginreason") == "AUTHENTICATION_DENIED"


async def the_token_fails(admin: Admin) -> bool:
    answer = await asked(admin, "/myself")
    return answer.status_code == 401 and answer.headers.get("x-seraph-loginreason") == "AUTHENTICATED_FAILED"


async def only_the_gateway_takes_it(admin: Admin) -> bool:
    before = (await asked(admin, "/myself")).status_code, await at_gateway(admin)
    return before == (401, 200)


async def certificate_is_foreign(admin: Admin) -> bool:
    async with through_proxy(admin.lab.ready) as fresh:
        try:
            await fresh.get(f"{admin.jira['url']}/rest/api/2/serverInfo")
        except httpx.ConnectError as error:
            return "certificate" in str(error)
    return False


async def project_is_not_there(admin: Admin) -> bool:
    seen = (await asked(admin, "/issue/PLAT-1")).status_code
    return ((await asked(admin, "/project/PLAT")).status_code, seen) == (404, 200)


async def held(admin: Admin, key: str) -> bool:
    answer = (await asked(admin, "/mypermissions", permissions=key, projectKey="PLAT")).json()
    return bool(answer["permissions"][key]["havePermission"])


async def nothing_may_be_browsed(admin: Admin) -> bool:
    seen = (await asked(admin, "/project/PLAT")).status_code, (await asked(admin, "/issue/PLAT-1")).status_code
    return seen[0] == 200 and seen[1] in (403, 404) and not await held(admin, "BROWSE_PROJECTS")


async def issue_is_hidden(admin: Admin) -> bool:
    seen = (await asked(admin, "/issue/PLAT-1")).status_code
    return seen in (403, 404) and await held(admin, "BROWSE_PROJECTS")


async def links_are_refused(admin: Admin) -> bool:
    first = admin.lab.ready["integration"]
    url = f"{admin.jira['url']}/rest/api/2/issue/PLAT-1/remotelink"
    link = {"globalId": "one", "object": {"url": "https://x.example", "title": "x"}}
    answer = await admin.client.post(url, json=link, auth=(first["username"], first["token"]))
    refused = answer.status_code == 403 and "No Link Issue Permission for issue 'PLAT-1'" in answer.text
    return refused and not await held(admin, "LINK_ISSUES")


async def no_way_to_done(admin: Admin) -> bool:
    ways: list[dict[str, Any]] = []
    for number in range(1, 9):
        answer = await asked(admin, f"/issue/PLAT-{number}/transitions", expand="transitions.fields")
        ways += answer.json()["transitions"]
    assert all("fields" in one for one in ways)
    return all(one["to"]["statusCategory"]["key"] != "done" for one in ways)


async def all_is_resolved(admin: Admin) -> bool:
    shown = [(await asked(admin, f"/issue/PLAT-{number}")).json()["fields"] for number in range(1, 9)]
    return all(one["resolution"] and one["status"]["statusCategory"]["key"] == "done" for one in shown)


async def a_component_is_wanted(admin: Admin) -> bool:
    page = (await asked(admin, "/issue/createmeta/PLAT/issuetypes/10001")).json()
    required = {one["fieldId"] for one in page.get("fields", page.get("values")) if one["required"]}
    first = admin.lab.ready["integration"]
    wish = {"fields": {"project": {"key": "PLAT"}, "summary": "x", "issuetype": {"id": "10001"}}}
    url = f"{admin.jira['url']}/rest/api/2/issue"
    made = await admin.client.post(url, json=wish, auth=(first["username"], first["token"]))
    return "components" in required and made.status_code == 400


async def due_date_is_hidden(admin: Admin) -> bool:
    return "duedate" not in (await asked(admin, "/issue/PLAT-1")).json()["fields"]


async def projects_are_private(admin: Admin) -> bool:
    return bool((await asked(admin, "/project/PLAT")).json()["isPrivate"])


async def version(admin: Admin) -> str:
    return str((await admin.at_gitlab("GET", "/version")).json()["version"])


async def gitlab_is_of_before_the_new_search(admin: Admin) -> bool:
    return (await version(admin)).startswith("18.2.") and (await asked(admin, "/search", jql="")).status_code == 410


async def gitlab_is_of_16_7(admin: Admin) -> bool:
    return (await version(admin)).startswith("16.7.")


async def gitlab_is_of_16_1(admin: Admin) -> bool:
    return (await version(admin)).startswith("16.1.")


AT_ANY_JIRA: dict[str, Symptom] = {
    "integration-test-failed": the_test_fails,
    "integration-jira-untrusted": certificate_is_foreign,
    "integration-captcha": it_is_denied,
    "integration-token-expired": the_token_fails,
    "integration-project-hidden": project_is_not_there,
    "integration-no-browse": nothing_may_be_browsed,
    "integration-no-link": links_are_refused,
    "integration-issue-hidden": issue_is_hidden,
    "integration-transition-unknown": no_way_to_done,
    "integration-issue-resolved": all_is_resolved,
    "integration-fields-required": a_component_is_wanted,
    "integration-field-hidden": due_date_is_hidden,
}
AT_CLOUD: dict[str, Symptom] = {
    "integration-token-scoped": only_the_gateway_takes_it,
    "integration-issues-exposed": projects_are_private,
    "integration-search-removed": gitlab_is_of_before_the_new_search,
    "gitlab-version-jira-down": gitlab_is_of_16_7,
    "gitlab-version-regex": gitlab_is_of_16_1,
}
IN_A_PROJECT = {"gitlab-issues-disabled", "integration-imported-dead", "integration-markdown-cached"}
"""Shown by tests of their own below."""
OF_THE_INTEGRATION = set(AT_ANY_JIRA) | set(AT_CLOUD) | IN_A_PROJECT


@pytest.fixture
async def at_own_jira() -> AsyncIterator[Admin]:
    async with LabRun(ServeOptions(scenario="server")) as lab, through_proxy(lab.ready) as client:
        yield Admin(lab, client)


def test_faults_of_the_integration_that_bite_an_own_jira_are_those_that_say_so():
    assert {fault.id for fault in ALL.values() if fault.own_jira} == set(AT_ANY_JIRA)


async def come_and_go(fault: str, symptom: Symptom, admin: Admin) -> None:
    assert not await symptom(admin)
    await admin.lab.set_fault(fault, {})
    assert await symptom(admin)
    await admin.lab.lift_fault(fault)
    assert not await symptom(admin)


@pytest.mark.parametrize("fault", AT_ANY_JIRA | AT_CLOUD)
async def test_a_fault_of_the_integration_shows_at_jira_cloud_when_it_is_on_and_only_then(fault: str, admin: Admin):
    await come_and_go(fault, (AT_ANY_JIRA | AT_CLOUD)[fault], admin)


@pytest.mark.parametrize("fault", AT_ANY_JIRA)
async def test_a_fault_of_the_integration_shows_at_a_jira_of_one_s_own_as_well(fault: str, at_own_jira: Admin):
    await come_and_go(fault, AT_ANY_JIRA[fault], at_own_jira)


@pytest.mark.parametrize(
    "fault", ["integration-test-failed", "integration-captcha", "integration-token-expired", "integration-token-scoped"]
)
async def test_the_administrator_keeps_their_own_access_while_the_integration_has_none(fault: str, admin: Admin):
    await admin.lab.set_fault(fault, {})
    assert await administrator(admin) == 200
    assert (await asked(admin, "/myself")).status_code in (401, 403)


async def integrate(admin: Admin, **more: Any) -> None:
    jira = admin.jira
    wish = {"url": jira["url"], "username": jira["email"], "password": jira["token"], **more}
    answer = await admin.at_gitlab("PUT", f"{PROJECT}/integrations/jira", json=wish)
    assert answer.status_code == 200


async def commit(admin: Admin, branch: str, message: str) -> None:
    action = {"action": "create", "file_path": f"{branch}.txt", "content": "x"}
    body = {"branch": branch, "start_branch": "main", "commit_message": message, "actions": [action]}
    answer = await admin.at_gitlab("POST", f"{PROJECT}/repository/commits", json=body)
    assert answer.status_code == 201


async def linked(admin: Admin, key: str) -> bool:
    return len((await asked(admin, f"/issue/{key}/remotelink")).json()) == 1


async def test_a_project_without_issues_mentions_nothing_until_they_are_back(admin: Admin):
    await integrate(admin)
    await admin.lab.set_fault("gitlab-issues-disabled", {})
    shown = (await admin.at_gitlab("GET", PROJECT)).json()
    assert (shown["issues_enabled"], shown["issues_access_level"]) == (False, "disabled")
    await commit(admin, "one", "PLAT-3 said while issues are off")
    await admin.lab.lift_fault("gitlab-issues-disabled")
    await commit(admin, "two", "PLAT-4 said with issues")
    await eventually(lambda: linked(admin, "PLAT-4"))
    assert not await linked(admin, "PLAT-3")


async def test_an_imported_project_has_an_integration_that_does_nothing_until_it_is_made_anew(admin: Admin):
    await admin.lab.set_fault("integration-imported-dead", {})
    path = f"{PROJECT}/integrations/jira"
    shown, project = (await admin.at_gitlab("GET", path)).json(), (await admin.at_gitlab("GET", PROJECT)).json()
    assert (shown["active"], project["import_status"], project["import_type"]) == (True, "finished", "gitlab_project")
    assert shown["updated_at"] == project["created_at"]
    await integrate(admin)
    await commit(admin, "one", "PLAT-3 said to nobody")
    assert (await admin.at_gitlab("DELETE", path)).status_code == 204
    await integrate(admin)
    await commit(admin, "two", "PLAT-4 said after it was made anew")
    await eventually(lambda: linked(admin, "PLAT-4"))
    assert not await linked(admin, "PLAT-3")


async def test_settings_of_an_import_go_with_it_unless_somebody_has_changed_them(admin: Admin):
    path = f"{PROJECT}/integrations/jira"
    await admin.lab.set_fault("integration-imported-dead", {})
    await admin.lab.lift_fault("integration-imported-dead")
    assert (await admin.at_gitlab("GET", path)).status_code == 404
    await admin.lab.set_fault("integration-imported-dead", {})
    await integrate(admin)
    await admin.lab.lift_fault("integration-imported-dead")
    assert (await admin.at_gitlab("GET", path)).json()["active"] is True


async def titles(admin: Admin) -> set[str]:
    """Return the addresses of Jira that titles of merge requests link to."""
    found = set()
    for number in range(1, 6):
        one = await admin.at_gitlab("GET", f"{PROJECT}/merge_requests/{number}", params={"render_html": "true"})
        found |= set(re.findall(r'href="(https://[^/]+)/browse/', one.json()["title_html"]))
    return found


async def test_texts_keep_the_links_to_an_old_jira_until_the_markdown_cache_is_invalidated(admin: Admin):
    await integrate(admin)
    assert await titles(admin) == {admin.jira["url"]}
    await admin.lab.set_fault("integration-markdown-cached", {})
    assert await titles(admin) == {"https://jira-old.example.com"}
    await admin.lab.lift_fault("integration-markdown-cached")
    assert await titles(admin) == {admin.jira["url"]}
    await admin.lab.set_fault("integration-markdown-cached", {})
    raised = await admin.at_gitlab("PUT", "/application/settings", json={"local_markdown_version": 1})
    assert raised.json()["local_markdown_version"] == 1
    assert await titles(admin) == {admin.jira["url"]}


async def test_a_text_that_was_read_keeps_its_links_when_the_integration_points_elsewhere(admin: Admin):
    await integrate(admin)
    assert await titles(admin) == {admin.jira["url"]}
    await integrate(admin, url="https://gitlab.com")
    assert await titles(admin) == {admin.jira["url"]}
    await admin.at_gitlab("PUT", "/application/settings", json={"local_markdown_version": 1})
    assert await titles(admin) == {"https://gitlab.com"}
