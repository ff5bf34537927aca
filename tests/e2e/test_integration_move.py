"""The move from an old Jira to Jira Cloud: what leads to the old one leads to the new one, and an undo leads back."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab, is_own_write, writes_without_read_back

MOVE = ANSWERS.with_name("integration-move.toml")
GITLAB = "https://gitlab.example.com"
OLD, NEW = "https://jira.example.com", "https://acme.atlassian.net"
ELSEWHERE = "platform/mobile/ios"
VERSION = "local_markdown_version"


@pytest.fixture(scope="module")
def one_lab_to_move(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("move"), dict(os.environ), scenario="move", projects=20)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def old(one_lab_to_move: ServedLab, tmp_path: Path) -> ServedLab:
    """All projects are at the old Jira but one, which was moved for another user before."""
    lab = one_lab_to_move
    lab.reset()
    lab.environment = {**lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    lab.api("PUT", place(ELSEWHERE), {"url": NEW, "username": "eve@acme.example", "password": "x"})
    return lab


def place(path: str) -> str:
    return f"/api/v4/projects/{path.replace('/', '%2F')}/integrations/jira"


def settings(lab: ServedLab) -> dict[str, Any]:
    """Return what all projects hold, those too that the administrator is no member of."""
    paths = [one["path_with_namespace"] for one in lab.api("GET", "/api/v4/projects?per_page=100")]
    known = ("active", "inherited", "comment_on_event_enabled", "merge_requests_events", "properties")
    found = {path: lab.api("GET", place(path)) for path in sorted(paths)}
    return {path: {name: one[name] for name in known} for path, one in found.items()}


def version(lab: ServedLab) -> int:
    return int(lab.api("GET", "/api/v4/application/settings")[VERSION])


def test_all_that_leads_to_the_old_jira_is_moved_and_proven_and_nothing_else_changes(old: ServedLab) -> None:
    before, number = settings(old), version(old)
    done = old.run(answers=MOVE)
    assert done.code == 0, done.err
    assert done.json["proof"]["ok"] is True
    after = settings(old)
    assert after.pop(ELSEWHERE) == before.pop(ELSEWHERE)
    moved = {"url": NEW, "username": "dana@acme.example"}
    assert after == {path: {**one, "properties": {**one["properties"], **moved}} for path, one in before.items()}
    assert version(old) == number + 1
    assert len(done.json["applied"]) == len(before) + 1
    assert done.json["applied"][-1]["id"] == "gitlab-markdown-cache"
    assert writes_without_read_back(old.from_desktop()) == []


def test_a_second_run_finds_nothing_left_to_move(old: ServedLab) -> None:
    assert old.run(answers=MOVE).code == 0
    since = old.newest()
    second = old.run(answers=MOVE)
    assert (second.code, second.json["plan"], second.json["proof"]["ok"]) == (0, [], True)
    assert [row for row in old.from_desktop(since) if is_own_write(row)] == []


def test_a_dry_run_names_what_would_move_and_only_reads(old: ServedLab) -> None:
    since = old.newest()
    done = old.run("--dry-run", answers=MOVE)
    assert done.code == 0, done.err
    assert {row["method"] for row in old.from_desktop(since)} <= {"GET", "HEAD", "OPTIONS"}
    planned = {row["id"].rpartition(":")[2] for row in done.json["plan"]} - {"gitlab-markdown-cache"}
    inventory = old.wizard("inventory", str(MOVE), "--json")
    assert {row["place"] for row in inventory.json["rows"]} == planned == {*settings(old)} - {ELSEWHERE}


def test_places_of_another_user_become_another_user_and_go_back_with_their_own_password(
    old: ServedLab, tmp_path: Path
) -> None:
    token = next(one["token"] for one in old.ready["integration"]["accounts"] if one["username"] == "eve")
    old.api("PUT", place("platform/app"), {"url": OLD, "username": "eve", "password": token})
    before = settings(old)
    eve = tmp_path / "eve.toml"
    named = MOVE.read_text(encoding="utf-8").replace("dana@acme.example", "eve@acme.example")
    eve.write_text(named.replace('web_url = "', 'from_username = "eve"\nweb_url = "'), encoding="utf-8")
    done = old.run(answers=eve)
    assert done.code == 0, done.err
    moved = {path for path, one in settings(old).items() if one != before[path]}
    assert moved == {"platform/app"}
    assert old.wizard("undo", "--json").code == 0
    assert settings(old) == before


def secret_of(lab: ServedLab, user: str) -> str:
    return next(str(one["token"]) for one in lab.ready["integration"]["accounts"] if one["username"] == user)


def test_transitions_that_nothing_takes_the_place_of_are_named_and_left_out(old: ServedLab) -> None:
    ids = {"url": OLD, "username": "dana", "password": secret_of(old, "dana"), "jira_issue_transition_id": "5,701"}
    old.api("PUT", place("platform/app"), ids)
    before = settings(old)
    done = old.run(answers=MOVE)
    assert done.code == 0, done.err
    named = next(one for one in done.json["findings"] if one["code"] == "integration-transitions-of-old-jira")
    facts = named["facts"]
    assert (named["severity"], facts["ids"], facts["places"]) == ("warning", "5, 701", "platform/app (5, 701)")
    assert "(" in facts["ways"]  # what the issue of the test leads on by, with its ids
    assert settings(old)["platform/app"]["properties"]["jira_issue_transition_id"] == ""
    assert old.wizard("undo", "--json").code == 0
    assert settings(old) == before


def test_users_and_transitions_become_those_of_the_new_jira_each_with_a_token_of_its_own(
    old: ServedLab, tmp_path: Path
) -> None:
    token = secret_of(old, "eve")
    more = {"jira_issue_transition_id": "701;5", "project_keys": ["OLD"], "issues_enabled": True}
    old.api("PUT", place("platform/app"), {"url": OLD, "username": "eve", "password": token, **more})
    before = settings(old)
    mapped = tmp_path / "mapped.toml"
    tables = (
        'new_users = {eve = "eve@acme.example"}',
        'new_keys = {OLD = "PLAT"}',
        'new_transitions = {"5" = "31", "701" = "41"}',
        'web_url = "',
    )
    mapped.write_text(MOVE.read_text(encoding="utf-8").replace('web_url = "', "\n".join(tables)), encoding="utf-8")
    done = old.run(answers=mapped)
    assert done.code == 0, done.err
    assert "integration-transitions-of-old-jira" not in done.codes()
    now = settings(old)
    of_app = now["platform/app"]["properties"]
    assert (of_app["username"], of_app["jira_issue_transition_id"]) == ("eve@acme.example", "41,31")
    assert of_app["project_keys"] == ["PLAT"]
    users = {one["properties"]["username"] for path, one in now.items() if path not in ("platform/app", ELSEWHERE)}
    assert users == {"dana@acme.example"}
    held = {one["settings"]["username"]: one["password"] for one in old.truth()[GITLAB]["jira_integrations"]}
    assert held["eve@acme.example"] != held["dana@acme.example"]
    undone = old.wizard("undo", "--json")
    assert (undone.code, settings(old)) == (0, before), undone.err


def test_an_undo_leads_back_to_the_old_jira_with_its_password(old: ServedLab) -> None:
    before, number = settings(old), version(old)
    assert old.run(answers=MOVE).code == 0
    done = old.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert {row["state"] for row in done.json["undone"]} == {"undone"}
    assert (settings(old), version(old)) == (before, number)
    again = old.run(answers=MOVE)  # what was undone can be done
    assert again.code == 0, again.err


def test_places_that_take_the_old_jira_from_above_are_named_or_follow_their_group(
    old: ServedLab, tmp_path: Path
) -> None:
    token = next(one["token"] for one in old.ready["integration"]["accounts"] if one["username"] == "dana")
    at_old = {"url": OLD, "username": "dana", "password": token}
    old.api("PUT", "/api/v4/groups/platform/integrations/jira", at_old)
    old.api("PUT", place("platform/app"), {**at_old, "use_inherited_settings": True})
    before = settings(old)
    one = tmp_path / "one.toml"
    text = MOVE.read_text(encoding="utf-8")
    one.write_text(text.replace('scope = "project"', 'scope = "project"\nprojects = ["platform/app"]'))
    done = old.run("--dry-run", answers=one)
    left = [row for row in done.json["plan"] if row["state"] == "left"]
    assert [row["id"].rpartition(":")[2] for row in left] == ["platform/app"]
    assert "integration-inherits-old-jira" in [one["code"] for one in done.json["findings"]]
    whole = old.run(answers=MOVE)
    assert whole.code == 0, whole.err
    moved = [row["id"].partition(":")[2] for row in whole.json["applied"]]
    assert moved[0] == "group:platform"
    assert "project:platform/app" not in moved
    assert settings(old)["platform/app"]["properties"]["url"] == NEW
    undone = old.wizard("undo", "--json")
    old.control("POST", "/clock", {"advance_s": 5.0})  # what a group has reaches its projects by a job
    assert (undone.code, settings(old)) == (0, before), undone.err
