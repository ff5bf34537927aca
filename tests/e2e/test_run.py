"""`run`, `undo` and `check` against a lab that somebody else serves, judged by the lab's own record of the traffic."""

from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab, answers_file, is_own_write, writes_without_read_back

HOPS = ["proof-issue", "proof-branch-made", "proof-branch-read", "proof-arrived", "proof-shown", "proof-cleaned"]
KEY, PROXY = "jira_connect_application_key", "jira_connect_proxy_url"


def own_writes(rows: list[dict[str, object]]) -> list[str]:
    return [f"{row['method']} {row['path']}" for row in rows if is_own_write(row)]


def settings(lab: ServedLab) -> dict[str, object]:
    found = lab.api("GET", "/api/v4/application/settings")
    return {name: found[name] for name in (KEY, PROXY)}


def test_a_run_connects_and_proves_it(lab: ServedLab) -> None:
    done = lab.run()
    assert done.code == 0, done.err
    assert done.json["proof"]["ok"] is True
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert all(hop["ms"] >= 0 for hop in done.json["proof"]["hops"])
    assert [row["state"] for row in done.json["applied"]] == ["done"] * 3
    applications = lab.api("GET", "/api/v4/applications")
    assert [one["confidential"] for one in applications] == [False]
    assert settings(lab) == {KEY: applications[0]["application_id"], PROXY: "https://gitlab.com"}


def test_every_write_is_followed_by_a_read_back(lab: ServedLab) -> None:
    assert lab.run().code == 0
    rows = lab.from_desktop()
    assert writes_without_read_back(rows) == []
    assert len(own_writes(rows)) == 5, own_writes(rows)


def test_a_second_run_writes_nothing(lab: ServedLab) -> None:
    assert lab.run().code == 0
    before = lab.newest()
    second = lab.run()
    assert second.code == 0, second.err
    assert second.json["proof"]["ok"] is True
    assert own_writes(lab.from_desktop(before)) == []
    assert second.json["applied"] == []


def test_a_dry_run_only_reads(lab: ServedLab) -> None:
    done = lab.run("--dry-run")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["plan"]] == ["planned"] * 3
    assert {row["method"] for row in lab.from_desktop()} <= {"GET", "HEAD", "OPTIONS"}


def test_undo_restores_and_leaves_what_others_made(lab: ServedLab) -> None:
    before = settings(lab)
    assert lab.run().code == 0
    foreign = {"name": "Grafana", "redirect_uri": "https://grafana.example/login", "scopes": "read_user"}
    lab.api("POST", "/api/v4/applications", foreign)
    lab.api("PUT", "/api/v4/application/settings", {"signup_enabled": False})
    done = lab.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert settings(lab) == before
    assert [one["application_name"] for one in lab.api("GET", "/api/v4/applications")] == ["Grafana"]
    assert lab.api("GET", "/api/v4/application/settings")["signup_enabled"] is False
    again = lab.wizard("undo", "--json")
    assert (again.code, again.json["undone"]) == (0, [])


def test_what_a_second_administrator_set_is_asked_about_and_survives(lab: ServedLab) -> None:
    assert lab.run().code == 0
    lab.api("PUT", "/api/v4/application/settings", {PROXY: "https://second.example"})
    second = lab.run()
    assert second.code == 1
    assert "plan-changed-by-other" in second.codes()
    assert settings(lab)[PROXY] == "https://second.example"
    undone = lab.wizard("undo", "--json")
    assert undone.code == 0, undone.err
    assert [row["state"] for row in undone.json["undone"]] == ["left", "undone", "undone"]
    assert settings(lab) == {KEY: None, PROXY: "https://second.example"}


def test_json_alone_is_on_standard_output(lab: ServedLab) -> None:
    assert lab.run().code == 0
    done = lab.wizard("check", str(answers_file(lab.folder)), "--json")
    assert done.code == 0, done.err
    assert done.json["format"] == 1
    assert done.json["ran"] > 15
    assert {finding["severity"] for finding in done.json["findings"]} <= {"advice", "warning"}


def test_a_check_of_what_is_not_connected_says_what_is_left_and_then_all_is_well(lab: ServedLab) -> None:
    open_ = lab.wizard("check", str(lab.answers), "--json")
    assert open_.code == 0, open_.err
    (finding,) = [one for one in open_.json["findings"] if one["code"] == "not-connected"]
    assert finding["severity"] == "warning"
    assert "Create OAuth application" in finding["facts"]["left"]
    assert "Sign in and link the groups" in finding["facts"]["left"]
    assert lab.run().code == 0
    connected = lab.wizard("check", str(lab.answers), "--json")
    assert (connected.code, "not-connected" in connected.codes()) == (0, False)


@pytest.mark.parametrize(
    ("changed", "code", "finding"),
    [
        ({"gitlab_url": '"http://gitlab.example.com"'}, 2, "gitlab-url-not-https"),
        ({"gitlab_url": '"https://nobody.example.com"'}, 3, "network-name-unknown"),
        ({"proof_issue": '"PLAT-999999"'}, 1, "jira-issue-not-found"),
        ({"groups_paths": '["archive"]', "proof_project": '"archive/old"'}, 1, "gitlab-group-role-too-low"),
    ],
)
def test_wrong_answers_are_named_and_then_the_flow_finishes(
    lab: ServedLab, tmp_path: Path, changed: dict[str, str], code: int, finding: str
) -> None:
    wrong = lab.run(answers=answers_file(tmp_path, **changed))
    assert wrong.code == code, wrong.err
    assert finding in wrong.codes()
    assert own_writes(lab.from_desktop()) == []
    assert lab.run().code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('route = "marketplace"\nsurprise = 1\n', "there is no key or section surprise"),
        ('[gitlab]\nulr = "https://gitlab.example.com"\n', "[gitlab] has no key ulr; the nearest is url"),
    ],
)
def test_an_unknown_key_in_the_answers_is_said_with_the_nearest_one(
    lab: ServedLab, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "answers.toml"
    path.write_text(text)
    done = lab.run(answers=path)
    assert done.code == 2
    assert said in done.err
