"""The Jira issue integration: fields by version, inherited settings, the allowlist, and the shape of the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.lab.gitlab.small_net import JIRA, Lab, SmallNet, start
from wizard.lab.gitlab.api.jira_fields import blank
from wizard.lab.gitlab.jira_issues.inheritance import INSTANCE, REACHES_AFTER_S

ON = {"url": JIRA, "username": "dana@acme.example", "password": "lab-ATATTx"}
PROJECT, GROUP = "/projects/1/integrations/jira", "/groups/platform/integrations/jira"
REFERENCE = Path(__file__).resolve().parents[4] / "shared/reference/gitlab/jira_integration_fields.json"


async def _on(lab: Lab, path: str = PROJECT, **more: object) -> dict[str, Any]:
    answer = await lab.api("PUT", path, json={**ON, **more})
    assert answer.status_code == 200
    return dict(answer.json())


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference is not beside the repository")
async def test_the_answer_has_the_members_that_clients_have_seen(gitlab: Lab) -> None:
    seen = json.loads(REFERENCE.read_text())["response"]
    shown = await _on(gitlab)
    assert shown.keys() == seen.keys()
    assert shown["properties"].keys() >= seen["properties"].keys()
    assert "password" not in shown["properties"]


@pytest.mark.parametrize(
    "version, there, absent",
    [
        ("15.8.0-ee", {"project_key"}, {"jira_auth_type", "project_keys", "jira_check_enabled"}),
        ("16.11.0-ee", {"project_key", "jira_auth_type"}, {"project_keys"}),
        ("17.0.0-ee", {"project_keys", "customize_jira_issue_enabled"}, {"project_key", "jira_check_enabled"}),
        ("18.3.0-ee", {"jira_check_enabled", "jira_allowed_statuses_as_string"}, {"project_key"}),
    ],
)
async def test_fields_come_and_go_with_versions(net: SmallNet, version: str, there: set[str], absent: set[str]) -> None:
    lab = await start(net, version=version)
    shown = (await _on(lab, **dict.fromkeys(absent, "1")))["properties"]
    assert shown.keys() >= there
    assert not shown.keys() & absent


@pytest.mark.parametrize(
    "version, kind, status",
    [("18.5.0-ee", 2, 400), ("19.1.0-ee", 2, 200), ("19.1.0-ee", 1, 400), ("19.1.0-ee", 7, 400)],
)
async def test_ways_to_sign_in_belong_to_versions_and_hosts(
    net: SmallNet, version: str, kind: int, status: int
) -> None:
    lab = await start(net, version=version)
    body = {**ON, "api_url": f"{JIRA}/api", "jira_auth_type": kind}
    assert (await lab.api("PUT", PROJECT, json=body)).status_code == status


async def test_a_project_can_take_over_what_its_group_says_and_leave_it_again(gitlab: Lab) -> None:
    await _on(gitlab, GROUP, jira_issue_prefix="G-")
    taken = await gitlab.api("PUT", PROJECT, json={**ON, "password": "", "use_inherited_settings": True})
    assert (taken.status_code, taken.json()["inherited"]) == (200, True)
    assert taken.json()["properties"]["jira_issue_prefix"] == "G-"
    await _on(gitlab, GROUP, jira_issue_prefix="H-")
    assert (await gitlab.api("GET", PROJECT)).json()["properties"]["jira_issue_prefix"] == "H-"
    own = await _on(gitlab, use_inherited_settings=False, jira_issue_prefix="P-")
    assert (own["inherited"], own["properties"]["jira_issue_prefix"]) == (False, "P-")


@pytest.mark.parametrize(
    ("version", "left_out", "said"),
    [
        ("18.5.0-ee", ("url", "password"), {"error": "url is missing, password is missing"}),
        ("18.5.0-ee", ("password",), {"error": "password is missing"}),
        ("15.11.0-ee", ("username",), {"error": "username is missing"}),
    ],
)
async def test_each_change_brings_the_address_and_a_password(
    net: SmallNet, version: str, left_out: tuple[str, ...], said: dict[str, str]
) -> None:
    lab = await start(net, version=version)
    await _on(lab)
    body = {name: value for name, value in ON.items() if name not in left_out} | {"commit_events": False}
    refused = await lab.api("PUT", PROJECT, json=body)
    assert (refused.status_code, refused.json()) == (400, said)
    assert (await _on(lab, commit_events=False))["commit_events"] is False


async def test_an_empty_password_is_none(gitlab: Lab) -> None:
    await _on(gitlab)
    refused = await gitlab.api("PUT", PROJECT, json={**ON, "password": "", "jira_issue_prefix": "P-"})
    assert refused.status_code == 400
    assert (await gitlab.api("GET", PROJECT)).json()["properties"]["jira_issue_prefix"] == ""
    assert (await _on(gitlab, jira_issue_prefix="P-"))["properties"]["jira_issue_prefix"] == "P-"


@pytest.mark.parametrize(("version", "inherited"), [("17.2.0-ee", None), ("17.3.0-ee", True)])
async def test_inheriting_by_the_api_came_with_17_3_and_drops_what_else_is_sent(
    net: SmallNet, version: str, inherited: bool | None
) -> None:
    lab = await start(net, version=version)
    above = {**blank(), "url": f"{JIRA}/of-all", "active": True, "created_at": 0.0, "updated_at": 0.0}
    lab.host.instance.jira_integrations[INSTANCE] = above
    answer = await lab.api("PUT", PROJECT, json={**ON, "use_inherited_settings": True})
    assert (answer.status_code, answer.json().get("inherited")) == (200, inherited)
    assert (answer.json()["properties"]["url"] == f"{JIRA}/of-all") is bool(inherited)


async def test_what_inherits_goes_on_inheriting_until_it_is_told_otherwise(gitlab: Lab) -> None:
    await _on(gitlab, GROUP, jira_issue_prefix="G-")
    await gitlab.net.clock.step(REACHES_AFTER_S)
    assert (await _on(gitlab, jira_issue_prefix="P-"))["properties"]["jira_issue_prefix"] == "G-"
    own = await _on(gitlab, jira_issue_prefix="P-", use_inherited_settings=False)
    assert (own["inherited"], own["properties"]["jira_issue_prefix"]) == (False, "P-")


async def test_nothing_can_be_inherited_where_nothing_is_above(gitlab: Lab) -> None:
    refused = await gitlab.api("PUT", PROJECT, json={**ON, "use_inherited_settings": True})
    assert (refused.status_code, refused.json()) == (400, {"message": "Default integration not found."})
    assert (await _on(gitlab))["inherited"] is False


@pytest.mark.parametrize(("version", "status"), [("17.8.0-ee", 404), ("17.9.0-ee", 200)])
async def test_the_api_of_groups_came_with_17_9(net: SmallNet, version: str, status: int) -> None:
    lab = await start(net, version=version)
    assert (await lab.api("PUT", GROUP, json=ON)).status_code == status


async def test_times_tell_when_it_was_made_and_changed(gitlab: Lab) -> None:
    made = await _on(gitlab)
    await gitlab.net.clock.step(3600)
    changed = await _on(gitlab, comment_on_event_enabled=False)
    assert changed["created_at"] == made["created_at"] < changed["updated_at"]
    assert changed["comment_on_event_enabled"] is False


async def test_an_allowlist_without_it_leaves_no_integration_to_change(gitlab: Lab) -> None:
    closed = {"allow_all_integrations": False, "allowed_integrations": ["jira_cloud_app"]}
    await gitlab.api("PUT", "/application/settings", json=closed)
    refused = await gitlab.api("PUT", PROJECT, json=ON)
    assert (refused.status_code, refused.json()) == (404, {"message": "404 Integration Not Found"})
    await gitlab.api("PUT", "/application/settings", json={"allow_all_integrations": True})
    assert (await _on(gitlab))["active"] is True


async def test_what_is_set_for_a_group_reaches_projects_below_after_a_while(gitlab: Lab) -> None:
    await _on(gitlab, GROUP, jira_issue_prefix="G-")
    assert (await gitlab.api("GET", PROJECT)).status_code == 404
    await gitlab.net.clock.step(REACHES_AFTER_S)
    assert (await gitlab.api("GET", PROJECT)).json()["properties"]["jira_issue_prefix"] == "G-"
    await _on(gitlab, GROUP, jira_issue_prefix="H-")
    assert (await gitlab.api("GET", PROJECT)).json()["properties"]["jira_issue_prefix"] == "G-"
    await gitlab.net.clock.step(REACHES_AFTER_S)
    assert (await gitlab.api("GET", PROJECT)).json()["properties"]["jira_issue_prefix"] == "H-"


async def test_who_takes_over_settings_by_itself_has_the_newest_at_once(gitlab: Lab) -> None:
    await _on(gitlab, GROUP, jira_issue_prefix="G-")
    taken = await gitlab.api("PUT", PROJECT, json={**ON, "password": "", "use_inherited_settings": True})
    assert taken.json()["properties"]["jira_issue_prefix"] == "G-"
