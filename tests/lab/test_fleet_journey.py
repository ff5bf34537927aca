"""A GitLab of one's own between Jira and two others: what works, and the four ways in which it goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import install
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun
from wizard.lab.person import at_jira, in_frame
from wizard.lab.person.browser import Browser
from wizard.lab.person.failure import Blocked

PROXY = "https://gitlab.example.com"
NORTH, SOUTH = "https://gitlab-north.example.com", "https://gitlab-south.example.com"
KEY = "gitlab-jira-connect-gitlab.example.com"
CALLBACK = "/-/jira_connect/oauth_callbacks"
REFUSED = "Could not be installed on the instance. Error response code 401"


class Fleet(Admin):
    """The administrator of all three."""

    @property
    def proxy(self) -> str:
        return self.gitlab["url"]

    async def at(self, url: str, method: str, path: str, **what) -> httpx.Response:
        token = self.gitlab["token"] if url == self.proxy else self.lab.ready["hosts"][url]["token"]
        return await self.client.request(method, f"{url}/api/v4{path}", headers={"PRIVATE-TOKEN": token}, **what)

    async def prepare(self, url: str, redirect: str, **settings: object) -> None:
        """Make the OAuth application of one instance and set what belongs to it."""
        wish = {"name": "GitLab for Jira", "redirect_uri": redirect, "scopes": "api", "confidential": False}
        made = (await self.at(url, "POST", "/applications", json=wish)).json()
        body = {"jira_connect_application_key": made["application_id"], **settings}
        assert (await self.at(url, "PUT", "/application/settings", json=body)).status_code == 200

    async def set_up(self, *, storage: bool = True) -> None:
        """Install the app of the proxy, and prepare both leaves for it."""
        storing = {"jira_connect_public_key_storage_enabled": storage}
        await self.prepare(self.proxy, self.proxy + CALLBACK, **storing)
        for url in (NORTH, SOUTH):
            await self.prepare(url, self.proxy + CALLBACK, jira_connect_proxy_url=self.proxy)
        await self.by_hand("jira-development-mode-on")
        done = await install(self, f"{self.proxy}/-/jira_connect/app_descriptor.json")
        assert done.status_code == 303, done.text

    async def choose(self, url: str) -> None:
        await self.on_page(lambda browser, app: in_frame.choose_leaf(browser, app, url))

    async def link(self, url: str) -> None:
        account = {url: {**self.lab.ready["hosts"][url], "url": url}}
        await self.on_page(lambda browser, app: in_frame.link_groups(browser, app, account, ("platform",)))

    async def on_page(self, act: Callable[[Browser, at_jira.OpenApp], None]) -> None:
        """Do something on the page of the proxy's app in Jira, in a browser of its own."""
        ready = self.lab.ready

        def browse() -> None:
            with Browser(ready["proxy"], ready["ca_file"]) as browser:
                at_jira.sign_in(browser, ready["jira"])
                act(browser, at_jira.get_started(browser, ready["jira"], KEY))

        await asyncio.to_thread(browse)


@pytest.fixture
async def fleet() -> AsyncIterator[Fleet]:
    async with LabRun(ServeOptions(scenario="fleet")) as lab, through_proxy(lab.ready) as client:
        yield Fleet(lab, client)


async def test_the_proxy_hands_jira_on_to_one_leaf_after_the_other(fleet: Fleet):
    await fleet.set_up()
    for url, issue in ((NORTH, "PLAT-11"), (SOUTH, "PLAT-12")):
        await fleet.choose(url)
        await fleet.link(url)
        made = {"branch": f"{issue}-behind-a-proxy", "ref": "main"}
        assert (await fleet.at(url, "POST", "/projects/1/repository/branches", params=made)).status_code == 201

        async def shows(issue: str = issue) -> bool:
            return f"{issue}-behind-a-proxy" in await fleet.branch_names(issue)

        await eventually(shows)
    truth = fleet.lab.truth()
    assert [truth[url]["subscriptions"] for url in (PROXY, NORTH, SOUTH)] == [[], ["platform"], ["platform"]]
    assert {truth[url]["app_key"] for url in (PROXY, NORTH, SOUTH)} == {KEY}


async def test_without_key_storage_a_leaf_refuses_what_the_proxy_hands_on(fleet: Fleet):
    await fleet.set_up(storage=False)
    with pytest.raises(Blocked, match=REFUSED):
        await fleet.choose(NORTH)
    await fleet.at(PROXY, "PUT", "/application/settings", json={"jira_connect_public_key_storage_enabled": True})
    await fleet.choose(NORTH)


async def test_a_leaf_that_sends_its_sign_in_to_itself_links_nothing(fleet: Fleet):
    await fleet.set_up()
    await fleet.prepare(NORTH, NORTH + CALLBACK)
    await fleet.choose(NORTH)
    with pytest.raises(Blocked, match="redirect"):
        await fleet.link(NORTH)
    await fleet.prepare(NORTH, PROXY + CALLBACK)
    await fleet.link(NORTH)


async def test_behind_a_proxy_below_a_path_a_leaf_has_another_key_and_lets_no_page_of_it_read(tmp_path: Path):
    path = tmp_path / "root.toml"
    path.write_text(f'base = "fleet"\n[gitlab]\nurl = "{PROXY}/hub"\n')
    async with LabRun(ServeOptions(scenario=str(path))) as lab, through_proxy(lab.ready) as client:
        fleet = Fleet(lab, client)
        await fleet.set_up()
        keys = {url: truth["app_key"] for url, truth in lab.truth().items() if "app_key" in truth}
        assert (keys[PROXY], keys[NORTH]) == (KEY, f"{KEY}/hub")
        await fleet.choose(NORTH)
        with pytest.raises(Blocked, match="Failed to load Jira Connect Application ID"):
            await fleet.link(NORTH)
