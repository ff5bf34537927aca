"""The Jira issue integration at work: mentions, closed issues, refused pushes and its test, from GitLab into Jira."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.gitlab.jira_issues.inheritance import REACHES_AFTER_S
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

PROJECT = "/projects/1"
OPEN_ISSUE = "status != Done and project = PLAT order by id"


@pytest.fixture
def admin(lab: LabRun, lab_client: httpx.AsyncClient) -> Admin:
    return Admin(lab, lab_client)


async def integrate(admin: Admin, **more: object) -> None:
    jira = admin.jira
    wish = {"url": jira["url"], "username": jira["email"], "password": jira["token"], **more}
    answer = await admin.at_gitlab("PUT", f"{PROJECT}/integrations/jira", json=wish)
    assert answer.status_code == 200


async def commit(admin: Admin, message: str, branch: str = "main") -> httpx.Response:
    action = {"action": "create", "file_path": f"{len(message)}.txt", "content": "x"}
    body = {"branch": branch, "commit_message": message, "actions": [action]}
    if branch != "main":
        body["start_branch"] = "main"
    return await admin.at_gitlab("POST", f"{PROJECT}/repository/commits", json=body)


async def open_issue(admin: Admin) -> str:
    """Return the key of an issue that is not done."""
    page = (await admin.at_jira("/rest/api/3/search/jql", jql=OPEN_ISSUE, fields="status", maxResults="1")).json()
    return str(page["issues"][0]["key"])


async def issue(admin: Admin, key: str) -> dict:
    return (await admin.at_jira(f"/rest/api/2/issue/{key}")).json()["fields"]


async def comments(admin: Admin, key: str) -> list[str]:
    return [one["body"] for one in (await issue(admin, key))["comment"]["comments"]]


async def links(admin: Admin, key: str) -> list[dict]:
    return (await admin.at_jira(f"/rest/api/2/issue/{key}/remotelink")).json()


def log(admin: Admin) -> list[dict]:
    return [one for one in admin.lab.truth()[admin.gitlab["url"]]["log"] if one["message"] == "Error sending message"]


async def test_a_commit_is_mentioned_once_with_a_comment_and_a_link_back(admin: Admin):
    await integrate(admin)
    made = (await commit(admin, "PLAT-3 try the door", "PLAT-3-door")).json()

    async def linked() -> bool:
        return len(await links(admin, "PLAT-3")) == 1

    await eventually(linked)
    (said,) = await comments(admin, "PLAT-3")
    url, home = made["web_url"], f"{admin.gitlab['url']}/platform/app"
    assert said == (
        f"[Dana Admin|{admin.gitlab['url']}/dana] mentioned this issue in [a commit|{url}] of [Platform / app|{home}]"
        f" on branch [PLAT-3-door|{home}/-/tree/PLAT-3-door]:{{quote}}PLAT-3 try the door{{quote}}"
    )
    (link,) = await links(admin, "PLAT-3")
    assert (link["relationship"], link["object"]["url"]) == ("mentioned on", url)
    assert link["object"]["title"] == "Commit - PLAT-3 try the door"


async def test_a_merge_request_that_is_written_again_is_mentioned_once(admin: Admin):
    await integrate(admin)
    await commit(admin, "door", "door")
    wish = {"title": "See PLAT-4", "source_branch": "door", "target_branch": "main"}
    made = (await admin.at_gitlab("POST", f"{PROJECT}/merge_requests", json=wish)).json()

    async def linked() -> bool:
        return len(await links(admin, "PLAT-4")) == 1

    await eventually(linked)
    path = f"{PROJECT}/merge_requests/{made['iid']}"
    await admin.at_gitlab("PUT", path, json={"description": "and PLAT-5"})

    async def linked_too() -> bool:
        return len(await links(admin, "PLAT-5")) == 1

    await eventually(linked_too)
    assert len(await links(admin, "PLAT-4")) == len(await comments(admin, "PLAT-4")) == 1


@pytest.mark.parametrize(
    "more, mentioned, said",
    [({"commit_events": False}, 0, 0), ({"comment_on_event_enabled": False}, 1, 0), ({}, 1, 1)],
)
async def test_switches_decide_what_is_told(admin: Admin, more: dict, mentioned: int, said: int):
    await integrate(admin, **more)
    await commit(admin, "PLAT-6 one")
    await commit(admin, "PLAT-7 and another one")

    async def settled() -> bool:
        (process,) = (await admin.at_gitlab("GET", "/sidekiq/process_metrics")).json()["processes"]
        return process["busy"] == 0

    await eventually(settled)
    assert len(await links(admin, "PLAT-6")) == mentioned
    assert len(await comments(admin, "PLAT-6")) == said


async def test_a_commit_on_main_closes_the_issue_by_the_first_way_to_done(admin: Admin):
    await integrate(admin, jira_issue_transition_automatic=True)
    key = await open_issue(admin)
    made = (await commit(admin, f"Closes {key}")).json()

    async def solved() -> bool:
        return bool(await comments(admin, key))

    await eventually(solved)
    assert await comments(admin, key) == [f"Issue solved with [{made['id']}|{made['web_url']}]."]
    assert (await issue(admin, key))["status"]["statusCategory"]["key"] == "done"


async def test_a_merge_closes_what_its_description_says_by_the_ids_that_are_set(admin: Admin):
    await integrate(admin, jira_issue_transition_id="21,31")
    page = (
        await admin.at_jira("/rest/api/3/search/jql", jql='project = PLAT and status = "To Do"', fields="key")
    ).json()
    key = page["issues"][0]["key"]
    await commit(admin, "door", "door")
    wish = {"title": "Door", "description": f"Fixes {key}", "source_branch": "door", "target_branch": "main"}
    made = (await admin.at_gitlab("POST", f"{PROJECT}/merge_requests", json=wish)).json()
    assert (await admin.at_gitlab("PUT", f"{PROJECT}/merge_requests/{made['iid']}/merge")).status_code == 200

    async def closed() -> bool:
        return (await issue(admin, key))["resolution"] is not None

    await eventually(closed)


async def test_a_wrong_transition_leaves_the_issue_and_is_logged(admin: Admin):
    await integrate(admin, jira_issue_transition_id="99")
    key = await open_issue(admin)
    await commit(admin, f"Closes {key}")

    async def logged() -> bool:
        return bool(log(admin))

    await eventually(logged)
    (line,) = log(admin)
    assert (line["client_status"], line["client_url"]) == ("400", admin.jira["url"])
    assert line["client_path"].endswith(f"/issue/{key}/transitions")
    assert (await issue(admin, key))["resolution"] is None


async def test_an_issue_that_the_user_may_not_see_is_logged_and_not_told(admin: Admin):
    await integrate(admin)
    await admin.lab.set_fault("jira-browse-missing", {})
    await commit(admin, "PLAT-8 is hidden")

    async def logged() -> bool:
        return [one["client_status"] for one in log(admin)] == ["404"]

    await eventually(logged)
    assert admin.jira["token"] not in str(log(admin))


async def test_silent_mode_holds_comments_back(admin: Admin):
    await integrate(admin)
    await admin.lab.set_fault("gitlab-silent-mode", {})
    await commit(admin, "PLAT-9 in silence")

    async def logged() -> bool:
        return any("silent mode" in one["exception.message"] for one in log(admin))

    await eventually(logged)
    assert await links(admin, "PLAT-9") == await comments(admin, "PLAT-9") == []


@pytest.mark.parametrize(
    "more, message, refused",
    [
        ({}, "no key", "No Jira issue found in commit message"),
        ({}, "PLAT-9999 is not looked for", ""),
        ({"jira_exists_check_enabled": True}, "PLAT-9999 is not there", "Jira issue PLAT-9999 does not exist"),
        ({"jira_exists_check_enabled": True}, "PLAT-3 is there", ""),
        ({"jira_status_check_enabled": True, "jira_allowed_statuses_as_string": "Nowhere"}, "PLAT-3", "allowed status"),
    ],
)
async def test_a_push_is_refused_for_its_message(admin: Admin, more: dict, message: str, refused: str):
    await integrate(admin, jira_check_enabled=True, **more)
    answer = await commit(admin, message)
    assert (answer.status_code, refused in answer.text) == ((400, True) if refused else (201, True))


@pytest.mark.parametrize(
    ("own", "message", "key"),
    [
        ({"jira_issue_prefix": "jira#"}, "jira#PLAT-13 is meant", "PLAT-13"),
        ({"jira_issue_regex": "(?:PLAT|DATA)-[0-9]+"}, "DATA-14 is meant", "DATA-14"),
    ],
)
async def test_an_own_prefix_or_pattern_decides_which_issues_a_commit_names(
    admin: Admin, own: dict, message: str, key: str
):
    await integrate(admin, **own)
    await commit(admin, f"{message}, PLAT-15 is not" if "jira_issue_prefix" in own else message)

    async def linked() -> bool:
        return len(await links(admin, key)) == 1

    await eventually(linked)
    assert await links(admin, "PLAT-15") == []


async def test_a_release_with_the_fault_of_own_patterns_finds_by_the_usual_one(admin: Admin):
    await integrate(admin, jira_issue_prefix="jira#")
    await admin.lab.set_fault("gitlab-version-regex", {})
    await commit(admin, "PLAT-16 is found")

    async def linked() -> bool:
        return len(await links(admin, "PLAT-16")) == 1

    await eventually(linked)
    await admin.lab.lift_fault("gitlab-version-regex")
    await commit(admin, "PLAT-17 is not, jira#PLAT-18 is")

    async def found() -> bool:
        return len(await links(admin, "PLAT-18")) == 1

    await eventually(found)
    assert await links(admin, "PLAT-17") == []


async def test_the_integration_of_a_group_works_in_its_projects(admin: Admin):
    jira = admin.jira
    wish = {"url": jira["url"], "username": jira["email"], "password": jira["token"]}
    assert (await admin.at_gitlab("PUT", "/groups/platform/integrations/jira", json=wish)).status_code == 200
    admin.lab.clock.advance(REACHES_AFTER_S)
    await commit(admin, "PLAT-10 from the group")

    async def linked() -> bool:
        return len(await links(admin, "PLAT-10")) == 1

    await eventually(linked)


@pytest.fixture
async def browser() -> AsyncIterator[tuple[Admin, dict[str, str]]]:
    """An admin whose client is signed in by its cookie, and the header of its forms."""
    async with LabRun(ServeOptions()) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        page = await client.get(f"{admin.gitlab['url']}/users/sign_in")
        csrf = page.text.partition('name="authenticity_token" value="')[2].partition('"')[0]
        form = {"authenticity_token": csrf, "user[login]": "dana", "user[password]": admin.gitlab["token"]}
        assert (await client.post(f"{admin.gitlab['url']}/users/sign_in", data=form)).status_code == 302
        sessions = lab.internet.sites[admin.gitlab["url"]].host.instance.sessions
        session = sessions.find(client.cookies["_gitlab_session"])
        yield admin, {"X-CSRF-Token": session.csrf}


async def tried(admin: Admin, headers: dict[str, str], **fields: str) -> httpx.Response:
    url = f"{admin.gitlab['url']}/platform/app/-/settings/integrations/jira/test"
    return await admin.client.put(
        url, headers=headers, data={f"service[{name}]": value for name, value in fields.items()}
    )


async def test_the_test_of_the_page_asks_jira_and_says_what_failed(browser: tuple[Admin, dict[str, str]]):
    admin, headers = browser
    jira = admin.jira
    good = {"url": jira["url"], "username": jira["email"], "password": jira["token"]}
    assert (await tried(admin, headers, **good)).json() == {}
    seen = [row["path"] for row in admin.lab.traffic.since(0) if row["from"] == "gitlab-host"]
    assert seen[-2:] == ["/rest/api/2/serverInfo", "/rest/api/2/myself"]
    wrong = (await tried(admin, headers, **good | {"password": "lab-ATATTwrong"})).json()
    assert (wrong["message"], wrong["test_failed"]) == ("Connection failed. Check your integration settings.", True)
    bad = (await tried(admin, headers, **good | {"url": "no address"})).json()
    assert (bad["message"], bad["test_failed"]) == ("Validations failed.", False)
    assert (await tried(admin, {}, **good)).status_code == 422
    assert (await tried(admin, headers, **good)).json() == {}
