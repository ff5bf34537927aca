"""The person's browser keeps to the rules of a real one."""

import asyncio
from collections.abc import Callable

import httpx
import pytest

from wizard.lab.net.run import LabRun
from wizard.lab.person.browser import Browser, CorsRefused
from wizard.lab.person.failure import Blocked

JIRA_PAGE = "https://acme.atlassian.net/page"
GITLAB_API = "https://gitlab.example.com/api/v4/user"


async def in_browser(lab: LabRun, act: Callable[[Browser], httpx.Response]) -> httpx.Response:
    def run() -> httpx.Response:
        with Browser(lab.ready["proxy"], lab.ready["ca_file"]) as browser:
            return act(browser)

    return await asyncio.to_thread(run)


async def test_an_answer_without_permission_is_kept_from_the_page(lab: LabRun):
    url = "https://acme.atlassian.net/status"
    with pytest.raises(CorsRefused):
        await in_browser(lab, lambda browser: browser.fetch("https://gitlab.com/frame", "GET", url))
    own = await in_browser(lab, lambda browser: browser.fetch(JIRA_PAGE, "GET", url))
    assert own.status_code == 200


async def test_a_request_that_is_not_simple_is_asked_for_first(lab: LabRun):
    headers = {"Authorization": "Bearer nothing"}
    answer = await in_browser(lab, lambda browser: browser.fetch(JIRA_PAGE, "GET", GITLAB_API, headers=headers))
    assert answer.status_code == 401
    assert [row["method"] for row in lab.traffic.since(0)] == ["OPTIONS", "GET"]


async def test_without_permission_the_real_request_is_never_sent(lab: LabRun):
    url = "https://gitlab.com/-/jira_connect/installations"
    with pytest.raises(CorsRefused):
        await in_browser(lab, lambda browser: browser.fetch(JIRA_PAGE, "PUT", url, json={}))
    assert [row["method"] for row in lab.traffic.since(0)] == ["OPTIONS"]


async def test_a_site_that_cannot_be_reached_is_said_as_a_browser_says_it(lab: LabRun):
    await lab.set_fault("network-refused", {})
    with pytest.raises(Blocked, match=r"can't be reached: gitlab\.example\.com"):
        await in_browser(lab, lambda browser: browser.open("https://gitlab.example.com/users/sign_in"))


async def test_a_bad_certificate_stops_the_person(lab: LabRun):
    await lab.set_fault("tls-expired", {})
    with pytest.raises(Blocked, match="can't be reached"):
        await in_browser(lab, lambda browser: browser.open("https://gitlab.example.com/"))


async def test_only_secure_addresses_are_opened(lab: LabRun):
    with pytest.raises(Blocked, match="not secure"):
        await in_browser(lab, lambda browser: browser.open("http://gitlab.example.com/"))


async def test_a_redirect_to_the_stop_is_not_followed(lab: LabRun):
    stop = "https://gitlab.example.com/users/sign_in"
    start = "https://gitlab.example.com/oauth/authorize?client_id=x&response_type=code"
    answer = await in_browser(lab, lambda browser: browser.open(start, stop_at=stop))
    assert answer.status_code in (302, 303)
