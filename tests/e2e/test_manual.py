"""The own descriptor: run, undo and check, each refusal of Jira named, mended and finished."""

import signal
import subprocess

import pytest

from tests.e2e.served_lab import ANSWERS, ServedLab, writes_without_read_back
from tests.e2e.test_run import HOPS

KEY = "gitlab-jira-connect-gitlab.example.com"
SETTINGS = ("jira_connect_application_key", "jira_connect_proxy_url")


def settings(lab: ServedLab, *more: str) -> dict[str, object]:
    found = lab.api("GET", "/api/v4/application/settings")
    return {name: found[name] for name in (*SETTINGS, *more)}


def site(lab: ServedLab) -> dict[str, object]:
    (found,) = [part for host, part in lab.truth().items() if host.endswith(".atlassian.net")]
    return {"apps": {app["key"]: app["enabled"] for app in found["apps"]}, "mode": found["development_mode"]}


def installs(lab: ServedLab, since: int = 0) -> int:
    """Count the installs that the program has sent to Jira."""
    rows = lab.from_desktop(since)
    return sum(row["method"] == "POST" and str(row["path"]).startswith("/rest/plugins/1.0/") for row in rows)


def test_a_run_installs_connects_proves_and_switches_development_mode_off_again(manual: ServedLab) -> None:
    assert site(manual) == {"apps": {}, "mode": False}
    done = manual.run()
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert [row["id"] for row in done.json["applied"]] == [
        "gitlab-oauth-application",
        "gitlab-application-id",
        "jira-app-install",
    ]
    assert site(manual) == {"apps": {KEY: True}, "mode": False}
    (application,) = manual.api("GET", "/api/v4/applications")
    assert application["callback_url"] == "https://gitlab.example.com/-/jira_connect/oauth_callbacks"
    assert settings(manual) == dict(zip(SETTINGS, (application["application_id"], None), strict=True))
    assert installs(manual) == 1
    assert writes_without_read_back(manual.from_desktop()) == []


def test_a_second_run_writes_nothing(manual: ServedLab) -> None:
    assert manual.run().code == 0
    since = manual.newest()
    second = manual.run()
    assert (second.code, second.json["applied"], installs(manual, since)) == (0, [], 0)
    assert second.json["proof"]["ok"] is True


def test_a_dry_run_makes_the_plan_with_development_mode_off_and_only_reads(manual: ServedLab) -> None:
    done = manual.run("--dry-run")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["plan"]] == ["planned"] * 3
    assert "jira-development-mode-off" in done.codes()
    assert {row["method"] for row in manual.from_desktop()} <= {"GET", "HEAD", "OPTIONS"}


def test_a_check_names_development_mode_before_and_nothing_once_connected(manual: ServedLab) -> None:
    before = manual.wizard("check", str(manual.answers), "--json")
    assert before.code == 1
    assert [one["code"] for one in before.json["findings"] if one["severity"] == "blocker"] == [
        "jira-development-mode-off"
    ]
    assert manual.run().code == 0
    after = manual.wizard("check", str(manual.answers), "--json")
    assert after.code == 0, after.err
    assert {one["code"] for one in after.json["findings"]} == {"jira-app-keep"}


def test_undo_restores_both_sides(manual: ServedLab) -> None:
    before = (settings(manual), manual.api("GET", "/api/v4/applications"), site(manual))
    assert manual.run().code == 0
    done = manual.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["undone"]] == ["undone"] * 3
    assert (settings(manual), manual.api("GET", "/api/v4/applications"), site(manual)) == before
    again = manual.wizard("undo", "--json")
    assert (again.code, again.json["undone"]) == (0, [])


def test_an_app_that_could_not_come_back_is_left_and_said(manual: ServedLab) -> None:
    assert manual.run().code == 0
    manual.fault("jira-development-mode-off")
    done = manual.wizard("undo", "--json")
    assert done.code == 0, done.err
    assert [row["state"] for row in done.json["undone"]] == ["left", "undone", "undone"]
    assert "undo-app-stays" in done.codes()
    assert site(manual)["apps"] == {KEY: True}
    manual.lift("jira-development-mode-off")
    (session,) = {done.json["session"]}
    again = manual.wizard("undo", "--json", "--session", session)
    assert [row["state"] for row in again.json["undone"]] == ["undone"]
    assert site(manual) == {"apps": {}, "mode": False}


