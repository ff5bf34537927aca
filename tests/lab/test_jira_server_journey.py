"""GitLab's Jira issue integration at work with a Jira of one's own: by password, by token, and after a CAPTCHA."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

PROJECT = "/projects/1"
TRIAL = "/platform/app/-/settings/integrations/jira/test"


@pytest.fixture
def scenario() -> str:
    return "server"


def person(admin: Admin) -> tuple[str, str]:
    """Return name and password of who administers the Jira."""
    card = next(one for one in admin.lab.ready["hosts"].values() if one["kind"] == "jira-server")
    return card["user"], card["token"]


async def integrate(admin: Admin, **more: object) -> None:
    name, password = person(admin)
    wish = {"url": admin.jira["url"], "username": name, "password": password, **more}
    answer = await admin.at_gitlab("PUT", f"{PROJECT}/integrations/jira", json=wish)
    assert answer.status_code == 200


async def commit(admin: Admin, message: str) -> None:
    action = {"action": "create", "file_path": f"{len(message)}.txt", "content": "x"}
    body = {"branch": "main", "commit_message": message, "actions": [action]}
    assert (await admin.at_gitlab("POST", f"{PROJECT}/repository/commits", json=body)).status_code == 201


async def at_server(admin: Admin, path: str, **params: str) -> Any:
    answer = await admin.client.get(f"{admin.jira['url']}/rest/api/2{path}", params=params, auth=person(admin))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def trial(admin: Admin) -> dict[str, Any]:
    """Press Test settings in GitLab, signed in as the administrator."""
    origin, client = admin.gitlab["url"], admin.client
    page = await client.get(f"{origin}/users/sign_in")
    token = re.search(r'name="authenticity_token" value="([^"]+)"', page.text)
    if token is not None:
        form = {"user[login]": admin.gitlab["user"], "user[password]": admin.gitlab["token"]}
        await client.post(f"{origin}/users/sign_in", data=form | {"authenticity_token": token[1]})
    page = await client.get(f"{origin}/-/jira_connect/branches/new?issue_key=PLAT-1&issue_summary=x")
    token = re.search(r'name="authenticity_token" value="([^"]+)"', page.text)
    assert token is not None
    answer = await client.put(f"{origin}{TRIAL}", headers={"X-CSRF-Token": token[1]})
    return dict(answer.json())


async def test_a_commit_is_mentioned_and_another_resolves_the_issue_as_the_workflow_leads_on(admin: Admin):
    await integrate(admin, jira_issue_transition_automatic=True)
    found = await at_server(admin, "/search", jql="project = PLAT AND status = Open order by key", maxResults="2")
    spoken_of, solved = (each["key"] for each in found["issues"])
    await commit(admin, f"{spoken_of} try the door")
    await commit(admin, f"Fixes {solved}: shut it")

    async def both() -> bool:
        links = await at_server(admin, f"/issue/{spoken_of}/remotelink")
        said = await at_server(admin, f"/issue/{solved}/comment")
        return len(links) == 1 and said["total"] == 1

    await eventually(both)
    shown = await at_server(admin, f"/issue/{spoken_of}", expand="renderedFields")
    (said,) = shown["fields"]["comment"]["comments"]
    assert (said["author"]["name"], "mentioned this issue in [a commit|" in said["body"]) == ("dana", True)
    assert '<a href="https://gitlab.example.com/' in shown["renderedFields"]["comment"]["comments"][0]["body"]
    after = (await at_server(admin, f"/issue/{solved}"))["fields"]
    assert (after["status"]["name"], after["resolution"]["name"]) == ("Resolved", "Done")
    assert after["comment"]["comments"][0]["body"].startswith("Issue solved with [")


async def test_the_trial_signs_in_by_password_or_by_token(admin: Admin):
    await integrate(admin)
    assert await trial(admin) == {}
    made = await admin.client.post(
        f"{admin.jira['url']}/rest/pat/latest/tokens", auth=person(admin), json={"name": "GitLab"}
    )
    await integrate(admin, jira_auth_type=1, username="", password=made.json()["rawToken"])
    assert await trial(admin) == {}
    await integrate(admin, jira_auth_type=1, username="", password="wrong")
    assert (await trial(admin))["test_failed"] is True
    await integrate(admin, jira_auth_type=0)
    assert await trial(admin) == {}


async def test_before_8_14_a_token_signs_nobody_in_and_below_a_path_a_password_does(tmp_path: Path):
    path = tmp_path / "old.toml"
    path.write_text('base = "server"\n[jira_server]\nurl = "https://jira.example.com/jira"\nversion = "8.5"')
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        assert admin.jira["url"] == "https://jira.example.com/jira"
        await integrate(admin, jira_auth_type=1, username="", password="lab-pat-of-later-times")
        assert (await trial(admin))["test_failed"] is True
        await integrate(admin, jira_auth_type=0)
        assert await trial(admin) == {}


async def test_a_wrong_password_that_is_saved_three_times_ends_in_a_captcha_that_a_person_solves(admin: Admin):
    for _ in range(3):
        await integrate(admin, password="wrong")
    await integrate(admin)
    failed = await trial(admin)
    assert (failed["test_failed"], "AUTHENTICATION_DENIED" in failed["service_response"]) == (True, True)
    assert admin.lab.truth()[admin.jira["url"]]["captcha"] == ["dana"]
    async with through_proxy(admin.lab.ready) as browser:
        await sign_in_with_captcha(browser, admin)
    assert await trial(admin) == {}


async def sign_in_with_captcha(browser: httpx.AsyncClient, admin: Admin) -> None:
    address = f"{admin.jira['url']}/login.jsp"
    form = dict(zip(("os_username", "os_password"), person(admin), strict=True))
    word = re.search(r'id="captcha">(\w+)<', (await browser.post(address, data=form)).text)
    assert word is not None
    assert (await browser.post(address, data=form | {"os_captcha": word[1]})).status_code == 302
