"""What a site answers before its applications are asked: under another name, to other addresses, to odd questions."""

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import DANA, SITE, TOKEN, SetClock, Switches
from wizard.lab.host import Twist
from wizard.lab.jira import JiraHost
from wizard.lab.jira.signin.api_tokens import LIFE_S
from wizard.lab.net.addresses import public_address

NEW = "https://renamed.atlassian.net"
MYSELF = "/rest/api/3/myself"


@pytest.mark.parametrize("path", [MYSELF, "/rest/plugins/1.0/", "/_edge/tenant_info"])
async def test_a_question_with_a_body_is_refused(stage: Stage, path: str) -> None:
    assert (await stage.client.request("GET", path, headers=DANA, json={})).status_code == 403
    assert (await stage.client.get(path, headers=DANA)).status_code == 200


@pytest.mark.parametrize(
    ("kept_out", "sender"),
    [("everywhere", "gitlab-host"), ("everywhere", "gitlab-com"), ("gitlab-com", "gitlab-com")],
)
async def test_an_allowlist_without_gitlab_lets_people_in(stage: Stage, kept_out: str, sender: str) -> None:
    stage.set_fault("jira-gitlab-not-allowed", **{"from": kept_out})
    from_gitlab = httpx.ASGITransport(stage.host.app, client=(public_address(sender), 1))
    async with httpx.AsyncClient(transport=from_gitlab, base_url=SITE) as gitlab:
        refused = await gitlab.get(MYSELF, headers=DANA)
        assert (refused.status_code, "allowlist" in refused.text) == (403, True)
        assert (await stage.client.get(MYSELF, headers=DANA)).status_code == 200
        stage.lift_fault("jira-gitlab-not-allowed")
        assert (await gitlab.get(MYSELF, headers=DANA)).status_code == 200


async def test_an_allowlist_goes_by_who_asked_the_gateway(stage: Stage) -> None:
    over = httpx.ASGITransport(stage.host.app, client=(public_address("atlassian-gateway"), 1))
    stage.set_fault("jira-gitlab-not-allowed", **{"from": "everywhere"})
    async with httpx.AsyncClient(transport=over, base_url=SITE, auth=stage.host.service_account) as gateway:
        asked_by = {"x-forwarded-for": public_address("gitlab-host")}
        assert (await gateway.get(MYSELF, headers=asked_by)).status_code == 403
        assert (await gateway.get(MYSELF, headers={"x-forwarded-for": public_address("desktop")})).status_code == 200
        stage.lift_fault("jira-gitlab-not-allowed")
        assert (await gateway.get(MYSELF, headers=asked_by)).status_code == 200


async def test_tokens_end_after_a_year(stage: Stage) -> None:
    stage.clock.time += LIFE_S - 1
    assert (await stage.client.get(MYSELF, headers=DANA)).status_code == 200
    stage.clock.time += 1
    ended = await stage.client.get(MYSELF, headers=DANA)
    assert (ended.status_code, ended.headers["x-seraph-loginreason"]) == (401, "AUTHENTICATED_FAILED")


async def test_a_service_account_has_no_token_for_the_site(stage: Stage) -> None:
    robot = stage.host.site.world.robot
    for secret in ("", stage.host.service_account[1]):
        answer = await stage.client.get(MYSELF, auth=(robot.email, secret))
        assert answer.status_code == 401


async def test_nobody_but_the_gateway_is_the_gateway(stage: Stage) -> None:
    told = {"x-forwarded-for": public_address("atlassian-gateway")}
    answer = await stage.client.get(MYSELF, auth=stage.host.service_account, headers=told)
    assert answer.status_code == 401


@pytest.fixture
async def both(stage: Stage) -> httpx.AsyncClient:
    """The stage's site, that can be renamed, at both of its names."""
    host = JiraHost(SITE, seed=1, token=TOKEN, other_urls=(NEW,))
    switches = Switches()
    await host.start(stage.internet, SetClock(), Twist(switches.strike, SITE))
    stage.host, stage.switches = host, switches
    return httpx.AsyncClient(transport=httpx.ASGITransport(host.app))


async def test_before_it_is_renamed_the_new_name_is_nobodys(both: httpx.AsyncClient) -> None:
    assert (await both.get(f"{NEW}{MYSELF}", headers=DANA)).status_code == 404
    assert (await both.get(f"{SITE}{MYSELF}", headers=DANA)).status_code == 200


async def test_a_renamed_site_leads_from_the_old_name_to_the_new_one(both: httpx.AsyncClient, stage: Stage) -> None:
    stage.set_fault("jira-renamed", to=NEW)
    moved = await both.post(f"{SITE}/rest/devinfo/0.10/bulk?a=b", json={})
    assert (moved.status_code, moved.headers["location"]) == (302, f"{NEW}/rest/devinfo/0.10/bulk?a=b")
    assert (await both.get(f"{SITE}/status")).status_code == 302
    # A client that follows asks what was to be sent.
    assert (await both.get(moved.headers["location"])).status_code == 405
    told = await both.get(f"{NEW}/rest/api/3/serverInfo", headers=DANA)
    assert (told.status_code, told.json()["baseUrl"]) == (200, NEW)
    assert (await both.get(f"{NEW}{MYSELF}", headers=DANA)).json()["self"].startswith(f"{NEW}/rest/")
    stage.lift_fault("jira-renamed")
    assert (await both.get(f"{SITE}/rest/api/3/serverInfo", headers=DANA)).json()["baseUrl"] == SITE