def test_development_mode_off_is_named_nothing_is_written_and_mended_it_finishes(manual: ServedLab) -> None:
    manual.fault("jira-development-mode-off")
    stopped = manual.run()
    assert stopped.code == 1, stopped.err
    (finding,) = [one for one in stopped.json["findings"] if one["check"] == "jira-development-mode"]
    assert (finding["code"], finding["task"]) == ("jira-development-mode-off", "jira-development-mode-on")
    assert stopped.json["waiting"] == ["jira-development-mode-on"]
    assert (manual.api("GET", "/api/v4/applications"), installs(manual)) == ([], 0)
    manual.lift("jira-development-mode-off")
    finished = manual.run()
    assert finished.code == 0, finished.err
    assert finished.json["waiting"] == []


def test_a_collision_is_named_mended_by_the_plan_and_put_back_by_undo(manual: ServedLab) -> None:
    manual.fault("jira-marketplace-collision")
    before = settings(manual)
    assert before["jira_connect_proxy_url"] == "https://gitlab.com"
    done = manual.run()
    assert done.code == 0, done.err
    (finding,) = [one for one in done.json["findings"] if one["code"] == "jira-marketplace-collision"]
    assert finding["severity"] == "warning"
    assert "gitlab-proxy-url-cleared" in [row["id"] for row in done.json["applied"]]
    assert settings(manual)["jira_connect_proxy_url"] is None
    undone = manual.wizard("undo", "--json")
    assert undone.code == 0, undone.err
    assert settings(manual) == before


@pytest.mark.parametrize("at", ["task", "answer"])
def test_the_block_of_private_installs_is_named_and_lifted_it_finishes(manual: ServedLab, at: str) -> None:
    manual.fault("jira-private-install-blocked", at=at)
    stopped = manual.run()
    assert stopped.code == 1, stopped.err
    assert "jira-private-install-blocked" in stopped.codes()
    assert [row["state"] for row in stopped.json["plan"]] == ["done", "done", "failed"]
    assert (site(manual)["apps"], installs(manual)) == ({}, 1)
    assert "If you stop here, by hand: Switch development mode off again" in stopped.err
    undone = manual.wizard("undo", "--json")
    assert undone.code == 0, undone.err
    assert (site(manual), manual.api("GET", "/api/v4/applications")) == ({"apps": {}, "mode": False}, [])
    manual.lift("jira-private-install-blocked")
    finished = manual.run()
    assert finished.code == 0, finished.err
    assert site(manual) == {"apps": {KEY: True}, "mode": False}


def test_what_the_block_advises_leads_to_a_connection(manual: ServedLab) -> None:
    manual.fault("jira-private-install-blocked")
    assert manual.run().code == 1
    assert manual.wizard("undo", "--json").code == 0
    other = manual.run(answers=ANSWERS)
    assert other.code == 0, other.err
    assert other.json["proof"]["ok"] is True
    assert site(manual) == {"apps": {"gitlab-jira-connect-gitlab.com": True}, "mode": False}
    assert settings(manual)["jira_connect_proxy_url"] == "https://gitlab.com"


def test_a_disabled_app_is_named_kept_as_ours_and_enabled_again_it_finishes(manual: ServedLab) -> None:
    manual.fault("jira-app-disabled-after-install")
    stopped = manual.run()
    assert stopped.code == 1, stopped.err
    assert "jira-app-disabled" in stopped.codes()
    assert site(manual)["apps"] == {KEY: False}
    manual.lift("jira-app-disabled-after-install")
    finished = manual.run()
    assert finished.code == 0, finished.err
    assert installs(manual) == 1
    assert manual.wizard("undo", "--json").code == 0
    assert site(manual) == {"apps": {}, "mode": False}


def test_an_install_whose_answer_is_lost_is_found_and_ordered_once(manual: ServedLab) -> None:
    where = {"host": "https://acme.atlassian.net", "method": "POST", "path_prefix": "/rest/plugins/1.0/"}
    manual.fault("http-answer-lost", times=1, **where, after_work=True)
    first = manual.run()
    assert first.code == 0, first.err
    assert manual.run().code == 0
    assert installs(manual) == 1
    assert site(manual) == {"apps": {KEY: True}, "mode": False}


