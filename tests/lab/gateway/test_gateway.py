"""Programs with scoped tokens reach the site over Atlassian's gateway, and there only."""

import httpx
import pytest

from tests.lab.admin import Admin, eventually

GATEWAY = "https://api.atlassian.com"
MYSELF = "/rest/api/3/myself"
ISSUE = {"fields": {"project": {"key": "PLAT"}, "summary": "Over the gateway", "issuetype": {"name": "Task"}}}


class Program:
    """A program with the service account's token, at the gateway."""

    def __init__(self, admin: Admin, cloud_id: str) -> None:
        card = admin.lab.ready["hosts"][GATEWAY]
        self.account = (card["user"], card["token"])
        self.base = f"{GATEWAY}/ex/jira/{cloud_id}"
        self.client = admin.client

    async def ask(self, method: str, path: str, *, auth: tuple[str, str] | None = None, **what) -> httpx.Response:
        return await self.client.request(method, f"{self.base}{path}", auth=auth or self.account, **what)


@pytest.fixture
async def program(admin: Admin) -> Program:
    tenant = await admin.client.get(f"{admin.jira['url']}/_edge/tenant_info")
    return Program(admin, tenant.json()["cloudId"])


def reader(admin: Admin) -> tuple[str, str]:
    """A token of the administrator that may only read."""
    site = admin.lab.internet.sites[admin.jira["url"]].host.site
    return admin.jira["email"], site.tokens.of_a_reader.secret


async def test_a_service_account_works_at_the_gateway_and_not_at_the_site(admin: Admin, program: Program):
    found = await program.ask("GET", MYSELF)
    assert (found.status_code, found.json()["emailAddress"]) == (200, program.account[0])
    assert program.account[0].endswith("@serviceaccount.atlassian.com")
    assert found.json()["self"].startswith(f"{program.base}/rest/api/3/user")
    at_the_site = await admin.client.get(f"{admin.jira['url']}{MYSELF}", auth=program.account)
    assert at_the_site.status_code == 401
    made = await program.ask("POST", "/rest/api/3/issue", json=ISSUE)
    assert made.status_code == 201
    read = await program.ask("GET", f"/rest/api/3/issue/{made.json()['key']}", params={"fields": "summary"})
    assert read.json()["fields"]["summary"] == "Over the gateway"


async def test_a_classic_token_works_at_the_site_and_not_at_the_gateway(admin: Admin, program: Program):
    classic = (admin.jira["email"], admin.jira["token"])
    refused = await program.ask("GET", MYSELF, auth=classic)
    assert refused.status_code == 401
    assert (await admin.at_jira(MYSELF)).status_code == 200


async def test_what_the_scopes_do_not_name_is_refused_in_atlassians_words(admin: Admin, program: Program):
    auth = reader(admin)
    assert (await program.ask("GET", MYSELF, auth=auth)).status_code == 200
    refused = await program.ask("POST", "/rest/api/3/issue", auth=auth, json=ISSUE)
    assert (refused.status_code, refused.json()["message"]) == (401, "Unauthorized; scope does not match")
    allowed = await program.ask("POST", "/rest/api/3/search/jql", auth=auth, json={"jql": "key = PLAT-1"})
    assert allowed.status_code == 200


@pytest.mark.parametrize("path", ["/rest/plugins/1.0/", "/rest/dev-status/latest/issue/summary?issueId=10001"])
async def test_no_scope_opens_what_is_no_part_of_the_platform(program: Program, path: str):
    refused = await program.ask("GET", path)
    assert (refused.status_code, refused.json()["message"]) == (401, "Unauthorized; scope does not match")


async def test_failures_at_the_gateway_lock_the_account_everywhere(admin: Admin, program: Program):
    wrong = (admin.jira["email"], "lab-ATSTTwrong")
    for _ in range(5):
        assert (await program.ask("GET", MYSELF, auth=wrong)).status_code == 401
    locked = await admin.at_jira(MYSELF)
    assert (locked.status_code, locked.headers["x-seraph-loginreason"]) == (401, "AUTHENTICATION_DENIED")


