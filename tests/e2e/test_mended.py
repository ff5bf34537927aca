"""Each trouble that people bring is named with cause and next step; mended, the same command finishes the set-up."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.served_lab import ANSWERS, MAIN, Outcome, ServedLab, answers_file, is_own_write

BLOCKING = {
    "gitlab-token-invalid": "gitlab-token-invalid",
    "gitlab-user-not-admin": "gitlab-user-not-admin",
    "gitlab-token-scope-missing": "gitlab-token-scope-missing",
    "gitlab-too-old": "gitlab-too-old",
    "gitlab-silent-mode": "gitlab-silent-mode",
    "jira-user-not-site-admin": "jira-user-not-site-admin",
    "jira-token-invalid": "jira-token-invalid",
}
MENDED_BY_THE_PLAN = ["gitlab-oauth-app-confidential", "gitlab-oauth-app-wrong-redirect"]


def named(done: Outcome, code: str) -> dict[str, str]:
    """Return the finding; it says why and what to do."""
    finding: dict[str, str] = next(one for one in done.json["findings"] if one["code"] == code)
    assert finding["cause"]
    assert finding["fix"]
    return finding


@pytest.mark.parametrize(("fault", "code"), sorted(BLOCKING.items()))
def test_what_blocks_is_named_nothing_is_written_and_mended_it_finishes(lab: ServedLab, fault: str, code: str) -> None:
    lab.fault(fault)
    stopped = lab.run()
    assert stopped.code == 1, stopped.err
    assert named(stopped, code)["severity"] == "blocker"
    assert [row for row in lab.from_desktop() if is_own_write(row)] == []
    lab.lift(fault)
    finished = lab.run()
    assert finished.code == 0, finished.err
    assert code not in finished.codes()


@pytest.mark.parametrize("fault", MENDED_BY_THE_PLAN)
def test_a_wrong_application_in_place_is_named_and_replaced_by_the_plan(lab: ServedLab, fault: str) -> None:
    lab.fault(fault)
    wrong = lab.api("GET", "/api/v4/applications")
    done = lab.run()
    assert done.code == 0, done.err
    assert named(done, fault)["severity"] == "warning"
    applications = lab.api("GET", "/api/v4/applications")
    assert [one for one in applications if one in wrong] == wrong
    ours = [one for one in applications if one not in wrong]
    assert [one["confidential"] for one in ours] == [False]
    assert lab.api("GET", "/api/v4/application/settings")["jira_connect_application_key"] == ours[0]["application_id"]
    undone = lab.wizard("undo", "--json")
    assert undone.code == 0, undone.err
    assert lab.api("GET", "/api/v4/applications") == wrong


def test_a_relative_url_is_named_and_with_the_right_one_it_finishes(lab: ServedLab, tmp_path: Path) -> None:
    wrong = lab.run(answers=answers_file(tmp_path, gitlab_url='"https://gitlab.example.com/gitlab"'))
    assert wrong.code == 1, wrong.err
    assert named(wrong, "gitlab-url-relative")["severity"] == "warning"
    assert lab.run().code == 0


def without_network() -> list[str]:
    """Return what starts a program where there is no network: as root directly, else in a user namespace of its own."""
    ways = (["unshare", "--net"], ["unshare", "--user", "--net"])
    works = [
        way for way in ways if shutil.which(way[0]) and subprocess.run([*way, "true"], check=False).returncode == 0
    ]
    assert works, "unshare --net does not work here (package util-linux)"
    return works[0]


def test_without_network_that_is_what_is_said(lab: ServedLab) -> None:
    environment = {**lab.environment, "GJW_GITLAB_TOKEN": "glpat-none", "GJW_JIRA_TOKEN": "ATATTnone"}
    command = [*without_network(), *MAIN, "check", str(ANSWERS), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    offline = Outcome(done.returncode, done.stdout, done.stderr)
    assert offline.code == 3, offline.err
    assert "no network" in named(offline, "network-unreachable")["cause"]
    assert lab.run().code == 0


def test_without_a_token_and_a_terminal_the_way_to_give_one_is_said(lab: ServedLab) -> None:
    done = subprocess.run(
        [*MAIN, "check", str(ANSWERS)],
        env=dict(lab.environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "GJW_GITLAB_TOKEN" in done.stderr


def test_a_renamed_site_is_named_and_with_its_new_address_it_finishes(lab: ServedLab, tmp_path: Path) -> None:
    lab.fault("jira-renamed")
    stopped = lab.run()
    assert stopped.code == 1, stopped.err
    assert named(stopped, "jira-site-renamed")["severity"] == "blocker"
    (renamed,) = lab.ready["jira"]["other_urls"]
    finished = lab.run(answers=answers_file(tmp_path, jira_url=f'"{renamed}"'))
    assert finished.code == 0, finished.err
    assert finished.json["proof"]["ok"] is True
