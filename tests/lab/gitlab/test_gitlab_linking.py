"""Linking a group: every check in its order, and the pages around it."""

import json
import re
from html import unescape

import pytest

from tests.lab.gitlab.small_net import COM, JIRA, SELF, Lab, SmallNet, context_token, page_token, start
from wizard.lab.host import Answer

SUBSCRIPTIONS = "/integrations/jira_connect/subscriptions"
NO_NAMESPACE = "Cannot find namespace. Make sure you have sufficient permissions."


@pytest.fixture
async def ready(gitlab: Lab) -> Lab:
    gitlab.known_to_jira()
    return gitlab


async def test_linked_group_is_in_the_truth_and_the_lists(linked: Lab) -> None:
    assert linked.host.truth()["subscriptions"] == ["platform"]
    for path in ("/groups/platform/integrations", "/groups/platform%2Fmobile/integrations", "/projects/1/integrations"):
        rows = (await linked.api("GET", path)).json()
        assert [row["slug"] for row in rows] == ["jira-cloud-app"], path
    assert (await linked.api("GET", "/groups/data/integrations/jira-cloud-app")).status_code == 404


@pytest.mark.parametrize(
    "group, status, message",
    [
        ("archive", 401, NO_NAMESPACE),
        ("nowhere", 401, NO_NAMESPACE),
        ("dana", 401, NO_NAMESPACE),
        ("platform/app", 401, NO_NAMESPACE),
        ("data", 201, None),
        ("platform/mobile", 201, None),
    ],
)
async def test_only_groups_with_maintainer_role_can_be_linked(
    ready: Lab, group: str, status: int, message: str | None
) -> None:
    answer = await ready.link(group)
    assert (answer.status_code, answer.json().get("message")) == (status, message)


async def test_same_group_twice_is_422(linked: Lab) -> None:
    answer = await linked.link()
    assert (answer.status_code, answer.json()) == (422, {"message": "Namespace has already been added"})


async def test_unknown_client_wrong_secret_and_page_token_are_not_authenticated(ready: Lab) -> None:
    now = ready.net.clock.now()
    bad = [context_token(now, client="other"), context_token(now, secret="x" * 40), context_token(now, qsh="0" * 64)]
    for token in bad:
        answer = await ready.api("POST", SUBSCRIPTIONS, json={"jwt": token, "namespace_path": "platform"})
        message = "401 Unauthorized - JWT authentication failed"
        assert (answer.status_code, answer.json()) == (401, {"message": message})


async def test_missing_parameters_are_named(ready: Lab) -> None:
    answer = await ready.api("POST", SUBSCRIPTIONS)
    assert (answer.status_code, answer.json()) == (400, {"error": "jwt is missing, namespace_path is missing"})


async def test_jira_side_is_asked_before_the_group_is_looked_at(ready: Lab) -> None:
    ready.net.groups = ["jira-administrators"]
    refused = await ready.link("nowhere")
    assert refused.status_code == 403
    assert refused.json()["message"].startswith("The Jira user is not a site or organization administrator.")
    ready.net.answers["GET", f"{JIRA}/rest/api/3/user"] = Answer(403, {}, b"")
    unread = await ready.link("nowhere")
    assert (unread.status_code, unread.json()["message"].split(".")[0]) == (
        403, "Could not fetch user information from Jira",
    )  # fmt: skip


@pytest.mark.parametrize("version, status", [("16.5.1-ee", 403), ("16.6.0-ee", 201)])
async def test_organization_administrators_count_from_16_6(net: SmallNet, version: str, status: int) -> None:
    lab = await start(net, version=version)
    lab.known_to_jira()
    net.groups = ["org-admins"]
    assert (await lab.link()).status_code == status
    await lab.host.stop()


async def test_app_page_carries_what_its_script_needs(com: Lab) -> None:
    com.known_to_jira()
    site = com.host.instance.records.by_client("client-acme")
    assert site is not None
    site.instance_url = SELF
    query = "/-/jira_connect/subscriptions?xdm_e=https%3A%2F%2Facme.atlassian.net&lic=none"
    answer = await com.client.get(f"{query}&jwt={page_token(com.net.clock.now(), 'GET', query)}")
    assert answer.status_code == 200
    data = dict(re.findall(r'data-([a-z-]+)="([^"]*)"', answer.text))
    oauth = json.loads(unescape(data["oauth-metadata"]))
    assert oauth["oauth_authorize_url"].startswith(f"{SELF}/oauth/authorize?client_id=")
    assert oauth["oauth_token_payload"]["redirect_uri"] == f"{COM}/-/jira_connect/oauth_callbacks"
    assert re.fullmatch(r"[0-9a-f]{64}", oauth["state"])
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://*.atlassian.net https://*.jira.com" in policy
    assert f"connect-src 'self' {SELF}/-/jira_connect/ {SELF}/api/ {SELF}/oauth/token" in policy


async def test_page_wants_a_token_of_this_request_and_json_takes_a_context_token(linked: Lab) -> None:
    token = context_token(linked.net.clock.now())
    assert (await linked.client.get(f"/-/jira_connect/subscriptions?jwt={token}")).status_code == 403
    rows = (await linked.client.get(f"/-/jira_connect/subscriptions.json?jwt={token}")).json()
    assert [one["group"]["full_name"] for one in rows["subscriptions"]] == ["Platform"]


