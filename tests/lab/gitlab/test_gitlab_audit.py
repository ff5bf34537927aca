"""Audit events of the lab's GitLab: who changed which setting, and who may read it."""

from tests.lab.gitlab.small_net import Lab

SETTINGS = "/application/settings"
PROXY = "jira_connect_proxy_url"


async def test_a_change_of_a_setting_is_noted_with_its_author_and_both_values(gitlab: Lab) -> None:
    await gitlab.api("PUT", SETTINGS, json={PROXY: "https://gitlab.com", "admin_mode": False})
    await gitlab.api("PUT", SETTINGS, json={PROXY: "https://gitlab.com"})
    await gitlab.api("PUT", SETTINGS, json={PROXY: ""})
    events = (await gitlab.api("GET", "/audit_events")).json()
    told = [[one["details"][name] for name in ("change", "from", "to")] for one in events]
    assert told == [[PROXY, "https://gitlab.com", None], [PROXY, None, "https://gitlab.com"]]
    assert {one["details"]["author_name"] for one in events} == {(await gitlab.api("GET", "/user")).json()["name"]}
    later = await gitlab.api("GET", "/audit_events?created_after=2100-01-01T00:00:00Z")
    assert later.json() == []


async def test_events_need_premium_and_an_administrator(gitlab: Lab, com: Lab) -> None:
    assert (await com.api("GET", "/audit_events")).status_code == 403
    gitlab.host.instance.plan = "free"
    assert (await gitlab.api("GET", "/audit_events")).status_code == 403