def test_an_install_that_nobody_answered_is_never_ordered_again_until_it_is_given_up(manual: ServedLab) -> None:
    where = {"host": "https://acme.atlassian.net", "method": "POST", "path_prefix": "/rest/plugins/1.0/"}
    manual.fault("http-answer-lost", times=1, **where, after_work=False)
    manual.rate(20)
    assert manual.run().code == 5
    again = manual.run()
    assert (again.code, "change-unsettled" in again.codes()) == (5, True), again.err
    assert installs(manual) == 1
    given_up = manual.run("--order-again")
    assert given_up.code == 0, given_up.err
    manual.rate(1)
    assert installs(manual) == 2
    assert site(manual) == {"apps": {KEY: True}, "mode": False}


@pytest.mark.parametrize(
    ("method", "path", "when", "runs", "orders"),
    [
        # The order never reached Jira, which nobody can know: only a person gives it up.
        ("POST", "/rest/plugins/1.0/", "before", [([], 5), (["--order-again"], 0)], 2),
        ("POST", "/rest/plugins/1.0/", "after", [([], 0)], 1),
        ("GET", "/rest/plugins/1.0/pending/", "before", [([], 0)], 1),
        ("GET", "/rest/plugins/1.0/pending/", "after", [([], 0)], 1),
    ],
)
def test_killed_around_the_install_it_is_found_or_given_up_and_ends_right(
    manual: ServedLab, method: str, path: str, when: str, runs: list[tuple[list[str], int]], orders: int
) -> None:
    program = subprocess.Popen(
        manual.command("run", str(manual.answers), "--json"),
        env=dict(manual.environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    manual.fault("client-killed", 1, pid=program.pid, method=method, path_prefix=path, count=1, when=when)
    assert program.wait(100) == -signal.SIGKILL
    manual.lift("client-killed")
    manual.rate(20)
    for more, code in runs:
        again = manual.run(*more)
        assert again.code == code, again.err
    manual.rate(1)
    assert installs(manual) == orders
    assert site(manual) == {"apps": {KEY: True}, "mode": False}
    assert len(manual.api("GET", "/api/v4/applications")) == 1
    assert manual.wizard("undo", "--json").code == 0
    assert (site(manual), manual.api("GET", "/api/v4/applications")) == ({"apps": {}, "mode": False}, [])


@pytest.mark.parametrize(
    ("reason", "told"),
    [("response-401", "host-401"), ("key-too-long", "key-too-long"), ("access-denied", "download-refused")],
)
def test_a_refused_install_is_told_apart_and_then_goes_through(manual: ServedLab, reason: str, told: str) -> None:
    manual.fault("jira-install-refused", reason=reason)
    stopped = manual.run()
    assert stopped.code == 1, stopped.err
    (finding,) = [one for one in stopped.json["findings"] if one["code"] == "jira-install-refused"]
    assert finding["facts"]["reason"] == told
    assert site(manual)["apps"] == {}
    manual.lift("jira-install-refused")
    assert manual.run().code == 0


def test_an_install_that_takes_for_ever_is_told_and_found_once_it_has_ended(manual: ServedLab) -> None:
    manual.fault("jira-install-unfinished")
    manual.rate(60)
    stopped = manual.run()
    assert stopped.code != 0
    assert "jira-install-refused" in stopped.codes()
    assert site(manual)["apps"] == {}
    manual.rate(1)
    manual.lift("jira-install-unfinished")
    finished = manual.run()
    assert finished.code == 0, finished.err
    assert installs(manual) == 1
    assert site(manual) == {"apps": {KEY: True}, "mode": False}


@pytest.mark.parametrize("at", ["both", "https://connect-install-keys.atlassian.com"])
def test_a_gitlab_that_cannot_read_jiras_keys_refuses_the_install_and_the_finding_names_the_way(
    manual: ServedLab, at: str
) -> None:
    manual.fault("install-keys-unreachable", at=at)
    stopped = manual.run()
    assert stopped.code == 1, stopped.err
    (finding,) = [one for one in stopped.json["findings"] if one["code"] == "jira-install-refused"]
    assert finding["facts"]["reason"] == "host-401"
    assert "connect-install-keys.atlassian.com" in finding["fix"]
    assert site(manual)["apps"] == {}
    read = [row for row in manual.traffic() if "install-keys" in row["host"] and row["from"] == "gitlab-host"]
    assert read == []
    manual.lift("install-keys-unreachable")
    assert manual.run().code == 0