async def test_the_sites_of_a_token_are_listed_with_its_scopes(admin: Admin, program: Program):
    bearer = {"Authorization": f"Bearer {program.account[1]}"}
    resources = f"{GATEWAY}/oauth/token/accessible-resources"
    (one,) = (await admin.client.get(resources, headers=bearer)).json()
    assert (one["id"], one["url"], one["name"]) == (program.base.rpartition("/")[2], admin.jira["url"], "acme")
    assert "write:jira-work" in one["scopes"]
    assert (await admin.client.get(f"{program.base}{MYSELF}", headers=bearer)).status_code == 200
    assert (await admin.client.get(f"{admin.jira['url']}{MYSELF}", headers=bearer)).status_code == 401
    assert (await admin.client.get(resources)).status_code == 401
    assert (await admin.client.get(resources, headers={"Authorization": "Bearer x"})).status_code == 401


async def test_what_the_gateway_does_not_know_it_says_itself(admin: Admin, program: Program):
    nowhere = await admin.client.get(f"{GATEWAY}/ex/jira/11111111-2222-3333-4444-555555555555{MYSELF}")
    assert (nowhere.status_code, nowhere.json()) == (404, {"code": 404, "message": "Not Found"})
    nobody = await admin.client.get(f"{program.base}{MYSELF}")
    assert (nobody.status_code, nobody.json()) == (401, {"code": 401, "message": "Unauthorized"})
    other = await admin.client.get(f"{GATEWAY}/ex/confluence/1")
    assert other.status_code == 404


async def test_a_token_that_was_made_with_scopes_works_at_the_gateway_instead(admin: Admin, program: Program):
    theirs = (admin.jira["email"], admin.jira["token"])
    await admin.lab.set_fault("jira-token-scoped", {})
    assert (await admin.at_jira(MYSELF)).status_code == 401
    assert (await program.ask("GET", MYSELF, auth=theirs)).status_code == 200
    await admin.lab.lift_fault("jira-token-scoped")
    assert (await admin.at_jira(MYSELF)).status_code == 200


async def test_a_site_that_does_not_answer_is_a_timeout_of_the_gateway(admin: Admin, program: Program):
    await admin.lab.set_fault("network-refused", {"host": admin.jira["url"], "from": "atlassian-gateway"})
    assert (await program.ask("GET", MYSELF)).status_code == 504
    await admin.lab.lift_fault("network-refused")
    assert (await program.ask("GET", MYSELF)).status_code == 200


async def test_a_renamed_site_answers_at_its_new_name_and_over_the_gateway(admin: Admin, program: Program):
    await admin.lab.set_fault("jira-renamed", {})
    new = "https://renamed.atlassian.net"
    moved = await admin.at_jira(MYSELF)
    assert (moved.status_code, moved.headers["location"]) == (302, f"{new}{MYSELF}")
    theirs = (admin.jira["email"], admin.jira["token"])
    assert (await admin.client.get(f"{new}{MYSELF}", auth=theirs)).status_code == 200
    assert (await program.ask("GET", MYSELF)).status_code == 200
    await admin.lab.lift_fault("jira-renamed")
    assert (await admin.client.get(f"{new}{MYSELF}", auth=theirs)).status_code == 404
    assert (await admin.at_jira(MYSELF)).status_code == 200


async def test_what_gitlab_writes_to_a_renamed_site_ends_as_a_question_that_is_refused(admin: Admin):
    await admin.connect()
    await admin.lab.set_fault("jira-renamed", {})
    await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": "PLAT-3-moved", "ref": "main"})

    def seen() -> list[tuple[str, str, int]]:
        rows = admin.lab.traffic.since(0)
        return [
            (row["host"], row["method"], row["status"])
            for row in rows
            if row["from"] == "gitlab-host" and row["path"] == "/rest/devinfo/0.10/bulk" and row["status"] != 202
        ]

    async def refused() -> bool:
        return len(seen()) == 2

    await eventually(refused)
    assert seen() == [(admin.jira["url"], "POST", 302), (admin.jira["url"], "GET", 405)]

    async def told() -> bool:
        return any('"responseCode":405' in str(line) for line in admin.lab.truth()[admin.gitlab["url"]]["log"])

    await eventually(told)
    await admin.lab.lift_fault("jira-renamed")
    await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": "PLAT-3-back", "ref": "main"})

    async def arrived() -> bool:
        return "PLAT-3-back" in await admin.branch_names("PLAT-3")

    await eventually(arrived)
