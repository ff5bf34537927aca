"""The Jira issue integration alone: run, undo and check of a project, a group, a Jira of one's own, many projects."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.served_lab import ANSWERS, WRITES, ServedLab

GITLAB = "https://gitlab.example.com"
PROJECT = "/api/v4/projects/platform%2Fapp/integrations/jira"
PLACE = "gitlab-jira-integration:project:platform/app"
CLOUD, SERVER, GROUP, MANY = (
    ANSWERS.with_name(f"integration-{name}.toml") for name in ("cloud", "server", "group", "many")
)


@pytest.fixture(scope="module")
def one_server_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("server"), dict(os.environ), scenario="server")
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def server(one_server_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """The world with a Jira Data Center as it was at its start, and an empty data folder."""
    one_server_lab.reset()
    one_server_lab.environment = {**one_server_lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    return one_server_lab


def integrations(lab: ServedLab) -> dict[tuple[str, int], Mapping[str, Any]]:
    """Return what GitLab holds; one that was removed is like one that never was."""
    held = lab.truth()[GITLAB]["jira_integrations"]
    return {(one["on"], one["id"]): one for one in held if one["active"] or one["url"]}


def own_writes(lab: ServedLab, since: int = 0) -> list[str]:
    return [f"{row['method']} {row['path']}" for row in lab.from_desktop(since) if row["method"] in WRITES]


def set_by_hand(lab: ServedLab, path: str, **values: object) -> None:
    lab.api("PUT", path, values)


def account(lab: ServedLab, host: str, auth: str = "basic") -> Mapping[str, str]:
    """Return the first account of a Jira that signs in so."""
    known = lab.ready["integration"]["accounts"]
    return next(one for one in known if host in one["url"] and one["auth"] == auth)


@pytest.mark.parametrize("answers", [CLOUD, GROUP, MANY], ids=lambda path: path.stem)
def test_a_dry_run_reads_a_run_proves_a_second_writes_nothing_and_undo_restores(lab: ServedLab, answers: Path) -> None:
    start = integrations(lab)
    rehearsed = lab.run("--dry-run", answers=answers)
    assert (rehearsed.code, own_writes(lab)) == (0, []), rehearsed.err
    done = lab.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    planned = [row["id"] for row in rehearsed.json["plan"]]
    assert [row["id"] for row in done.json["plan"]] == planned
    assert sorted(row["id"] for row in done.json["applied"]) == sorted(planned)  # in the order in which they ended
    assert integrations(lab) != start
    since = lab.newest()
    second = lab.run(answers=answers)
    assert (second.code, second.json["plan"], own_writes(lab, since)) == (0, [], []), second.err
    undone = lab.wizard("undo", "--json")
    assert (undone.code, integrations(lab)) == (0, start), undone.err


@pytest.mark.parametrize("auth", ["basic", "token"])
def test_a_jira_of_ones_own_is_set_up_proven_and_taken_back(server: ServedLab, tmp_path: Path, auth: str) -> None:
    answers = tmp_path / "server.toml"
    answers.write_text(SERVER.read_text().replace('username = "dana"', f'auth = "{auth}"\nusername = "dana"'))
    done = server.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    watched = server.wizard("monitor", str(answers), "--once", "--json")
    assert (watched.code, watched.json["app"], watched.json["alarms"]) == (0, False, []), watched.err
    assert [one["light"] for one in watched.json["integration"]["places"]] == ["ok"]
    shown = server.api("GET", PROJECT)["properties"]
    assert (shown["url"], shown["jira_auth_type"]) == ("https://jira.example.com", ["basic", "token"].index(auth))
    assert server.wizard("undo").code == 0
    assert integrations(server) == {}


def test_a_service_account_signs_in_through_the_gateway_with_all_that_the_newest_release_knows(tmp_path: Path) -> None:
    lab = ServedLab(
        tmp_path, {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}, more=("--gitlab-version", "19.1")
    )
    lab.start()
    gateway = account(lab, "api.atlassian.com", "service-account")["url"]
    section = f'auth = "service-account"\napi_url = "{gateway}"\npush_checks = ["exists"]\nproject_keys = ["PLAT"]'
    answers = tmp_path / "service.toml"
    answers.write_text(CLOUD.read_text().replace('username = "dana@acme.example"', section))
    done = lab.run(answers=answers)
    shown = lab.api("GET", PROJECT)["properties"]
    assert lab.stop() == 0
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert (shown["api_url"], shown["jira_auth_type"], shown["username"]) == (gateway, 2, "")
    assert (shown["jira_exists_check_enabled"], shown["project_keys"]) == (True, ["PLAT"])


def test_a_stored_password_is_never_lost_by_another_jira(server: ServedLab, tmp_path: Path) -> None:
    old = account(server, "acme.atlassian.net")
    set_by_hand(server, PROJECT, url=old["url"], username=old["username"], password=old["token"])
    before, since = integrations(server), server.newest()
    done = server.run(answers=SERVER)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    puts = [row for row in server.from_desktop(since) if row["method"] == "PUT"]
    assert [row["status"] for row in puts] == [200]
    (now,) = integrations(server).values()
    assert now["password"] not in ("", *(one["password"] for one in before.values()))
    assert server.wizard("undo").code == 0
    assert integrations(server) == before


def test_a_change_that_keeps_the_jira_sends_the_password_because_gitlab_asks_for_it(
    lab: ServedLab, tmp_path: Path
) -> None:
    theirs = account(lab, "acme.atlassian.net")
    set_by_hand(lab, PROJECT, url=theirs["url"], username=theirs["username"], password="set by others")
    (before,) = integrations(lab).values()
    answers = tmp_path / "keys.toml"
    answers.write_text(CLOUD.read_text().replace("[proof]", 'project_keys = ["PLAT"]\n\n[proof]'))
    (row,) = lab.run("--dry-run", answers=answers).json["plan"]
    assert (row["after"]["password"], tuple(integrations(lab).values())) == ("new", (before,))
    done = lab.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    (now,) = integrations(lab).values()
    assert (now["settings"]["project_keys"], now["password"] != before["password"]) == (["PLAT"], True)
    assert lab.wizard("undo").code == 0
    (after,) = integrations(lab).values()
    assert after["settings"] == before["settings"]
    assert after["password"] == now["password"]


def test_the_lab_drops_the_password_as_gitlab_does_when_only_the_address_changes(lab: ServedLab) -> None:
    theirs = account(lab, "acme.atlassian.net")
    set_by_hand(lab, PROJECT, url=theirs["url"], username=theirs["username"], password=theirs["token"])
    with pytest.raises(AssertionError, match="400"):
        set_by_hand(lab, PROJECT, url="https://jira.example.com")


def test_one_place_that_fails_is_reported_and_the_others_are_set(lab: ServedLab, tmp_path: Path) -> None:
    (tmp_path / "projects.txt").write_text("# the team\nplatform/app\n\nplatform/nowhere\nplatform/mobile/ios\n")
    text = CLOUD.read_text().replace('projects = ["platform/app"]', 'file = "projects.txt"')
    (tmp_path / "listed.toml").write_text(text)
    done = lab.run(answers=tmp_path / "listed.toml")
    states = {row["id"].rpartition(":")[2]: row["state"] for row in done.json["plan"]}
    assert states == {"platform/app": "done", "platform/nowhere": "left", "platform/mobile/ios": "done"}
    assert (done.code, done.json["proof"]["ok"]) == (1, True)
    (tmp_path / "projects.txt").write_text("platform/app\nplatform/mobile/ios\n")
    assert lab.run(answers=tmp_path / "listed.toml").code == 0


def test_a_place_that_was_taken_back_alone_is_no_drift_to_the_monitor(lab: ServedLab, tmp_path: Path) -> None:
    two = tmp_path / "two.toml"
    two.write_text(CLOUD.read_text().replace('"platform/app"]', '"platform/app", "platform/mobile/ios"]'))
    assert lab.run(answers=two).code == 0
    assert lab.wizard("undo", "--only", PLACE, "--json").code == 0
    watched = lab.wizard("monitor", str(two), "--once", "--json")
    seen = watched.json["integration"]
    assert (watched.code, watched.json["alarms"], watched.json["findings"]) == (0, [], [])
    assert ([one["place"] for one in seen["places"]], seen["on"]) == (["project:platform/mobile/ios"], 1)


def test_limits_of_gitlab_are_obeyed_and_nothing_is_left_out(lab: ServedLab) -> None:
    limit = {"enabled": True, "requests_per_period": 30, "period_in_seconds": 10}
    lab.api(
        "PUT",
        "/api/v4/application/settings",
        {f"throttle_authenticated_api_{name}": one for name, one in limit.items()},
    )
    lab.rate(6)
    done = lab.run(answers=MANY)
    lab.rate(1)
    assert (done.code, {row["state"] for row in done.json["plan"]}) == (0, {"done"}), done.err
    assert [row for row in lab.from_desktop() if row["status"] == 429] != []
    refused_again = [row for row in lab.from_desktop() if row["method"] == "PUT" and row["status"] not in (200, 429)]
    assert refused_again == []


def test_chosen_places_are_undone_and_the_others_stay(lab: ServedLab) -> None:
    done = lab.run(answers=MANY)
    assert done.code == 0, done.err
    undone = lab.wizard("undo", "--only", PLACE, "--json")
    assert [row["id"] for row in undone.json["undone"]] == [PLACE]
    assert len(integrations(lab)) == len(done.json["applied"]) - 1
    assert lab.wizard("undo", "--only", "gitlab-jira-integration:project:not/there").code == 2
    rest = lab.wizard("undo", "--json")
    assert (rest.code, integrations(lab)) == (0, {}), rest.err


@pytest.mark.parametrize("request_number", [60, 90, 130, 160])
def test_killed_among_many_places_the_next_run_ends_right(lab: ServedLab, request_number: int) -> None:
    program = subprocess.Popen(
        lab.command("run", str(MANY), "--json"),
        env=dict(lab.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lab.fault("client-killed", 1, pid=program.pid, count=request_number, when="after")
    assert program.wait(100) != 0
    lab.lift("client-killed")
    half = len(integrations(lab))
    done = lab.run(answers=MANY)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert 0 <= half <= len(integrations(lab))
    assert len(integrations(lab)) >= 40
    undone = lab.wizard("undo", "--json")
    assert (undone.code, integrations(lab)) == (0, {}), undone.err


def test_a_part_of_another_way_is_set_and_proven_beside_the_app(lab: ServedLab, tmp_path: Path) -> None:
    section = CLOUD.read_text().partition("[integration]")[2].partition("[proof]")[0]
    answers = tmp_path / "both.toml"
    answers.write_text(f"{ANSWERS.read_text()}\n[integration]{section}")
    done = lab.run(answers=answers)
    assert (done.code, done.json["proof"]["ok"]) == (0, True), done.err
    assert PLACE in [row["id"] for row in done.json["applied"]]
    hops = [hop["name"] for hop in done.json["proof"]["hops"]]
    assert {"proof-shown", "mention-linked"} <= set(hops)
    assert lab.wizard("undo").code == 0
    assert integrations(lab) == {}
