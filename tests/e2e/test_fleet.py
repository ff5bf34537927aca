"""The own proxy: the instance that serves others and one behind it, each run, repeated, undone, refused and mended."""

from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab, call, writes_without_read_back
from tests.e2e.test_manual import KEY, SETTINGS, settings, site
from tests.e2e.test_run import HOPS

PROXY, NORTH = "https://gitlab.example.com", "https://gitlab-north.example.com"
CALLBACK = f"{PROXY}/-/jira_connect/oauth_callbacks"
STORAGE = "jira_connect_public_key_storage_enabled"


def linked(lab: ServedLab, url: str) -> list[str]:
    return list(lab.truth()[url]["subscriptions"])


def test_a_gitlab_that_serves_others_is_set_up_with_its_key_storage_and_proven(fleet: ServedLab) -> None:
    done = fleet.run()
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert [row["id"] for row in done.json["applied"]] == [
        "gitlab-oauth-application",
        "gitlab-application-id",
        "gitlab-public-key-storage",
        "jira-app-install",
    ]
    (application,) = fleet.api("GET", "/api/v4/applications")
    assert application["callback_url"] == CALLBACK
    names = (*SETTINGS, STORAGE)
    assert settings(fleet, STORAGE) == dict(zip(names, (application["application_id"], None, True), strict=True))
    assert site(fleet) == {"apps": {KEY: True}, "mode": False}
    assert {fleet.truth()[url]["app_key"] for url in (PROXY, NORTH)} == {KEY}
    assert writes_without_read_back(fleet.from_desktop()) == []


def test_what_serving_others_changed_is_taken_back(fleet: ServedLab) -> None:
    before = (settings(fleet, STORAGE), fleet.api("GET", "/api/v4/applications"), site(fleet))
    assert fleet.run().code == 0
    done = fleet.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["undone"]] == ["undone"] * 4
    assert (settings(fleet, STORAGE), fleet.api("GET", "/api/v4/applications"), site(fleet)) == before


def test_an_instance_behind_a_proxy_is_set_up_and_proven_and_the_proxy_is_left_alone(leaf: ServedLab) -> None:
    proxy_before = leaf.truth()[PROXY]["settings"]
    done = leaf.run()
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert [row["id"] for row in done.json["applied"]] == [
        "gitlab-oauth-application",
        "gitlab-application-id",
        "gitlab-proxy-url",
    ]
    (application,) = leaf.api("GET", "/api/v4/applications")
    assert application["callback_url"] == CALLBACK
    assert settings(leaf)["jira_connect_proxy_url"] == PROXY
    assert (linked(leaf, NORTH), linked(leaf, PROXY)) == (["platform"], [])
    assert leaf.truth()[PROXY]["settings"] == proxy_before
    assert writes_without_read_back(leaf.from_desktop()) == []
    again = leaf.run()
    assert (again.code, again.json["applied"]) == (0, [])


def test_what_the_instance_behind_changed_is_taken_back(leaf: ServedLab) -> None:
    before = (settings(leaf, STORAGE), leaf.api("GET", "/api/v4/applications"))
    assert leaf.run().code == 0
    done = leaf.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["undone"]] == ["undone"] * 3
    assert (settings(leaf, STORAGE), leaf.api("GET", "/api/v4/applications")) == before


def test_without_key_storage_on_the_proxy_the_save_is_refused_and_switched_on_it_finishes(leaf: ServedLab) -> None:
    leaf.fault("gitlab-key-storage-off")
    stopped = leaf.run()
    assert stopped.code == 1, stopped.err
    assert "Error response code 401" in stopped.err
    assert stopped.json["waiting"][0] == "proxy-choose-instance"
    leaf.lift("gitlab-key-storage-off")
    finished = leaf.run()
    assert finished.code == 0, finished.err
    assert finished.json["waiting"] == []


def test_a_proxy_whose_app_jira_does_not_have_is_named_before_anything_is_changed(leaf: ServedLab) -> None:
    leaf.fault("jira-app-missing")
    stopped = leaf.run()
    assert (stopped.code, stopped.json["applied"]) == (1, [])
    assert "proxy-app-missing" in stopped.codes()
    leaf.lift("jira-app-missing")
    assert leaf.run().code == 0


def test_a_wrong_redirect_behind_a_proxy_is_made_right_beside_it(leaf: ServedLab) -> None:
    leaf.fault("gitlab-leaf-redirect-gitlab-com")
    done = leaf.run()
    assert done.code == 0, done.err
    assert "gitlab-oauth-app-wrong-redirect" in done.codes()
    found = {one["callback_url"] for one in leaf.api("GET", "/api/v4/applications")}
    assert found == {CALLBACK, "https://gitlab.com/-/jira_connect/oauth_callbacks"}


def test_what_is_connected_is_silent_on_both_sides_of_the_proxy(fleet: ServedLab, leaf: ServedLab) -> None:
    assert fleet.run().code == 0
    serving = fleet.wizard("check", str(fleet.answers), "--json")
    assert (serving.code, set(serving.codes())) == (0, {"jira-app-keep"}), serving.err
    assert leaf.run().code == 0
    behind = leaf.wizard("check", str(leaf.answers), "--json")
    assert (behind.code, behind.codes()) == (0, []), behind.err


def test_an_instance_that_is_not_set_yet_is_waited_for_and_set_it_is_seen(fleet: ServedLab) -> None:
    assert fleet.run().code == 0
    south = "https://gitlab-south.example.com"
    token = fleet.ready["hosts"][south]["token"]
    call(fleet.ready, south, "PUT", "/api/v4/application/settings", token, {"jira_connect_proxy_url": ""})
    again = fleet.run("--prove-again")
    assert again.code == 0, again.err
    assert fleet.truth()[south]["app_key"] == KEY


@pytest.mark.parametrize(
    "wrong", ["https://gitlab.com", "https://gitlab.example.com/hub", "http://gitlab.example.com", ""]
)
def test_a_proxy_that_cannot_be_one_is_refused_before_anything_is_asked(
    leaf: ServedLab, tmp_path: Path, wrong: str
) -> None:
    text = leaf.answers.read_text().replace('url = "https://gitlab.example.com"', f'url = "{wrong}"')
    answers = tmp_path / "answers.toml"
    answers.write_text(text)
    since = leaf.newest()
    refused = leaf.run(answers=answers)
    assert refused.code == 2
    assert [code for code in refused.codes() if code.startswith("proxy-url-")]
    assert leaf.from_desktop(since) == []
