"""Feature flags: listed once changed, defined by version, and what they switch in the app."""

import pytest

from tests.lab.gitlab.small_net import COM, JIRA, Lab, SmallNet, context_token, start

BOTH = ("jira_connect_oauth", "jira_connect_oauth_self_managed")


async def _set(lab: Lab, name: str, value: object, **more: object) -> dict[str, object]:
    answer = await lab.api("POST", f"/features/{name}", json={"value": value, **more})
    assert answer.status_code == 201
    return dict(answer.json())


@pytest.mark.parametrize(
    "version, names",
    [
        ("15.7.0-ee", {*BOTH, "jira_connect_oauth_self_managed_setting"}),
        ("15.8.0-ee", set(BOTH)),
        ("16.0.0-ee", set()),
        ("17.3.0-ee", {"enable_jira_connect_configuration"}),
    ],
)
async def test_each_version_defines_its_own_flags(net: SmallNet, version: str, names: set[str]) -> None:
    lab = await start(net, version=version)
    assert {one["name"] for one in (await lab.api("GET", "/features/definitions")).json()} == names


async def test_only_changed_flags_are_listed_until_they_are_removed(net: SmallNet) -> None:
    lab = await start(net, version="15.8.0-ee")
    assert (await lab.api("GET", "/features")).json() == []
    assert (await _set(lab, "jira_connect_oauth", False))["state"] == "off"
    assert (await _set(lab, "jira_connect_oauth", True))["state"] == "on"
    assert (await _set(lab, "jira_connect_oauth_self_managed", 30))["state"] == "conditional"
    assert len((await lab.api("GET", "/features")).json()) == 2
    for name in BOTH:
        assert (await lab.api("DELETE", f"/features/{name}")).status_code == 204
    assert (await lab.api("GET", "/features")).json() == []


async def test_an_unknown_flag_needs_force_and_a_value(gitlab: Lab) -> None:
    assert (await gitlab.api("POST", "/features/bogus", json={"value": True})).status_code == 400
    assert (await _set(gitlab, "bogus", True, force=True))["definition"] is None
    assert (await gitlab.api("POST", "/features/bogus", json={})).json() == {"error": "value is missing"}
    assert (await gitlab.api("POST", "/features/bogus", json={"value": "maybe", "force": True})).status_code == 400


async def test_flags_are_for_administrators(com: Lab) -> None:
    for method, path in (("GET", "/features"), ("POST", "/features/x"), ("DELETE", "/features/x")):
        assert (await com.api(method, path)).status_code == 403


async def test_without_its_flags_15_8_has_no_oauth_way_and_newer_versions_do_not_ask(net: SmallNet) -> None:
    for version, status in (("15.8.0-ee", 404), ("16.0.0-ee", 200)):
        lab = await start(net, version=version)
        lab.host.instance.settings.values["jira_connect_application_key"] = "key"
        await _set(lab, "jira_connect_oauth", False, force=True)
        assert (await lab.client.get("/-/jira_connect/oauth_application_id")).status_code == status
    lab = await start(net, version="15.8.0-ee")
    lab.known_to_jira()
    await _set(lab, "jira_connect_oauth", False)
    refused = await lab.link()
    assert (refused.status_code, refused.json()) == (404, {"message": "404 Not Found"})
    await _set(lab, "jira_connect_oauth", True)
    assert (await lab.link()).status_code == 201
    await lab.host.stop()


async def test_both_oauth_flags_keep_15_8_from_being_chosen(net: SmallNet, com: Lab) -> None:
    lab = await start(net, version="15.8.0-ee")
    await lab.api("PUT", "/application/settings", json={"jira_connect_proxy_url": COM})
    com.known_to_jira()
    net.addresses["acme.atlassian.net"] = ("203.0.113.9",)
    body = {"installation": {"instance_url": lab.host.url}}

    async def choose() -> tuple[int, object]:
        token = context_token(net.clock.now())
        answer = await com.client.put("/-/jira_connect/installations", json={"jwt": token, **body})
        return answer.status_code, answer.json()

    await _set(lab, "jira_connect_oauth_self_managed", True)
    failed = {"errors": "Could not be installed on the instance. Error response code 422"}
    assert await choose() == (422, failed)
    await _set(lab, "jira_connect_oauth_self_managed", False)
    assert (await choose())[0] == 200
    assert lab.host.truth()["installations"][0]["base_url"] == JIRA


async def test_the_app_shows_itself_in_17_2_only_with_its_flag(net: SmallNet) -> None:
    lab = await start(net, version="17.2.0-ee")
    lab.known_to_jira()
    assert (await lab.link()).status_code == 201
    path = "/projects/1/integrations/jira-cloud-app"
    assert (await lab.api("GET", path)).status_code == 404
    await _set(lab, "enable_jira_connect_configuration", True)
    assert (await lab.api("GET", path)).status_code == 200
    await lab.host.stop()