async def test_page_of_the_proxy_may_read_and_unlink_across_origins(linked: Lab) -> None:
    await linked.api("PUT", "/application/settings", json={"jira_connect_proxy_url": COM})
    number = next(iter(linked.host.instance.records.subscriptions))
    headers = {"Origin": COM}
    path = f"/-/jira_connect/subscriptions/{number}"
    assert (await linked.client.options(path, headers=headers)).headers[
        "access-control-allow-methods"
    ] == "DELETE, OPTIONS"
    query = f"?jwt={context_token(linked.net.clock.now())}"
    read = await linked.client.get(f"/-/jira_connect/subscriptions.json{query}", headers=headers)
    done = await linked.client.delete(f"{path}{query}", headers=headers)
    assert [one.headers["access-control-allow-origin"] for one in (read, done)] == [COM, COM]
    assert linked.host.truth()["subscriptions"] == []


async def test_unlinking_wants_a_jira_administrator(linked: Lab) -> None:
    path = next(iter(linked.host.instance.records.subscriptions))
    body = {"jwt": context_token(linked.net.clock.now())}
    linked.net.groups = []
    refused = await linked.client.request("DELETE", f"/-/jira_connect/subscriptions/{path}", json=body)
    assert (refused.status_code, refused.json()) == (403, {"error": "Forbidden"})
    linked.net.groups = ["site-admins"]
    done = await linked.client.request("DELETE", f"/-/jira_connect/subscriptions/{path}", json=body)
    assert (done.status_code, done.json()) == (200, {"success": True})
    assert linked.host.truth()["subscriptions"] == []


async def test_application_id_is_shown_to_the_proxy_page_only(gitlab: Lab) -> None:
    path = "/-/jira_connect/oauth_application_id"
    assert (await gitlab.client.get(path)).status_code == 404
    await gitlab.api(
        "PUT", "/application/settings", json={"jira_connect_application_key": "k1", "jira_connect_proxy_url": COM}
    )
    shown = await gitlab.client.get(path, headers={"Origin": COM})
    assert (shown.json(), shown.headers["access-control-allow-origin"]) == ({"application_id": "k1"}, COM)
    assert shown.headers["access-control-allow-methods"] == "GET, OPTIONS"
    assert "access-control-allow-credentials" not in shown.headers
    assert "access-control-allow-origin" not in (await gitlab.client.get(path, headers={"Origin": SELF})).headers
    preflights = [(await gitlab.client.options(path, headers={"Origin": one})).status_code for one in (COM, SELF)]
    assert preflights == [200, 404]
    await gitlab.api("PUT", "/application/settings", json={"jira_connect_proxy_url": f"{COM}/"})
    assert "access-control-allow-origin" not in (await gitlab.client.get(path, headers={"Origin": COM})).headers


async def test_gitlab_com_never_shows_an_application_id(com: Lab) -> None:
    answer = await com.client.get("/-/jira_connect/oauth_application_id")
    assert (answer.status_code, answer.content) == (404, b"")


async def test_toolchain_lists_the_linked_group_and_its_repositories(linked: Lab) -> None:
    token = context_token(linked.net.clock.now())
    spaces = (await linked.client.get(f"/-/jira_connect/workspaces/search?jwt={token}")).json()["workspaces"]
    assert [one["name"] for one in spaces] == ["Platform"]
    found = await linked.client.get(f"/-/jira_connect/repositories/search?searchQuery=platform/app&jwt={token}")
    assert [one["id"] for one in found.json()["containers"]] == ["1"]
    known = await linked.client.post("/-/jira_connect/repositories/associate", json={"id": "1", "jwt": token})
    assert known.json()["url"] == f"{SELF}/platform/app"
    unknown = await linked.client.post("/-/jira_connect/repositories/associate", json={"id": "8", "jwt": token})
    assert (unknown.status_code, unknown.json()) == (404, {"error": "Repository not found."})


async def test_branch_route_sends_people_to_the_instance(com: Lab) -> None:
    com.known_to_jira()
    site = com.host.instance.records.by_client("client-acme")
    assert site is not None
    site.instance_url = SELF
    token = context_token(com.net.clock.now())
    answer = await com.client.get(f"/-/jira_connect/branches/route?issue_key=PLAT-1&issue_summary=a%20b&jwt={token}")
    target = f"{SELF}/-/jira_connect/branches/new?issue_key=PLAT-1&issue_summary=a+b"
    assert (answer.status_code, answer.headers["location"]) == (302, target)


async def test_only_the_page_of_the_app_may_be_shown_in_a_frame_elsewhere(com: Lab) -> None:
    com.known_to_jira()
    path = "/-/jira_connect/subscriptions?xdm_e=https%3A%2F%2Facme.atlassian.net&lic=none"
    token = page_token(com.net.clock.now(), "GET", path)
    framed = await com.client.get(f"{path}&jwt={token}")
    assert (framed.status_code, "x-frame-options" in framed.headers) == (200, False)
    for other in ("/users/sign_in", "/api/v4/version", "/-/jira_connect/branches/new"):
        assert (await com.client.get(other)).headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    "version, word, other", [("16.0.0-ee", "Add namespace", "Link groups"), ("16.1.0-ee", "Link groups", "namespace")]
)
async def test_the_page_of_the_app_speaks_the_words_of_its_version(
    net: SmallNet, version: str, word: str, other: str
) -> None:
    lab = await start(net, version=version)
    lab.known_to_jira()
    path = "/-/jira_connect/subscriptions?xdm_e=https%3A%2F%2Facme.atlassian.net&lic=none"
    page = await lab.client.get(f"{path}&jwt={page_token(net.clock.now(), 'GET', path)}")
    labels = re.search(r'data-labels="([^"]*)"', page.text)
    assert labels is not None
    assert word in labels[1]
    assert other not in labels[1]
