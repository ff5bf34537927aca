"""What an administrator makes and takes away by the API: projects, people; and what the audit log says of it."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, repository, submission
from tests.lab.jira.outside import DANA, basic
from wizard.lab.jira.world import EVERYONE

API = "/rest/api/3"
DANA_ID = "5b10ac8d82e05b22cc7d4ef5"
EXAMPLE = {"key": "EX", "name": "Example", "leadAccountId": DANA_ID}


async def ask(stage: Stage, method: str, path: str, body: Any = None) -> Any:
    answer = await stage.client.request(method, f"{API}{path}", json=body, headers=DANA)
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


async def issue_in(stage: Stage, project: str, summary: str = "One") -> str:
    fields = {"project": {"key": project}, "summary": summary, "issuetype": {"name": "Task"}}
    return str((await ask(stage, "POST", "/issue", {"fields": fields}))["key"])


async def found(stage: Stage, jql: str) -> list[str]:
    answer = await ask(stage, "POST", "/search/jql", {"jql": jql, "fields": ["summary"]})
    return [each["key"] for each in answer["issues"]]


async def test_a_new_project_takes_issues_that_are_found(stage: Stage) -> None:
    made = await ask(stage, "POST", "/project", EXAMPLE)
    assert [await issue_in(stage, "EX"), await issue_in(stage, "EX")] == ["EX-1", "EX-2"]
    assert await found(stage, "project = EX ORDER BY key") == ["EX-1", "EX-2"]
    assert (await ask(stage, "GET", f"/project/{made['id']}"))["lead"]["displayName"] == "Dana Admin"
    assert stage.host.truth()["projects"] == ["PLAT", "DATA", "EX"]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"key": "plat"}, "projectKey"),
        ({"key": "PLAT"}, "projectKey"),
        ({"key": "E"}, "projectKey"),
        ({"name": " "}, "projectName"),
        ({"name": "platform"}, "projectName"),
        ({"name": "x" * 81}, "projectName"),
        ({"leadAccountId": "nobody"}, "projectLead"),
    ],
)
async def test_a_project_that_cannot_be_is_refused_by_field(stage: Stage, wish: dict[str, str], field: str) -> None:
    refused = await stage.client.post(f"{API}/project", json=EXAMPLE | wish, headers=DANA)
    assert (refused.status_code, list(refused.json()["errors"])) == (400, [field])
    await ask(stage, "POST", "/project", EXAMPLE)


async def test_a_new_name_of_a_project_shows_on_all_its_issues(stage: Stage) -> None:
    await ask(stage, "PUT", "/issue/PLAT-2", {"fields": {"summary": "Edited"}})
    await ask(stage, "PUT", "/project/PLAT", {"name": "The platform"})
    for key in ("PLAT-1", "PLAT-2"):
        assert (await ask(stage, "GET", f"/issue/{key}"))["fields"]["project"]["name"] == "The platform"
    assert await issue_in(stage, "PLAT") == "PLAT-241"


async def test_a_project_is_given_no_other_key_here(stage: Stage) -> None:
    refused = await stage.client.put(f"{API}/project/PLAT", json={"key": "NEW"}, headers=DANA)
    assert refused.status_code == 400
    await ask(stage, "PUT", "/project/PLAT", {"key": "PLAT", "name": "The platform"})


async def test_the_issues_of_a_project_go_with_it_and_its_key_begins_anew(stage: Stage) -> None:
    made = await issue_in(stage, "DATA")
    first = (await ask(stage, "GET", "/issue/DATA-1"))["id"]
    old = (await ask(stage, "GET", f"/issue/{made}"))["id"]
    await ask(stage, "DELETE", "/project/DATA")
    for gone in ("DATA-1", made, first, old):
        assert (await stage.client.get(f"{API}/issue/{gone}", headers=DANA)).status_code == 404
    await ask(stage, "POST", "/project", EXAMPLE | {"key": "DATA"})
    assert await issue_in(stage, "DATA") == "DATA-1"
    again = (await ask(stage, "GET", "/issue/DATA-1"))["id"]
    assert again not in (first, old)
    assert (await stage.client.get(f"{API}/issue/{first}", headers=DANA)).status_code == 404


async def test_what_an_app_tells_of_a_deleted_project_is_unknown(installed: Stage) -> None:
    await ask(installed, "DELETE", "/project/PLAT")
    sent = submission(repository(branches=[branch()]))
    answer = await installed.as_app("POST", "/rest/devinfo/0.10/bulk", json=sent)
    assert answer.json()["unknownIssueKeys"] == sent["repositories"][0]["branches"][0]["issueKeys"]


async def test_somebody_let_in_is_found_and_in_groups_until_they_are_let_out(stage: Stage) -> None:
    wish = {"emailAddress": "mia@acme.example", "displayName": "Mia", "products": ["jira-software"]}
    mia = (await ask(stage, "POST", "/user", wish))["accountId"]
    assert (await ask(stage, "POST", "/user", wish))["accountId"] == mia
    assert [each["accountId"] for each in await ask(stage, "GET", "/user/search?query=mia")] == [mia]
    names = {each["name"] for each in await ask(stage, "GET", f"/user/groups?accountId={mia}")}
    assert names == {EVERYONE, "jira-software-users"}
    await ask(stage, "DELETE", f"/user?accountId={mia}")
    assert await ask(stage, "GET", "/user/search?query=mia") == []


async def test_who_was_let_out_stays_who_did_what_they_did_and_signs_in_no_more(stage: Stage) -> None:
    eve = stage.host.site.world.eve
    headers = basic(eve.email, eve.token)
    assert (await stage.client.get(f"{API}/myself", headers=headers)).status_code == 200
    await ask(stage, "DELETE", f"/user?accountId={eve.account_id}")
    assert (await stage.client.get(f"{API}/myself", headers=headers)).status_code == 401
    reporter = (await ask(stage, "GET", "/issue/PLAT-1"))["fields"]["reporter"]
    assert (reporter["accountId"], reporter["displayName"], reporter["active"]) == (
        eve.account_id,
        "Former user",
        False,
    )


async def test_nobody_removes_themselves(stage: Stage) -> None:
    refused = await stage.client.delete(f"{API}/user?accountId={DANA_ID}", headers=DANA)
    assert refused.status_code == 400
    await ask(stage, "GET", "/myself")


async def test_the_audit_log_tells_who_changed_what_newest_first_by_words_and_time(stage: Stage) -> None:
    await ask(stage, "POST", "/project", EXAMPLE)
    await stage.clock.sleep(3600)
    await ask(stage, "PUT", "/project/EX", {"name": "Another"})
    await ask(stage, "POST", "/user", {"emailAddress": "mia@acme.example", "products": []})
    every = await ask(stage, "GET", "/auditing/record")
    assert [each["summary"] for each in every["records"]] == ["User created", "Project updated", "Project created"]
    assert {each["authorKey"] for each in every["records"]} == {DANA_ID}
    (updated,) = (await ask(stage, "GET", "/auditing/record?filter=updated%20another"))["records"]
    assert updated["changedValues"] == [{"fieldName": "name", "changedFrom": "Example", "changedTo": "Another"}]
    late = updated["created"].replace("+", "%2B")
    assert (await ask(stage, "GET", f"/auditing/record?from={late}"))["total"] == 2
    second = await ask(stage, "GET", "/auditing/record?offset=1&limit=1")
    assert ([each["summary"] for each in second["records"]], second["total"]) == (["Project updated"], 3)
    assert (await ask(stage, "GET", "/auditing/record?to=2020-01-01"))["total"] == 0
    assert (await ask(stage, "GET", "/auditing/record?to=soon"))["total"] == 3
