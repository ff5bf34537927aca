"""The route of an own private listing by hand: vendor, review, token, site, groups, and a branch that arrives."""

import asyncio
import html
import re
from typing import Any

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import APP_KEY, DESCRIPTOR, UPM, configure
from wizard.lab.marketplace import URL
from wizard.lab.marketplace.catalogue import APPROVAL_S
from wizard.lab.person import PersonFailed
from wizard.lab.person.browser import Browser, page_of

TOKENS = f"{URL}/manage/plugins/{APP_KEY}/private-listings"
MANAGE = "/plugins/servlet/upm"


@pytest.fixture
def scenario() -> str:
    return "manual"


def submit(browser: Browser, page: str, form_id: str, **filled: str) -> str:
    """Send a form of a page as a person does and return where it led."""
    answer = browser.open(page)
    form = page_of(answer).form(form_id)
    assert form is not None, answer.text
    done = browser.submit(str(answer.url), form, filled)
    assert done.status_code == 200, done.text
    return str(done.url)


def list_app(ready: dict[str, Any]) -> None:
    with Browser(ready["proxy"], ready["ca_file"]) as browser:
        account = ready["hosts"][URL]
        submit(browser, f"{URL}/login", "login", username=account["user"], password=account["token"])
        submit(browser, f"{URL}/manage/listings", "create-listing", descriptor_url=DESCRIPTOR)


def make_token(ready: dict[str, Any]) -> str:
    """Return the installation URL of a new token for the site."""
    with Browser(ready["proxy"], ready["ca_file"]) as browser:
        account = ready["hosts"][URL]
        submit(browser, f"{URL}/login", "login", username=account["user"], password=account["token"])
        submit(browser, TOKENS, "create-token", site="acme.atlassian.net")
        found = re.search(r'href="([^"]+access-token=[^"]+)"', browser.open(TOKENS).text)
        assert found is not None
        return html.unescape(found[1])


def upload(ready: dict[str, Any], address: str) -> None:
    jira = ready["jira"]
    with Browser(ready["proxy"], ready["ca_file"]) as browser:
        submit(browser, f"{jira['url']}/login", "username", username=jira["email"], password=jira["token"])
        submit(browser, jira["url"] + MANAGE, "upm-settings", privateListingsEnabled="true")
        submit(browser, jira["url"] + MANAGE, "install-private-app", descriptor_url=address)


async def test_the_whole_route_brings_a_new_branch_to_jira(admin: Admin):
    await configure(admin)
    ready = admin.lab.ready
    await asyncio.to_thread(list_app, ready)
    admin.lab.clock.advance(APPROVAL_S)
    await asyncio.to_thread(upload, ready, await asyncio.to_thread(make_token, ready))
    app = (await admin.at_jira(f"{UPM}/{APP_KEY}-key")).json()
    assert (app["enabled"], app["version"]) == (True, "1.0.0-AC")
    await admin.by_hand("jira-app-get-started", "gitlab-link-groups")
    new = {"branch": "PLAT-7-listed", "ref": "main"}
    assert (await admin.at_gitlab("POST", "/projects/1/repository/branches", params=new)).status_code == 201

    async def shows() -> bool:
        return "PLAT-7-listed" in await admin.branch_names("PLAT-7")

    await eventually(shows)
    auth = (admin.jira["email"], admin.jira["token"])
    plugin = f"{admin.jira['url']}{UPM}/{APP_KEY}-key"
    assert (await admin.client.delete(plugin, auth=auth)).status_code == 403
    token = f"{admin.jira['url']}{UPM}/license-tokens/{APP_KEY}-key"
    assert (await admin.client.delete(token, auth=auth)).status_code == 204
    assert (await admin.client.delete(plugin, auth=auth)).status_code == 204


async def test_the_site_asks_the_marketplace_for_what_it_installs(admin: Admin):
    await admin.by_hand("jira-get-app")
    asked = {(row["from"], row["method"], row["path"].partition("?")[0]) for row in admin.lab.traffic.since(0)}
    key = "gitlab-jira-connect-gitlab.com"
    assert {
        ("jira", "GET", f"/rest/2/addons/{key}/versions/latest"),
        ("jira", "GET", "/download/apps/1221011/100024/atlassian-connect.json"),
        ("marketplace", "GET", "/-/jira_connect/app_descriptor.json"),
    } <= asked
    assert ("jira", "GET", "/-/jira_connect/app_descriptor.json") not in asked
    assert (await admin.at_jira(f"{UPM}/{key}-key")).json()["version"] == "1.0.24-AC"


async def test_a_person_approves_the_forge_version_and_data_goes_on(admin: Admin):
    await admin.by_hand("jira-get-app")
    with pytest.raises(PersonFailed, match="No update of the app waits for approval"):
        await admin.by_hand("jira-approve-update")
    await admin.lab.set_fault("jira-update-waiting", {})
    (waiting,) = (await admin.at_jira(f"{UPM}/updates")).json()["plugins"]
    assert (waiting["version"], waiting["requiresApproval"]) == ("2.0.0", True)
    await admin.by_hand("jira-approve-update")
    assert (await admin.at_jira(f"{UPM}/updates")).json() == {"plugins": []}
    assert (await admin.at_jira(f"{UPM}/{waiting['key']}-key")).json()["version"] == "2.0.0"
