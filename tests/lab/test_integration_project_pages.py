"""Where the integration shows on GitLab's own pages: the link that opens Jira, and the list of Jira issues."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

PROJECT = "/platform/app"
ISSUES = f"{PROJECT}/-/integrations/jira/issues"
WRONG = "Something went wrong while trying to fetch related Jira issues."


async def sign_in(client: httpx.AsyncClient, admin: Admin) -> None:
    url = f"{admin.gitlab['url']}/users/sign_in"
    csrf = (await client.get(url)).text.partition('name="authenticity_token" value="')[2].partition('"')[0]
    form = {"authenticity_token": csrf, "user[login]": "dana", "user[password]": admin.gitlab["token"]}
    assert (await client.post(url, data=form)).status_code == 302


async def integrate(admin: Admin, **more: object) -> None:
    jira = admin.jira
    wish = {"url": jira["url"], "username": jira["email"], "password": jira["token"], **more}
    assert (await admin.at_gitlab("PUT", "/projects/1/integrations/jira", json=wish)).status_code == 200


async def page(admin: Admin, path: str) -> httpx.Response:
    return await admin.client.get(admin.gitlab["url"] + path)


@pytest.fixture
async def signed_in(admin: Admin) -> Admin:
    await sign_in(admin.client, admin)
    return admin


@pytest.fixture
async def of_old() -> AsyncIterator[Admin]:
    """Both sides with a GitLab that searches as Jira Cloud answered once."""
    async with LabRun(ServeOptions(gitlab_version="18.2.0-ee")) as lab, through_proxy(lab.ready) as client:
        admin = Admin(lab, client)
        await sign_in(client, admin)
        yield admin


async def test_a_project_shows_a_link_that_opens_jira_once_the_integration_is_on(signed_in: Admin):
    assert 'id="jira"' not in (await page(signed_in, PROJECT)).text
    await integrate(signed_in)
    shown = (await page(signed_in, PROJECT)).text
    assert f'<a id="jira" href="{signed_in.jira["url"]}">' in shown
    assert (await signed_in.client.get(signed_in.jira["url"])).status_code < 400


@pytest.mark.parametrize("path", ["/platform/nothing", "/nowhere/app", "/platform", "/api/v4/nothing", "/-/x/y"])
async def test_what_is_no_project_stays_not_found(path: str, signed_in: Admin):
    answer = await page(signed_in, path)
    assert answer.status_code == 404
    assert ("json" in answer.headers["content-type"]) is path.startswith("/api/")


async def test_who_did_not_sign_in_is_led_to_the_sign_in_page(admin: Admin):
    answer = await page(admin, PROJECT)
    assert (answer.status_code, answer.headers["location"].endswith("/users/sign_in")) == (302, True)


async def test_issues_of_the_named_projects_are_listed_with_links_to_jira(signed_in: Admin):
    await integrate(signed_in)
    assert (await page(signed_in, ISSUES)).status_code == 404
    await integrate(signed_in, issues_enabled=True, project_keys=["DATA"])
    text = (await page(signed_in, ISSUES)).text
    assert f'href="{signed_in.jira["url"]}/browse/DATA-' in text
    assert "PLAT-" not in text


async def test_a_gitlab_from_before_the_repair_lists_no_issues_of_jira_cloud(of_old: Admin):
    await integrate(of_old, issues_enabled=True, project_keys=["PLAT"])
    assert WRONG in (await page(of_old, ISSUES)).text


async def test_the_licence_is_for_administrators(admin: Admin):
    assert (await admin.at_gitlab("GET", "/license")).json()["plan"] == "ultimate"
    await admin.lab.set_fault("gitlab-user-not-admin", {})
    assert (await admin.at_gitlab("GET", "/license")).status_code == 403


async def test_the_link_of_a_mention_leads_back_and_the_issue_opens_in_jira(signed_in: Admin):
    await integrate(signed_in)
    action = {"action": "create", "file_path": "x.txt", "content": "x"}
    body = {"branch": "probe", "start_branch": "main", "commit_message": "PLAT-12 seen", "actions": [action]}
    made = (await signed_in.at_gitlab("POST", "/projects/1/repository/commits", json=body)).json()
    client, jira = signed_in.client, signed_in.jira
    assert (await client.get(f"{jira['url']}/browse/PLAT")).status_code == 302
    form = (await client.get(f"{jira['url']}/login")).text
    token = form.partition('name="atl_token" value="')[2].partition('"')[0]
    sent = {"atl_token": token, "username": jira["email"], "password": jira["token"]}
    assert (await client.post(f"{jira['url']}/login", data=sent)).status_code == 302

    async def shown() -> bool:
        return f'href="{made["web_url"]}"' in (await client.get(f"{jira['url']}/browse/PLAT-12")).text

    await eventually(shown)
    assert (await client.get(f"{jira['url']}/browse/PLAT")).status_code == 200
    assert (await client.get(f"{jira['url']}/browse/NONE-1")).status_code == 404


async def test_an_issue_opens_in_a_jira_of_one_s_own_for_who_signed_in():
    async with LabRun(ServeOptions(scenario="server")) as lab, through_proxy(lab.ready) as client:
        url, account = lab.ready["jira"]["url"], lab.ready["integration"]["server"]
        assert (await client.get(f"{url}/browse/PLAT-1")).headers["location"] == f"{url}/login.jsp"
        sent = {"os_username": account["username"], "os_password": account["token"]}
        assert (await client.post(f"{url}/login.jsp", data=sent)).status_code == 302
        seen = [(await client.get(f"{url}/browse/{key}")).status_code for key in ("PLAT-1", "PLAT", "NONE-1", "NONE")]
        assert seen == [200, 200, 404, 404]
